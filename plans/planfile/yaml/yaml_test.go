package yaml

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/plans"
)

// whole is a small plan with everything that a file may hold.
const whole = `plan: test-2023
title: План
approved: глава
period: 01.01.2023-31.12.2023
timezone: Asia/Yekaterinburg
hashtag: "#ТЕГ"
reminders:
  at: 8:30
  before: [1, 5]
  overdue: weekly
  escalate: {controller: 2}
  nudge: quarterly
approval: {quorum: 2, own: yes}
units:
  - {id: fin, name: финансовое управление, aliases: [ФУ]}
  - {id: own, name: единица проекта, by_project: true}
  - {id: out, name: центр, external: true}
people:
  - {id: fin-1, name: Специалист, unit: fin, roles: [controller, approver]}
  - {id: p2, name: Другой, units: [fin, out], roles: [responsible]}
projects:
  - {id: park, name: Парк, place: с. Гофицкое, unit: fin, contract: 10.04.2023, completed: 2023-08-15, selection: 01.02.2023, opening: 20.08.2023}
sections:
  - title: Сайт
    items:
      - form: о ходе
        deadline: до 20.03.2023
        responsible: fin
      - no: 5.10
        form: |
          пост
          о ходе
        responsible: [own, out]
        channel: social
  - title: Соцсети
    items:
      - {form: посты о ходе, deadline: ежеквартально, responsible: [fin], post: none}
      - {form: посты о начале, deadline: ежеквартально, responsible: [fin]}
      - {form: посты, deadline: ежеквартально, responsible: [fin], post: results}
`

func TestYAMLWhole(t *testing.T) {
	r := readWhole([]byte(whole))
	if err := r.err(); err != nil {
		t.Fatal(err)
	}
	day := func(s string) plans.Date { d, _ := parseDay(s); return d }
	at, _ := plans.NewClock(8, 30)
	want := plans.Plan{
		ID: "test-2023", Title: "План", Approved: "глава", Zone: "Asia/Yekaterinburg", Hashtag: "#ТЕГ",
		Period:    plans.Span{From: day("01.01.2023"), To: day("31.12.2023")},
		Reminders: plans.Reminders{At: at, Before: []int{5, 1}, Overdue: plans.Weekly, Controller: 2, Group: 5, Nudge: plans.Quarterly},
		Approval:  plans.Approval{Quorum: 2, Own: true},
		Units: []plans.Unit{
			{ID: "fin", Name: "финансовое управление", Aliases: []string{"ФУ"}},
			{ID: "own", Name: "единица проекта", ByProject: true}, {ID: "out", Name: "центр", External: true},
		},
		People: []plans.Person{
			{ID: "fin-1", Name: "Специалист", Units: []plans.UnitID{"fin"}, Roles: []plans.Role{plans.Controller, plans.Approver}},
			{ID: "p2", Name: "Другой", Units: []plans.UnitID{"fin", "out"}, Roles: []plans.Role{plans.Responsible}},
		},
		Projects: []plans.Project{{
			ID: "park", Name: "Парк", Place: "с. Гофицкое", Unit: "fin",
			Contract: day("10.04.2023"), Completed: day("15.08.2023"), Selected: day("01.02.2023"), Opened: day("20.08.2023"),
		}},
	}
	every := plans.Every{Each: plans.EachQuarter, N: 1}
	want.Sections = []plans.Section{
		{Title: "Сайт", Items: []plans.Item{
			{No: "1.1", Form: "о ходе", Phrase: "до 20.03.2023", Deadline: plans.ByDate{To: day("20.03.2023")}, Responsible: []plans.UnitID{"fin"}, Channel: plans.SiteChannel},
			{No: "5.10", Form: "пост о ходе", Responsible: []plans.UnitID{"own", "out"}, Channel: plans.SocialChannel, Post: plans.ProgressPost},
		}},
		{Title: "Соцсети", Items: []plans.Item{
			{No: "2.1", Form: "посты о ходе", Phrase: "ежеквартально", Deadline: every, Responsible: []plans.UnitID{"fin"}, Channel: plans.SocialChannel},
			{No: "2.2", Form: "посты о начале", Phrase: "ежеквартально", Deadline: every, Responsible: []plans.UnitID{"fin"}, Channel: plans.SocialChannel, Post: plans.AnnouncementPost},
			{No: "2.3", Form: "посты", Phrase: "ежеквартально", Deadline: every, Responsible: []plans.UnitID{"fin"}, Channel: plans.SocialChannel, Post: plans.ResultsPost},
		}},
	}
	unclear, ok := r.Plan.Sections[0].Items[1].Deadline.(plans.Unclear)
	if !ok {
		t.Error("a row without words has a deadline")
	}
	want.Sections[0].Items[1].Deadline = unclear
	if diff := cmp.Diff(want, r.Plan); diff != "" {
		t.Errorf("plan (-want +got):\n%s", diff)
	}
}

// Every fault of a file is told at once, each with its line.
func TestYAMLEveryFaultAtOnce(t *testing.T) {
	const file = `plan: Петр
titel: План
period: 31.12.2023-01.01.2023
timezone: Mars/X
hashtag: #тег
reminders: {at: "25:00", before: [a, 3, 3], overdue: sometimes, escalate: {controler: 3}}
approval: {quorum: 0, own: maybe}
units:
  - {id: a, name: А}
  - {id: a, name: Б, color: red}
  - plain
  - {name: В}
  - {id: c, name: Г, by_project: true, external: true}
people:
  - {id: p, name: П, unit: А, roles: [boss]}
projects:
  - {id: x, name: Х, contract: 31.02.2023}
  - {id: x, name: У, unit: c, contract: 02.02.2023, completed: 01.02.2023}
sections:
  - title: Раздел
    items:
      - {no: "1/1", deadline: до 20.03.2023, responsible: [a, zz]}
      - {no: 7, form: один, responsible: [a, a]}
      - {no: "7", form: два, responsible: a, channel: radio, post: yes please}
      - form: слова
        responsible: []
        form: снова
      - [1, 2]
  - title:
    items: нет
  - {title: Пустой, items: []}
`
	want := lines(
		"! строка 1: план: не указано «title» — название плана",
		"! строка 1: план: «plan» — обозначение «Петр» не подходит: только латинские буквы, цифры и дефисы между ними, не длиннее 64 знаков",
		"! строка 2: план: неизвестный ключ «titel», возможно, имелся в виду «title»",
		"! строка 3: план: период кончается раньше, чем начинается: поменяйте дни местами",
		"! строка 4: план: нет часового пояса «Mars/X»: напишите, например, Europe/Moscow",
		`! строка 5: план: тег после «hashtag» прочитан как примечание: возьмите его в кавычки, например "#СДЕЛАЕМВМЕСТЕ"`,
		`! строка 6: напоминания: время «25:00» не понято: напишите, например, "09:00"`,
		"! строка 6: напоминания: день в «before»: нужно целое число от 0 до 366",
		"! строка 6: напоминания: день 3 стоит в «before» дважды: оставьте один",
		"! строка 6: напоминания: «overdue» не может быть «sometimes»; подходят: every working day, weekly, never",
		"! строка 6: сообщения о просрочке: неизвестный ключ «controler», возможно, имелся в виду «controller»",
		"! строка 7: согласование: «quorum»: нужно целое число от 1 до 100",
		"! строка 7: согласование: «own» может быть true или false",
		"! строка 10: подразделение: неизвестный ключ «color»; известны: id, name, aliases, by_project, external",
		"! строка 10: подразделение: обозначение «a» уже занято в строке 9: выберите другое",
		"! строка 11: подразделение: нужны ключи со значениями (id, name, aliases, by_project, external)",
		"! строка 12: подразделение: не указано «id» — обозначение латиницей",
		"! строка 13: подразделение: «by_project» и «external» вместе не бывают: оставьте одно",
		"! строка 15: человек: вместо названия «А» напишите его обозначение «a»",
		"! строка 15: человек: роли «boss» нет; есть controller, responsible, approver, observer",
		"! строка 17: проект: не указано «unit» — подразделение, которое ведёт проект",
		"! строка 17: проект: «contract» — нет такого дня «31.02.2023»: напишите, например, 10.04.2023",
		"! строка 18: проект: «c» означает «подразделение проекта»: укажите само подразделение",
		"! строка 18: проект: завершён раньше, чем заключён контракт: проверьте даты",
		"! строка 18: проект: обозначение «x» уже занято в строке 17: выберите другое",
		"! строка 22, пункт 1.1: номер «1/1» не подходит: цифры и буквы через точку, например 2.5",
		"! строка 22, пункт 1.1: не указано «form» — что надо сделать, словами документа",
		"! строка 22, пункт 1.1: подразделения «zz» нет в «units»: добавьте его туда или исправьте обозначение",
		"! строка 23, пункт 7: подразделение «a» названо дважды: оставьте один раз",
		"! строка 24, пункт 7: номер «7» уже есть в строке 23: дайте строке плана свой номер",
		"! строка 24, пункт 7: «channel» не может быть «radio»; подходят: training, site, social, press, event",
		"! строка 24, пункт 7: «post» не может быть «yes please»; подходят: announcement, progress, results, none",
		"! строка 26, пункт 1.4: в «responsible» никто не назван: впишите обозначения из «units»",
		"! строка 27, пункт 1.4: ключ «form» записан дважды, первый раз в строке 25: оставьте один",
		"! строка 28, пункт 1.5: нужны ключи со значениями (no, form, short, deadline, responsible, channel, post, control)",
		"! строка 29: раздел: не указано «title» — название раздела",
		"! строка 30: раздел: «items» должно быть перечнем, каждый пункт с «-»",
		"! строка 31: раздел: в «items» нет ни одной строки: добавьте их или уберите раздел",
	)
	r := readWhole([]byte(file))
	if diff := cmp.Diff(want, problemsOf(r)); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

// One change to a good file gives one problem on its line.
func TestYAMLOneFault(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"a missing id", "plan: test-2023\n", "", "! строка 1: план: не указано «plan» — обозначение плана латиницей, например petrovsky-2023\n"},
		{"a period of one day that is none", "31.12.2023", "31.13.2023", "! строка 4: план: период «01.01.2023-31.13.2023» не понят: напишите два дня, например 01.01.2023-31.12.2023\n"},
		{"a period of a century", "31.12.2023", "31.12.2123", "! строка 4: план: период длиннее пяти лет: проверьте годы\n"},
		{"tabs", "  at: 8:30", "\tat: 8:30", "! строка 8: отступ сделан табуляцией: замените её пробелами\n"},
		{"a bad indent", "  at: 8:30", " at: 8:30", "! строка 9: лишнее двоеточие или неверный отступ: значение, в котором есть двоеточие с пробелом, возьмите в кавычки\n"},
		{"an open quote", `"#ТЕГ"`, `"#ТЕГ`, "! строка 6: кавычка открыта, но не закрыта, или после «\\» стоит не тот знак: проверьте кавычки\n"},
		{"an open bracket", "[1, 5]", "[1, 5", "! строка 10: перечень в квадратных скобках не закрыт: поставьте «]»\n"},
		{"a colon inside a value", "title: План", "title: План: новый", "! строка 2: лишнее двоеточие или неверный отступ: значение, в котором есть двоеточие с пробелом, возьмите в кавычки\n"},
		{"an alias", "title: План", "title: &x План\napproved: *x", "! строка 3: ссылка «*x» не поддерживается: впишите само значение\n! строка 4: план: ключ «approved» записан дважды, первый раз в строке 3: оставьте один\n"},
		{"a merge key", "approved: глава", "<<: {title: x}", "! строка 3: план: неизвестный ключ «<<»; известны: plan, title, short, approved, period, timezone, hashtag, reminders, approval, units, people, projects, sections\n"},
		{"two documents", "sections:", "---\nsections:", "! строка 23: в файле несколько документов YAML: оставьте один, без строк «---» внутри\n"},
		{"another encoding", "title: План", "title: \xcf\xeb\xe0\xed", "! строка 2: текст не в кодировке UTF-8: сохраните файл в UTF-8\n"},
		{"a control character", "title: План", "title: Пл\x07ан", "! строка 2: в строке есть непечатаемый знак: удалите его\n"},
		{"a list in place of a text", "title: План", "title: [а, б]", "! строка 2: план: «title»: нужен текст, а не перечень и не группа ключей\n"},
		{"a text too long", "title: План", "title: " + strings.Repeat("слово ", 700), "! строка 2: план: «title»: длиннее 4000 знаков, сократите\n"},
		{"a text that lost its tag", "title: План", "title: План #ТЕГ и дальше", "? строка 2: план: «title»: слова «#ТЕГ и дальше» прочитаны как примечание; если это часть значения, возьмите его в кавычки\n"},
		{"both names of a date", "opening: 20.08.2023", "opening: 20.08.2023, opened: 20.08.2023", "! строка 22: проект: «opened» и «opening» — одно и то же: оставьте одно\n"},
		{"both names of a unit", "unit: fin, roles", "unit: fin, units: [fin], roles", "! строка 19: человек: «unit» и «units» вместе не нужны: оставьте одно\n"},
		{"a person without roles", ", roles: [controller, approver]", "", "? строка 19: человек: роли не указаны, он ничего не сможет сделать: добавьте «roles»\n"},
		{"a person of no unit", "units: [fin, out], ", "", "? строка 20: человек: отвечает за строки, но подразделение не указано, напоминаний он не получит: добавьте «unit»\n"},
		{"a ladder upside down", "{controller: 2}", "{controller: 7}", "? строка 11: сообщения о просрочке: группа узнает о просрочке раньше контролёра\n"},
		{"a step of nobody", "own: yes", "own: yes, steps: [{name: глава, people: [mayor]}]", "! строка 13: шаг согласования: человека «mayor» нет в «people» плана\n"},
		{"a step without a name", "own: yes", "own: yes, steps: [{people: [p2]}]", "! строка 13: шаг согласования: не указано «name» — кто решает, например «глава»\n"},
		{"a step that cannot be passed", "own: yes", "own: yes, steps: [{name: глава, people: [p2], quorum: 2}]", "! строка 13: шаг согласования «глава»: нужно голосов 2, а людей 1\n"},
		{"a step named twice", "own: yes", "own: yes, steps: [{name: глава}, {name: глава}]", "! строка 13: шаг согласования «глава» назван дважды\n"},
		{"steps that are no list", "own: yes", "own: yes, steps: глава", "! строка 13: согласование: «steps» должно быть перечнем, каждый пункт с «-»\n"},
		{"the wrong kind of plan", "sections:", "sections: {a: 1}\nx:", "! строка 23: план: «sections» должно быть перечнем, каждый пункт с «-»\n! строка 24: план: неизвестный ключ «x»; известны: plan, title, short, approved, period, timezone, hashtag, reminders, approval, units, people, projects, sections\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if !strings.Contains(whole, c.old) {
				t.Fatalf("%q is not in the plan", c.old)
			}
			r := readWhole([]byte(strings.Replace(whole, c.old, c.new, 1)))
			var got strings.Builder
			for _, line := range strings.SplitAfter(problemsOf(r), "\n") {
				if !strings.Contains(line, "срок не ясен") {
					got.WriteString(line)
				}
			}
			if diff := cmp.Diff(c.want, got.String()); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

func TestYAMLTooLarge(t *testing.T) {
	for name, data := range map[string]string{
		"bytes": "plan: " + strings.Repeat("x", maxBytes),
		"nodes": "plan: [" + strings.Repeat("a,", maxNodes) + "]",
	} {
		if p := problemsOf(readWhole([]byte(data))); p != "! файл слишком велик для плана: уберите лишнее или разделите план\n" {
			t.Errorf("%s: %s", name, p)
		}
	}
	rows := strings.Repeat("      - {form: а, deadline: декабрь, responsible: fin}\n", MaxRows+5)
	r := readWhole([]byte(strings.Replace(whole, "      - form: о ходе\n", rows+"      - form: о ходе\n", 1)))
	if err := r.err(); err == nil || strings.Count(err.Error(), "\n") != 0 || !strings.Contains(err.Error(), "больше 1000 строк") || len(r.Plan.Items()) > MaxRows {
		t.Error(problemsOf(r))
	}
}

// Windows editors write a mark at the beginning and two characters at line ends.
func TestYAMLOfWindows(t *testing.T) {
	want := readWhole([]byte(whole))
	got := readWhole([]byte("\ufeff" + strings.ReplaceAll(whole, "\n", "\r\n")))
	if diff := cmp.Diff(want, got); diff != "" || got.err() != nil {
		t.Errorf("(-unix +windows):\n%s", diff)
	}
}
