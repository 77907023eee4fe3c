package plan

import (
	"slices"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans/planfile"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// What a file leaves open, its year, the bounds of a name or a row, the time zone, is
// asked by buttons. The file is kept meanwhile and read anew with each answer.

// known is what is known beside the file: the district's units, zone and what was
// answered before.
func known(t *chat.Turn, load store.PlanLoad) (planfile.Options, error) {
	units, err := schedule.KnownUnits(t.Tx)
	if err != nil {
		return planfile.Options{}, err
	}
	o := planfile.Options{Known: units, Today: t.Today(), Zone: t.Longest().Zone}
	for _, a := range slices.Concat(t.Settings.PlanAnswers, load.Answers) {
		o.Answers = append(o.Answers, planfile.Answer(a))
	}
	return o, nil
}

// openQuestion is the next question of a file that could be loaded if it were
// answered.
func openQuestion(r planfile.Result) (store.PlanQuestion, bool) {
	q, ok := r.Ask(planfile.AskYear)
	switch {
	case ok && r.OnlyYearMissing():
	case !r.Loadable() || len(r.Open) == 0:
		return store.PlanQuestion{}, false
	default:
		q = r.Open[0]
	}
	kept := store.PlanQuestion{Kind: string(q.Kind), Key: q.Key, Text: q.Text, Items: q.Items}
	for _, c := range q.Choices {
		kept.Choices = append(kept.Choices, store.PlanChoice(c))
	}
	return kept, true
}

// askOpen asks what the file leaves open.
func askOpen(t *chat.Turn, load store.PlanLoad, head string) error {
	if err := askOf(t, load); err != nil {
		return err
	}
	return t.Say(head+textOpen(*load.Asked), openKeys(load))
}

// wideChoices is from how many answers on two of them share a row.
const wideChoices = 4

// openKeys are the answers. A button names the question by how many were answered
// before, so that an older one answers nothing.
func openKeys(load store.PlanLoad) chat.Keyboard {
	var k chat.Keyboard
	var row []chat.Key
	for i, c := range load.Asked.Choices {
		arg := chat.ArgsOf(chat.Num(len(load.Answers)), chat.Num(i))
		row = append(row, chat.Key{Text: c.Caption, Verb: "plopen", Number: load.Number, Arg: arg})
		if len(row) == 2 || len(load.Asked.Choices) < wideChoices && len(load.Asked.Choices) != 2 {
			k.Row(row...)
			row = nil
		}
	}
	k.Row(row...)
	k.Row(chat.Key{Text: "Отмена", Verb: "plno", Number: load.Number})
	return k
}

// pressedOpen takes an answer by button.
func pressedOpen(t *chat.Turn, b chat.Press) error {
	load, err := pendingLoad(t, b.Number)
	if err != nil {
		return err
	}
	r := b.Arg.Read()
	answered, n := r.Number(), r.Number()
	if !r.Whole() || load.Asked == nil || answered != int64(len(load.Answers)) || n < 0 || n >= int64(len(load.Asked.Choices)) {
		return chat.Refuse(chat.Answered, textAnswered)
	}
	if err := t.Strip(); err != nil {
		return err
	}
	return answerOpen(t, load, load.Asked.Choices[n].Value)
}

// openWords takes an answer in words: a year, or the caption of a button.
func openWords(t *chat.Turn, load store.PlanLoad, words string) error {
	q := planfile.Question{Kind: planfile.QuestionKind(load.Asked.Kind), Key: load.Asked.Key}
	for _, c := range load.Asked.Choices {
		q.Choices = append(q.Choices, planfile.Choice(c))
		if strings.EqualFold(strings.TrimRight(words, ". "), c.Caption) {
			words = c.Value
		}
	}
	a, ok := q.With(words)
	if !ok {
		return t.Say(textOpenAgain(*load.Asked), openKeys(load))
	}
	return answerOpen(t, load, a.Value)
}

// answerOpen reads the file anew with one answer more.
func answerOpen(t *chat.Turn, load store.PlanLoad, value string) error {
	data, err := t.Tx.PlanFile(load.By)
	if err != nil {
		return err
	}
	head := textOpenAnswered(*load.Asked, value)
	load.Answers = append(load.Answers, store.PlanAnswer{Key: load.Asked.Key, Value: value})
	if err := t.Done(); err != nil {
		return err
	}
	return readPlanFile(t, load, data, head)
}

// keepAnswers keeps what holds for later files too; a year is the file's own.
func keepAnswers(t *chat.Turn, load store.PlanLoad) error {
	kept := slices.Clone(t.Settings.PlanAnswers)
	for _, a := range load.Answers {
		if a.Key == string(planfile.AskYear) {
			continue
		}
		kept = slices.DeleteFunc(kept, func(old store.PlanAnswer) bool { return old.Key == a.Key })
		kept = append(kept, a)
	}
	if slices.Equal(kept, t.Settings.PlanAnswers) {
		return nil
	}
	t.Settings.PlanAnswers = kept
	return t.Tx.PutSettings(t.Settings)
}
