package draft

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/plans"
)

func TestTemplates(t *testing.T) {
	facts := templateFacts{
		"проект": "Парк", "место": "с. Гофицкое", "дата контракта": "12 сентября 2022 года", "дата завершения": "14 марта 2023 года", "хештег": "#Т",
	}
	for kind, want := range map[plans.PostKind]string{
		plans.AnnouncementPost: "Начинается реализация инициативного проекта «Парк» (с. Гофицкое). Муниципальный контракт заключён 12 сентября 2022 года.\n\n" +
			"Что будет сделано: …\nКогда планируется завершить: …\n\n#Т",
		plans.ProgressPost: "Продолжается реализация инициативного проекта «Парк» (с. Гофицкое).\n\nЧто уже сделано: …\nЧто предстоит: …\n\n#Т",
		plans.ResultsPost: "Завершена реализация инициативного проекта «Парк» (с. Гофицкое). Работы закончены 14 марта 2023 года.\n\n" +
			"Что сделано: …\nКто помогал: …\n\nСпасибо всем, кто участвовал в проекте.\n\n#Т",
	} {
		text, err := originalTemplate(templateFor(kind, true))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, fill(text, facts)); diff != "" {
			t.Errorf("%s: %s", kind, diff)
		}
	}
	for _, name := range templateNames {
		text, err := originalTemplate(name)
		if err != nil {
			t.Fatal(err)
		}
		project := strings.HasSuffix(string(name), "-project")
		if wrong := templateFault(text, project); wrong != "" {
			t.Errorf("%s: %s", name, wrong)
		}
		if bare := fill(text, templateFacts{"проект": "Парк", "хештег": "#Т"}); strings.ContainsAny(bare, "{}[]<>()") || textTemplateName(name) == "" {
			t.Errorf("%s with a name alone: %q", name, bare)
		}
	}
}

func TestFillATemplate(t *testing.T) {
	facts := templateFacts{"проект": "{место} [x]", "хештег": "#Т"}
	for text, want := range map[string]string{
		"{проект}":                 "{место} [x]",
		"a[ {место}] b[ {хештег}]": "a b #Т",
		"{место}":                  "…",
		"[{место} {хештег}]x":      "x",
		"[без сведений]":           "без сведений",
		"не закрыта [ {хештег}":    "не закрыта [ #Т",
		"{неведомое}":              "{неведомое}",
	} {
		if got := fill(text, facts); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
	for text, wrong := range map[string]bool{
		"{проект} [{место}]": false, "{адрес}": true, "[": true, "] [": true, strings.Repeat("{проект}", templateFactLimit+1): true, "{проект": true, "": true, strings.Repeat("а", templateLimit+1): true,
	} {
		if got := templateFault(text, true); (got != "") != wrong {
			t.Errorf("%q: %q", text, got)
		}
	}
	if templateFault("{проект}", false) == "" {
		t.Error("a project in a text about none")
	}
}
