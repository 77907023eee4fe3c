package bot

import (
	"sync"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// strangersShare is by how much fewer updates a stranger's account gets through
// than that of a known person.
const strangersShare = 4

// flood counts the updates of each account in the minute at hand, by the real
// clock. It is not kept over a restart.
type flood struct {
	mu     sync.Mutex
	minute int64
	counts map[plans.UserID]int
	// placed is which one an update was that has been counted, by its id: one that is
	// tried again counts once.
	placed map[int64]int
}

// order gives for each update which one of its account's it is in this minute.
func (f *flood) order(got []store.Received, now time.Time) map[uint64]int {
	f.mu.Lock()
	defer f.mu.Unlock()
	if minute := now.Unix() / 60; minute != f.minute || f.counts == nil {
		f.minute, f.counts, f.placed = minute, map[plans.UserID]int{}, map[int64]int{}
	}
	order := map[uint64]int{}
	for _, r := range got {
		if n, ok := f.placed[r.Update]; ok && r.Update != 0 {
			order[r.N] = n
			continue
		}
		switch r.Kind {
		case store.InMessage, store.InPress, store.InEdited, store.InMember:
			f.counts[r.From.ID]++
			order[r.N], f.placed[r.Update] = f.counts[r.From.ID], f.counts[r.From.ID]
		case store.InChannelPost, store.InEditedChannel, store.InService, store.InMigration:
			// What Telegram says of chats must not be lost, and nobody can send much of it.
			// Anybody can let the bot into chats without end.
		}
	}
	return order
}

// slowed reports whether this update is one too many, n being its place among those
// of its account in this minute. The sender is told once; presses are answered
// all the same, as Telegram shows a pressed button busy until they are.
func slowed(t *chat.Turn, n int) (bool, error) {
	limit := t.Env.Flood
	if !t.Known() && !t.Admin {
		limit /= strangersShare
	}
	switch {
	case t.Env.Flood == 0 || n <= limit:
		return false, nil
	case t.In.Kind == store.InPress:
		t.Answer(chat.TextSlower)
		return true, nil
	case n == limit+1:
		t.Env.Log.Warn("flood slowed", "user", int64(t.In.From.ID), "chat", t.In.Chat.ID)
		if t.Private() {
			return true, t.Say(chat.TextSlower, chat.Keyboard{})
		}
	}
	return true, nil
}
