package offices

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/plans"
)

// unitsOf gives the units of a cell, «¶» for its line breaks, and what is asked;
// a «+» marks one that answers by agreement.
func unitsOf(cell string, known []plans.Unit, decide func(string) Verdict) (names, doubts []string) {
	b := NewBook(known, decide)
	ids, doubts := b.Read(strings.Split(cell, "⏎"))
	for _, id := range ids {
		for _, u := range slices.Concat(known, b.found) {
			if u.ID == id {
				name := u.Name
				if u.External {
					name += "+"
				}
				names = append(names, name)
			}
		}
	}
	return names, doubts
}

// A piece without an office word of its own belongs to the name before it.
func TestNamesOfOffices(t *testing.T) {
	for _, c := range []struct {
		cell string
		want []string
	}{
		{"Отдел культуры, спорта и молодёжной политики", []string{"Отдел культуры, спорта и молодёжной политики"}},
		{"Комитет по физической культуре, спорту и туризму", []string{"Комитет по физической культуре, спорту и туризму"}},
		{"Управление ЖКХ, транспорта и связи", []string{"Управление ЖКХ, транспорта и связи"}},
		{"Департамент по делам ГО, чрезвычайным ситуациям и пожарной безопасности", []string{"Департамент по делам ГО, чрезвычайным ситуациям и пожарной безопасности"}},
		{"Отдел культуры, спорта и молодёжной политики администрации Петровского округа", []string{"Отдел культуры, спорта и молодёжной политики администрации Петровского округа"}},
		{"Администрации⏎городских и⏎сельских поселений", []string{"Администрации городских и сельских поселений"}},
		{"Отдел культуры⏎Петровского муниципального округа", []string{"Отдел культуры Петровского муниципального округа"}},
		{"Отдел культуры (сектор⏎молодёжи)", []string{"Отдел культуры (сектор молодёжи)"}},
		{"И.О. Фамилия, начальник отдела", []string{"И.О. Фамилия, начальник отдела"}},
		{"Иванов И.И., начальник отдела, Петров П.П., директор МБУ «Парк»", []string{"Иванов И.И., начальник отдела", "Петров П.П., директор МБУ «Парк»"}},
		{"начальник отдела, Иванов И.И., директор школы, Петров П.П.", []string{"начальник отдела, Иванов И.И.", "директор школы, Петров П.П."}},
		{"Иванов И.И., Петров П.П.", []string{"Иванов И.И.", "Петров П.П."}},
		{"Отдел культуры, Иванова И.И.", []string{"Отдел культуры", "Иванова И.И."}},
		{"Отдел культуры, отдел образования", []string{"Отдел культуры", "отдел образования"}},
		{"Отдел культуры⏎отдел образования", []string{"Отдел культуры", "отдел образования"}},
		{"Отдел культуры, финансовое управление, МКУ «Служба», ГКУ «Центр»", []string{"Отдел культуры", "финансовое управление", "МКУ «Служба»", "ГКУ «Центр»"}},
		{"Отдел культуры, сельские администрации, главы поселений", []string{"Отдел культуры", "сельские администрации", "главы поселений"}},
		{"Отдел культуры и отдел образования", []string{"Отдел культуры", "отдел образования"}},
		{"Отдел культуры, спорта и молодёжный центр", []string{"Отдел культуры, спорта", "молодёжный центр"}},
		{"Отдел культуры и спорта", []string{"Отдел культуры и спорта"}},
		{"Комитет по труду и управлению проектами", []string{"Комитет по труду и управлению проектами"}},
		{"Отдел по связям с общественностью и СМИ", []string{"Отдел по связям с общественностью и СМИ"}},
		{"Отдел культуры совместно с отделом образования", []string{"Отдел культуры", "отдел образования"}},
		{"Отдел культуры, совместно с Финансовым управлением и управлением труда", []string{"Отдел культуры", "Финансовое управление", "управление труда"}},
		{"Отдел культуры совместно с волонтёрами", []string{"Отдел культуры", "волонтёры"}},
		{"совместно с МБУ «Парк»", []string{"МБУ «Парк»"}},
		{"Отдел культуры, а также сельские советы", []string{"Отдел культуры", "сельские советы"}},
		{"Отдел по взаимодействию с администрацией и советом ветеранов", []string{"Отдел по взаимодействию с администрацией и советом ветеранов"}},
		{"отдел труда; совет ветеранов (по согласованию)", []string{"отдел труда", "совет ветеранов+"}},
		{"Отдел культуры; Росгвардия", []string{"Отдел культуры", "Росгвардия"}},
		{"1) Отдел культуры⏎2) Росгвардия", []string{"Отдел культуры", "Росгвардия"}},
		{"Отдел культуры (И.О. Фамилия), отдел образования (Петрова А.А.)", []string{"Отдел культуры", "отдел образования"}},
		{"Отдел культуры (Иванова Анна Петровна, И.И. Петров)", []string{"Отдел культуры"}},
		{"Отдел культуры (по согласованию), спорта", []string{"Отдел культуры, спорта+"}},
		{"Отдел культуры, спорта (по согласованию); отдел образования", []string{"Отдел культуры, спорта+", "отдел образования"}},
		{"Отдел архитектуры (строительства, дорог и связи)", []string{"Отдел архитектуры (строительства, дорог и связи)"}},
		{"МБОУ СОШ № 1, 2, 5", []string{"МБОУ СОШ № 1, 2, 5"}},
		{"и.о. начальника отдела, специалист отдела", []string{"и.о. начальника отдела", "специалист отдела"}},
	} {
		names, doubts := unitsOf(c.cell, nil, unsaid)
		if diff := cmp.Diff(c.want, names); diff != "" || len(doubts) > 0 {
			t.Errorf("%q asks %q (-want +got):\n%s", c.cell, doubts, diff)
		}
	}
}

// A known name is taken only when it is the whole name.
func TestKnownNamesAreWhole(t *testing.T) {
	known := []plans.Unit{{ID: "culture", Name: "отдел культуры", Aliases: []string{"культура"}}, {ID: "list", Name: "отдел спорта, туризма"}, {ID: "ed", Name: "отдел образования и отдел опеки"}, {ID: "peace", Name: "мир"}}
	for cell, want := range map[string][]string{
		"Отдел культуры": {"отдел культуры"}, "Отдел культуры, спорта и туризма": {"Отдел культуры, спорта и туризма"},
		"Отдел культуры, отдел спорта, туризма": {"отдел культуры", "отдел спорта, туризма"}, "отдел образования и отдел опеки": {"отдел образования и отдел опеки"},
		"Отдел культуры и Иванов": {"Отдел культуры и Иванов"}, "Отдел культуры, Иванов И.И.": {"отдел культуры", "Иванов И.И."}, "культура и отдел спорта, туризма": {"отдел культуры", "отдел спорта, туризма"},
		"Отдел культуры⏎(по согласованию)": {"отдел культуры"}, "Отдел культуры; спорта": {"отдел культуры", "спорта"}, "Отдел культуры, по согласованию": {"отдел культуры"},
		"Отдел культуры, Росгвардия": {"отдел культуры", "Росгвардия"}, "Отдел культуры, культура": {"отдел культуры"}, "Отдел культуры, мир": {"отдел культуры", "мир"}, "культура и мир": {"отдел культуры", "мир"}, "отдел труда⏎⏎отдел быта": {"отдел труда", "отдел быта"},
	} {
		if names, _ := unitsOf(cell, known, unsaid); !slices.Equal(names, want) {
			t.Errorf("%q: %q, want %q", cell, names, want)
		}
	}
}

// What may be one office or several is asked, and stays one until somebody
// answers; the answer holds wherever the name stands.
func TestDoubtfulNamesAreAsked(t *testing.T) {
	for cell, several := range map[string][]string{
		"Отдел архитектуры, управления имуществом":          {"Отдел архитектуры", "управления имуществом"},
		"Отдел экономики и управления имуществом":           {"Отдел экономики", "управления имуществом"},
		"Отдел культуры, Росгвардия":                        {"Отдел культуры", "Росгвардия"},
		"Отдел культуры⏎Росгвардия":                         {"Отдел культуры", "Росгвардия"},
		"Отдел ГОЧС и ЕДДС":                                 {"Отдел ГОЧС", "ЕДДС"},
		"Соседи, друзья":                                    {"Соседи", "друзья"},
		"Отдел труда, службы занятости, спорта, Росгвардия": {"Отдел труда", "службы занятости, спорта", "Росгвардия"},
	} {
		whole := strings.ReplaceAll(cell, "⏎", " ")
		names, doubts := unitsOf(cell, nil, unsaid)
		if !slices.Equal(names, []string{whole}) || !slices.Equal(doubts, []string{whole}) {
			t.Errorf("%q: %q asks %q", cell, names, doubts)
		}
		for verdict, want := range map[Verdict][]string{One: {whole}, Several: several} {
			if names, doubts := unitsOf(cell, nil, func(name string) Verdict {
				if name != whole {
					return Unsaid
				}
				return verdict
			}); !slices.Equal(names, want) || len(doubts) > 0 {
				t.Errorf("%q answered %d: %q asks %q", cell, verdict, names, doubts)
			}
		}
	}
}

// A name in doubt stays in doubt wherever it stands.
func TestDoubtHoldsInEveryCell(t *testing.T) {
	const name = "Отдел архитектуры, управления имуществом"
	b := NewBook(nil, unsaid)
	for _, cell := range []string{name, "отдел труда; " + name, "отдел труда", name} {
		ids, doubts := b.Read([]string{cell})
		if want := strings.Count(cell, name); len(doubts) != want || len(ids) != strings.Count(cell, ";")+1 {
			t.Errorf("%q: %v asks %q", cell, ids, doubts)
		}
	}
	if n := len(b.Units()); n != 2 {
		t.Error(n)
	}
}

// Names that are alike are told, by letters or by words, and no others.
func TestAlike(t *testing.T) {
	known := []plans.Unit{{ID: "culture", Name: "отдел культуры"}, {ID: "branch", Name: "орган, курирующий отрасль", ByProject: true}, {ID: "fin", Name: "Минфин", Aliases: []string{"финансовое управление"}}}
	for name, want := range map[string]plans.UnitID{
		"отдел култьуры": "culture", "отдел культуры и спорта": "culture", "культуры отделом": "culture", "Финансовое управление округа": "fin", "органы, координирующие отрасли": "branch",
		"МБУ «Парк»": "", "отдел": "", "отдел архитектуры": "", strings.Repeat("отдел культуры ", 12): "",
	} {
		b := NewBook(known, unsaid)
		b.Read([]string{name})
		var got plans.UnitID
		if all := b.Alike(); len(all) > 0 {
			got = all[0].Near.ID
		}
		if got != want {
			t.Errorf("%q is like %q, want %q", name, got, want)
		}
	}
}

// A cell or a document with more names than any plan has is refused.
func TestTooManyNames(t *testing.T) {
	many := func(n int) []string {
		var all []string
		for i := range n {
			all = append(all, fmt.Sprintf("отдел %d", i))
		}
		return all
	}
	for n, want := range map[int]bool{MaxNames: false, MaxNames + 1: true} {
		b := NewBook(nil, unsaid)
		if b.Read(many(n)); b.Full() != want {
			t.Errorf("%d names in a cell: %t", n, b.Full())
		}
	}
	b := NewBook(nil, unsaid)
	for i, name := range many(MaxNew + 1) {
		if b.Read([]string{name}); b.Full() != (i == MaxNew) {
			t.Fatalf("%d new names: %t", i+1, b.Full())
		}
	}
}

func TestHeads(t *testing.T) {
	for text, want := range map[string]head{
		"финансовое управление": sureHead, "и отдел": sureHead, "и управления имуществом": openHead, "управления имуществом": openHead, "сельские администрации": sureHead,
		"сельской администрации": noHead, "спорта и туризма": noHead, "МБУ «Парк»": sureHead, "«Центр» досуга": sureHead, "работа с отделом": noHead, "": noHead, "—": noHead,
		"главный специалист": sureHead, "и.о. начальника": sureHead, "МФЦ": sureHead, "ЖКХ": noHead, "ГО": noHead, "МЧС": openHead, "волонтёры": sureHead,
	} {
		if got := headOf(text); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
		if named, certain := Named(text); named != (want != noHead) || certain != (want == sureHead) {
			t.Errorf("%q: %t %t", text, named, certain)
		}
	}
}

func TestFullStops(t *testing.T) {
	for text, want := range map[string]string{
		"отдел культуры.": "отдел культуры", "Иванова И.И.": "Иванова И.И.", "Иванова И. И.": "Иванова И. И.", "г. Ставрополь, отдел.": "г. Ставрополь, отдел", "отдел . ": "отдел", "слово.": "слово", ".": "", "а.": "а",
	} {
		if got := trimFullStop(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestNominative(t *testing.T) {
	for name, want := range map[string]string{
		"отделом образования": "отдел образования", "Финансовым управлением": "Финансовое управление", "администрацией округа": "администрация округа",
		"краевой службой занятости": "краевая служба занятости", "главой поселения": "глава поселения", "сельскими администрациями": "сельские администрации",
		"отделами культуры": "отделы культуры", "музеем": "музей", "руководителем": "руководитель", "казначейством": "казначейство", "территориальным отделом": "территориальный отдел",
		"МБУ «Парк»": "МБУ «Парк»", "отдел труда": "отдел труда", "Росгвардией": "Росгвардией", "молодёжью": "молодёжью", "учреждениями культуры": "учреждения культуры",
	} {
		if got := nominative(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

// A person between two posts may hold either: it is asked, and the name goes with the
// post that follows.
func TestPersonBetweenTwoPostsIsAskedAbout(t *testing.T) {
	const cell = "Глава администрации, И.И. Петров, начальник отдела кадров"
	names, doubts := unitsOf(cell, nil, unsaid)
	if d := cmp.Diff([]string{cell}, names); d != "" || !slices.Equal(doubts, []string{cell}) {
		t.Errorf("asks %q (-want +got):\n%s", doubts, d)
	}
	names, doubts = unitsOf(cell, nil, func(string) Verdict { return Several })
	if d := cmp.Diff([]string{"Глава администрации", "И.И. Петров, начальник отдела кадров"}, names); d != "" || len(doubts) > 0 {
		t.Errorf("asks %q (-want +got):\n%s", doubts, d)
	}
}
