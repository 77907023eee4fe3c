package bot

import (
	"slices"
	"strings"
	"testing"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/page"
	"sdelaemvmeste/bot/post/card"
	"sdelaemvmeste/bot/post/place"
	"sdelaemvmeste/bot/post/publish"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

const telegramPage = plans.PageID(-1_000_000_000_001)

// withMax gives the desk a channel in MAX beside the one in Telegram.
func withMax(t *testing.T) (*desk, store.Page) {
	d := newDesk(t)
	d.bot.Max = true
	at := store.Page{Page: plans.Page{Kind: plans.MaxPage, Name: "Округ в MAX"}, Chat: -70}
	d.change(func(tx *store.Tx) error {
		s, err := tx.Settings()
		if err != nil {
			return err
		}
		s, at = s.WithPage(at)
		return tx.PutSettings(s)
	})
	return d, at
}

// sentOut is a post on its way to both channels.
func (d *desk) sentOut(text string) store.PostRecord {
	d.t.Helper()
	rec := d.approved(text)
	rec.Wake = d.now
	d.change(func(tx *store.Tx) error { return tx.PutPost(rec) })
	d.tick()
	return d.post(rec.Number)
}

// onWire are the records of a wire that concern posts on pages.
func (d *desk) onWire(w store.Wire) []store.Outgoing {
	return slices.DeleteFunc(d.outbox(), func(o store.Outgoing) bool {
		what, _ := chat.FollowedUp(o.Follow)
		public := o.Wire == store.Max || o.Chat == int64(telegramPage)
		return o.Wire != w || what != "post" || !public
	})
}

// lands is a record's outcome, as a wire tells it.
func (d *desk) lands(o store.Outgoing, out store.Outcome) {
	d.t.Helper()
	d.change(func(tx *store.Tx) error {
		if err := tx.Drop(o); err != nil {
			return err
		}
		return d.bot.Settle(tx, o, out)
	})
}

// hears reports whether a waiting message to a chat holds some words.
func (d *desk) hears(to int64, words string) bool {
	return slices.ContainsFunc(d.outbox(), func(o store.Outgoing) bool {
		return o.Wire == store.Telegram && o.Chat == to && strings.Contains(o.Text, words)
	})
}

func TestOneVotePublishesInTelegramAndMax(t *testing.T) {
	d, at := withMax(t)
	rec := d.sentOut("Парк открыт.")
	inMax, inTelegram := d.onWire(store.Max), d.onWire(store.Telegram)
	if len(inMax) != 1 || len(inTelegram) != 1 {
		t.Fatalf("%d records for MAX, %d for Telegram", len(inMax), len(inTelegram))
	}
	if o := inMax[0]; o.Chat != at.Chat || !o.Once || o.Do != store.SendText || o.Text != "Парк открыт." {
		t.Errorf("for MAX: %+v", o)
	}
	d.lands(inTelegram[0], store.Outcome{Class: store.Accepted, Messages: []int{5}})
	if got := d.post(rec.Number); got.State != plans.Publishing || got.OutAt.IsZero() {
		t.Errorf("out in Telegram: %s, at %s", got.State, got.OutAt)
	}
	d.lands(inMax[0], store.Outcome{Class: store.Accepted, Mid: "mid.a", Link: "https://max.ru/okrug/1"})
	got := d.post(rec.Number)
	u, _ := got.Publication(at.ID)
	if got.State != plans.Published || u.Link != "https://max.ru/okrug/1" || len(u.Messages) != 1 || u.Messages[0] != "mid.a" {
		t.Errorf("out in both: %s, %+v", got.State, u)
	}
}

// TestMaxDownForADayHoldsUpNothing leaves the record for MAX waiting: the author is
// told once, and the post goes out there later.
func TestMaxDownForADayHoldsUpNothing(t *testing.T) {
	for trouble, words := range map[store.Refusal]string{"": "MAX не отвечает", store.BadToken: "MAX не принимает ключ"} {
		d, at := withMax(t)
		rec := d.sentOut("Парк открыт.")
		d.lands(d.onWire(store.Telegram)[0], store.Outcome{Class: store.Accepted, Messages: []int{5}})
		o := d.onWire(store.Max)[0]
		o.Trouble = trouble
		d.change(func(tx *store.Tx) error { return tx.Keep(o) })
		for range 25 {
			d.now = d.now.Add(card.LostAfter)
			d.tick()
		}
		late := 0
		for _, o := range d.outbox() {
			if o.Chat == 7 && strings.Contains(o.Text, words) {
				late++
			}
		}
		if u, _ := d.post(rec.Number).Publication(at.ID); late != 1 || !u.Late || u.State != plans.Sending {
			t.Errorf("trouble %q: told %d times, %+v", trouble, late, u)
		}
		d.lands(d.onWire(store.Max)[0], store.Outcome{Class: store.Accepted, Mid: "mid.a"})
		if got := d.post(rec.Number); got.State != plans.Published {
			t.Errorf("a day later: %s", got.State)
		}
	}
}

func TestUnknownOutcomeInMaxIsAskedAbout(t *testing.T) {
	d, at := withMax(t)
	rec := d.sentOut("Парк открыт.")
	d.lands(d.onWire(store.Max)[0], store.Outcome{Class: store.Unknown})
	if got := d.post(rec.Number); got.State != plans.Uncertain || !d.hears(-5, "Округ в MAX") {
		t.Errorf("in doubt: %s", got.State)
	}
	d.change(func(tx *store.Tx) error {
		turn, err := d.bot.OwnTurn(tx, "test")
		if err != nil {
			return err
		}
		turn.Admin, turn.In.Text = true, "https://max.ru/okrug/7"
		rec, err := tx.Post(rec.Number)
		if err != nil {
			return err
		}
		if rec.Post, err = rec.Sent(at.ID, 0, nil, "", d.now); err != nil {
			return err
		}
		return publish.LinkReply(turn, rec, "1")
	})
	if u, _ := d.post(rec.Number).Publication(at.ID); u.Link != "https://max.ru/okrug/7" {
		t.Errorf("link named by a person: %+v", u)
	}
}

func TestRefusalOfMaxLeavesTelegramAlone(t *testing.T) {
	d, at := withMax(t)
	rec := d.sentOut("Парк открыт.")
	d.lands(d.onWire(store.Telegram)[0], store.Outcome{Class: store.Accepted, Messages: []int{5}})
	d.lands(d.onWire(store.Max)[0], store.Outcome{Class: store.Refused, Refusal: store.NoRights})
	if got := d.post(rec.Number); got.State != plans.Approved || !d.hears(7, "Канал «Округ в MAX» в MAX: боту не разрешено публиковать") {
		t.Errorf("refused in MAX: %s", got.State)
	}
	d.change(func(tx *store.Tx) error {
		turn, err := d.bot.OwnTurn(tx, "test")
		if err != nil {
			return err
		}
		return page.Remove(turn, at)
	})
	if got := d.post(rec.Number); got.State != plans.Published {
		t.Errorf("the page that refused is removed: %s", got.State)
	}
}

// TestPageRemovedWhileItsPostWaits takes what was not written yet out of the outbox;
// what is being written lands.
func TestPageRemovedWhileItsPostWaits(t *testing.T) {
	for _, trying := range []bool{false, true} {
		d, at := withMax(t)
		rec := d.sentOut("Парк открыт.")
		o := d.onWire(store.Max)[0]
		o.Trying = trying
		d.change(func(tx *store.Tx) error {
			if err := tx.Keep(o); err != nil {
				return err
			}
			turn, err := d.bot.OwnTurn(tx, "test")
			if err != nil {
				return err
			}
			return page.Remove(turn, at)
		})
		_, kept := d.post(rec.Number).Publication(at.ID)
		if waits := len(d.onWire(store.Max)) == 1; kept != trying || waits != trying {
			t.Errorf("being written %v: publication kept %v, record waits %v", trying, kept, waits)
		}
		if trying {
			d.lands(o, store.Outcome{Class: store.Accepted, Mid: "mid.a"})
		}
		d.lands(d.onWire(store.Telegram)[0], store.Outcome{Class: store.Accepted, Messages: []int{5}})
		if got := d.post(rec.Number); got.State != plans.Published {
			t.Errorf("being written %v: %s", trying, got.State)
		}
	}
}

// TestCorrectionReachesMax edits the message there by its name, and deletes it.
func TestCorrectionReachesMax(t *testing.T) {
	d, at := withMax(t)
	rec := d.sentOut("Парк открыт.")
	d.lands(d.onWire(store.Telegram)[0], store.Outcome{Class: store.Accepted, Messages: []int{5}})
	d.lands(d.onWire(store.Max)[0], store.Outcome{Class: store.Accepted, Mid: "mid.a"})
	d.change(func(tx *store.Tx) error {
		turn, err := d.bot.OwnTurn(tx, "test")
		if err != nil {
			return err
		}
		rec, err := tx.Post(rec.Number)
		for _, step := range []func(plans.Post) (plans.Post, error){
			plans.Post.Correct,
			func(p plans.Post) (plans.Post, error) { return p.Edit(plans.Content{Text: "Парк закрыт."}) },
			plans.Post.Submit,
			func(p plans.Post) (plans.Post, error) { return p.Approve("a", 2, d.now, plans.Approval{Quorum: 1}) },
		} {
			if err == nil {
				rec.Post, err = step(rec.Post)
			}
		}
		if err != nil {
			return err
		}
		if err := tx.PutPost(rec); err != nil {
			return err
		}
		return publish.AmendPost(turn, rec)
	})
	o := d.onWire(store.Max)
	if len(o) != 1 || o[0].Mid != "mid.a" || o[0].Do != store.EditText || o[0].Text != "Парк закрыт." || o[0].Chat != at.Chat {
		t.Fatalf("for MAX: %+v", o)
	}
	d.lands(o[0], store.Outcome{Class: store.Accepted})
	d.lands(d.onWire(store.Telegram)[0], store.Outcome{Class: store.Accepted})
	if got := d.post(rec.Number); got.State != plans.Published || got.LiveVersion != 2 || !got.Corrected {
		t.Errorf("corrected: %s, version %d", got.State, got.LiveVersion)
	}
}

func TestChannelOfMaxIsFoundAndAdded(t *testing.T) {
	for name, c := range map[string]struct {
		out   store.Outcome
		words string
		added bool
	}{
		"found":         {store.Outcome{Class: store.Accepted, Found: store.FoundChat{ID: -9, Title: "Округ", Link: "https://max.ru/okrug"}}, "Публикует: бот", true},
		"there already": {store.Outcome{Class: store.Accepted, Found: store.FoundChat{ID: -70, Title: "Округ в MAX"}}, "уже есть в списке", false},
		"no right":      {store.Outcome{Class: store.Refused, Refusal: store.NoRights}, "не разрешено в нём писать", false},
		"not found":     {store.Outcome{Class: store.Refused, Refusal: store.Unreachable}, "не найден", false},
		"bad token":     {store.Outcome{Class: store.Refused, Refusal: store.BadToken}, "MAX_TOKEN", false},
		"no answer":     {store.Outcome{Class: store.Unknown}, "не ответил", false},
	} {
		d, _ := withMax(t)
		o := store.Outgoing{Key: "find", Wire: store.Max, Do: store.FindChannel, Text: "okrug", Follow: "page/7/author"}
		d.change(func(tx *store.Tx) error { return tx.Send(o) })
		d.change(func(tx *store.Tx) (err error) {
			o, _, err = tx.Waiting("find")
			return err
		})
		d.lands(o, c.out)
		added := false
		d.change(func(tx *store.Tx) error {
			s, err := tx.Settings()
			added = slices.ContainsFunc(s.InForce(), func(p store.Page) bool { return p.Chat == -9 && p.Address == "https://max.ru/okrug" })
			return err
		})
		if added != c.added || !d.hears(7, c.words) {
			t.Errorf("%s: added %v, told «%s» %v", name, added, c.words, d.hears(7, c.words))
		}
	}
}

// TestViewsAreAskedOnMondayAndKept asks for those of the week before, once.
func TestViewsAreAskedOnMondayAndKept(t *testing.T) {
	d, at := withMax(t)
	rec := d.sentOut("Парк открыт.")
	d.lands(d.onWire(store.Max)[0], store.Outcome{Class: store.Accepted, Mid: "mid.a"})
	d.now = time.Date(2023, 3, 20, 8, 0, 0, 0, time.UTC)
	for range 3 {
		if err := place.Tick(d.bot.Env, d.now); err != nil {
			t.Fatal(err)
		}
		d.now = d.now.Add(time.Hour)
	}
	asked := slices.DeleteFunc(d.onWire(store.Max), func(o store.Outgoing) bool { return o.Do != store.ReadViews })
	if len(asked) != 1 || asked[0].Mid != "mid.a" {
		t.Fatalf("asked: %+v", asked)
	}
	d.lands(asked[0], store.Outcome{Class: store.Accepted, Views: 540})
	if u, _ := d.post(rec.Number).Publication(at.ID); u.Views != 540 {
		t.Errorf("kept: %+v", u)
	}
}
