package watch

import (
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// copyState is what became of the last nightly copy.
type copyState int

// The states of the nightly copy: not tried since the start, failed, there.
const (
	unknownCopy copyState = iota
	failedCopy
	madeCopy
)

const (
	// copiesKept is how many nightly copies are kept, one a day.
	copiesKept = 14
	// copyHour is when the copy is made, in the plan's zone; a service that did
	// not run then makes it as soon as it runs.
	copyHour = 3
	// copyRetry is when a copy that failed is tried again.
	copyRetry = time.Hour
	// copyLimit is the largest file a bot may send (Bot API «sendDocument»: 50 MB),
	// less what the message around it takes.
	copyLimit = 49 << 20
)

// Watchman looks after the service. It holds when the next nightly copy is to be
// made and what became of the last one: after a restart that is found out by
// trying. It remembers how the clocks stood at its last look.
type Watchman struct {
	*chat.Env
	nextCopy time.Time
	copying  copyState
	clock    clock
}

// nightly makes the copy of the day when its hour has come. A rehearsal makes
// none: its days are not real, and its copies would push the real ones out.
func (b *Watchman) nightly(now time.Time) {
	if b.Copies == "" || b.Rehearsal != "" || now.Before(b.nextCopy) {
		return
	}
	zone := time.UTC
	err := b.Store.View(func(tx *store.Tx) error {
		t, err := b.OwnTurn(tx, "")
		if err == nil {
			zone = t.Zone
		}
		return err
	})
	day := plans.DateOf(now, zone)
	hour, _ := plans.NewClock(copyHour, 0) // a time of day it is
	if at := day.At(hour, zone); err == nil && now.Before(at) {
		b.nextCopy = at
		return
	}
	made := false
	if err == nil {
		made, err = b.Store.NightlyCopy(b.Copies, day, copiesKept)
	}
	if err != nil {
		b.Log.Error("nightly copy failed", "err", err)
		b.copying, b.nextCopy = failedCopy, now.Add(copyRetry)
		return
	}
	if made {
		b.Log.Info("nightly copy made", "day", day.String())
	}
	b.copying, b.nextCopy = madeCopy, (day+1).At(hour, zone)
}

// pressedCopy is «Копия»: it sends an administrator the database as it stands,
// sealed. Unsealed it never goes through a chat: it is everybody's personal data.
func pressedCopy(t *chat.Turn, _ chat.Press) error {
	if err := t.May(chat.ChangeSettings); err != nil {
		return err
	}
	switch {
	case !t.Private():
		return chat.Refuse(chat.NoRight, textCopyInPrivate)
	case t.Env.Seal == nil:
		return chat.Refuse(chat.NotSetUp, textNoCopyKey)
	}
	plain, err := t.Env.Store.Copy()
	if err != nil {
		return err
	}
	sealed, err := t.Env.Seal(plain)
	if err != nil {
		return err
	}
	if len(sealed) > copyLimit {
		return chat.Refuse(chat.TooMuch, textCopyTooLarge(store.CopiesFolder))
	}
	if err := t.Note("copy sent", "database", nil, nil); err != nil {
		return err
	}
	t.Answer(textCopyComes)
	return t.Send(store.Outgoing{
		Do: store.SendUpload, Chat: t.In.Chat.ID, Text: textCopy(t.Today()),
		Upload: &store.Upload{Name: "sdelaem-" + t.Today().String() + ".db.gz.age", Data: sealed},
	})
}
