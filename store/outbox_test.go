package store

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

// waitingKeys are the keys of what waits in the outbox, chat by chat.
func waitingKeys(t *testing.T, tx *Tx) []string {
	t.Helper()
	all, err := tx.Outbox()
	if err != nil {
		t.Fatal(err)
	}
	return keysOf(all)
}

func keysOf(all []Outgoing) []string {
	var keys []string
	for _, o := range all {
		keys = append(keys, o.Key)
	}
	return keys
}

func TestRecordIsQueuedOnceUnderItsKey(t *testing.T) {
	fresh(t, func(tx *Tx) error {
		first := Outgoing{Key: "a", Chat: 5, Do: SendText, Text: "первый"}
		if err := firstOf(tx.Send(first), tx.Send(Outgoing{Key: "a", Chat: 6, Do: SendText, Text: "второй"})); err != nil {
			return err
		}
		got, ok, err := tx.Waiting("a")
		if err != nil || !ok || got.Text != "первый" || got.Chat != 5 || got.Seq != 1 {
			t.Errorf("%+v, %v, %v", got, ok, err)
		}
		if err := tx.Drop(got); err != nil {
			return err
		}
		if _, ok, err := tx.Waiting("a"); ok || err != nil {
			t.Errorf("still waits after its delivery: %v", err)
		}
		if err := tx.Send(first); err != nil {
			return err
		}
		if got, _, err := tx.Waiting("a"); err != nil || got.Seq != 2 {
			t.Errorf("queued again as %d, %v", got.Seq, err)
		}
		if err := tx.Send(Outgoing{Chat: 5, Do: SendText}); err == nil {
			t.Error("a record without a key is queued")
		}
		return nil
	})
}

// TestNewerOfASeriesReplacesTheOneNeverTried says what waits after a second digest
// of the series "d" for the chat 5.
func TestNewerOfASeriesReplacesTheOneNeverTried(t *testing.T) {
	for name, c := range map[string]struct {
		waiting Outgoing
		want    []string
	}{
		"never tried":       {Outgoing{Key: "old", Chat: 5, Replaces: "d"}, []string{"new"}},
		"tried":             {Outgoing{Key: "old", Chat: 5, Replaces: "d", Attempts: 1}, []string{"old", "new"}},
		"being tried":       {Outgoing{Key: "old", Chat: 5, Replaces: "d", Trying: true}, []string{"old", "new"}},
		"of another series": {Outgoing{Key: "old", Chat: 5, Replaces: "e"}, []string{"old", "new"}},
		"of none":           {Outgoing{Key: "old", Chat: 5}, []string{"old", "new"}},
		"to another chat":   {Outgoing{Key: "old", Chat: 4, Replaces: "d"}, []string{"old", "new"}},
	} {
		fresh(t, func(tx *Tx) error {
			c.waiting.Do = SendText
			first := Outgoing{Key: "first", Chat: 5, Do: SendText}
			if err := firstOf(tx.Send(first), tx.Send(c.waiting), tx.Send(Outgoing{Key: "new", Chat: 5, Do: SendText, Replaces: "d"})); err != nil {
				return err
			}
			if got := waitingKeys(t, tx); !slices.Equal(slices.DeleteFunc(got, func(k string) bool { return k == "first" }), c.want) {
				t.Errorf("%s: %q, want %q", name, got, c.want)
			}
			return nil
		})
	}
}

func TestOutsideASeriesNothingIsReplaced(t *testing.T) {
	fresh(t, func(tx *Tx) error {
		for _, key := range []string{"a", "b", "c"} {
			if err := tx.Send(Outgoing{Key: key, Chat: 5, Do: SendText}); err != nil {
				return err
			}
		}
		if got := waitingKeys(t, tx); !slices.Equal(got, []string{"a", "b", "c"}) {
			t.Errorf("%q", got)
		}
		return nil
	})
}

// TestOldestOfEachChatIsDeliveredNext: within a chat nothing overtakes, and no
// chat holds up another, whatever the sign of its id.
func TestOldestOfEachChatIsDeliveredNext(t *testing.T) {
	fresh(t, func(tx *Tx) error {
		for i, chat := range []int64{7, -100, 7, 0, -100, 1 << 40, 0} {
			if err := tx.Send(Outgoing{Key: fmt.Sprint(i), Chat: chat, Do: SendText}); err != nil {
				return err
			}
		}
		heads, err := tx.Heads(Telegram)
		if want := []string{"1", "3", "0", "5"}; err != nil || !slices.Equal(keysOf(heads), want) {
			t.Errorf("%q, %v; want %q", keysOf(heads), err, want)
		}
		return nil
	})
}

func TestStateOfDeliveryIsKeptWhileTheRecordWaits(t *testing.T) {
	fresh(t, func(tx *Tx) error {
		if err := tx.Send(Outgoing{Key: "a", Chat: 5, Do: SendText}); err != nil {
			return err
		}
		o, _, err := tx.Waiting("a")
		o.Attempts, o.NotBefore = 2, noon
		if err := firstOf(err, tx.Keep(o)); err != nil {
			return err
		}
		if got, _, err := tx.Waiting("a"); err != nil || got.Attempts != 2 || !got.NotBefore.Equal(noon) {
			t.Errorf("%+v, %v", got, err)
		}
		if err := firstOf(tx.Drop(o), tx.Keep(o)); err != nil {
			return err
		}
		if got := waitingKeys(t, tx); len(got) > 0 {
			t.Errorf("the state of a record taken out brings it back: %q", got)
		}
		return nil
	})
}

// TestGroupThatMovedIsWrittenToAtItsNewPlace: messages follow, edits and deletions
// of what stands in the old chat stay.
func TestGroupThatMovedIsWrittenToAtItsNewPlace(t *testing.T) {
	fresh(t, func(tx *Tx) error {
		for _, o := range []Outgoing{
			{Key: "text", Chat: -5, Do: SendText, Thread: 3, ReplyTo: 8}, {Key: "edit", Chat: -5, Do: EditText, Message: 8},
			{Key: "media", Chat: -5, Do: SendMedia}, {Key: "delete", Chat: -5, Do: Delete, Message: 9},
			{Key: "upload", Chat: -5, Do: SendUpload}, {Key: "other", Chat: -6, Do: SendText},
		} {
			if err := tx.Send(o); err != nil {
				return err
			}
		}
		if err := tx.Redirect(-5, -100); err != nil {
			return err
		}
		for key, chat := range map[string]int64{"text": -100, "media": -100, "upload": -100, "edit": -5, "delete": -5, "other": -6} {
			o, ok, err := tx.Waiting(key)
			if err != nil || !ok || o.Chat != chat || o.Thread != 0 || o.ReplyTo != 0 {
				t.Errorf("%s: %+v, %v, %v", key, o, ok, err)
			}
		}
		if got := waitingKeys(t, tx); !slices.Equal(got, []string{"text", "media", "upload", "other", "edit", "delete"}) {
			t.Errorf("order %q", got)
		}
		return nil
	})
}

func TestOnlyWhatMakesANewMessageSends(t *testing.T) {
	sends := []Deed{SendText, SendMedia, SendUpload}
	for _, d := range []Deed{SendText, SendMedia, SendUpload, EditText, EditCaption, EditButtons, EditMedia, Delete, Fetch, SetCommands, Leave} {
		if d.Sends() != slices.Contains(sends, d) {
			t.Errorf("%s: %v", d, d.Sends())
		}
	}
}

func TestPauseIsKeptToTheNanosecond(t *testing.T) {
	fresh(t, func(tx *Tx) error {
		if at, err := tx.HeldUntil(Telegram); err != nil || !at.IsZero() {
			t.Errorf("no pause: %s, %v", at, err)
		}
		until := noon.Add(1500 * time.Millisecond)
		if err := tx.Hold(Telegram, until.In(time.FixedZone("Чита", 9*60*60))); err != nil {
			return err
		}
		if at, err := tx.HeldUntil(Telegram); err != nil || at != until {
			t.Errorf("%s, %v", at, err)
		}
		return nil
	})
	change(t, filled(t), func(tx *Tx) error {
		if err := meta.put(tx, []byte("hold"), "долго"); err != nil {
			return err
		}
		if _, err := tx.HeldUntil(Telegram); err == nil {
			t.Error("a pause without an end is read")
		}
		return nil
	})
}

func TestQueueIsMeasuredByItsFirstRecord(t *testing.T) {
	fresh(t, func(tx *Tx) error {
		if n, oldest, err := tx.OutboxState(Telegram); n != 0 || !oldest.IsZero() || err != nil {
			t.Errorf("empty: %d since %s, %v", n, oldest, err)
		}
		for i, queued := range []time.Time{noon, noon.Add(time.Hour), noon.Add(time.Minute)} {
			if err := tx.Send(Outgoing{Key: fmt.Sprint(i), Chat: -int64(i), Do: SendText, Queued: queued}); err != nil {
				return err
			}
		}
		if n, oldest, err := tx.OutboxState(Telegram); n != 3 || !oldest.Equal(noon) || err != nil {
			t.Errorf("%d since %s, %v", n, oldest, err)
		}
		return nil
	})
}
