package yaml

import (
	"fmt"
	"regexp"
	"slices"
	"time"

	"go.yaml.in/yaml/v4"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile/spelling"
)

// plan reads the whole file from its root.
func (r *reader) plan(root *yaml.Node) plans.Plan {
	m, ok := r.mapping(root, "план: ", "plan", "title", "short", "approved", "period", "timezone", "hashtag",
		"reminders", "approval", "units", "people", "projects", "sections")
	if !ok {
		return plans.Plan{}
	}
	for _, k := range [][2]string{
		{"plan", "обозначение плана латиницей, например petrovsky-2023"},
		{"title", "название плана"},
		{"units", "перечень тех, кто отвечает за строки"},
		{"sections", "разделы плана со строками"},
	} {
		m.required(k[0], k[1])
	}
	if r.year == 0 {
		m.required("period", "первый и последний день, например 01.01.2023-31.12.2023")
	}
	approval, voting := r.approval(m.values["approval"])
	p := plans.Plan{
		ID:        plans.PlanID(m.id("plan")),
		Title:     m.text("title"),
		Short:     m.short(),
		Approved:  m.text("approved"),
		Period:    m.period(),
		Zone:      m.zone(),
		Hashtag:   m.hashtag(),
		Reminders: r.reminders(m.values["reminders"]),
		Approval:  approval,
		Units:     r.units(m),
	}
	p.People = r.people(m, p)
	p.Approval.Steps = voting.steps(p)
	p.Projects = r.projects(m, p)
	p.Sections = r.sections(m, p)
	return p
}

// shortLimit is the longest short name of a plan or a row, in UTF-16 units.
const shortLimit = 60

// short gives a short name.
func (m mapping) short() string {
	s := m.text("short")
	if plans.Len(s) > shortLimit {
		m.r.fault(m.values["short"], fmt.Sprintf("короткое название «%s» длиннее %d знаков", spelling.Clip(s), shortLimit))
	}
	return s
}

var idText = regexp.MustCompile(`^[A-Za-z0-9]+(-+[A-Za-z0-9]+)*$`)

// id gives an identifier: Latin letters, digits and dashes. A task's name is
// made of identifiers, so other characters must not get in.
func (m mapping) id(key string) string {
	s := m.text(key)
	if s == "" || idText.MatchString(s) && len(s) <= maxIDBytes {
		return s
	}
	m.r.fault(m.values[key], fmt.Sprintf(
		"%s«%s» — обозначение «%s» не подходит: только латинские буквы, цифры и дефисы между ними, не длиннее %d знаков",
		m.what, key, spelling.Clip(s), maxIDBytes))
	return ""
}

func (m mapping) period() plans.Span {
	s := m.text("period")
	switch {
	case s == "" && m.r.year != 0:
		return plans.Years(m.r.year, m.r.year)
	case s == "":
		return plans.Span{}
	}
	span, ok := parsePeriod(s)
	switch {
	case !ok:
		m.r.fault(m.values["period"], fmt.Sprintf("план: период «%s» не понят: напишите два дня, например 01.01.2023-31.12.2023", spelling.Clip(s)))
		return plans.Span{}
	case span.From > span.To:
		m.r.fault(m.values["period"], "план: период кончается раньше, чем начинается: поменяйте дни местами")
		return plans.Span{}
	case span.To-span.From > maxPeriodDays:
		m.r.fault(m.values["period"], "план: период длиннее пяти лет: проверьте годы")
		return plans.Span{}
	}
	if year := m.r.year; year != 0 && (span.From.Year() != year || span.To.Year() != year) {
		m.r.fault(m.values["period"], fmt.Sprintf("план: в файле указан период %s, другой год, %d, к нему не подходит", spelling.Clip(s), year))
	}
	return span
}

func (m mapping) zone() string {
	s := m.text("timezone")
	if s == "" {
		return DefaultZone
	}
	if _, err := time.LoadLocation(s); err != nil || s == "Local" {
		m.r.fault(m.values["timezone"], fmt.Sprintf("план: нет часового пояса «%s»: напишите, например, Europe/Moscow", spelling.Clip(s)))
		return DefaultZone
	}
	return s
}

var hashtagText = regexp.MustCompile(`^#[\p{L}\p{N}_]+$`)

// hashtag gives the theme of all posts. Written without quotes it is a comment
// and the value is lost, so that case is a fault and not a missing value.
func (m mapping) hashtag() string {
	n := m.values["hashtag"]
	if n == nil {
		return ""
	}
	if n.Kind == yaml.ScalarNode && n.Tag == "!!null" && gluedComment(n) {
		m.r.fault(n, `план: тег после «hashtag» прочитан как примечание: возьмите его в кавычки, например "#СДЕЛАЕМВМЕСТЕ"`)
		return ""
	}
	s := m.text("hashtag")
	if s != "" && (!hashtagText.MatchString(s) || len([]rune(s)) > 100) {
		m.r.fault(n, fmt.Sprintf("план: тег «%s» не подходит: решётка, затем буквы и цифры без пробелов", spelling.Clip(s)))
		return ""
	}
	return s
}

// reminders reads the ladder; what is left out keeps its default.
func (r *reader) reminders(n *yaml.Node) plans.Reminders {
	ladder := plans.DefaultReminders()
	if empty(n) {
		return ladder
	}
	m, ok := r.mapping(n, "напоминания: ", "at", "before", "overdue", "escalate", "nudge")
	if !ok {
		return ladder
	}
	if s := m.text("at"); s != "" {
		at, err := plans.ParseClock(s)
		if err != nil {
			r.fault(m.values["at"], fmt.Sprintf(`напоминания: время «%s» не понято: напишите, например, "09:00"`, spelling.Clip(s)))
		} else {
			ladder.At = at
		}
	}
	if n := m.values["before"]; n != nil && !(n.Kind == yaml.ScalarNode && empty(n)) {
		ladder.Before = m.before()
	}
	ladder.Overdue = choice(m, "overdue", ladder.Overdue, plans.EveryWorkingDay, plans.Weekly, plans.Never)
	ladder.Nudge = choice(m, "nudge", ladder.Nudge, plans.Monthly, plans.Quarterly, plans.Never)
	if e := m.values["escalate"]; !empty(e) {
		if m, ok := r.mapping(e, "сообщения о просрочке: ", "controller", "group"); ok {
			ladder.Controller = m.number("controller", ladder.Controller, 0, 250)
			ladder.Group = m.number("group", ladder.Group, 0, 250)
			if ladder.Group > 0 && ladder.Group < ladder.Controller {
				r.warn(e, "сообщения о просрочке: группа узнает о просрочке раньше контролёра")
			}
		}
	}
	return ladder
}

// before reads the rungs before the due date, largest first.
func (m mapping) before() []int {
	rungs := []int{}
	for _, n := range m.list("before") {
		if d := m.r.number(n, "напоминания: день в «before»", -1, 0, 366); d >= 0 {
			rungs = append(rungs, d)
		}
	}
	if len(rungs) > 30 {
		m.r.fault(m.values["before"], "напоминания: в «before» больше тридцати дней: оставьте нужные")
		return rungs[:0]
	}
	if d, ok := doubled(rungs); ok {
		m.r.fault(m.values["before"], fmt.Sprintf("напоминания: день %d стоит в «before» дважды: оставьте один", d))
	}
	slices.Sort(rungs)
	slices.Reverse(rungs)
	return rungs
}

// approval reads how posts are voted on, but for its steps, which name people.
func (r *reader) approval(n *yaml.Node) (plans.Approval, mapping) {
	byDefault := plans.Approval{Quorum: 1}
	if empty(n) {
		return byDefault, mapping{}
	}
	m, ok := r.mapping(n, "согласование: ", "quorum", "own", "steps")
	if !ok {
		return byDefault, mapping{}
	}
	return plans.Approval{Quorum: m.number("quorum", 1, 1, 100), Own: m.flag("own")}, m
}
