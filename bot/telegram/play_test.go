package telegram

import (
	"slices"
	"time"

	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/store"
)

func sorted(s []string) []string { return slices.Sorted(slices.Values(s)) }

// botMessages are the ids of what the bot wrote to a chat.
func (w *world) botMessages(chat int64) []int {
	var ids []int
	for _, m := range w.tg.Messages(chat) {
		if m.FromBot {
			ids = append(ids, m.ID)
		}
	}
	return ids
}

// photos has a person send an album, and gives it as the wire understood it.
func (w *world) photos(n int) []store.Media {
	w.t.Helper()
	drafts := make([]emulator.Draft, n)
	for i := range drafts {
		drafts[i].Photo = &emulator.Upload{}
	}
	w.tg.Album(w.anna, w.anna, drafts...)
	w.poll(time.Minute)
	var media []store.Media
	for _, in := range w.inbox() {
		if in.Media != nil {
			media = append(media, *in.Media)
		}
	}
	if len(media) != n {
		w.t.Fatalf("the album of %d came as %d", n, len(media))
	}
	return media
}
