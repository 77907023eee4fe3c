package plan

import (
	"errors"
	"fmt"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/task"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// waiting is a confirmation that nobody has looked at, with its task and its author.
type waiting struct {
	store.Unjudged
	of task.View
	by string
}

// unseenInRow is how many numbers stand beside each other.
const unseenInRow = 4

// pressedUnseen lists what waits to be looked at, the oldest first. «new» asks for a new
// message.
func pressedUnseen(t *chat.Turn, p chat.Press) error {
	if err := t.May(chat.Judge); err != nil {
		return err
	}
	all, err := allWaiting(t)
	if err != nil {
		return err
	}
	page := chat.PageOf(all, chat.PageSize, p.Page())
	var k chat.Keyboard
	var row []chat.Key
	for i, w := range page.Shown {
		row = append(row, chat.Key{
			Text: fmt.Sprint(page.Before + i + 1), Verb: "judge", Number: w.Task, Arg: chat.ArgsOf(chat.Num(w.Number)),
		})
		if len(row) == unseenInRow {
			k.Row(row...)
			row = nil
		}
	}
	k.Row(row...)
	page.KeysBack(&k, toHome, chat.Press{Verb: "unseen"}.PageInNumber)
	text := textUnseen(len(all), page.Shown, page.Before, t.Today(), t.Zone)
	if p.Arg == "new" {
		return t.Say(text, k)
	}
	return t.Edit(text, k)
}

func allWaiting(t *chat.Turn) ([]waiting, error) {
	unseen, err := task.Waiting(t)
	if err != nil {
		return nil, err
	}
	names, err := t.Names()
	if err != nil {
		return nil, err
	}
	all := make([]waiting, 0, len(unseen))
	for _, u := range unseen {
		o, err := task.ViewOf(t, u.Task)
		if errors.Is(err, plans.ErrConflict) {
			continue
		}
		if err != nil {
			return nil, err
		}
		all = append(all, waiting{u, o, names[u.By]})
	}
	return all, nil
}
