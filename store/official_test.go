package store

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/plans"
)

// TestChannelsBecomePages brings a file of schema 3 up to date: bound channels are
// pages, the publications of posts name them, and a channel let go is a removed page.
func TestChannelsBecomePages(t *testing.T) {
	dir := filled(t)
	bound, gone := int64(-1_000_000_000_001), int64(-1_000_000_000_002)
	var number uint64
	change(t, dir, func(tx *Tx) error {
		filled, err := tx.Post(1)
		filled.Publications = nil
		if err := firstOf(err, tx.PutPost(filled)); err != nil {
			return err
		}
		post, err := tx.NewPost(plans.Post{Author: "p1", State: plans.Published, Created: noon, LiveVersion: 1})
		number = post.Number
		post.OutAt = noon
		return firstOf(
			err, meta.put(tx, []byte("schema"), "3"),
			tx.OfferChannel(BoundChannel{ID: gone, Title: "Прежний"}),
			table[settingsBefore]{"settings"}.put(tx, []byte("settings"), settingsBefore{
				Settings{Group: -7}, PlanRules{}, []BoundChannel{{ID: bound, Title: "Округ", Username: "okrug"}},
			}),
			table[postBefore]{"posts"}.put(tx, num(post.Number), postBefore{post, []publicationBefore{
				{Channel: bound, State: plans.Out, Part: 1, Messages: []int{5, 6}, Link: "https://t.me/okrug/5"},
				{Channel: gone, State: plans.Sending, Seen: []int{0, 7}, Pending: []int{8}},
			}}),
		)
	})
	change(t, dir, func(tx *Tx) error {
		s, err := tx.Settings()
		want := []Page{TelegramPage(BoundChannel{ID: bound, Title: "Округ", Username: "okrug"}), TelegramPage(BoundChannel{ID: gone, Title: "Прежний"})}
		want[1].Removed = true
		if d := cmp.Diff(want, s.Pages); d != "" {
			t.Errorf("pages: want -, got +\n%s", d)
		}
		if all := s.InForce(); len(all) != 1 || all[0].Address != "https://t.me/okrug" || s.Group != -7 {
			t.Errorf("in force: %+v", all)
		}
		post, err2 := tx.Post(number)
		wantOut := []plans.Publication{
			{Page: plans.PageID(bound), Kind: plans.TelegramPage, State: plans.Out, Part: 1, At: noon, Messages: []plans.MessageID{"5", "6"}, Link: "https://t.me/okrug/5"},
			{Page: plans.PageID(gone), Kind: plans.TelegramPage, State: plans.Sending, Seen: []plans.MessageID{"", "7"}, Pending: []plans.MessageID{"8"}},
		}
		if d := cmp.Diff(wantOut, post.Publications); d != "" {
			t.Errorf("publications: want -, got +\n%s", d)
		}
		return firstOf(err, err2)
	})
}

// TestWiresTakeTheirOwnRecords puts records of two wires into chats of the same
// number: neither waits for the other, and each keeps its order.
func TestWiresTakeTheirOwnRecords(t *testing.T) {
	db := opened(t)
	err := db.Update(func(tx *Tx) error {
		for _, o := range []Outgoing{
			{Key: "m1", Wire: Max, Chat: -5}, {Key: "t1", Chat: -5}, {Key: "m2", Wire: Max, Chat: -5}, {Key: "t2", Chat: -5},
			{Key: "m3", Wire: Max, Chat: -6}, {Key: "t3", Chat: 9},
		} {
			if err := tx.Send(o); err != nil {
				return err
			}
		}
		for w, want := range map[Wire][]string{Telegram: {"t1", "t3"}, Max: {"m3", "m1"}} {
			heads, err := tx.Heads(w)
			if err != nil {
				return err
			}
			var keys []string
			for _, o := range heads {
				keys = append(keys, o.Key)
			}
			if d := cmp.Diff(want, keys); d != "" {
				t.Errorf("heads of %q: want -, got +\n%s", w, d)
			}
		}
		return firstOf(tx.Hold(Max, noon), tx.Redirect(-5, -55))
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range []Wire{Telegram, Max} {
		select {
		case <-db.Queued(w):
		default:
			t.Errorf("wire %q is not told", w)
		}
	}
	err = db.View(func(tx *Tx) error {
		held, err := tx.HeldUntil(Telegram)
		other, err2 := tx.HeldUntil(Max)
		if !held.IsZero() || !other.Equal(noon) {
			t.Errorf("held: %s, %s", held, other)
		}
		return firstOf(err, err2)
	})
	if err != nil {
		t.Error(err)
	}
}

func TestPagesAreNumberedOnceAndKeptWhenRemoved(t *testing.T) {
	var s Settings
	s, channel := s.WithPage(TelegramPage(BoundChannel{ID: -100, Title: "Канал"}))
	s, vk := s.WithPage(Page{Page: plans.Page{Kind: plans.VKPage, Name: "ВКонтакте"}})
	vk.Removed = true
	s, _ = s.WithPage(vk)
	s, site := s.WithPage(Page{Page: plans.Page{Kind: plans.SitePage, Name: "Сайт"}})
	if channel.ID != -100 || vk.ID != 1 || site.ID != 2 || len(s.Pages) != 3 || len(s.InForce()) != 2 {
		t.Errorf("%+v", s.Pages)
	}
	if p, ok := s.Page(vk.ID); !ok || !p.Removed || p.Name != "ВКонтакте" {
		t.Errorf("removed page: %+v, %v", p, ok)
	}
	if p, ok := s.Page(channel.ID); !ok || p.ID != channel.ID {
		t.Errorf("first page: %+v, %v", p, ok)
	}
	if _, ok := s.Page(9); ok {
		t.Error("a page that never was is found")
	}
	if err := checkPages(s); err != nil {
		t.Error(err)
	}
	for name, wrong := range map[string]Page{
		"number not given yet":    {Page: plans.Page{ID: 9, Kind: plans.VKPage}},
		"no kind":                 {Page: plans.Page{ID: 1}},
		"MAX without its chat":    {Page: plans.Page{ID: 1, Kind: plans.MaxPage}},
		"by hand with a chat":     {Page: plans.Page{ID: 1, Kind: plans.SitePage}, Chat: 5},
		"Telegram's own number":   {Page: plans.Page{ID: 1, Kind: plans.TelegramPage}, Chat: -5},
		"number of a channel":     {Page: plans.Page{ID: -5, Kind: plans.SitePage}},
		"kind of another program": {Page: plans.Page{ID: 1, Kind: "odd"}},
	} {
		if checkPages(Settings{Pages: []Page{wrong}, LastPage: 2}) == nil {
			t.Errorf("%s: taken", name)
		}
	}
	if checkPages(Settings{Pages: []Page{site, site}, LastPage: 2}) == nil {
		t.Error("the same page twice: taken")
	}
}
