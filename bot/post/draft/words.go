package draft

import (
	"errors"
	"slices"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/post/card"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// chanceLength is how long words may be that people write by the way («спасибо»,
// «хорошо, принято»): no post is as short as that.
const chanceLength = 20

// byChance reports whether words that came into a draft may be meant for something
// else than its text: they name a time and nothing else, or they are much shorter
// than the text they would replace.
func byChance(t *chat.Turn, rec store.PostRecord, words string) bool {
	if !namedTime(t, rec, words).IsZero() {
		return true
	}
	had, came := plans.Len(rec.Draft.Text), plans.Len(words)
	return came < had && (came < chanceLength || 3*came < had)
}

// namedTime is the hour of publication that words name, if that is all they say;
// zero when they say anything else.
func namedTime(t *chat.Turn, rec store.PostRecord, words string) time.Time {
	if rec.Out() {
		return time.Time{}
	}
	at, ok := futureTime(t, words, usualClock)
	if !ok || !at.After(t.Now) {
		return time.Time{}
	}
	return at
}

// The answers to the question what words are for.
const (
	wordsReplace = "new"
	wordsAppend  = "add"
	wordsIgnore  = "old"
	wordsTime    = "time"
)

// askWords asks what words are for that have come. The files that came with them
// are taken.
func askWords(t *chat.Turn, rec store.PostRecord, came plans.Content) error {
	rec.Offered = noted(rec.Offered, store.DraftMessage{
		Message: t.In.Message, Text: came.Text, Entities: came.Entities, NoPreview: came.NoPreview,
	})
	if len(came.Media) > 0 {
		if err := take(t, rec, plans.Content{Media: came.Media}); err != nil {
			return err
		}
	} else if err := card.Save(t, &rec); err != nil {
		return err
	}
	return askOffered(t, rec)
}

// noted adds what a message gave, in the place of what it gave before.
func noted(all []store.DraftMessage, m store.DraftMessage) []store.DraftMessage {
	all = slices.Clone(all)
	i := slices.IndexFunc(all, func(o store.DraftMessage) bool { return o.Message == m.Message })
	if i < 0 {
		return append(all, m)
	}
	if len(m.Media) == 0 {
		m.Media = all[i].Media
	}
	all[i] = m
	return all
}

// askOffered asks about all words of which nobody has said what they are for. It
// takes the place of an earlier question about the first of them.
func askOffered(t *chat.Turn, rec store.PostRecord) error {
	if err := t.Await(store.Dialog{Await: "pdraft", Number: rec.Number}); err != nil {
		return err
	}
	had := rec.Draft.Text != ""
	last := rec.Offered[len(rec.Offered)-1]
	at := namedTime(t, rec, last.Text)
	if !at.IsZero() {
		return t.Say(textAskTimeWords(last.Text), wordKeys(t, rec.Number, last.Message, at, had))
	}
	return t.Say(textAskWords(offeredWords(rec).Text, had), wordKeys(t, rec.Number, last.Message, at, had))
}

// offeredWords are all words asked about, a paragraph each.
func offeredWords(rec store.PostRecord) store.DraftMessage {
	sum := rec.Offered[0]
	for _, m := range rec.Offered[1:] {
		c := appended(plans.Content{Text: sum.Text, Entities: sum.Entities, NoPreview: sum.NoPreview}, m)
		sum.Text, sum.Entities, sum.NoPreview = c.Text, c.Entities, c.NoPreview
	}
	return sum
}

func wordKeys(t *chat.Turn, post uint64, message int, at time.Time, had bool) chat.Keyboard {
	key := func(text string, answer chat.Word, more ...chat.Value) chat.Key {
		arg := chat.ArgsOf(append([]chat.Value{chat.Num(message), answer}, more...)...)
		return chat.Key{Text: text, Verb: "pwords", Number: post, Arg: arg}
	}
	var k chat.Keyboard
	if !at.IsZero() {
		k.Row(key("🕙 "+chat.Instant(at, t.Zone), wordsTime, chat.Num(at.Unix())))
	}
	if had {
		k.Row(key("Заменить текст", wordsReplace), key("Добавить в конец", wordsAppend))
		k.Row(key("Оставить прежний", wordsIgnore))
		return k
	}
	k.Row(key("Это текст поста", wordsReplace), key("Не брать", wordsIgnore))
	return k
}

// pressedWords does with words that came into a draft what their author says.
func pressedWords(t *chat.Turn, p chat.Press) error {
	rec, err := card.Drafting(t, p.Number)
	if err != nil {
		return err
	}
	r := p.Arg.Read()
	message, answer := int(r.Number()), r.Word()
	at := time.Time{}
	if answer == wordsTime {
		at = time.Unix(r.Number(), 0)
	}
	n := len(rec.Offered)
	switch {
	case !r.Whole():
		return chat.Stale()
	case n == 0 || rec.Offered[n-1].Message != message:
		return chat.Refuse(chat.Answered, chat.TextQuestionClosed)
	}
	if err := t.Strip(); err != nil {
		return err
	}
	if answer == wordsTime {
		return takeTime(t, rec, at)
	}
	if err := t.Await(store.Dialog{Await: "pdraft", Number: rec.Number}); err != nil {
		return err
	}
	words := offeredWords(rec)
	offered := rec.Offered
	rec.Offered = nil
	next := rec.Draft
	switch answer {
	case wordsReplace:
		replaceWords(&rec)
		next.Text, next.Entities, next.NoPreview = words.Text, words.Entities, words.NoPreview
	case wordsAppend:
		c := appended(rec.Draft, words)
		next.Text, next.Entities, next.NoPreview = c.Text, c.Entities, c.NoPreview
	case wordsIgnore:
		t.Answer(textWordsIgnored)
		return card.Save(t, &rec)
	default:
		return chat.Stale()
	}
	for _, m := range offered {
		rec.Taken = noted(rec.Taken, m)
	}
	return putDraft(t, rec, next)
}

// takeTime takes the newest words for the hour of publication. What was said
// before them is still to be asked about.
func takeTime(t *chat.Turn, rec store.PostRecord, at time.Time) error {
	rec.Offered = rec.Offered[:len(rec.Offered)-1]
	if err := timed(t, rec, at); err != nil || len(rec.Offered) == 0 {
		return err
	}
	return askOffered(t, rec)
}

// appended is the draft's text with words put under it as a paragraph.
func appended(draft plans.Content, words store.DraftMessage) plans.Content {
	c := plans.Content{Text: draft.Text + "\n\n", Entities: slices.Clone(draft.Entities), NoPreview: draft.NoPreview || words.NoPreview}
	for _, e := range words.Entities {
		e.Offset += plans.Len(c.Text)
		c.Entities = append(c.Entities, e)
	}
	c.Text += words.Text
	return c
}

// AskAgain asks the author once more what they were asked about the draft and have
// not answered: the answer belongs to what the group is to see. It reports whether
// there was such a question.
func AskAgain(t *chat.Turn, rec store.PostRecord) (bool, error) {
	if len(rec.Offered) > 0 {
		return true, errors.Join(t.Line(textWordsOpen), askOffered(t, rec))
	}
	if rec.AskedAt.After(t.Now) {
		return true, errors.Join(t.Line(textTimeOpen), timed(t, rec, rec.AskedAt))
	}
	d, ok, err := t.Tx.Dialog(t.In.Chat.ID, t.In.From.ID)
	if err != nil || !ok || d.Await != "pwhen" || d.Number != rec.Number {
		return false, err
	}
	return true, t.Line(textTimeOpen)
}

// CallOff forgets what this person was asked about their drafts and has called off.
func CallOff(t *chat.Turn) error {
	all, err := t.Tx.Posts()
	if err != nil {
		return err
	}
	for _, rec := range all {
		if rec.Author != t.Who.ID || len(rec.Offered) == 0 && rec.AskedAt.IsZero() {
			continue
		}
		rec.Offered, rec.AskedAt = nil, time.Time{}
		if err := card.Save(t, &rec); err != nil {
			return err
		}
	}
	return nil
}
