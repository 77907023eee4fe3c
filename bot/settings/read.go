package settings

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// about is a turn in which the settings of one plan are read or changed; those of the
// district are the same whatever the plan.
type about struct {
	*chat.Turn
	plan plans.Plan
}

// rules are the reminders in force, to be changed: administrators' own rules stand
// beside the plan's from the first change on.
func rules(t about, s *store.Settings) *plans.Reminders {
	r, _ := s.Rules(t.plan)
	r.Before = slices.Clone(r.Before)
	set := s.Plans[t.plan.ID]
	set.Reminders = &r
	*s = s.WithPlan(t.plan.ID, set)
	return &r
}

func voting(t about, s *store.Settings) *plans.Approval {
	_, a := s.Rules(t.plan)
	set := s.Plans[t.plan.ID]
	set.Approval = &a
	*s = s.WithPlan(t.plan.ID, set)
	return &a
}

func reminders(t about, s store.Settings) plans.Reminders {
	r, _ := s.Rules(t.plan)
	return r
}

func readAt(_ about, words string, s *store.Settings) bool {
	if len(words) == len("9:00") {
		words = "0" + words
	}
	at, err := plans.ParseClock(words)
	if err != nil {
		return false
	}
	s.At = &at
	return true
}

func sayAt(t about, s store.Settings) string { return chat.MorningAt(s, t.Plans).String() }

// ladderLimit is the earliest reminder, in days before the due date.
const ladderLimit = 90

func readBefore(t about, words string, s *store.Settings) bool {
	days, ok := numbersOf(words, 0, ladderLimit)
	if !ok || len(days) == 0 || len(days) > 12 {
		return false
	}
	slices.Sort(days)
	days = slices.Compact(days)
	slices.Reverse(days)
	rules(t, s).Before = days
	return true
}

// numbersOf reads numbers parted by commas, blanks or «и».
func numbersOf(words string, low, high int) ([]int, bool) {
	fields := strings.FieldsFunc(strings.ReplaceAll(words, " и ", " "), func(r rune) bool { return r == ',' || r == ' ' || r == ';' })
	var found []int
	for _, f := range fields {
		n, err := strconv.Atoi(f)
		if err != nil || n < low || n > high {
			return nil, false
		}
		found = append(found, n)
	}
	return found, true
}

func sayBefore(t about, s store.Settings) string {
	var parts []string
	for _, n := range reminders(t, s).Before {
		if n == 0 {
			parts = append(parts, "в день срока")
			continue
		}
		parts = append(parts, "за "+chat.Days(n))
	}
	return strings.Join(parts, ", ")
}

func readOverdue(t about, words string, s *store.Settings) bool {
	c, ok := map[string]plans.Cadence{
		"каждый рабочий день": plans.EveryWorkingDay, "каждый день": plans.EveryWorkingDay,
		"раз в неделю": plans.Weekly, "никогда": plans.Never,
	}[strings.ToLower(words)]
	if ok {
		rules(t, s).Overdue = c
	}
	return ok
}

func readNudge(t about, words string, s *store.Settings) bool {
	c, ok := map[string]plans.Cadence{
		"раз в месяц": plans.Monthly, "раз в квартал": plans.Quarterly, "никогда": plans.Never,
	}[strings.ToLower(words)]
	if ok {
		rules(t, s).Nudge = c
	}
	return ok
}

func sayOverdue(t about, s store.Settings) string { return chat.Cadence(reminders(t, s).Overdue) }

func sayNudge(t about, s store.Settings) string { return chat.Cadence(reminders(t, s).Nudge) }

// escalateLimit is the latest escalation, in working days after the due date.
const escalateLimit = 60

func readEscalate(t about, words string, s *store.Settings) bool {
	n, ok := numbersOf(words, 0, escalateLimit)
	if !ok || len(n) != 2 {
		return false
	}
	r := rules(t, s)
	r.Controller, r.Group = n[0], n[1]
	return true
}

func sayEscalate(t about, s store.Settings) string {
	r := reminders(t, s)
	return "контролёру " + after(r.Controller) + ", в группу " + after(r.Group)
}

// after is «через 3 рабочих дня», «никогда» for 0.
func after(n int) string {
	if n == 0 {
		return "никогда"
	}
	return "через " + chat.WorkingDays(n)
}

func readQuorum(t about, words string, s *store.Settings) bool {
	n, err := strconv.Atoi(words)
	if err != nil || n < 1 || n > 20 {
		return false
	}
	voting(t, s).Quorum = n
	return true
}

func sayQuorum(t about, s store.Settings) string {
	_, a := s.Rules(t.plan)
	return strconv.Itoa(a.Quorum)
}

func readOwn(t about, words string, s *store.Settings) bool {
	yes := strings.EqualFold(words, "да")
	if !yes && !strings.EqualFold(words, "нет") {
		return false
	}
	voting(t, s).Own = yes
	return true
}

func sayOwn(t about, s store.Settings) string {
	if _, a := s.Rules(t.plan); a.Own {
		return "считается"
	}
	return "не считается"
}

func readPicture(_ about, words string, s *store.Settings) bool {
	s.Unpictured = strings.EqualFold(words, "нет")
	return s.Unpictured || strings.EqualFold(words, "да")
}

func sayPicture(_ about, s store.Settings) string {
	if s.Unpictured {
		return "нет"
	}
	return "да"
}

func readProbe(_ about, words string, s *store.Settings) bool {
	s.Unprobed = strings.EqualFold(words, "нет")
	return s.Unprobed || strings.EqualFold(words, "да")
}

func sayProbe(_ about, s store.Settings) string {
	if s.Unprobed {
		return "нет"
	}
	return "да"
}

// localDaysLimit is more than a district declares.
const localDaysLimit = 100

// readDays reads «12.06.2023 выходной», «… рабочий» or «… как обычно».
func readDays(_ about, words string, s *store.Settings) bool {
	first, rest, _ := strings.Cut(words, " ")
	day, ok := dayNamed(first)
	if !ok {
		return false
	}
	what, why, _ := strings.Cut(rest, " ")
	kept := slices.DeleteFunc(slices.Clone(s.LocalDays), func(d store.LocalDay) bool { return d.Day == day })
	switch strings.ToLower(what) {
	case "выходной", "рабочий":
		kept = append(kept, store.LocalDay{Day: day, Working: strings.EqualFold(what, "рабочий"), Why: chat.Cut(why, 80)})
	case "как":
		if !strings.EqualFold(why, "обычно") {
			return false
		}
	default:
		return false
	}
	slices.SortFunc(kept, func(a, b store.LocalDay) int { return int(a.Day - b.Day) })
	s.LocalDays = kept
	return len(kept) <= localDaysLimit
}

// dayNamed reads a day of the calendar written in figures with its year: the day off
// of a district is not to be guessed.
func dayNamed(s string) (plans.Date, bool) {
	var d, m, y int
	if n, err := fmt.Sscanf(s, "%d.%d.%d", &d, &m, &y); n != 3 || err != nil {
		return 0, false
	}
	day := plans.NewDate(y, time.Month(m), d)
	return day, chat.ShortDate(day) == fmt.Sprintf("%02d.%02d.%d", d, m, y)
}

func sayDays(_ about, s store.Settings) string {
	if len(s.LocalDays) == 0 {
		return "нет"
	}
	var parts []string
	for _, d := range s.LocalDays {
		what := "выходной"
		if d.Working {
			what = "рабочий"
		}
		if d.Why != "" {
			what += " (" + d.Why + ")"
		}
		parts = append(parts, chat.ShortDate(d.Day)+" "+what)
	}
	return strings.Join(parts, ", ")
}

// readQuiet reads «22:00-8:00»; «нет» is no quiet hours at all.
func readQuiet(_ about, words string, s *store.Settings) bool {
	if strings.EqualFold(words, "нет") {
		s.Quiet = &plans.Hours{}
		return true
	}
	from, to, ok := strings.Cut(strings.NewReplacer("–", "-", "—", "-", " ", "").Replace(words), "-")
	if !ok {
		return false
	}
	var h plans.Hours
	var err error
	if h.From, err = clockOf(from); err != nil {
		return false
	}
	if h.To, err = clockOf(to); err != nil || h.From == h.To {
		return false
	}
	s.Quiet = &h
	return true
}

func clockOf(s string) (plans.Clock, error) {
	if len(s) == len("8:00") {
		s = "0" + s
	}
	return plans.ParseClock(s)
}

func sayQuiet(_ about, s store.Settings) string {
	if h := chat.QuietHours(s); h != (plans.Hours{}) {
		return h.String()
	}
	return "нет"
}
