package planfile

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/plans"
)

// idPattern is what an identifier in a plan file may be.
var idPattern = regexp.MustCompile(`^[A-Za-z0-9]+(-+[A-Za-z0-9]+)*$`)

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
		{" , ;\n", nil},
		{"по согласованию", nil},
	} {
		book := newUnitBook(known(t), nil)
		var got []string
		ids, _ := book.read(strings.Split(c.cell, "\n"))
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

// A unit that looks like a known one is asked about and never merged with it.
func TestUnitsThatLookAlikeAreAskedAbout(t *testing.T) {
	r := readWord(t, tbl(heading3,
		tr("анонс", "до 15.06.2023", "финансовое управлене АПГОСК"), tr("пост", "декабрь", "отдел культуры и спорта"),
		tr("сюжет", "декабрь", "отдел архитектуры"), tr("отчёт", "декабрь", "финансовое управлене АПГОСК; отдела архитектуры"),
		tr("итог", "декабрь", "отделы администрации, координирующие работу в отраслях")))
	var got []string
	for _, q := range r.Questions {
		got = append(got, fmt.Sprintf("%s ~ %s %v", q.FoundName, q.Near, q.Items))
	}
	want := []string{
		"финансовое управлене АПГОСК ~ finance [1.1 1.4]", "отдел культуры и спорта ~ culture [1.2]",
		"отдела архитектуры ~ otdel-arkhitektury [1.4]", "отделы администрации, координирующие работу в отраслях ~ branch [1.5]",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("questions (-want +got):\n%s", diff)
	}
	for _, i := range r.Plan.Items() {
		if slices.Contains(i.Responsible, "finance") || slices.Contains(i.Responsible, "culture") {
			t.Errorf("row %s was given to a unit it does not name", i.No)
		}
	}
}

func TestIdentifiersAreStableAndUnique(t *testing.T) {
	book := newUnitBook([]plans.Unit{{ID: "sovet", Name: "районный совет"}}, nil)
	first, second, again := book.take(mention{name: "Совет"}), book.take(mention{name: "«Соvет»"}), book.take(mention{name: "совет", agreed: true})
	if first != "sovet-2" || second == first || again != first {
		t.Error(first, second, again)
	}
	for _, name := range []string{"Щёлковский съезд №5", "和", "-", "а"} {
		if id := identifier(name); !idPattern.MatchString(id) {
			t.Errorf("%q gives %q", name, id)
		}
	}
	if id := identifier(strings.Repeat("ь", 100) + strings.Repeat("щ", 100)); !idPattern.MatchString(id) || len(id) > 40 {
		t.Error(id)
	}
}
