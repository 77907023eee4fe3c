package app_test

import (
	"fmt"
	"strings"

	"sdelaemvmeste/internal/play"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// lastEvening is what people do an hour before the year ends, when nothing of the plan
// has been confirmed.
const lastEvening = `
fin-1 says 1.1
fin-1 presses "Медиаплан"
fin-1 presses "Выполнено"
fin-1 says https://petrgosk.ru/grafik
fin-2 presses "Принять"

fin-1 says 3.1
fin-1 presses "Выполнено"
fin-1 presses "Без подтверждения"

fin-2 says 1.2
fin-2 presses "Медиаплан"
fin-2 presses "Снять с контроля"
fin-2 says "презентации перенесены на следующий год"

fin-2 says 2.1
fin-2 presses "Медиаплан"
fin-2 presses "Перенести срок"
fin-2 says 31.12.2023
fin-2 says "сроки отбора назвал край"
fin-1 says 2.1
fin-1 presses "Медиаплан"
fin-1 presses "Выполнено"
fin-1 presses "Без подтверждения"
fin-2 presses "Принять"

fin-1 says 4.4
fin-1 presses "Выполнено"
fin-1 presses "Без подтверждения"
fin-2 presses "Принять"

fin-1 says 5.3
fin-1 presses "Выполнено"
fin-1 presses "Без подтверждения"
fin-2 presses "Принять"

fin-1 says 1.3
fin-1 presses "Медиаплан"
fin-1 presses "Добавить факт"
fin-1 presses "Без подтверждения"
fin-2 presses "Принять"

pass 2024-01-01 00:30
`

// yearCounted are the figures of the year and of its quarters as counted by hand from
// the plan, its three projects and [lastEvening].
//
// The plan has 28 tasks. By the quarter of their due day: I — 1.1, 2.4, 4.2; II — 1.2,
// 2.4, 4.2, 3.1; III — 2.4, 4.2, 4.1, 2.5, 3.3 and 4.3 of the park (2.1 was moved to
// the last day of the year); IV — 2.4, 4.2, 4.4, 5.3, 2.1; 2.5, 3.3 and 4.3 of the club;
// 1.3, 2.6, 3.2, 5.1 and 5.2 of three projects, which have no other day than the last.
// Done in time: 2.1, 4.4, 1.3. Late: 1.1, 3.1 (which nobody has looked at) and 5.3, due
// the day before. Off: 1.2. All others were not done.
//
// The department of utilities has 14: from II on 2.4 and 4.2 of three quarters; 2.5, 3.3
// and 4.3 of the park; 3.1, 3.2, 5.3; 5.2 of two projects.
func yearCounted() []struct {
	period string
	lines  []string
} {
	return []struct {
		period string
		lines  []string
	}{
		{"2023 год", []string{
			"Всего задач: 28. Выполнено в срок: 3, с опозданием: 3. Не выполнено: 21. Срок не наступил: 0. Снято с контроля: 1.",
			"Исполнительская дисциплина: 11 %.",
			"Из выполненных на проверке: 1.",
			"Срок перенесён: 1, исполнение считается по новому сроку.",
			"• Обучающие мероприятия с целью повышения компетентности в области практик инициативного бюджетирования; всего: 3; в срок: 1; с опозданием: 1; снято: 1; дисциплина: 50 %",
			"• финансовое управление АПГОСК; всего: 28; в срок: 3; с опозданием: 3; на проверке: 1; не выполнено: 21; снято: 1; дисциплина: 11 %",
			"• ГКУ ДПО «Учебный центр Министерства финансов Ставропольского края»; всего: 1; снято: 1",
			"• отдел жилищно-коммунального хозяйства; всего: 14; с опозданием: 2; на проверке: 1; не выполнено: 12; дисциплина: 0 %",
		}},
		{"IV квартал", []string{
			"Всего задач: 15. Выполнено в срок: 3, с опозданием: 1. Не выполнено: 11. Срок не наступил: 0. Снято с контроля: 0.",
			"Исполнительская дисциплина: 20 %.",
		}},
		{"III квартал", []string{"Всего задач: 6. Выполнено в срок: 0, с опозданием: 0. Не выполнено: 6. Срок не наступил: 0. Снято с контроля: 0."}},
		{"II квартал", []string{"Всего задач: 4. Выполнено в срок: 0, с опозданием: 1. Не выполнено: 2. Срок не наступил: 0. Снято с контроля: 1."}},
		{"I квартал", []string{"Всего задач: 3. Выполнено в срок: 0, с опозданием: 1. Не выполнено: 2. Срок не наступил: 0. Снято с контроля: 0."}},
	}
}

// countYear plays the last evening of the year and compares the figures that the
// controller is shown with those counted by hand.
func (s *stage) countYear(p *play.Play) {
	p.OnEvent(nil)
	controller := s.enter(p)["fin-2"]
	act := func(script string) {
		if err := p.Run(script); err != nil {
			s.t.Fatal(err)
		}
	}
	act(lastEvening)
	for _, c := range yearCounted() {
		act("fin-2 says /report\nfin-2 presses \"Медиаплан\"\nfin-2 presses \"Другой период\"")
		act(fmt.Sprintf("fin-2 says %q\nfin-2 presses \"Показать здесь\"", c.period))
		text := s.server.Last(controller).Text
		for _, line := range c.lines {
			if !strings.Contains(text, line+"\n") {
				s.t.Errorf("%s: %q is not in\n%s", c.period, line, text)
			}
		}
	}
}

// enter makes the people of the plans people of the play and gives their accounts.
func (s *stage) enter(p *play.Play) map[plans.PersonID]int64 {
	accounts := map[plans.PersonID]int64{}
	var people []store.PersonRecord
	err := s.program.Store.View(func(tx *store.Tx) (err error) {
		people, err = tx.People()
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	for _, x := range people {
		accounts[x.ID] = int64(x.User)
		if err := p.Run(fmt.Sprintf("person %s %q %d\n%s says /start", x.ID, x.Name, x.User, x.ID)); err != nil {
			s.t.Fatal(err)
		}
	}
	return accounts
}
