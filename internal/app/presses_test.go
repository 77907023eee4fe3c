package app_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/internal/app"
	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/internal/play"
	"sdelaemvmeste/plans"
)

// effort is what an act costs people: presses of buttons (a command chosen from the
// menu is one, and so is a caption of the keyboard below), messages they write, and
// messages that the bot writes to them.
type effort struct{ presses, written, received int }

// act is something that people do every week, in the words of a scenario.
type act struct {
	name   string
	limit  int
	script string
}

// firstDay is the way from an empty folder to the first reminder. To add the bot to a
// group or a channel takes two presses: the button, and Telegram's own question.
const firstDay = `admin says /start
admin file plan.yaml
admin presses "Загрузить"
admin presses "Добавить людей"
admin presses "отдел ЖКХ"
admin presses "Пригласить"
admin says "Пётр Сидоров, специалист"
zhkh joins admin
group group "Согласование" admin zhkh ctl
admin says "/start@sdelaem_bot bind" @group
channel channel "Петровский округ" petrgosk admin
admin presses "Да"
time 2023-03-14 09:00
see zhkh "14 марта: "`

// setTheStage brings a second approver in and opens what the acts need.
const setTheStage = `admin says /people
admin presses "отдел ЖКХ"
admin presses "Пригласить"
admin says "Анна Котова, начальник"
ctl joins admin
admin says /people
admin presses "отдел ЖКХ"
admin presses "Анна Котова"
admin presses "согласующий"
admin presses "контролёр"`

// weekly are the acts, in an order in which each finds what it needs.
var weekly = []act{
	{"подтвердить с фотографией", 3, `zhkh presses "1"
zhkh presses "Выполнено"
zhkh sends photo`},
	{"принять подтверждение", 3, `ctl presses "Принять"`},
	{"отложить", 3, `zhkh presses "3"
zhkh presses "Отложить"
zhkh presses "Завтра"`},
	{"сделано, без подтверждения", 3, `zhkh presses "Отметить"
zhkh presses "✅ 2"`},
	{"вернуть подтверждение", 3, `ctl presses "Вернуть"
ctl says "нет ссылки на сайт"`},
	{"попросить помощи по задаче", 3, `zhkh says "Мои задачи"
zhkh presses "График ремонта"
zhkh presses "Нужна помощь"
zhkh says "Кто подписывает график?"`},
	{"перенести срок", 3, `ctl says "график ремонта"
ctl presses "график ремонта"
ctl presses "Перенести срок"
ctl says "30.06.2023"
ctl says "ждём подрядчика"`},
	{"уйти в отпуск с заместителем", 3, `zhkh says "Отпуск"
zhkh says "с 3 мая на две недели"
zhkh presses "Анна Котова"`},
	{"пригласить человека", 3, `admin says /people
admin presses "отдел ЖКХ"
admin presses "Пригласить"
admin says "Иван Второй, специалист"`},
	{"пост с двумя фотографиями на согласование", 3, `zhkh says "Новый пост"
zhkh album 2 "В селе Гофицком открылся нвый парк."
zhkh presses "На согласование"`},
	{"вернуть пост на доработку", 3, `ctl presses "На доработку" @group
ctl replies "Добавьте, кто помогал" @group`},
	{"исправить и отправить снова", 3, `zhkh says "В селе Гофицком открылся нвый парк. Помогали жители."
zhkh presses "На согласование"`},
	{"утвердить пост", 3, `ctl presses "Утвердить" @group`},
	{"исправить опечатку в вышедшем посте", 3, `zhkh presses "Исправить"
zhkh says "В селе Гофицком открылся новый парк. Помогали жители."
zhkh presses "На согласование"
ctl presses "Утвердить" @group`},
	{"назначить время и отправить", 3, `zhkh says "Новый пост"
zhkh says "Субботник в селе Высоцком прошёл в парке."
zhkh presses "Время публикации"
zhkh says "завтра в 12:00"
zhkh presses "На согласование"`},
	{"перенести пост на другой день", 3, `zhkh says /posts
zhkh presses "Субботник"
zhkh presses "Время публикации"
zhkh says "в пятницу"`},
	{"узнать, как работать", 3, `zhkh says "Помощь"`},
}

const pressesPlan = `plan: new-2023
title: Медиаплан на 2023 год
period: 01.01.2023-31.12.2023
timezone: Europe/Moscow
units:
  - {id: zhkh, name: отдел ЖКХ}
sections:
  - title: Сайт
    items:
      - form: размещение отчёта
        deadline: до 15.03.2023
        responsible: [zhkh]
        channel: site
      - {form: размещение сведений о субсидиях, deadline: до 17.03.2023, responsible: [zhkh], channel: site}
      - {form: размещение правил торговли, deadline: до 21.03.2023, responsible: [zhkh], channel: site}
      - {form: график ремонта дорог, deadline: до 28.03.2023, responsible: [zhkh], channel: site}
`

// TestPressesOfWeeklyActs counts on the emulator what the acts of a week cost, prints
// the table, and holds each to three presses, the first day to twelve.
func TestPressesOfWeeklyActs(t *testing.T) {
	var table strings.Builder
	fmt.Fprintf(&table, "%-45s %8s %10s %8s\n", "", "нажатий", "сообщений", "ответов")
	synctest.Test(t, func(t *testing.T) {
		count := stageOfPresses(t)
		for _, a := range append([]act{{"первый день: от пустой папки до напоминания", 12, firstDay}}, weekly...) {
			e := count(a.script)
			fmt.Fprintf(&table, "%-45s %8d %10d %8d\n", a.name, e.presses, e.written, e.received)
			if e.presses > a.limit {
				t.Errorf("%s: %d presses, more than %d", a.name, e.presses, a.limit)
			}
			if a.limit == 12 {
				count(setTheStage)
			}
		}
	})
	t.Log("\n" + table.String())
}

// stageOfPresses opens an empty folder and gives what plays a script and counts it.
func stageOfPresses(t *testing.T) func(script string) effort {
	zone, err := time.LoadLocation("Europe/Moscow")
	must(t, err)
	at := time.Date(2023, 3, 13, 10, 0, 0, 0, zone)
	var out bytes.Buffer
	p := play.New(&out, zone)
	p.Read = func(string) ([]byte, error) { return []byte(pressesPlan), nil }
	s := newStage(t, at, p, 0)
	s.admins = []plans.UserID{adminID}
	s.with = func(p *app.Parts) { p.Workers = 1 }
	received := 0
	p.OnEvent(func(e emulator.Event) {
		if e.Kind == emulator.Sent && e.Message.FromBot {
			received++
		}
	})
	s.start()
	for _, line := range []string{
		fmt.Sprintf(`person admin "Администратор" %d`, adminID), `person zhkh "Специалист"`, `person ctl "Начальник"`,
	} {
		must(t, p.Act(line))
	}
	t.Cleanup(func() {
		must(t, s.end())
		s.sound()
	})
	return func(script string) effort {
		e, before := effort{}, received
		for line := range strings.SplitSeq(script, "\n") {
			if err := p.Act(line); err != nil {
				t.Fatalf("%s: %v\n%s", line, err, out.String())
			}
			e.add(line)
		}
		e.received = received - before
		return e
	}
}

// add counts a line of a script.
func (e *effort) add(line string) {
	words := strings.SplitN(line, " ", 3)
	switch words[0] {
	case "time", "see":
		return
	case "group", "channel":
		e.presses += 2
		return
	}
	said := strings.Trim(words[len(words)-1], `"`)
	_, below := chat.BelowCommand(said)
	switch {
	case words[1] == "presses", words[1] == "joins", words[1] == "says" && (below || strings.HasPrefix(said, "/") && !strings.Contains(said, "bind")):
		e.presses++
	case strings.Contains(said, "bind"):
		// Telegram sends it itself.
	default:
		e.written++
	}
}
