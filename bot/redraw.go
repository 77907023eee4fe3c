package bot

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/project"
	"sdelaemvmeste/bot/task"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// A card of a task or a project stands in people's chats for as long as they leave it
// there. Whatever changes what it shows, the newest one in each chat is redrawn, in the
// transaction of the change.

// redrawnAtOnce is how many cards of a chat one change redraws at most, the newest: a
// plan that is finished must not fill the way to Telegram with cards of the whole year.
const redrawnAtOnce = 20

// staleCard is a message that shows a card of something changed.
type staleCard struct {
	name    string
	message int
}

// redraw rewrites the cards of what a transaction has changed.
func (b *Bot) redraw(tx *store.Tx, c store.Changes) error {
	stale, err := staleCards(tx, c)
	if err != nil || len(stale) == 0 {
		return err
	}
	t, err := b.OwnTurn(tx, fmt.Sprintf("redraw/%d", tx.Serial()))
	if err != nil {
		return err
	}
	for _, reader := range slices.Sorted(maps.Keys(stale)) {
		all := stale[reader]
		slices.SortFunc(all, func(a, b staleCard) int { return b.message - a.message })
		for _, s := range all[:min(len(all), redrawnAtOnce)] {
			if err := b.redrawCard(t, reader, s); err != nil {
				return err
			}
		}
	}
	return nil
}

// staleCards gives, by private chat, the newest message of every card that is concerned.
func staleCards(tx *store.Tx, c store.Changes) (map[int64][]staleCard, error) {
	var names []string
	for n := range c.Tasks {
		names = append(names, task.CardName(n))
	}
	for id := range c.Projects {
		n, err := tx.NumberOf(store.ProjectNumber, string(id))
		if chat.NotFoundIsNone(err) != nil {
			return nil, err
		}
		if err == nil {
			names = append(names, project.CardName(n))
		}
	}
	stale := map[int64][]staleCard{}
	for _, name := range names {
		shown, err := tx.Card(name)
		if err != nil {
			return nil, err
		}
		newest := map[int64]int{}
		for _, s := range shown {
			if s.Chat > 0 && len(s.Messages) > 0 {
				newest[s.Chat] = s.Messages[0]
			}
		}
		for reader, message := range newest {
			stale[reader] = append(stale[reader], staleCard{name, message})
		}
	}
	return stale, nil
}

// redrawCard rewrites one card. One that cannot be drawn is left as it is: it must not
// undo the change that somebody has made.
func (b *Bot) redrawCard(t *chat.Turn, reader int64, s staleCard) error {
	text, k, ok, err := b.cardFor(t.Tx, reader, s.name)
	if err != nil {
		b.Log.Error("a card cannot be drawn", "card", s.name, "err", err)
		return nil
	}
	if !ok {
		return nil
	}
	return t.Send(store.Outgoing{
		Do: store.EditText, Chat: reader, Message: s.message, Text: text, Buttons: k.Rows, NoPreview: true,
		Replaces: fmt.Sprintf("redraw/%d", s.message),
	})
}

// settleCard brings up a card that has arrived, if it has changed on its way.
func (b *Bot) settleCard(tx *store.Tx, o store.Outgoing, out store.Outcome) error {
	if out.Class != store.Accepted || !o.Do.Sends() || o.Chat < 0 {
		return nil
	}
	text, k, ok, err := b.cardFor(tx, o.Chat, o.Card)
	if err != nil || !ok {
		return err
	}
	t, err := b.OwnTurn(tx, "card/"+strconv.FormatUint(o.Seq, 10))
	if err != nil {
		return err
	}
	return t.BringUp(o, out, text, k)
}

// cardFor is the card of a task or a project as its reader may see it now; ok is false
// for a card of anything else, and when there is nothing to show any more.
func (b *Bot) cardFor(tx *store.Tx, reader int64, name string) (text string, k chat.Keyboard, ok bool, err error) {
	what, rest, _ := strings.Cut(name, "/")
	n, err := strconv.ParseUint(rest, 10, 64)
	if err != nil || what != "task" && what != "project" {
		return "", k, false, nil
	}
	t, err := b.Turn(tx, store.Received{Incoming: store.Incoming{
		Chat: store.Chat{ID: reader, Kind: store.Private}, From: store.User{ID: plans.UserID(reader)},
	}})
	if err != nil || !t.Known() && !t.Admin || t.Known() && !t.Who.Connected() {
		return "", k, false, err
	}
	if what == "task" {
		text, k, err = taskCard(t, n)
	} else {
		text, k, err = projectCard(t, n)
	}
	if failure := t.Failure(); failure != nil {
		return "", k, false, failure
	}
	if _, refused := chat.Refusal(err); refused {
		return "", k, false, nil
	}
	if err == nil {
		err = k.Err
	}
	return text, k, err == nil, err
}

// taskCard is the card of a task; whoever answers for it no more sees that alone.
func taskCard(t *chat.Turn, n uint64) (string, chat.Keyboard, error) {
	o, err := task.ViewOf(t, n)
	if err != nil {
		return "", chat.Keyboard{}, err
	}
	if !t.Allowed(chat.SeeTask, &o.TaskRecord) {
		return textNoLongerTheirs(o.Headline(200)), chat.Keyboard{}, nil
	}
	return task.CardView(t, o)
}

func projectCard(t *chat.Turn, n uint64) (string, chat.Keyboard, error) {
	if err := t.May(chat.SeePlan); err != nil {
		return "", chat.Keyboard{}, err
	}
	p, err := project.Project(t, n)
	if err != nil {
		return "", chat.Keyboard{}, err
	}
	text, k := project.CardView(t, n, p.Project)
	return text, k, nil
}
