package planfile

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile/officetest"
)

var (
	word   = officetest.Word
	packed = officetest.Packed
	run    = officetest.Run
	par    = officetest.Par
	tc     = officetest.Cell
	tr     = officetest.Row
	tbl    = officetest.Table
)

const (
	caption2023 = `<w:p><w:r><w:t>План мероприятий на 2023 год</w:t></w:r></w:p>`
	finance     = "финансовое управление АПГОСК"
)

// heading3 are the columns of the simplest table.
var heading3 = tr("Мероприятие", "Срок", "Ответственные")

// known gives the units of the embedded plan.
func known(t testing.TB) []plans.Unit {
	t.Helper()
	r := Read("petrovsky-2023.yaml", plans.Petrovsky2023, nil)
	if err := r.Err(); err != nil {
		t.Fatal(err)
	}
	return r.Plan.Units
}

// readWord reads a document of a caption for 2023 and these blocks.
func readWord(t testing.TB, blocks ...string) Result {
	t.Helper()
	return Read("план.docx", word(t, caption2023+strings.Join(blocks, "")), known(t))
}

// rowsOf shows each row on a line: its number, section, form, deadline's words
// and those who answer.
func rowsOf(r Result) string {
	var b strings.Builder
	for _, s := range r.Plan.Sections {
		for _, i := range s.Items {
			names := make([]string, len(i.Responsible))
			for k, id := range i.Responsible {
				names[k] = string(id)
			}
			fmt.Fprintf(&b, "%s | %s | %s | %s | %s | %s\n", i.No, s.Title, i.Form, i.Phrase, i.Deadline.Kind(), strings.Join(names, ","))
		}
	}
	return b.String()
}

func problemsOf(r Result) string {
	var b strings.Builder
	for _, p := range r.Problems {
		mark := "!"
		if p.Severity == Warning {
			mark = "?"
		}
		fmt.Fprintf(&b, "%s %s\n", mark, p)
	}
	return b.String()
}

func lines(all ...string) string { return strings.Join(all, "\n") + "\n" }

func fixture(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
