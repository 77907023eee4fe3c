package store

import (
	"fmt"

	"sdelaemvmeste/plans"
)

var posts = table[plans.Post]{"posts"}

// NewPost keeps a new post under the next number and gives it back with it.
func (tx *Tx) NewPost(p plans.Post) (plans.Post, error) {
	n, err := posts.next(tx)
	if err != nil {
		return p, err
	}
	p.Number = n
	return p, tx.PutPost(p)
}

// PutPost keeps a post.
func (tx *Tx) PutPost(p plans.Post) error { return posts.put(tx, num(p.Number), p) }

// Post gives a post by its number; an unknown one is a [plans.ErrNotFound].
func (tx *Tx) Post(n uint64) (plans.Post, error) {
	p, ok, err := posts.get(tx, num(n))
	if err == nil && !ok {
		err = fmt.Errorf("post %d: %w", n, errNotFound)
	}
	return p, err
}

// Posts gives all posts, oldest first.
func (tx *Tx) Posts() ([]plans.Post, error) { return posts.all(tx, nil) }
