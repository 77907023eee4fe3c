package post

import (
	"cmp"
	"slices"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/post/card"
	"sdelaemvmeste/bot/post/publish"
	"sdelaemvmeste/bot/task"
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

// posts shows the plan of publications, or what was looked for.
func posts(t *chat.Turn, args string) error {
	if err := t.May(chat.WritePost); err != nil {
		return err
	}
	if args != "" {
		return found(t, args)
	}
	text, k, err := calendar(t)
	if err != nil {
		return err
	}
	return t.Say(text, k)
}

// onShelf gives this person's view of a list, newest first.
func onShelf(t *chat.Turn, name string) ([]store.PostRecord, error) {
	s := shelves()[name]
	return postsWhere(t, func(rec store.PostRecord) bool { return slices.Contains(s.states, rec.State) })
}

// postsWhere gives the posts this person may see and fn takes, newest first.
func postsWhere(t *chat.Turn, fn func(store.PostRecord) bool) ([]store.PostRecord, error) {
	all, err := t.Tx.Posts()
	if err != nil {
		return nil, err
	}
	var found []store.PostRecord
	for _, rec := range all {
		if rec.Author != t.Who.ID && !common(t, rec) || rec.State == plans.Drafting && rec.Draft.Empty() {
			continue
		}
		if fn(rec) {
			found = append(found, rec)
		}
	}
	slices.SortFunc(found, func(a, b store.PostRecord) int { return cmp.Compare(b.Number, a.Number) })
	return found, nil
}

// DraftHint says how to put words and files into this person's newest draft, "" for
// somebody without one.
func DraftHint(t *chat.Turn) (string, error) {
	drafts, err := postsWhere(t, func(rec store.PostRecord) bool { return rec.State == plans.Drafting && rec.Author == t.Who.ID })
	if err != nil || len(drafts) == 0 {
		return "", err
	}
	return card.TextDraftHint(drafts[0].Number), nil
}

// common reports whether a post is no longer its author's alone.
func common(t *chat.Turn, rec store.PostRecord) bool {
	switch rec.State {
	case plans.InReview, plans.Approved, plans.Publishing, plans.Uncertain:
		return t.Allowed(chat.VotePost, nil) || t.Allowed(chat.Judge, nil)
	case plans.Published, plans.Amending, plans.Removing:
		return true
	case plans.Drafting, plans.Rejected, plans.Withdrawn, plans.Removed:
	}
	return false
}

// shelfPage is how many posts a message lists.
const shelfPage = 8

// pressedShelf opens a list, turns its pages, or asks what to look for.
func pressedShelf(t *chat.Turn, p chat.Press) error {
	if err := t.May(chat.WritePost); err != nil {
		return err
	}
	name := p.Arg.Word()
	if name == "find" {
		if err := t.Await(store.Dialog{Await: "pfind"}); err != nil {
			return err
		}
		var k chat.Keyboard
		k.Row(chat.Key{Text: "Отмена", Verb: "no"})
		return t.Say(card.TextAskFind, k)
	}
	if name == "all" {
		text, k, err := calendar(t)
		if err != nil {
			return err
		}
		return t.Edit(text, k)
	}
	s, ok := shelves()[name]
	if !ok {
		return chat.Stale()
	}
	on, err := onShelf(t, name)
	if err != nil {
		return err
	}
	page := chat.PageOf(on, shelfPage, p.Page())
	text, k, err := postList(t, s.title, page.Shown)
	if err != nil {
		return err
	}
	page.Keys(&k, chat.Press{Verb: "pshelf", Arg: p.Arg}.PageInNumber)
	k.Row(chat.Key{Text: "‹ План публикаций", Verb: "pshelf", Arg: "all"})
	return t.Edit(text, k)
}

// postList lists posts: a line and a button for each.
func postList(t *chat.Turn, title string, shown []store.PostRecord) (string, chat.Keyboard, error) {
	var k chat.Keyboard
	var lines []string
	for _, rec := range shown {
		v, err := card.View(t, rec)
		if err != nil {
			return "", k, err
		}
		lines = append(lines, card.TextPostLine(v))
		k.Row(chat.Key{Text: card.TextPostButton(v), Verb: "popen", Number: rec.Number})
	}
	return card.TextPostList(title, lines), k, k.Err
}

// findWords takes what to look for among the posts.
func findWords(t *chat.Turn, _ store.Dialog) error {
	if err := t.May(chat.WritePost); err != nil {
		return t.GiveUp(err)
	}
	words := t.Words()
	if words == "" {
		return chat.Refuse(chat.NotUnderstood, chat.TextSendWords)
	}
	if err := t.Done(); err != nil {
		return err
	}
	return found(t, words)
}

// found lists the posts whose text, row or project holds the words.
func found(t *chat.Turn, words string) error {
	words = strings.ToLower(words)
	rows := map[plans.TaskID]string{}
	all, err := t.Tx.Tasks()
	if err != nil {
		return err
	}
	tasks, err := task.DescribeAll(t, all)
	if err != nil {
		return err
	}
	for _, o := range tasks {
		rows[o.ID] = strings.ToLower(o.Label())
	}
	found, err := postsWhere(t, func(rec store.PostRecord) bool {
		text := rec.Draft.Text
		if common := rec.Version > 0 && rec.Author != t.Who.ID; common {
			text = rec.Frozen.Text
		}
		return strings.Contains(strings.ToLower(text), words) || rec.Task != "" && strings.Contains(rows[rec.Task], words)
	})
	if err != nil {
		return err
	}
	title := card.TextFound(len(found), shelfPage)
	text, k, err := postList(t, title, chat.PageOf(found, shelfPage, 0).Shown)
	if err != nil {
		return err
	}
	return t.Say(text, k)
}

// Find gives the posts that this person may see and whose text matches.
func Find(t *chat.Turn, match func(string) bool) ([]chat.Finding, error) {
	if !t.Allowed(chat.WritePost, nil) {
		return nil, nil
	}
	all, err := postsWhere(t, func(rec store.PostRecord) bool {
		text := rec.Draft.Text
		if common := rec.Version > 0 && rec.Author != t.Who.ID; common {
			text = rec.Frozen.Text
		}
		return match(text)
	})
	if err != nil {
		return nil, err
	}
	var found []chat.Finding
	for _, rec := range all {
		v, err := card.View(t, rec)
		if err != nil {
			return nil, err
		}
		found = append(found, chat.Finding{
			Line: card.TextPostLine(v), Key: chat.Key{Text: card.TextPostButton(v), Verb: "popen", Number: rec.Number},
		})
	}
	return found, nil
}

// pressedOpenPost shows a post: its author the card with what he may do, others
// what the group sees.
func pressedOpenPost(t *chat.Turn, p chat.Press) error {
	if err := t.May(chat.WritePost); err != nil {
		return err
	}
	rec, err := t.Tx.Post(p.Number)
	if err != nil {
		return err
	}
	if rec.Author == t.Who.ID {
		if rec.State == plans.Drafting {
			if err := t.Await(store.Dialog{Await: "pdraft", Number: rec.Number}); err != nil {
				return err
			}
		}
		if err := card.ShowAgain(t, rec); err != nil {
			return err
		}
		return publish.AskHere(t, rec)
	}
	if !common(t, rec) {
		return chat.Stale()
	}
	v, err := card.View(t, rec)
	if err != nil {
		return err
	}
	for _, o := range card.Pieces(rec.Frozen) {
		o.Chat, o.Thread = t.In.Chat.ID, t.In.Thread
		if err := t.Send(o); err != nil {
			return err
		}
	}
	if err := t.Say(card.TextGroupCard(v, rec.Version), othersKeys(t, rec)); err != nil {
		return err
	}
	return publish.AskHere(t, rec)
}

// othersKeys are the buttons of a post that is not this person's: controllers may
// publish what is approved and take down what is out, administrators also call an
// approved post back.
func othersKeys(t *chat.Turn, rec store.PostRecord) chat.Keyboard {
	var k chat.Keyboard
	if !t.Allowed(chat.Judge, nil) {
		return k
	}
	switch rec.State {
	case plans.Approved:
		k.Row(chat.Key{Text: "📣 Опубликовать сейчас", Verb: "pnow", Number: rec.Number, Style: store.Success})
		if t.Admin {
			k.Row(chat.Key{Text: "🕙 Время публикации", Verb: "ptime", Number: rec.Number}, chat.Key{Text: "Отозвать", Verb: "pback", Number: rec.Number})
		}
	case plans.Published:
		k.Row(chat.Key{Text: "🗑 Снять с публикации", Verb: "pgone", Number: rec.Number, Style: store.Danger})
	case plans.Drafting, plans.InReview, plans.Publishing, plans.Uncertain, plans.Rejected, plans.Withdrawn, plans.Amending,
		plans.Removing, plans.Removed:
	}
	return k
}
