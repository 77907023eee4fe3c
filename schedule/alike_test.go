package schedule

import (
	"slices"
	"testing"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// TestVersionsOfOnePlanAreAlike: titles count without their dates, and under another
// title most of the rows must be the same.
func TestVersionsOfOnePlanAreAlike(t *testing.T) {
	titled := func(title string, forms ...string) plans.Plan {
		p := versionOf(forms)
		p.Title = title
		return p
	}
	one, four := []string{"приём граждан"}, []string{"приём граждан", "семинар", "выставка", "лекция"}
	rows := func(n int, more ...string) []string { return append(slices.Clone(four[:n]), more...) }
	for name, c := range map[string]struct {
		a, b plans.Plan
		want bool
	}{
		"one title":                     {titled("Медиаплан", one...), titled("МЕДИАПЛАН", "ярмарка"), true},
		"another one, one row":          {titled("Медиаплан", one...), titled("План работы архива", one...), false},
		"another one, one row of four":  {titled("Медиаплан", four...), titled("План работы архива", one...), false},
		"another one, all rows":         {titled("Медиаплан", four...), titled("План медийный", four...), true},
		"another one, half of the rows": {titled("Медиаплан", four...), titled("План работы", "приём граждан", "семинар", "ярмарка", "концерт"), false},
		"other dates":                   {titled("План на I квартал 2023 года от 1 марта", one...), titled("План на I квартал 2024 г. от 15 мая", one...), true},
		"another one, three of four":    {titled("Медиаплан", four...), titled("План работы", rows(3, "концерт")...), true},
		"another one, three of five":    {titled("Медиаплан", rows(4, "ярмарка")...), titled("План работы", rows(3, "концерт", "субботник")...), false},
		"another one, four of six":      {titled("Медиаплан", rows(4, "ярмарка", "сход")...), titled("План работы", rows(4, "концерт", "субботник")...), true},
		"other dates, one row of two":   {titled("План 2023", rows(2)...), titled("План 2024", rows(1, "концерт")...), true},
		"other dates, one row of three": {titled("План 2023", rows(3)...), titled("План 2024", rows(1, "концерт", "субботник")...), false},
		"other dates, two rows of four": {titled("План 2023", rows(4)...), titled("План 2024", rows(2, "концерт", "субботник")...), true},
		"other dates, nothing":          {titled("План 2023"), titled("План 2024"), false},
		"other numbers, no row":         {titled("Программа № 1", one...), titled("Программа № 2", "ярмарка"), false},
	} {
		if got := alike(c.a, c.b); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestRowsAreComparedWithoutTheirYears(t *testing.T) {
	for form, want := range map[string]string{
		"Отчёт за 2019 год": "отчет за год", "Отчёт за 2020 год": "отчет за год", "Встреча": "встреча", "Этап 1 из 10": "этап из",
	} {
		if got := yearless(form); got != want {
			t.Errorf("%q: %q, want %q", form, got, want)
		}
	}
}

// TestNewerDocumentIsAVersion: pressed for a document, «Новая версия» amends the plan
// whose id was guessed for it.
func TestNewerDocumentIsAVersion(t *testing.T) {
	force, read := versionOf([]string{"семинар"}), versionOf([]string{"приём граждан"})
	force.Title, read.Title = "Медиаплан", "План работы"
	kept(t, func(tx *store.Tx) error {
		if _, err := Load(tx, force, "", amendedAt); err != nil {
			return err
		}
		got, err := Propose(tx, read, true, Place{Newer: true})
		if got.Plan.ID != "p" || !got.Amends || got.Unplaced {
			t.Errorf("%s, amends %v, unplaced %v", got.Plan.ID, got.Amends, got.Unplaced)
		}
		return err
	})
}
