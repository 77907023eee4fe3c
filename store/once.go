package store

// once gives what read decodes of a bucket, and in a transaction decodes it again
// only after the bucket was changed: a batch of a hundred updates asks for the
// plan and the people at each of them. What it gives is shared by all who ask and
// must not be changed in place.
func once[V, R any](tx *Tx, t table[V], name string, read func() (R, error)) (R, error) {
	if r, ok := tx.decoded[t.name][name].(R); ok {
		return r, nil
	}
	r, err := read()
	if err != nil {
		return r, err
	}
	if tx.decoded == nil {
		tx.decoded = map[string]map[string]any{}
	}
	if tx.decoded[t.name] == nil {
		tx.decoded[t.name] = map[string]any{}
	}
	tx.decoded[t.name][name] = r
	return r, nil
}
