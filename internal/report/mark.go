package report

import (
	"fmt"
	"strings"

	"sdelaemvmeste/plans"
)

// aheadShown is how many tasks of a row that are not due yet have a line each; a row
// of every week has fifty.
const aheadShown = 4

// mark is what is to be written beside a row.
func (m *maker) mark(r Row) Text {
	if len(r.Tasks) == 0 {
		return Text{words(m.nothing(r.Item))}
	}
	var text Text
	ahead := 0
	for _, t := range r.Tasks {
		if t.Status == Ahead && t.Task.Kind == plans.Dated && len(t.Facts) == 0 && len(r.Tasks) > aheadShown {
			if ahead++; ahead > aheadShown {
				continue
			}
		}
		text = append(text, t.Mark...)
	}
	if more := ahead - aheadShown; more > 0 {
		text = append(text, words("И ещё "+Count(more, "задача", "задачи", "задач")+": срок не наступил."))
	}
	return text
}

// nothing says why a row has no task.
func (m *maker) nothing(item plans.Item) string {
	switch d := item.Deadline.(type) {
	case plans.Unclear:
		return "Срок не ясен."
	case plans.AfterEvent:
		return "Срок не наступил: события, от которого он считается, ещё не было."
	case plans.AsItHappens:
		if d.Event.OfProject() {
			return "Проектов пока нет."
		}
	}
	return "Задач по этой строке нет."
}

// taskMark is what is said of one task: how it stands, what moved it, what proves it.
func (m *maker) taskMark(t Task) Text {
	text := Text{words(m.standing(t))}
	if t.Name != "" {
		text[0] = Line{{Text: t.Name + ": ", Bold: true}, {Text: lower(text[0][0].Text)}}
	}
	if s := movedWords(t); s != "" {
		text = append(text, words(s))
	}
	if t.Status == Dropped {
		return text
	}
	for _, f := range t.Facts {
		if t.Task.Kind != plans.Gathering {
			text = append(text, f.lines("")...)
		} else if m.period.Contains(f.Day) {
			text = append(text, f.lines(shortDate(f.Day))...)
		}
	}
	return text
}

// standing is how a task stands, in a sentence.
func (m *maker) standing(t Task) string {
	switch {
	case t.Status == Dropped:
		return "Снято с контроля: " + ended(t.Off)
	case t.Task.Kind == plans.Gathering:
		return m.gathered(t)
	case t.Status == InTime && t.Done.IsZero():
		return "Выполнено."
	case t.Status == InTime:
		return "Выполнено " + shortDate(t.Done) + "."
	case t.Status == AfterDue:
		return "Выполнено " + shortDate(t.Done) + ", " + lateWords(t.Late) + " (срок " + shortDate(t.Task.Due) + ")."
	case t.Status == Undone && t.Task.Due.IsZero():
		return "Не выполнено, срок не назначался."
	case t.Status == Undone:
		return "Не выполнено, " + overdueWords(t.Late) + " (срок " + shortDate(t.Task.Due) + ")."
	case t.Task.Due.IsZero():
		return "Срок не назначен."
	}
	return "Срок не наступил: " + shortDate(t.Task.Due) + "."
}

// gathered is how a task stands that gathers facts until the plan ends.
func (m *maker) gathered(t Task) string {
	n := 0
	for _, f := range t.Facts {
		if m.period.Contains(f.Day) {
			n++
		}
	}
	counted := "Фактов за период: " + fmt.Sprint(n) + ", всего: " + fmt.Sprint(len(t.Facts)) + "."
	switch {
	case t.Status == InTime, t.Status == AfterDue:
		return "Выполнено. " + counted
	case t.Status == Undone:
		return "Не выполнено: фактов нет."
	case len(t.Facts) == 0:
		return "Фактов пока нет, срок не наступил: " + shortDate(t.Task.Due) + "."
	}
	return "Выполняется. " + counted
}

// lines are what proves a fact, after its day where one is to be named.
func (f Fact) lines(day string) Text {
	var text Text
	for _, s := range f.Words {
		text = append(text, words(s))
	}
	for _, l := range f.Links {
		text = append(text, Line{{Text: l, Link: l}})
	}
	var tail []string
	if f.Photos > 0 {
		tail = append(tail, "фотографий: "+fmt.Sprint(f.Photos))
	}
	if f.Files > 0 {
		tail = append(tail, "файлов: "+fmt.Sprint(f.Files))
	}
	said := ""
	if len(tail) > 0 {
		said = capital(strings.Join(tail, ", ")) + ". "
	}
	switch {
	case f.Checking:
		said += "На проверке."
	case f.Unseen:
		said += "Принято без проверки."
	case f.Judge != "":
		said += "Принято: " + ended(f.Judge)
	default:
		said += "Принято."
	}
	text = append(text, words(said))
	if day != "" {
		text[0] = append(Line{{Text: day + ": "}}, text[0]...)
	}
	return text
}

func lateWords(late int) string {
	if late == 0 {
		return "позже срока, в нерабочий день"
	}
	return "с опозданием на " + workingDays(late)
}

func overdueWords(late int) string {
	if late == 0 {
		return "срок прошёл"
	}
	return "просрочено на " + workingDays(late)
}

func movedWords(t Task) string {
	switch {
	case t.Moved.Due.IsZero():
		return ""
	case t.Was.IsZero() && t.Moved.Reason == "":
		return "Срок назначен: " + shortDate(t.Moved.Due) + "."
	}
	s := "Срок перенесён"
	if !t.Was.IsZero() {
		s += " с " + shortDate(t.Was)
	}
	s += " на " + shortDate(t.Moved.Due)
	if t.Moved.Reason != "" {
		s += ": " + clean(t.Moved.Reason)
	}
	return ended(s)
}

func words(s string) Line { return Line{{Text: s}} }

// ended closes a sentence, whose last word may be an abbreviation.
func ended(s string) string {
	if s == "" || strings.HasSuffix(s, "…") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") {
		return s
	}
	return strings.TrimSuffix(s, ".") + "."
}

// lower makes the first letter small: of a sentence that goes on after a colon.
func lower(s string) string {
	for i, r := range s {
		return strings.ToLower(string(r)) + s[i+len(string(r)):]
	}
	return s
}

// capital makes the first letter a capital.
func capital(s string) string {
	for i, r := range s {
		return strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}
