package offices

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile/yaml"
)

// idPattern is what an identifier in a plan file may be.
var idPattern = regexp.MustCompile(`^[A-Za-z0-9]+(-+[A-Za-z0-9]+)*$`)

// unsaid is the verdict of nobody.
func unsaid(string) Verdict { return Unsaid }

// known gives the units of the embedded plan.
func known(t testing.TB) []plans.Unit {
	t.Helper()
	p, _ := yaml.Read(plans.Petrovsky2023, 0)
	if len(p.Units) == 0 {
		t.Fatal("no units")
	}
	return p.Units
}

func TestResponsibleCells(t *testing.T) {
	for _, c := range []struct {
		cell string
		want []string
	}{
		{"финансовое управление АПГОСК", []string{"finance"}},
		{"Финансовое  управление АПГОСК.", []string{"finance"}},
		{"финуправление; отдел ЖКХ", []string{"finance", "zhkh"}},
		{"финансовое управление\nАПГОСК", []string{"finance"}},
		{"финансовое управление АПГОСК, отдел, орган АПГОСК, координирующий и регулирующий деятельность в соответствующей отрасли", []string{"finance", "branch"}},
		{"отдел, орган АПГОСК, координирующий деятельность\nв соответствующей отрасли, финансовое управление АПГОСК", []string{"branch", "finance"}},
		{"финансовое управление АПГОСК и отдел культуры", []string{"finance", "culture"}},
		{"ГКУ ДПО \"Учебный центр Министерства финансов Ставропольского края\" (по согласованию)", []string{"training"}},
		{"отдел культуры (Петрова А.А.), отдел образования (по согласованию)", []string{"culture", "education"}},
		{"1) отдел культуры\n2) отдел образования\n- отдел ЖКХ", []string{"culture", "education", "zhkh"}},
		{"отдел культуры, отдел культуры", []string{"culture"}},
		// What is not known letter for letter is a unit of its own.
		{"отдел культуры и молодёжной политики", []string{"otdel-kultury-molodezhnoy-politiki"}},
		{"совет ветеранов, по согласованию", []string{"sovet-veteranov+"}},
		{"МБУ «Дом культуры, досуга и спорта», Иванова И.И.", []string{"mbu-dom-kultury-dosuga-sporta", "ivanova"}},
		{"отделы, органы администрации, курирующие соответствующую отрасль", []string{"otdely-organy-administratsii*"}},
		{"управление труда, осуществляющее контроль; газета (редакция, отдел писем)", []string{"upravlenie-truda-osushchestvlyayushchee", "gazeta-redaktsiya-otdel-pisem"}},
		{"отдел, финансовое управление АПГОСК", []string{"otdel", "finance"}},
		{"ООО «Незакрытая кавычка, отдел культуры", []string{"ooo-nezakrytaya-kavychka", "culture"}},
		{"газета (редакция (отдел, сектор), отдел писем); отдел культуры", []string{"gazeta-redaktsiya-otdel-sektor-otdel", "culture"}},
		{"МБУ \"Парк, сад\", отдел культуры", []string{"mbu-park-sad", "culture"}},
		{"редакция (газета (филиал), отдел культуры", []string{"redaktsiya-gazeta-filial", "culture"}},
		{" , ;\n", nil},
		{"по согласованию", nil},
	} {
		book := NewBook(known(t), unsaid)
		var got []string
		ids, _ := book.Read(strings.Split(c.cell, "\n"))
		for _, id := range ids {
			mark := string(id)
			if i := slices.IndexFunc(book.found, func(u plans.Unit) bool { return u.ID == id }); i >= 0 {
				if book.found[i].External {
					mark += "+"
				}
				if book.found[i].ByProject {
					mark += "*"
				}
			}
			got = append(got, mark)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.cell, diff)
		}
	}
}

func TestIdentifiersAreStableAndUnique(t *testing.T) {
	book := NewBook([]plans.Unit{{ID: "sovet", Name: "районный совет"}}, unsaid)
	first, second, again := book.take(mention{name: "Совет"}), book.take(mention{name: "«Соvет»"}), book.take(mention{name: "совет", agreed: true})
	if first != "sovet-2" || second == first || again != first {
		t.Error(first, second, again)
	}
	for _, name := range []string{"Щёлковский съезд №5", "和", "-", "а"} {
		if id := Identifier(name); !idPattern.MatchString(id) {
			t.Errorf("%q gives %q", name, id)
		}
	}
	for n, name := range []string{"Дума", "Дума в", "Дума по", "Дума на"} {
		want := plans.UnitID("duma")
		if n > 0 {
			want = plans.UnitID(fmt.Sprintf("duma-%d", n+1))
		}
		if id := book.take(mention{name: name}); id != want {
			t.Errorf("%q: %q, want %q", name, id, want)
		}
	}
	for name, want := range map[string]string{
		"Школа № 09": "shkola-09", "az AZ": "az-az", "отдел по делам и к": "otdel-delam", strings.Repeat("а", 20) + " " + strings.Repeat("б", 19): strings.Repeat("a", 20) + "-" + strings.Repeat("b", 19),
		strings.Repeat("а", 20) + " " + strings.Repeat("б", 20) + " в": strings.Repeat("a", 20), strings.Repeat("а", 50): strings.Repeat("a", 40), "": "unit",
	} {
		if got := Identifier(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
	if id := Identifier(strings.Repeat("ь", 100) + strings.Repeat("щ", 100)); !idPattern.MatchString(id) || len(id) > 40 {
		t.Error(id)
	}
}

// Of two units with one name the first is meant.
func TestFirstOfTwoNames(t *testing.T) {
	b := NewBook([]plans.Unit{{ID: "a", Name: "отдел", Aliases: []string{"служба", "«»"}}, {ID: "b", Name: "Служба"}}, unsaid)
	if ids, _ := b.Read([]string{"служба"}); len(ids) != 1 || ids[0] != "a" {
		t.Error(ids)
	}
	if b.names[""] != "" {
		t.Error("a name of nothing")
	}
}

func TestByProject(t *testing.T) {
	for name, want := range map[string]bool{
		"отделы, курирующие отрасль": true, "орган, координирующий деятельность в отрасли": true, "отдел, курирующий дороги": false, "отдел отраслей": false, "координационный совет": false,
	} {
		if got := byProject(name); got != want {
			t.Errorf("%q: %t", name, got)
		}
	}
}

func TestOpenLines(t *testing.T) {
	for line, want := range map[string]bool{
		"городских и": true, "отдел по": true, "совместно с": true, "отдел -": true, "отдел (сектор": true, "МБУ «Дом": true, "отдел культуры": false, "отдел (сектор)": false, "Юг и Север": false, "семьи": false,
	} {
		if got := Open(line); got != want {
			t.Errorf("%q: %t", line, got)
		}
	}
}
