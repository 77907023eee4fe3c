package bot

import (
	"slices"
	"strconv"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// drafting gives this person's post while it is a draft.
func (t *turn) drafting(n uint64) (store.PostRecord, error) {
	rec, err := t.ownPost(n)
	if err != nil {
		return rec, err
	}
	if rec.State != plans.Drafting {
		return rec, refuse(plans.ErrConflict, textPostStands(rec.Post))
	}
	return rec, nil
}

// pressedText asks for a text in place of the present one.
func (t *turn) pressedText(p press) error {
	rec, err := t.drafting(p.number)
	if err != nil {
		return err
	}
	if err := t.await(store.Dialog{Await: "pdraft", Number: rec.Number}); err != nil {
		return err
	}
	var k keyboard
	k.row(key{text: "Отмена", verb: "no"})
	return t.say(textAskText(rec.Draft), k)
}

// pressedPhotos asks for more files and offers to move or remove those there.
func (t *turn) pressedPhotos(p press) error {
	rec, err := t.drafting(p.number)
	if err != nil {
		return err
	}
	if err := t.await(store.Dialog{Await: "pdraft", Number: rec.Number}); err != nil {
		return err
	}
	return t.say(textAskPhotos(rec.Draft), photoKeys(rec))
}

func photoKeys(rec store.PostRecord) keyboard {
	var k keyboard
	for i, m := range rec.Draft.Media {
		arg := strconv.Itoa(rec.Drawn) + "." + strconv.Itoa(i)
		row := []key{{text: textDropPhoto(i, m.Kind), verb: "pdrop", number: rec.Number, arg: arg}}
		if i > 0 {
			row = append(row, key{text: textPhotoUp(i), verb: "pup", number: rec.Number, arg: arg})
		}
		k.row(row...)
	}
	k.row(key{text: "Готово", verb: "pready", number: rec.Number})
	return k
}

// pressedReady closes the list of files; the draft goes on taking more.
func (t *turn) pressedReady(p press) error {
	if _, err := t.drafting(p.number); err != nil {
		return err
	}
	return t.strip()
}

// pressedDrop removes one file of the draft.
func (t *turn) pressedDrop(p press) error {
	rec, i, err := t.numberedPhoto(p)
	if err != nil {
		return err
	}
	c := rec.Draft
	c.Media = slices.Delete(slices.Clone(c.Media), i, i+1)
	return t.rearrange(rec, c)
}

// pressedUp moves a file one place towards the head of the album.
func (t *turn) pressedUp(p press) error {
	rec, i, err := t.numberedPhoto(p)
	if err != nil {
		return err
	}
	if i == 0 {
		return stale()
	}
	c := rec.Draft
	c.Media = slices.Clone(c.Media)
	c.Media[i-1], c.Media[i] = c.Media[i], c.Media[i-1]
	return t.rearrange(rec, c)
}

// numberedPhoto reads which file of which drawing of the draft is meant; after
// any change the numbers mean other files, so the button no longer holds.
func (t *turn) numberedPhoto(p press) (store.PostRecord, int, error) {
	rec, err := t.drafting(p.number)
	if err != nil {
		return rec, 0, err
	}
	numbers, err := ints(p.arg, 2)
	switch {
	case err != nil:
		return rec, 0, stale()
	case numbers[0] != rec.Drawn:
		return rec, 0, refuse(plans.ErrConflict, textPhotosChanged)
	case numbers[1] < 0 || numbers[1] >= len(rec.Draft.Media):
		return rec, 0, stale()
	}
	return rec, numbers[1], nil
}

// rearrange keeps the changed files, shows the draft and brings the list of
// files under the pressed button up to it.
func (t *turn) rearrange(rec store.PostRecord, c plans.Content) error {
	if err := t.redraft(rec, c); err != nil {
		return err
	}
	rec, err := t.ownPost(rec.Number)
	if err != nil {
		return err
	}
	if len(rec.Draft.Media) == 0 {
		return t.edit(textAskPhotos(rec.Draft), keyboard{})
	}
	return t.edit(textAskPhotos(rec.Draft), photoKeys(rec))
}

// pressedHashtag puts the plan's hashtag under the text.
func (t *turn) pressedHashtag(p press) error {
	rec, err := t.drafting(p.number)
	if err != nil {
		return err
	}
	if t.plan.Hashtag == "" || hasHashtag(rec.Draft.Text, t.plan.Hashtag) {
		return refuse(plans.ErrConflict, textHashtagThere)
	}
	c := rec.Draft
	if c.Text != "" {
		c.Text += "\n\n"
	}
	c.Text += t.plan.Hashtag
	t.answer(textHashtagAdded)
	return t.redraft(rec, c)
}

// pressedTemplate takes the row's template for the text of an empty draft.
func (t *turn) pressedTemplate(p press) error {
	rec, err := t.drafting(p.number)
	if err != nil {
		return err
	}
	o, ok, err := t.rowOf(rec)
	if err != nil {
		return err
	}
	if !ok {
		return stale()
	}
	if rec.Draft.Text != "" {
		return refuse(plans.ErrConflict, textTextThere)
	}
	c := rec.Draft
	if c.Text, err = t.template(o); err != nil {
		return err
	}
	if err := t.await(store.Dialog{Await: "pdraft", Number: rec.Number}); err != nil {
		return err
	}
	if err := t.strip(); err != nil {
		return err
	}
	t.answer(textTemplateTaken)
	return t.redraft(rec, c)
}

// pressedDelete puts a draft away; it can be taken out again.
func (t *turn) pressedDelete(p press) error {
	rec, err := t.drafting(p.number)
	if err != nil {
		return err
	}
	return t.putAway(rec, "post deleted")
}

// pressedWithdraw takes a post back from review or from its hour.
func (t *turn) pressedWithdraw(p press) error {
	rec, err := t.postToRun(p.number)
	if err != nil {
		return err
	}
	return t.putAway(rec, "post withdrawn")
}

// putAway ends a post's way before any of it is out.
func (t *turn) putAway(rec store.PostRecord, did string) error {
	next, err := rec.Withdraw()
	if err != nil {
		return late(rec, err)
	}
	before := rec.State
	rec.Post = next
	if err := t.keep(&rec); err != nil {
		return err
	}
	if err := t.endDraftDialog(rec); err != nil {
		return err
	}
	if err := t.note(did, postName(rec.Number), before, rec.State); err != nil {
		return err
	}
	if err := t.erase(previewCard(rec.Number)); err != nil {
		return err
	}
	if rec.Out() && rec.Version != rec.LiveVersion {
		if err := t.refreshGroup(rec, rec.LiveVersion); err != nil {
			return err
		}
	}
	if err := t.refreshGroup(rec, rec.Version); err != nil {
		return err
	}
	return t.refreshAuthor(rec)
}

// endDraftDialog stops waiting for text and files of this post.
func (t *turn) endDraftDialog(rec store.PostRecord) error {
	d, ok, err := t.tx.Dialog(t.in.Chat.ID, t.in.From.ID)
	if err != nil || !ok || d.Number != rec.Number || d.Await != "pdraft" && d.Await != "pwhen" {
		return err
	}
	return t.done()
}

// pressedReopenPost makes a draft again of what was put away or rejected.
func (t *turn) pressedReopenPost(p press) error {
	return t.backToDraft(p, "post reopened", plans.Post.Reopen)
}

// pressedEdit takes a post out of review to change it; its votes are void.
func (t *turn) pressedEdit(p press) error {
	return t.backToDraft(p, "post taken back to edit", func(p plans.Post) (plans.Post, error) {
		if p.State == plans.Drafting {
			return p, plans.ErrConflict
		}
		return p.Edit(p.Draft)
	})
}

func (t *turn) backToDraft(p press, did string, change func(plans.Post) (plans.Post, error)) error {
	rec, err := t.ownPost(p.number)
	if err != nil {
		return err
	}
	before := rec.State
	if rec.Post, err = change(rec.Post); err != nil {
		return late(rec, err)
	}
	if !rec.PublishAt.After(t.now) {
		if rec.Post, err = rec.At(time.Time{}); err != nil {
			return late(rec, err)
		}
	}
	if err := t.note(did, postName(rec.Number), before, rec.State); err != nil {
		return err
	}
	if err := t.await(store.Dialog{Await: "pdraft", Number: rec.Number}); err != nil {
		return err
	}
	if err := t.redraw(rec); err != nil {
		return err
	}
	return t.refreshGroup(rec, rec.Version)
}

// postToRun gives a post whose way this person may direct: its author, or an
// administrator once it is no longer a draft.
func (t *turn) postToRun(n uint64) (store.PostRecord, error) {
	rec, err := t.tx.Post(n)
	if err != nil {
		return rec, err
	}
	if t.admin && rec.State != plans.Drafting {
		return rec, nil
	}
	return t.ownPost(n)
}
