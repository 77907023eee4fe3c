package planfile

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sdelaemvmeste/plans"
)

// Whatever Word wraps the words into, every row of the table is a row of the
// plan with everybody who answers for it: a lost responsible is the worst that
// can happen.
func TestWordLosesNobody(t *testing.T) {
	units := known(t)
	rapid.Check(t, func(t *rapid.T) {
		// shown puts a text into one of the ways that Word has for it.
		shown := func(text string) string {
			half := strings.IndexByte(text, ' ') + 1
			return rapid.SampledFrom([]string{
				run(text), run(text[:half]) + run(text[half:]), `<w:ins w:id="1">` + run(text) + `</w:ins>`,
				`<w:sdt><w:sdtContent>` + run(text) + `</w:sdtContent></w:sdt>`, `<w:hyperlink>` + run(text) + `</w:hyperlink>`,
				`<w:smartTag>` + run(text) + `</w:smartTag>`, `<w:del w:id="2"><w:r><w:delText>нет</w:delText></w:r></w:del>` + run(text),
				`<w:fldSimple w:instr="X">` + run(text) + `</w:fldSimple>`, `<w:customXml>` + run(text) + `</w:customXml>`,
				`<w:moveTo>` + run(text) + `</w:moveTo>`, run(strings.ReplaceAll(text, "о", "о\u00ad")), run(strings.ReplaceAll(text, " ", "\u00a0")),
			}).Draw(t, "wrapping")
		}
		type duty struct {
			word  string
			units []plans.UnitID
		}
		var duties []duty
		rows := []string{tr("Мероприятие", "Срок", "Ответственные")}
		for i := range rapid.IntRange(1, 6).Draw(t, "rows") {
			n := rapid.IntRange(1, 3).Draw(t, "paragraphs")
			var forms, dues []string
			var all []plans.UnitID
			for j := range n {
				word := fmt.Sprintf("дело%d-%d", i, j)
				forms = append(forms, par(shown("подготовить "+word)))
				dues = append(dues, par(shown(rapid.SampledFrom([]string{"до 15.06.2023", "до 20.09.2023", "1 декабря 2023 года"}).Draw(t, "due"))))
				duties = append(duties, duty{word: word})
			}
			var who strings.Builder
			who.WriteString(`<w:p>`)
			for k, u := range rapid.SliceOfNDistinct(rapid.SampledFrom(units), 1, 3, func(u plans.Unit) plans.UnitID { return u.ID }).Draw(t, "units") {
				if k > 0 {
					who.WriteString(rapid.SampledFrom([]string{run(", "), run("; "), run(",") + `<w:r><w:br/></w:r>`, `<w:r><w:br/></w:r>`, `</w:p><w:p>`, run(",") + `</w:p><w:p>`}).Draw(t, "separator"))
				}
				name := rapid.SampledFrom(append([]string{u.Name}, u.Aliases...)).Draw(t, "name")
				who.WriteString(shown(name))
				if rapid.Bool().Draw(t, "agreed") {
					who.WriteString(run(" (по согласованию)"))
				}
				all = append(all, u.ID)
			}
			for d := len(duties) - n; d < len(duties); d++ {
				duties[d].units = all
			}
			rows = append(rows, tr(tc(forms...), tc(dues...), tc(who.String()+`</w:p>`)))
		}
		r := Read("план.docx", word(t, caption2023+tbl(rows...)), units)
		if !r.Loadable() || len(r.Questions) > 0 || len(r.Plan.Items()) != len(duties) {
			t.Fatalf("%d rows of %d\n%s", len(r.Plan.Items()), len(duties), problemsOf(r))
		}
		for i, item := range r.Plan.Items() {
			if item.Form != "подготовить "+duties[i].word || item.Deadline.Kind() == (plans.Unclear{}).Kind() {
				t.Errorf("row %s: %q %q, want %s", item.No, item.Form, item.Phrase, duties[i].word)
			}
			if n := len(item.Responsible); n > len(duties[i].units) || n == 0 {
				t.Errorf("row %s: %v, want of %v", item.No, item.Responsible, duties[i].units)
			}
		}
		for _, d := range duties {
			for _, u := range d.units {
				if !slices.ContainsFunc(r.Plan.Items(), func(i plans.Item) bool { return slices.Contains(i.Responsible, u) }) {
					t.Errorf("%s has lost %s", d.word, u)
				}
			}
		}
	})
}
