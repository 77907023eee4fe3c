package draft

import (
	"slices"
	"testing"

	"sdelaemvmeste/bot/post/card"
	"sdelaemvmeste/store"
)

func TestAmendMentions(t *testing.T) {
	is, _, ok := amendMentions(card.Mentions(store.Settings{}), "Фонд «Пример»* – внесён в реестр иностранных агентов")
	if !ok || is[0].Name != "Фонд «Пример»*" {
		t.Fatalf("%+v", is)
	}
	if got := card.Unexplained("Помог фонд «пример»", is); len(got) != 1 {
		t.Errorf("not seen: %v", got)
	}
	if got := card.Unexplained("Помог Фонд «Пример», иностранный агент", is); len(got) != 0 {
		t.Errorf("explained: %v", got)
	}
	had := len(is)
	if is, _, ok = amendMentions(is, "убрать meta"); !ok || len(is) != had-1 || slices.ContainsFunc(is, func(m store.Mention) bool { return m.Name == "Meta" }) {
		t.Errorf("%+v", is)
	}
	if again, _, ok := amendMentions(is, "facebook — новое пояснение"); !ok || len(again) != len(is) || again[0].Note != "новое пояснение" {
		t.Errorf("%+v", again)
	}
	for _, words := range []string{"убрать Неведомое", "Название", "", "— пояснение", "* — пояснение", "Название — ", "убрать "} {
		if _, _, ok := amendMentions(is, words); ok {
			t.Errorf("%q is taken", words)
		}
	}
}
