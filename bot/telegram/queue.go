package telegram

import (
	"cmp"
	"container/heap"
	"time"

	"sdelaemvmeste/store"
)

// queue is the first record of every chat, as far as it is known, so that a turn costs
// what it sends and not what waits. Answers that somebody waits for go before bulk, and
// within both the longest waiting first. It belongs to the goroutine of Deliver.
type queue struct {
	heads map[int64]*head
	// ready may go as far as its own pause is concerned, later not yet.
	ready, later pile
	// unsure are chats in which something has changed, or whose head was read in a
	// transaction that may have been rolled back.
	unsure map[int64]bool
}

// head is what is to be known of a record before it is chosen.
type head struct {
	chat int64
	seq  uint64
	bulk bool
	// at is before when it must not be written.
	at       time.Time
	all, own int // its weight in all and in its chat
	// void says that the chat has another first record by now.
	void bool
}

func newQueue() *queue {
	q := &queue{heads: map[int64]*head{}, unsure: map[int64]bool{}}
	q.ready.less = func(a, b *head) bool {
		if a.bulk != b.bulk {
			return b.bulk
		}
		return a.seq < b.seq
	}
	q.later.less = func(a, b *head) bool { return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.seq, b.seq)) < 0 }
	return q
}

// begin takes what waits at the start, in the order of each chat.
func (q *queue) begin(o store.Outgoing) {
	if h, ok := q.heads[o.Chat]; ok {
		h.bulk = h.bulk && o.Bulk
		return
	}
	q.put(headOf(o, o.Bulk))
}

func headOf(o store.Outgoing, bulk bool) *head {
	all, own := weight(o)
	return &head{chat: o.Chat, seq: o.Seq, bulk: bulk, at: o.NotBefore, all: all, own: own}
}

// notice remembers chats in which something has changed.
func (q *queue) notice(chats []int64) {
	for _, chat := range chats {
		q.unsure[chat] = true
	}
}

// refresh reads the heads of the chats in which something has changed. A chat with
// something in the air has no head until that has landed.
func (q *queue) refresh(tx *store.Tx, busy func(chat int64) bool) error {
	chats := q.unsure
	q.unsure = map[int64]bool{}
	for _, chat := range tx.Touched() {
		chats[chat], q.unsure[chat] = true, true
	}
	for chat := range chats {
		if old, ok := q.heads[chat]; ok {
			old.void = true
			delete(q.heads, chat)
		}
		if busy(chat) {
			continue
		}
		o, urgent, ok, err := tx.Head(chat)
		if err != nil {
			return err
		}
		if ok {
			q.put(headOf(o, !urgent))
		}
	}
	return nil
}

func (q *queue) put(h *head) {
	q.heads[h.chat] = h
	heap.Push(&q.later, h)
}

// next takes the first of those that may go now; nil when there is none.
func (q *queue) next(now time.Time) *head {
	for h := q.later.first(); h != nil && !h.at.After(now); h = q.later.first() {
		heap.Pop(&q.later)
		heap.Push(&q.ready, h)
	}
	h := q.ready.first()
	if h != nil {
		heap.Pop(&q.ready)
	}
	return h
}

// wait puts a head off until an instant.
func (q *queue) wait(h *head, until time.Time) {
	h.at = until
	heap.Push(&q.later, h)
}

// wake is when the first of those that wait may go, zero when none waits.
func (q *queue) wake() time.Time {
	if h := q.later.first(); h != nil {
		return h.at
	}
	return time.Time{}
}

// pile is a heap of heads.
type pile struct {
	heads []*head
	less  func(a, b *head) bool
}

func (p *pile) Len() int           { return len(p.heads) }
func (p *pile) Less(i, j int) bool { return p.less(p.heads[i], p.heads[j]) }
func (p *pile) Swap(i, j int)      { p.heads[i], p.heads[j] = p.heads[j], p.heads[i] }

// Push satisfies the heap.
func (p *pile) Push(x any) { p.heads = append(p.heads, x.(*head)) }

// Pop satisfies the heap.
func (p *pile) Pop() any {
	last := len(p.heads) - 1
	h := p.heads[last]
	p.heads[last] = nil
	p.heads = p.heads[:last]
	return h
}

// first is the top of the heap, without those that are void; nil when it is empty.
func (p *pile) first() *head {
	for len(p.heads) > 0 {
		if h := p.heads[0]; !h.void {
			return h
		}
		heap.Pop(p)
	}
	return nil
}
