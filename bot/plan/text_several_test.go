package plan

import (
	"fmt"
	"strings"
	"testing"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
)

// Of next year's plan each row stands under everything that is other in it, deadlines
// that had no words of the document have a left side, and rows stand without gaps.
func TestNextYearListsEverythingThatIsOther(t *testing.T) {
	var d schedule.Difference
	for n := range 10 {
		no := plans.ItemNo(fmt.Sprintf("1.%d", n+1))
		d.Kept = append(d.Kept, schedule.Pair{
			Was: plans.Item{No: no, Form: "Итоги 2023 года", Phrase: "до 1 марта 2023 г."},
			Now: plans.Item{No: no, Form: "Итоги 2024 года", Phrase: "до 1 марта 2024 г."},
		})
	}
	d.Kept[0].Was.Phrase, d.Kept[0].Was.Words = "", "до 1 июля 2023 г."
	d.Kept[1].Was.Phrase = ""
	got := strings.Join(chat.PackRows("Новый план", textNext(d, nil)), "\n---\n")
	for _, want := range []string{
		"<b>1.1</b> до 1 июля 2023 г. → до 1 марта 2024 г.\n", "<b>1.2</b> без срока → до 1 марта 2024 г.\n",
		"<b>1.10</b> до 1 марта 2023 г. → до 1 марта 2024 г.\n\n<b>Другой год в словах</b>\n<b>1.1</b> Итоги 2024 года\n<b>1.2</b>",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in:\n%s", want, got)
		}
	}
	if gaps := strings.Count(got, "\n\n"); gaps != 3 {
		t.Errorf("%d blank lines in:\n%s", gaps, got)
	}
}
