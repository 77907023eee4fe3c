package draft

import (
	"slices"
	"time"
	"unicode/utf16"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/post/card"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// pressedText asks for a text in place of the present one.
func pressedText(t *chat.Turn, p chat.Press) error {
	rec, err := card.Drafting(t, p.Number)
	if err != nil {
		return err
	}
	if err := t.Await(store.Dialog{Await: "pdraft", Number: rec.Number, Text: textMeant}); err != nil {
		return err
	}
	var k chat.Keyboard
	k.Row(chat.Key{Text: "Отмена", Verb: "no"})
	return t.Say(textAskText(rec.Draft), k)
}

// pressedPhotos asks for more files and offers to move or remove those there.
func pressedPhotos(t *chat.Turn, p chat.Press) error {
	rec, err := card.Drafting(t, p.Number)
	if err != nil {
		return err
	}
	if err := t.Await(store.Dialog{Await: "pdraft", Number: rec.Number}); err != nil {
		return err
	}
	return t.Say(textAskPhotos(rec.Draft), photoKeys(rec))
}

func photoKeys(rec store.PostRecord) chat.Keyboard {
	var k chat.Keyboard
	for i, m := range rec.Draft.Media {
		arg := chat.ArgsOf(chat.Num(rec.Drawn), chat.Num(i))
		row := []chat.Key{{Text: textDropPhoto(i, m.Kind), Verb: "pdrop", Number: rec.Number, Arg: arg}}
		if i > 0 {
			row = append(row, chat.Key{Text: textPhotoUp(i), Verb: "pup", Number: rec.Number, Arg: arg})
		}
		k.Row(row...)
	}
	k.Row(chat.Key{Text: "Готово", Verb: "pready", Number: rec.Number})
	return k
}

// pressedReady closes the list of files; the draft goes on taking more.
func pressedReady(t *chat.Turn, p chat.Press) error {
	if _, err := card.Drafting(t, p.Number); err != nil {
		return err
	}
	return t.Strip()
}

// pressedDrop removes one file of the draft.
func pressedDrop(t *chat.Turn, p chat.Press) error {
	rec, i, err := numberedPhoto(t, p)
	if err != nil {
		return err
	}
	c := rec.Draft
	c.Media = slices.Delete(slices.Clone(c.Media), i, i+1)
	return rearrange(t, rec, c)
}

// pressedUp moves a file one place towards the head of the album.
func pressedUp(t *chat.Turn, p chat.Press) error {
	rec, i, err := numberedPhoto(t, p)
	if err != nil {
		return err
	}
	if i == 0 {
		return chat.Stale()
	}
	c := rec.Draft
	c.Media = slices.Clone(c.Media)
	c.Media[i-1], c.Media[i] = c.Media[i], c.Media[i-1]
	return rearrange(t, rec, c)
}

// numberedPhoto reads which file of which drawing of the draft is meant; after
// any change the numbers mean other files, so the button no longer holds.
func numberedPhoto(t *chat.Turn, p chat.Press) (store.PostRecord, int, error) {
	rec, err := card.Drafting(t, p.Number)
	if err != nil {
		return rec, 0, err
	}
	r := p.Arg.Read()
	drawn, i := r.Number(), r.Number()
	switch {
	case !r.Whole():
		return rec, 0, chat.Stale()
	case drawn != int64(rec.Drawn):
		return rec, 0, chat.Refuse(chat.OutOfDate, textPhotosChanged)
	case i < 0 || i >= int64(len(rec.Draft.Media)):
		return rec, 0, chat.Stale()
	}
	return rec, int(i), nil
}

// rearrange keeps the changed files, shows the draft and brings the list of
// files under the pressed button up to it.
func rearrange(t *chat.Turn, rec store.PostRecord, c plans.Content) error {
	if err := putDraft(t, rec, c); err != nil {
		return err
	}
	rec, err := card.OwnPost(t, rec.Number)
	if err != nil {
		return err
	}
	if len(rec.Draft.Media) == 0 {
		return t.Edit(textAskPhotos(rec.Draft), chat.Keyboard{})
	}
	return t.Edit(textAskPhotos(rec.Draft), photoKeys(rec))
}

// pressedHashtag puts the plan's hashtag under the text.
func pressedHashtag(t *chat.Turn, p chat.Press) error {
	rec, err := card.Drafting(t, p.Number)
	if err != nil {
		return err
	}
	hashtag, err := card.Hashtag(t, rec.Task)
	if err != nil {
		return err
	}
	if hashtag == "" || card.HasHashtag(rec.Draft.Text, hashtag) {
		return chat.Refuse(chat.NothingToDo, textHashtagThere)
	}
	c := rec.Draft
	if c.Text != "" {
		c.Text += "\n\n"
	}
	c.Text += hashtag
	t.Answer(textHashtagAdded)
	return putDraft(t, rec, c)
}

// pressedTemplate takes the row's template for the text of an empty draft.
func pressedTemplate(t *chat.Turn, p chat.Press) error {
	rec, err := card.Drafting(t, p.Number)
	if err != nil {
		return err
	}
	o, ok, err := card.RowOf(t, rec)
	if err != nil {
		return err
	}
	if !ok {
		return chat.Stale()
	}
	if rec.Draft.Text != "" {
		return chat.Refuse(chat.NothingToDo, textTextThere)
	}
	c := rec.Draft
	if c.Text, err = template(t, o); err != nil {
		return err
	}
	if err := t.Await(store.Dialog{Await: "pdraft", Number: rec.Number}); err != nil {
		return err
	}
	if err := t.Strip(); err != nil {
		return err
	}
	t.Answer(textTemplateTaken)
	return putDraft(t, rec, c)
}

// pressedDelete puts a draft away; it can be taken out again.
func pressedDelete(t *chat.Turn, p chat.Press) error {
	rec, err := card.Drafting(t, p.Number)
	if err != nil {
		return err
	}
	return putAway(t, rec, "post deleted")
}

// pressedWithdraw takes a post back from review or from its hour.
func pressedWithdraw(t *chat.Turn, p chat.Press) error {
	rec, err := postToRun(t, p.Number)
	if err != nil {
		return err
	}
	return putAway(t, rec, "post withdrawn")
}

// putAway ends a post's way before any of it is out.
func putAway(t *chat.Turn, rec store.PostRecord, did string) error {
	next, err := rec.Withdraw()
	if err != nil {
		return card.Conflict(rec, err)
	}
	before := rec.State
	rec.Post, rec.Offered, rec.AskedAt = next, nil, time.Time{}
	if err := card.Save(t, &rec); err != nil {
		return err
	}
	if err := card.EndDraftDialog(t, rec); err != nil {
		return err
	}
	return t.Note(did, card.PostName(rec.Number), before, rec.State)
}

// pressedReopenPost makes a draft again of what was put away or rejected.
func pressedReopenPost(t *chat.Turn, p chat.Press) error {
	return backToDraft(t, p, "post reopened", plans.Post.Reopen)
}

// pressedEdit takes a post out of review to change it; its votes are void.
func pressedEdit(t *chat.Turn, p chat.Press) error {
	return backToDraft(t, p, "post taken back to edit", func(p plans.Post) (plans.Post, error) {
		if p.State == plans.Drafting {
			return p, plans.ErrConflict
		}
		return p.Edit(p.Draft)
	})
}

func backToDraft(t *chat.Turn, p chat.Press, did string, change func(plans.Post) (plans.Post, error)) error {
	rec, err := card.OwnPost(t, p.Number)
	if err != nil {
		return err
	}
	if rec, err = drafted(t, rec, did, change); err != nil {
		return err
	}
	if err := t.Await(store.Dialog{Await: "pdraft", Number: rec.Number}); err != nil {
		return err
	}
	return card.Save(t, &rec)
}

// drafted is a post made a draft again, which is still to be saved; an hour that has
// passed is forgotten.
func drafted(t *chat.Turn, rec store.PostRecord, did string, change func(plans.Post) (plans.Post, error)) (store.PostRecord, error) {
	before := rec.State
	var err error
	if rec.Post, err = change(rec.Post); err != nil {
		return rec, card.Conflict(rec, err)
	}
	if !rec.PublishAt.After(t.Now) {
		if rec.Post, err = rec.At(time.Time{}); err != nil {
			return rec, card.Conflict(rec, err)
		}
	}
	return rec, t.Note(did, card.PostName(rec.Number), before, rec.State)
}

// postToRun gives a post whose way this person may direct: its author, or an
// administrator once it is no longer a draft.
func postToRun(t *chat.Turn, n uint64) (store.PostRecord, error) {
	rec, err := t.Tx.Post(n)
	if err != nil {
		return rec, err
	}
	if t.Admin && rec.State != plans.Drafting {
		return rec, nil
	}
	return card.OwnPost(t, n)
}

// pressedSecure makes every http:// of a draft https://.
func pressedSecure(t *chat.Turn, p chat.Press) error {
	rec, err := card.Drafting(t, p.Number)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(card.LinksIn(rec.Draft), card.UnsafeLink) {
		return chat.Refuse(chat.NothingToDo, textLinksSafe)
	}
	t.Answer(textLinksMended)
	return putDraft(t, rec, secured(rec.Draft))
}

// secured is the content with its links made https://; what stands after a letter
// put into the text moves on by it.
func secured(c plans.Content) plans.Content {
	units := utf16.Encode([]rune(c.Text))
	all := slices.Clone(c.Entities)
	for i := range all {
		e := all[i]
		switch link := card.LinkOf(units, e); {
		case !card.UnsafeLink(link):
		case e.Type == "text_link":
			all[i].URL = "https://" + link[len(card.PlainScheme):]
		default:
			at := e.Offset + len("http")
			units = slices.Insert(units, at, 's')
			for j := range all {
				switch {
				case all[j].Offset >= at:
					all[j].Offset++
				case all[j].Offset+all[j].Length > at:
					all[j].Length++
				}
			}
		}
	}
	c.Text, c.Entities = string(utf16.Decode(units)), all
	return c
}

// ordinal is the place of a photo or a video in the album, in words so that the
// buttons differ by more than a number.
func ordinal(i int) string {
	return [...]string{"первое", "второе", "третье", "четвёртое", "пятое",
		"шестое", "седьмое", "восьмое", "девятое", "десятое"}[i]
}
