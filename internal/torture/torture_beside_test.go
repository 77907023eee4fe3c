package torture

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"sdelaemvmeste/internal/emulator"
)

// Beside the main story the clerk invites a guest into a unit where nobody is yet, who puts a task off, brings a
// fact to another, confirms the first and at last is forgotten; the clerk moves a deadline, records
// that a project is completed and accepts; the vice goes on leave. They do not wait for
// the main story.

const (
	factWords = "Провели встречу с жителями"
	moveWords = "Ждём утверждения"
	movedTo   = "2023-07-14"
)

var inviteLink = regexp.MustCompile(`(?s)отдел культуры.*start=([A-Za-z0-9_-]+)`)

func (w *torture) besideStory() []act {
	says := func(who int64, text string) act {
		return w.does("say "+text, func() error { w.server.Say(who, who, text); return nil }).lasting()
	}
	after := func(who int64, words string, a act) act {
		a.ready = w.reads(who, words)
		return a
	}
	clerk, guest := only(w.clerk), only(w.guest)
	return []act{
		after(w.vice, "Здравствуйте", says(w.vice, "/away")),
		{name: "say the dates", ready: w.reads(w.vice, askedDates), do: w.sayDates, again: w.sayDates},
		after(w.vice, "Даты записаны", says(w.clerk, "/people")),
		w.button(w.clerk, clerk, "отдел культуры", ""),
		w.button(w.clerk, clerk, "Пригласить", ""),
		w.button(w.clerk, clerk, "Пропустить", ""),
		{name: "join", ready: func() bool { return len(w.told(w.clerk, inviteLink)) > 0 }, do: w.join},
		after(w.guest, "Здравствуйте", says(w.guest, "3.1")),
		w.button(w.guest, guest, "Отложить", "3.1 "),
		w.button(w.guest, guest, "Завтра", "3.1 "),
		after(w.guest, "⏰ Напомню", says(w.guest, "3.2")),
		w.button(w.guest, guest, "Добавить факт", "3.2 "),
		after(w.guest, "Пришлите подтверждение", says(w.guest, factWords)),
		after(w.clerk, factWords, says(w.guest, "3.1")),
		w.button(w.guest, guest, "Выполнено", "3.1 "),
		w.button(w.guest, guest, "Без подтверждения", "3.1 "),
		w.button(w.clerk, clerk, "Принять", "3.1 "),
		says(w.clerk, "4.1"),
		w.button(w.clerk, clerk, "Перенести срок", "4.1 "),
		after(w.clerk, "Напишите новый срок", says(w.clerk, "14.07.2023")),
		after(w.clerk, "Почему переносится", says(w.clerk, moveWords)),
		after(w.clerk, "Срок перенесён", says(w.clerk, "/projects")),
		w.button(w.clerk, clerk, "Парк", ""),
		w.button(w.clerk, clerk, "Проект завершён", "Парк"),
		w.button(w.clerk, clerk, "Сегодня", "Парк"),
		after(w.clerk, "Парк: проект завершён", says(w.guest, "/forget")),
		w.button(w.guest, guest, "Удалить мои данные", ""),
		{name: "be forgotten", ready: w.forgotten, do: func() error { return nil }},
	}
}

const askedDates = "Отпуск и замещение"

// sayDates answers when the leave is; who is not being asked says first what it is about.
func (w *torture) sayDates() error {
	text := "/away"
	newest, ok := w.newest(only(w.vice)(), func(emulator.Message) bool { return true })
	if ok && strings.Contains(newest.Text, askedDates) {
		text = "с 3 по 14 апреля 2023"
	}
	w.server.Say(w.vice, w.vice, text)
	return nil
}

// join follows the newest invitation.
func (w *torture) join() error {
	all := w.told(w.clerk, inviteLink)
	code := inviteLink.FindStringSubmatch(all[len(all)-1].Text)[1]
	w.server.Say(w.guest, w.guest, "/start "+code)
	return nil
}

func (w *torture) forgotten() bool { return w.reads(w.guest, "Ваши данные удалены")() }

// beside plays that story. Whoever gets no answer does again what they did last.
func (w *torture) beside(ctx context.Context) error {
	again := func() error { return nil }
	for _, act := range w.besideStory() {
		if err := w.await(ctx, act.ready, again); err != nil {
			return fmt.Errorf("beside the story: before %q: %w", act.name, err)
		}
		if err := act.do(); err != nil {
			return fmt.Errorf("beside the story: %s: %w", act.name, err)
		}
		again = act.next(again)
	}
	return nil
}

// await waits for a condition of the chats.
func (w *torture) await(ctx context.Context, ready func() bool, again func() error) error {
	for end := time.Now().Add(endurance); time.Now().Before(end); {
		one, cancel := context.WithTimeout(ctx, patience)
		err := w.server.Wait(one, ready)
		cancel()
		if !errors.Is(err, context.DeadlineExceeded) {
			return err
		}
		w.sum.add("acts done again for want of an answer", 1)
		if err := again(); err != nil {
			return err
		}
	}
	return context.DeadlineExceeded
}

// besideKept proves that what they did stands once, each by its author.
func (w *torture) besideKept(f facts) {
	w.t.Helper()
	did := map[string]int{}
	for _, e := range f.Journal {
		did[e.By+": "+e.Did]++
	}
	guest := w.guestID(f)
	for _, once := range []string{guest + ": joined", guest + ": forgotten", "clerk: moved", "clerk: accepted"} {
		if did[once] != 1 {
			w.t.Errorf("%s: %d times, want 1: %v", once, did[once], did)
		}
	}
	if did[guest+": confirmed"] != 2 {
		w.t.Errorf("the guest confirmed %d times, want a fact and a task", did[guest+": confirmed"])
	}
	// What was pressed again for want of an answer is done again, but never more often.
	for name, captions := range map[string][]string{
		guest + ": silenced": {"Завтра"}, "clerk: event": {"Сегодня"}, "clerk: invited": {"Пригласить", "Пропустить"},
	} {
		if n := did[name]; n < 1 || n > w.pressedWith(captions) {
			w.t.Errorf("%s: %d times, pressed %d times", name, n, w.pressedWith(captions))
		}
	}
	if did["vice: away"] < 1 {
		w.t.Error("the leave is not in the journal")
	}
	if len(f.Moves) != 1 || f.Moves[0].Task != "petrovsky-2023/4.1" || f.Moves[0].By != "clerk" || f.Moves[0].Due != movedTo {
		w.t.Errorf("moves %+v", f.Moves)
	}
	completed := slices.ContainsFunc(f.Projects, func(p project) bool { return p.ID == "park" && p.Completed == "2023-03-13" })
	if !completed {
		w.t.Errorf("projects %+v", f.Projects)
	}
	tasks := 0
	for _, t := range f.Tasks {
		if strings.HasPrefix(t.ID, "petrovsky-2023/2.5@park") {
			tasks++
		}
	}
	if tasks != 1 {
		w.t.Errorf("the completed project has %d tasks of row 2.5", tasks)
	}
	for _, s := range f.Silences {
		if s.Task == 0 || s.Person == 0 {
			w.t.Errorf("silence %+v", s)
		}
	}
}

// guestID is who the guest has become in the records.
func (w *torture) guestID(f facts) string {
	for _, e := range f.Journal {
		if e.Did == "joined" {
			return e.By
		}
	}
	return "nobody"
}

// pressedWith is how often people have pressed such buttons.
func (w *torture) pressedWith(captions []string) (n int) {
	for _, r := range w.server.Journal() {
		if r.Kind == emulator.Act && r.Method == "press" && slices.ContainsFunc(captions, func(c string) bool { return strings.Contains(r.Text, c) }) {
			n++
		}
	}
	return n
}
