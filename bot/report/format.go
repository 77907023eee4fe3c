package report

import (
	"slices"

	"sdelaemvmeste/bot/chat"
	made "sdelaemvmeste/internal/report"
	"sdelaemvmeste/internal/report/render"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// journalKind asks for the journal of a period; the other kinds are [render.Kind].
const journalKind = "journal"

// kinds are the words of buttons for what is made.
func kinds() map[string]string {
	return map[string]string{
		"word": string(render.Word), "excel": string(render.Excel), "picture": string(render.Picture), "calendar": string(render.Calendar),
		"journal": journalKind,
	}
}

// pressedPeriod asks in which form the report is wanted.
func pressedPeriod(t *chat.Turn, b chat.Press) error {
	p, period, err := about(t, b)
	if err != nil {
		return err
	}
	text, k := askFormat(t, p, b.Number, period)
	return t.Edit(text, k)
}

// about reads which plan and which time a button is about, of somebody who may.
func about(t *chat.Turn, b chat.Press) (plans.Plan, made.Period, error) {
	p, err := planOf(t, b.Number)
	if err != nil {
		return p, made.Period{}, err
	}
	r := b.Arg.Read()
	period, err := periodOf(r)
	if err == nil && !r.Whole() {
		err = chat.Stale()
	}
	return p, period, err
}

// askFormat is the menu of what a report is wanted as.
func askFormat(t *chat.Turn, p plans.Plan, n uint64, period made.Period) (string, chat.Keyboard) {
	return textWhichFormat(p, period), formatKeys(t, p.Period, n, period)
}

func formatKeys(t *chat.Turn, plan plans.Span, n uint64, period made.Period) chat.Keyboard {
	var k chat.Keyboard
	key := func(text, kind string) chat.Key {
		return chat.Key{Text: text, Verb: "rpmake", Number: n, Arg: chat.ArgsOf(chat.Day(period.From), chat.Day(period.To), chat.Word(kind))}
	}
	k.Row(key("📄 Word", "word"), key("📊 Excel", "excel"))
	k.Row(key("🖼 Картинка", "picture"), key("📅 Календарь", "calendar"))
	k.Row(chat.Key{Text: "Показать здесь", Verb: "rpshow", Number: n, Arg: chat.ArgsOf(chat.Day(period.From), chat.Day(period.To), chat.PageNo(0))})
	k.Row(chat.Key{Text: "Календарь подразделения", Verb: "rpunits", Number: n})
	if t.Admin {
		k.Row(key("🧾 Журнал", "journal"))
	}
	var beside []chat.Key
	for _, s := range neighbours(period.Span) {
		if s.Overlaps(plan) {
			beside = append(beside, chat.Key{Text: made.PeriodOf(s).Words, Verb: "rpper", Number: n, Arg: spanArgs(s)})
		}
	}
	k.Row(beside...)
	return k
}

// neighbours are the periods before and after one of the same kind; none for a time
// that is no part of a year.
func neighbours(s plans.Span) []plans.Span {
	for _, of := range []func(plans.Date) plans.Span{made.Quarter, made.Half, month, year} {
		if of(s.From) == s {
			return []plans.Span{of(s.From - 1), of(s.To + 1)}
		}
	}
	return nil
}

func month(d plans.Date) plans.Span {
	y, m, _ := d.Split()
	return plans.Span{From: plans.NewDate(y, m, 1), To: d.MonthEnd()}
}

func year(d plans.Date) plans.Span { return plans.Years(d.Year(), d.Year()) }

// pressedMake asks the worker for a file. It answers at once: the message says that the
// file is being made, and changes when it is.
func pressedMake(t *chat.Turn, b chat.Press) error {
	p, err := planOf(t, b.Number)
	if err != nil {
		return err
	}
	r := b.Arg.Read()
	period, err := periodOf(r)
	if err != nil {
		return err
	}
	kind, known := kinds()[r.Word()]
	if !known || !r.Whole() {
		return chat.Stale()
	}
	if kind == journalKind {
		if err := t.May(chat.ChangeSettings); err != nil {
			return err
		}
	}
	return ask(t, store.ReportJob{Plan: p.ID, Period: period.Span, Kind: kind, Message: t.In.Message}, textMaking(p, period))
}

// ask puts a report on the worker's list; text is what the message says until then.
func ask(t *chat.Turn, j store.ReportJob, text string) error {
	j.By, j.User, j.Chat, j.At = t.Who.ID, t.In.From.ID, t.In.Chat.ID, t.Now
	asked, err := t.Tx.AskReport(j)
	switch {
	case err != nil:
		return err
	case !asked:
		t.Answer(textMakingAlready)
		return nil
	}
	t.Answer(textMakingShort)
	if j.Message == 0 {
		return nil
	}
	return t.Edit(text, chat.Keyboard{})
}

// pressedOwn is «Календарь» under one's own tasks.
func pressedOwn(t *chat.Turn, _ chat.Press) error {
	switch {
	case !t.Known():
		return chat.Refuse(chat.NoRight, textNoTasks)
	case len(t.Plans) == 0:
		return t.NoPlan()
	}
	return ask(t, store.ReportJob{Kind: string(render.Calendar), Own: true}, "")
}

// unitPage is how many units a message lists.
const unitPage = 10

// pressedUnits asks whose calendar it is to be.
func pressedUnits(t *chat.Turn, b chat.Press) error {
	if _, err := planOf(t, b.Number); err != nil {
		return err
	}
	number, err := b.Arg.Page()
	if err != nil {
		return err
	}
	units, err := t.OwnUnits()
	if err != nil {
		return err
	}
	page := chat.PageOf(units, unitPage, number)
	var k chat.Keyboard
	for _, u := range page.Shown {
		n, err := t.Tx.Number(store.UnitNumber, string(u.ID))
		if err != nil {
			return err
		}
		k.Row(chat.Key{Text: chat.Cut(u.Name, 48), Verb: "rpunit", Number: n})
	}
	page.Keys(&k, chat.Press{Verb: "rpunits", Number: b.Number}.PageInArg)
	if number > 0 || slices.ContainsFunc(k.Rows, func(row []store.Button) bool { return len(row) > 1 }) && b.Arg != "" {
		return t.Edit(textWhichUnit, k)
	}
	return t.Say(textWhichUnit, k)
}

// pressedUnit asks the worker for the calendar of a unit.
func pressedUnit(t *chat.Turn, b chat.Press) error {
	if err := t.May(chat.MakeReport); err != nil {
		return err
	}
	u, err := t.Unit(b.Number)
	if err != nil {
		return err
	}
	return ask(t, store.ReportJob{Kind: string(render.Calendar), Unit: u.ID}, "")
}
