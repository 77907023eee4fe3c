package plan

import (
	"fmt"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/task"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

func textOfferTitle(t *chat.Turn, p schedule.Proposal, rules []string) string {
	old, _ := t.InForce(p.Instead)
	switch {
	case p.Unplaced:
		return "Куда загрузить план?"
	case p.Another() && p.Amends:
		return "Загрузить новую версию на другой период?"
	case p.Another() && p.Instead != "":
		return "Загрузить план вместо плана «" + chat.Cut(t.PlanName(old), 100) + "»?"
	case p.Another():
		return "Загрузить план?"
	case p.Diff.Empty() && len(rules) == 0:
		return "Отличий от действующего плана нет"
	case p.Instead != "":
		return "Чем файл отличается от плана «" + chat.Cut(t.PlanName(old), 100) + "»"
	}
	return "Чем файл отличается от действующего плана"
}

// textOffer are the parts of the question whether to load; rules is what changes
// beside the rows, closing the open tasks that would be closed.
func textOffer(t *chat.Turn, load store.PlanLoad, p schedule.Proposal, rules []string, lost []desertion, closing []task.View) []string {
	var lines []string
	for i, d := range lost {
		line := "⚠️ " + chat.Esc(chat.Cut(d.unit, 200)) + ": " + textDeserted(d) + "."
		if i == 0 {
			line = "<b>В файле нет подразделений, в которых есть люди или проекты</b>\n" + line
		}
		lines = append(lines, line)
	}
	if p.Another() {
		line := fmt.Sprintf("%s\nСтрок: %d.", chat.Esc(chat.Cut(p.Plan.Title, 300)), len(p.Plan.Items()))
		if p.Base != 0 {
			line += " Период: " + spanText(p.Plan.Period) + "."
		}
		if p.Plan.Period.To < t.Today() {
			line += "\n⚠️ Период плана уже закончился: задачи с прошедшими сроками придут как просроченные."
		}
		lines = append(lines, line)
	} else {
		lines = append(lines, textDifference(p, rules)...)
	}
	if p.Unplaced {
		lines = append(lines, textInForce(t, load.Plan.ID, p))
	}
	if at := t.MorningAt(); p.Base != 0 && p.Another() && p.Plan.Reminders.At != at {
		lines = append(lines, "Утреннее сообщение у района одно: оно и дальше будет приходить в "+at.String()+".")
	}
	if len(closing) > 0 {
		lines = append(lines, textClosing(closing, t.Today()))
	}
	if len(load.Skipped) > 0 {
		lines = append(lines, fmt.Sprintf("Срок не ясен, задач не будет: %s.", chat.Esc(numbers(load.Skipped))))
	}
	if p.Unplaced {
		return append(lines, "До нажатия кнопки ничего не меняется.")
	}
	return append(lines, "До нажатия «Загрузить» ничего не меняется.")
}

// textInForce says beside which plans the file would stand, and of an id that one of
// them has already, which the file gets instead.
func textInForce(t *chat.Turn, id plans.PlanID, p schedule.Proposal) string {
	var b strings.Builder
	b.WriteString("Сейчас " + chat.Plural(len(t.Plans), "действует", "действуют", "действуют") + ":")
	for _, o := range t.Plans[:min(len(t.Plans), namesShown)] {
		fmt.Fprintf(&b, "\n• %s, %s", chat.Esc(chat.Cut(o.Title, 150)), spanText(o.Period))
	}
	if n := len(t.Plans) - namesShown; n > 0 {
		b.WriteString("\n• и ещё " + chat.Count(n, "план", "плана", "планов"))
	}
	if p.Renamed {
		whose := "действующего плана"
		if o, ok := t.InForce(id); ok && o.Period != p.Plan.Period {
			whose = "плана на другой период"
		}
		b.WriteString("\nУ файла то же обозначение, что у " + whose + ". Рядом он получит своё: " + chat.Esc(string(p.Plan.ID)) + ".")
	}
	return b.String()
}

// textClosing lists the tasks that would be closed.
func textClosing(closing []task.View, today plans.Date) string {
	head := fmt.Sprintf("<b>Открытых задач закроется: %d</b>. Всё сказанное о них останется в журнале.", len(closing))
	lines := make([]string, 0, len(closing))
	for _, o := range closing {
		lines = append(lines, "• "+chat.Esc(string(o.Item))+" "+chat.Esc(chat.Cut(o.PlanItem.Form, 90))+": "+chat.Esc(rowTask(o, today)))
	}
	return head + "\n" + strings.Join(lines, "\n")
}

func textOtherZone(file, zone, ours string) string {
	return "Файл «" + chat.Esc(fileName(file)) + "» загрузить нельзя: часовой пояс в нём " + chat.Esc(zone) + ", а действующие планы идут по " + chat.Esc(ours) +
		". Пояс у района один: исправьте строку timezone и пришлите файл ещё раз. План не изменился."
}

// textDeserted counts whom a unit that goes leaves behind.
func textDeserted(d desertion) string {
	var parts []string
	if d.people > 0 {
		parts = append(parts, chat.Count(d.people, "человек останется", "человека останутся", "человек останутся")+" без задач")
	}
	if d.projects > 0 {
		parts = append(parts, chat.Count(d.projects, "проект останется", "проекта останутся", "проектов останутся")+" без ответственных")
	}
	return strings.Join(parts, ", ")
}

// textDifference lists what changes, the gravest first.
func textDifference(p schedule.Proposal, rules []string) []string {
	if p.Diff.Empty() && len(rules) == 0 {
		return []string{"Файл можно загрузить как новую версию или отменить."}
	}
	var gone, added, redated, reassigned, reworded, moved []string
	for _, i := range p.Diff.Gone {
		gone = append(gone, rowLine(i))
	}
	for _, i := range p.Diff.Added {
		added = append(added, rowLine(i)+"\nСрок: "+deadlineWords(i)+"\n"+chat.Answers(len(i.Responsible))+": "+unitsIn(p.Plan, i.Responsible))
	}
	for _, c := range p.Diff.Kept {
		if c.Redated() {
			redated = append(redated, rowLine(c.Now)+"\nБыло: "+deadlineWords(c.Was)+"\nСтанет: "+deadlineWords(c.Now))
		}
		if c.Reassigned() {
			reassigned = append(reassigned, rowLine(c.Now)+"\nБыло: "+unitsIn(p.Old, c.Was.Responsible)+"\nСтанет: "+unitsIn(p.Plan, c.Now.Responsible))
		}
		if c.Reworded() {
			reworded = append(reworded, "<b>"+chat.Esc(string(c.Now.No))+"</b> Было: "+chat.Esc(chat.Cut(c.Was.Form, 250))+"\nСтанет: "+chat.Esc(chat.Cut(c.Now.Form, 250)))
		}
		if c.Renumbered() {
			moved = append(moved, "<b>"+chat.Esc(string(c.Was.No))+" → "+chat.Esc(string(c.Now.No))+"</b> "+chat.Esc(chat.Cut(c.Now.Form, 110)))
		}
	}
	var lines []string
	for _, part := range []struct {
		title string
		rows  []string
	}{
		{"Строк больше нет", gone}, {"Новые строки", added}, {"Другой срок", redated}, {"Другие ответственные", reassigned},
		{"Другие слова, строка та же", reworded}, {"Другой номер, строка та же", moved},
	} {
		if len(part.rows) > 0 {
			part.rows[0] = fmt.Sprintf("<b>%s: %d</b>\n%s", part.title, len(part.rows), part.rows[0])
			lines = append(lines, part.rows...)
		}
	}
	if len(rules) > 0 {
		lines = append(lines, "<b>Другие правила и сведения</b>\n"+strings.Join(rules, "\n"))
	}
	if len(gone) > 0 {
		lines = append(lines, "<i>Задачи по строкам, которых больше нет, закроются; всё сказанное о них останется в журнале.</i>")
	}
	if len(reworded)+len(moved) > 0 {
		lines = append(lines, "<i>Подтверждения останутся у той же строки. Если на деле строка другая, отмените загрузку и измените её слова в файле.</i>")
	}
	return lines
}

func rowLine(i plans.Item) string {
	return "<b>" + chat.Esc(string(i.No)) + "</b> " + chat.Esc(chat.Cut(i.Form, 160))
}

// deadlineWords is a row's deadline as understood.
func deadlineWords(i plans.Item) string {
	if _, unclear := i.Deadline.(plans.Unclear); unclear {
		return "не ясен"
	}
	return chat.Esc(chat.Cut(planfile.Words(i.Deadline), 300))
}

// unitsIn names units as a plan does, by-project ones too.
func unitsIn(p plans.Plan, ids []plans.UnitID) string {
	var names []string
	for _, id := range ids {
		name := string(id)
		if u, ok := p.Unit(id); ok {
			name = chat.Cut(u.Name, 120)
		}
		names = append(names, name)
	}
	if len(names) == 0 {
		return chat.TextNoUnit
	}
	return chat.Esc(chat.Cut(strings.Join(names, "; "), 500))
}

func textPlanLoaded(p schedule.Proposal, added int) string {
	text := "<b>План загружен</b>\n" + chat.Esc(chat.Cut(p.Plan.Title, 300)) + "\n"
	if len(p.Diff.Kept) > 0 {
		text += "\nПодтверждения прежних строк сохранены."
	}
	if added > 0 {
		text += "\nНовых задач: " + fmt.Sprint(added) + "."
	}
	return text + "\nСмотреть: /plan"
}
