package plans

import "slices"

// Echo notes a message which the channel itself has shown: its text, and the
// file it carries, nil for none; [Publication.Shown] then says whether every
// message of the part was seen. ok is false when the message is not of a post.
func (p Post) Echo(page PageID, message MessageID, text string, file *Media) (next Post, ok bool) {
	i := p.index(page)
	if i < 0 || p.Publications[i].State != Sending && p.Publications[i].State != Doubtful {
		return p, false
	}
	place := p.Frozen.Part(p.Publications[i].Part).place(text, file)
	if place < 0 {
		return p, false
	}
	p.Publications = slices.Clone(p.Publications)
	u := &p.Publications[i]
	seen := make([]MessageID, max(1, len(p.Frozen.Part(u.Part).Media)))
	copy(seen, u.Seen)
	if seen[place] == "" {
		seen[place] = message
	}
	u.Seen = seen
	return p, true
}

// Shown gives the ids of the messages of a publication's part; ok is false until
// the channel has shown all of them.
func (u Publication) Shown() ([]MessageID, bool) {
	return u.Seen, len(u.Seen) > 0 && !slices.Contains(u.Seen, "")
}
