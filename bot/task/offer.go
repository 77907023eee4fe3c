package task

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// Work is told without pressing anything: a photo, a link or a few sentences out of
// the blue. What was sent is kept, and its author is asked what it is for.

// awaitWhose is what is awaited then.
const awaitWhose = "whose"

// Offer keeps what was sent and asks to which task it belongs. Those it may mean come
// first; a note is said under the question.
func Offer(t *chat.Turn, note string, first ...View) error {
	if _, err := proofs(t); err != nil {
		return err
	}
	kept := store.Kept{Chat: t.In.Chat.ID, Messages: [][]store.Incoming{t.Parts}}
	tasks, err := offered(t, first)
	if err != nil {
		return err
	}
	if len(tasks) == 0 && !postable(t, kept) {
		return chat.Refuse(chat.Absent, textNothingToProve(kept, note))
	}
	if err := t.Tx.PutKept(kept); err != nil {
		return err
	}
	var numbers []string
	for _, o := range first {
		numbers = append(numbers, strconv.FormatUint(o.Number, 10))
	}
	if err := t.Await(store.Dialog{Await: awaitWhose, Number: uint64(kept.Number()), Text: strings.Join(numbers, " ")}); err != nil {
		return err
	}
	text, k := question(t, kept, tasks, 0)
	if note != "" {
		text += "\n\n" + note
	}
	return t.Say(text, k)
}

// offered are the tasks a message may belong to: those it may mean, then the
// person's open ones, the most urgent first.
func offered(t *chat.Turn, first []View) ([]View, error) {
	mine, err := Mine(t)
	if err != nil {
		return nil, err
	}
	lines := make([]Line, 0, len(mine))
	for _, o := range mine {
		if !slices.ContainsFunc(first, func(f View) bool { return f.Number == o.Number }) {
			lines = append(lines, Line{View: &o, Urgency: UrgencyOf(o, t.Today())})
		}
	}
	SortLines(lines)
	all := slices.Clone(first)
	for _, l := range lines {
		all = append(all, *l.View)
	}
	return all, nil
}

// question is a page of «К какой задаче?».
func question(t *chat.Turn, kept store.Kept, tasks []View, page int) (string, chat.Keyboard) {
	n := uint64(kept.Number())
	shown := chat.PageOf(tasks, chat.PageSize, page)
	var k chat.Keyboard
	for i, o := range shown.Shown {
		k.Row(chat.Key{Text: fmt.Sprintf("%d. %s", shown.Before+i+1, o.Caption(t.Today())), Verb: "whose", Number: n, Arg: chat.ArgsOf(chat.Num(o.Number))})
	}
	shown.Keys(&k, chat.Press{Verb: "whosepg", Number: n}.PageInArg)
	var last []chat.Key
	if postable(t, kept) {
		last = append(last, chat.Key{Text: "📝 Новый пост", Verb: "whosepost", Number: n})
	}
	k.Row(append(last, chat.Key{Text: "Ничего", Verb: "whoseno", Number: n})...)
	return textQuestion(kept, shown.Shown, shown.Before, t.Today()), k
}

// postable reports whether what was kept can become a post of this person's.
func postable(t *chat.Turn, kept store.Kept) bool {
	return t.Allowed(chat.WritePost, nil) && !slices.ContainsFunc(kept.Parts(), func(p store.Incoming) bool {
		return p.Media != nil && !p.Media.Kind.Postable()
	})
}

// keptAt gives what a button of the question is about.
func keptAt(t *chat.Turn, n uint64) (store.Kept, error) {
	kept, err := t.Tx.Kept(t.In.Chat.ID, int(min(n, 1<<40)))
	if errors.Is(err, plans.ErrNotFound) {
		err = chat.Refuse(chat.Answered, textKeptUsed)
	}
	return kept, err
}

// Release ends the question whose button was pressed and gives what was kept for it.
func Release(t *chat.Turn, n uint64) (store.Kept, error) {
	kept, err := keptAt(t, n)
	if err != nil {
		return kept, err
	}
	if err := release(t, kept); err != nil {
		return kept, err
	}
	return kept, t.CloseHere()
}

// release ends the question about something kept.
func release(t *chat.Turn, kept store.Kept) error {
	if err := t.Tx.DropKept(kept); err != nil {
		return err
	}
	d, ok, err := t.Tx.Dialog(t.In.Chat.ID, t.In.From.ID)
	if err != nil {
		return err
	}
	switch {
	case !ok || d.Await != awaitWhose || d.Number != uint64(kept.Number()):
		return nil
	case t.In.Kind == store.InPress:
		return t.Done()
	}
	return t.CallOff()
}

// pressedWhose is the task that was meant.
func pressedWhose(t *chat.Turn, p chat.Press) error {
	kept, err := keptAt(t, p.Number)
	if err != nil {
		return err
	}
	n, err := p.Arg.Number()
	if err != nil {
		return err
	}
	o, err := ViewOf(t, uint64(n))
	if err != nil {
		return err
	}
	return takeFor(t, kept, o)
}

// takeFor takes what was kept as the confirmation of a task.
func takeFor(t *chat.Turn, kept store.Kept, o View) error {
	var all []plans.Proof
	for _, parts := range kept.Messages {
		some, err := proofsOf(parts)
		if err != nil {
			return err
		}
		all = append(all, some...)
	}
	if len(all) > proofsLimit {
		return chat.Refuse(chat.TooMuch, textProofsEnough(all))
	}
	if err := mayTake(t, o); err != nil {
		return err
	}
	if err := release(t, kept); err != nil {
		return err
	}
	if t.In.Kind == store.InPress {
		if err := t.Strip(); err != nil {
			return err
		}
	}
	return take(t, o, all)
}

// mayTake reports by its error why a task takes no confirmation of this person's.
func mayTake(t *chat.Turn, o View) error {
	if _, ok, err := ownOf(t, o); err != nil || ok {
		return err
	}
	_, err := confirmable(t, o.Number)
	return err
}

// take confirms a task, or adds to this person's confirmation of one that is done.
func take(t *chat.Turn, o View, proofs []plans.Proof) error {
	c, ok, err := ownOf(t, o)
	if err != nil {
		return err
	}
	if !ok {
		return confirmWith(t, o.TaskRecord, proofs)
	}
	after, err := addProofs(t, o, c, proofs)
	if err != nil {
		return err
	}
	t.Answer(textConfirmedShort)
	return acknowledge(t, o, after)
}

// ownOf is this person's confirmation that a task is done.
func ownOf(t *chat.Turn, o View) (plans.Confirmation, bool, error) {
	if o.Open() {
		return plans.Confirmation{}, false, nil
	}
	said, err := t.Tx.Confirmations(o.Number)
	if err != nil {
		return plans.Confirmation{}, false, err
	}
	for _, c := range slices.Backward(said) {
		if c.Stands() && c.By == t.Who.ID {
			return c, true, nil
		}
	}
	return plans.Confirmation{}, false, nil
}

// pressedWhosePage turns the pages of the question.
func pressedWhosePage(t *chat.Turn, p chat.Press) error {
	kept, err := keptAt(t, p.Number)
	if err != nil {
		return err
	}
	tasks, err := asked(t, kept)
	if err != nil {
		return err
	}
	page, err := p.Arg.Page()
	if err != nil {
		return err
	}
	text, k := question(t, kept, tasks, page)
	return t.Edit(text, k)
}

// pressedWhoseNothing forgets what was sent.
func pressedWhoseNothing(t *chat.Turn, p chat.Press) error {
	kept, err := Release(t, p.Number)
	if err != nil {
		return err
	}
	return t.Edit(textForgotten(kept), chat.Keyboard{})
}
