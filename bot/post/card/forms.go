package card

import (
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// formsKey is the button that shows a post in the form of each of its pages; version 0
// is the draft.
func formsKey(n uint64, version int) chat.Key {
	return chat.Key{Text: "👁 Вид на страницах", Verb: "pforms", Number: n, Arg: chat.ArgsOf(chat.Num(version))}
}

// pressedForms shows the one who presses, in private, how a post will look on pages
// that show it otherwise than Telegram.
func pressedForms(t *chat.Turn, p chat.Press) error {
	rec, err := seen(t, p.Number)
	if err != nil {
		return err
	}
	version, err := p.Arg.Number()
	if err != nil {
		return err
	}
	if version != 0 && version != int64(rec.Version) {
		return chat.Refuse(chat.OutOfDate, TextPostStands(rec.Post))
	}
	if !t.Known() || t.Who.Unreachable {
		return chat.Refuse(chat.Unready, textFormsInPrivate)
	}
	c := rec.Frozen
	if version == 0 {
		c = rec.Draft
	}
	t.Answer(textFormsSent)
	for _, f := range formsOf(PagesOf(t.Settings, rec.Post), c) {
		if err := showForm(t, rec, f); err != nil {
			return err
		}
	}
	return nil
}

// seen gives a post to those who may read it now: its author, and those who vote.
func seen(t *chat.Turn, n uint64) (store.PostRecord, error) {
	rec, err := t.Tx.Post(n)
	if err != nil || t.Allowed(chat.VotePost, nil) || t.Allowed(chat.Judge, nil) {
		return rec, err
	}
	return OwnPost(t, n)
}

// form is what some pages show of a content.
type form struct {
	pages []string
	shows plans.Content
}

// formsOf are the forms that differ from Telegram's, each once.
func formsOf(pages []store.Page, c plans.Content) []form {
	var all []form
	for _, p := range pages {
		shows := c.On(p.Kind)
		if p.Kind == plans.TelegramPage {
			continue
		}
		known := false
		for i := range all {
			if all[i].shows.Equal(shows) {
				all[i].pages, known = append(all[i].pages, p.Name), true
			}
		}
		if !known {
			all = append(all, form{[]string{p.Name}, shows})
		}
	}
	return all
}

// showForm sends a form in private, under the names of its pages.
func showForm(t *chat.Turn, rec store.PostRecord, f form) error {
	if err := t.Tell(t.Who, textForm(rec.Number, strings.Join(f.pages, ", "), f.shows), chat.Keyboard{}); err != nil {
		return err
	}
	switch {
	case f.shows.Text == "":
		return nil
	case len(f.shows.Entities) == 0:
		return SendPlain(t, f.shows.Text, int64(t.Who.User))
	}
	return t.Send(store.Outgoing{
		Do: store.SendText, Chat: int64(t.Who.User), Text: f.shows.Text, NoPreview: true,
		Entities: append([]plans.Entity{}, f.shows.Entities...), Follow: chat.FollowPerson(t.Who.ID),
	})
}

// Routes are the buttons of every card of a post.
func Routes() chat.Routes {
	return chat.Routes{GroupVerbs: map[string]chat.Verb{"pforms": pressedForms}}
}
