package bot

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// shelf is a list of posts that stand alike.
type shelf struct {
	title  string
	states []plans.PostState
}

// shelves are the lists of /posts, by the argument of their button. Everybody
// with the right to see the plan sees what is out or before the group; drafts
// are their author's alone.
func shelves() map[string]shelf {
	return map[string]shelf{
		"draft":  {"Черновики", []plans.PostState{plans.Drafting}},
		"review": {"На согласовании", []plans.PostState{plans.InReview}},
		"ready":  {"Утверждены", []plans.PostState{plans.Approved, plans.Publishing, plans.Uncertain}},
		"out":    {"Опубликованы", []plans.PostState{plans.Published, plans.Amending, plans.Removing}},
		"away":   {"Убраны", []plans.PostState{plans.Withdrawn, plans.Rejected, plans.Removed}},
	}
}

var shelfOrder = []string{"draft", "review", "ready", "out", "away"}

// posts shows how many posts stand where.
func (t *turn) posts(args string) error {
	if err := t.may(writePost); err != nil {
		return err
	}
	if args != "" {
		return t.found(args)
	}
	text, k, err := t.shelfList()
	if err != nil {
		return err
	}
	return t.say(text, k)
}

func (t *turn) shelfList() (string, keyboard, error) {
	var k keyboard
	total := 0
	for _, name := range shelfOrder {
		on, err := t.onShelf(name)
		if err != nil {
			return "", k, err
		}
		if total += len(on); len(on) > 0 {
			k.row(key{text: shelves()[name].title + ": " + strconv.Itoa(len(on)), verb: "pshelf", arg: name})
		}
	}
	if total > shelfPage {
		k.row(key{text: "🔎 Найти", verb: "pshelf", arg: "find"})
	}
	return textShelves(total), k, k.err
}

// onShelf gives this person's view of a list, newest first.
func (t *turn) onShelf(name string) ([]store.PostRecord, error) {
	s := shelves()[name]
	return t.postsWhere(func(rec store.PostRecord) bool { return slices.Contains(s.states, rec.State) })
}

// postsWhere gives the posts this person may see and fn takes, newest first.
func (t *turn) postsWhere(fn func(store.PostRecord) bool) ([]store.PostRecord, error) {
	all, err := t.tx.Posts()
	if err != nil {
		return nil, err
	}
	var found []store.PostRecord
	for _, rec := range all {
		if rec.Author != t.who.ID && !t.common(rec) || rec.State == plans.Drafting && rec.Draft.Empty() {
			continue
		}
		if fn(rec) {
			found = append(found, rec)
		}
	}
	slices.SortFunc(found, func(a, b store.PostRecord) int { return cmp.Compare(b.Number, a.Number) })
	return found, nil
}

// draftHint says how to put words and files into this person's newest draft, "" for
// somebody without one.
func (t *turn) draftHint() (string, error) {
	drafts, err := t.postsWhere(func(rec store.PostRecord) bool { return rec.State == plans.Drafting && rec.Author == t.who.ID })
	if err != nil || len(drafts) == 0 {
		return "", err
	}
	return textDraftHint(drafts[0].Number), nil
}

// common tells whether a post is no longer its author's alone.
func (t *turn) common(rec store.PostRecord) bool {
	switch rec.State {
	case plans.InReview, plans.Approved, plans.Publishing, plans.Uncertain:
		return t.allowed(votePost, nil) || t.allowed(judge, nil)
	case plans.Published, plans.Amending, plans.Removing:
		return true
	case plans.Drafting, plans.Rejected, plans.Withdrawn, plans.Removed:
	}
	return false
}

// shelfPage is how many posts a message lists.
const shelfPage = 8

// pressedShelf opens a list, turns its pages, or asks what to look for.
func (t *turn) pressedShelf(p press) error {
	if err := t.may(writePost); err != nil {
		return err
	}
	name := p.arg
	if name == "find" {
		if err := t.await(store.Dialog{Await: "pfind"}); err != nil {
			return err
		}
		var k keyboard
		k.row(key{text: "Отмена", verb: "no"})
		return t.say(textAskFind, k)
	}
	if name == "all" {
		text, k, err := t.shelfList()
		if err != nil {
			return err
		}
		return t.edit(text, k)
	}
	s, ok := shelves()[name]
	if !ok {
		return stale()
	}
	on, err := t.onShelf(name)
	if err != nil {
		return err
	}
	page := int(min(p.number, uint64(len(on)/shelfPage)))
	text, k, err := t.postPage(s.title, on, page)
	if err != nil {
		return err
	}
	var nav []key
	if page > 0 {
		nav = append(nav, key{text: "‹ Назад", verb: "pshelf", number: uint64(page - 1), arg: name})
	}
	if (page+1)*shelfPage < len(on) {
		nav = append(nav, key{text: "Дальше ›", verb: "pshelf", number: uint64(page + 1), arg: name})
	}
	k.row(nav...)
	k.row(key{text: "Все списки", verb: "pshelf", arg: "all"})
	return t.edit(text, k)
}

// postPage lists posts: a line and a button for each.
func (t *turn) postPage(title string, all []store.PostRecord, page int) (string, keyboard, error) {
	var k keyboard
	var lines []string
	from := page * shelfPage
	for _, rec := range all[min(from, len(all)):min(from+shelfPage, len(all))] {
		v, err := t.view(rec)
		if err != nil {
			return "", k, err
		}
		lines = append(lines, textPostLine(v))
		k.row(key{text: textPostButton(v), verb: "popen", number: rec.Number})
	}
	return textPostList(title, lines), k, k.err
}

// findWords takes what to look for among the posts.
func (t *turn) findWords(store.Dialog) error {
	if err := t.may(writePost); err != nil {
		return t.giveUp(err)
	}
	words := t.words()
	if words == "" {
		return refuse(plans.ErrInvalid, textSendWords)
	}
	if err := t.done(); err != nil {
		return err
	}
	return t.found(words)
}

// found lists the posts whose text, row or project holds the words.
func (t *turn) found(words string) error {
	words = strings.ToLower(words)
	rows := map[plans.TaskID]string{}
	all, err := t.tx.Tasks()
	if err != nil {
		return err
	}
	tasks, err := t.describeAll(all)
	if err != nil {
		return err
	}
	for _, o := range tasks {
		rows[o.ID] = strings.ToLower(o.label())
	}
	found, err := t.postsWhere(func(rec store.PostRecord) bool {
		text := rec.Draft.Text
		if common := rec.Version > 0 && rec.Author != t.who.ID; common {
			text = rec.Frozen.Text
		}
		return strings.Contains(strings.ToLower(text), words) || rec.Task != "" && strings.Contains(rows[rec.Task], words)
	})
	if err != nil {
		return err
	}
	title := textFound(len(found), shelfPage)
	text, k, err := t.postPage(title, found, 0)
	if err != nil {
		return err
	}
	return t.say(text, k)
}

// pressedOpenPost shows a post: its author the card with what he may do, others
// what the group sees.
func (t *turn) pressedOpenPost(p press) error {
	if err := t.may(writePost); err != nil {
		return err
	}
	rec, err := t.tx.Post(p.number)
	if err != nil {
		return err
	}
	if rec.Author == t.who.ID {
		if rec.State == plans.Drafting {
			if err := t.await(store.Dialog{Await: "pdraft", Number: rec.Number}); err != nil {
				return err
			}
		}
		if err := t.redraw(rec); err != nil {
			return err
		}
		return t.askHere(rec)
	}
	if !t.common(rec) {
		return stale()
	}
	v, err := t.view(rec)
	if err != nil {
		return err
	}
	for _, o := range pieces(rec.Frozen) {
		o.Chat, o.Thread = t.in.Chat.ID, t.in.Thread
		if err := t.send(o); err != nil {
			return err
		}
	}
	if err := t.say(textGroupCard(v, rec.Version), t.othersKeys(rec)); err != nil {
		return err
	}
	return t.askHere(rec)
}

// othersKeys are the buttons of a post that is not this person's: controllers may
// publish what is approved and take down what is out, administrators also call an
// approved post back.
func (t *turn) othersKeys(rec store.PostRecord) keyboard {
	var k keyboard
	if !t.allowed(judge, nil) {
		return k
	}
	switch rec.State {
	case plans.Approved:
		k.row(key{text: "📣 Опубликовать сейчас", verb: "pnow", number: rec.Number})
		if t.admin {
			k.row(key{text: "Отозвать", verb: "pback", number: rec.Number})
		}
	case plans.Published:
		k.row(key{text: "🗑 Снять с публикации", verb: "pgone", number: rec.Number})
	case plans.Drafting, plans.InReview, plans.Publishing, plans.Uncertain, plans.Rejected, plans.Withdrawn, plans.Amending,
		plans.Removing, plans.Removed:
	}
	return k
}
