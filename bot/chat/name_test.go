package chat

import (
	"strings"
	"testing"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

func TestNameOfAnAccountHasNoPicturesInIt(t *testing.T) {
	for name, want := range map[string]string{
		"🌸Мариша🌸":               "Мариша",
		"Мария  🌷  Котова":       "Мария Котова",
		"Анна-Мария О'Нил (МБУ)": "Анна-Мария О'Нил (МБУ)",
		"🌸🌷":                     "без имени",
		"":                       "без имени",
		"Иван 2":                 "Иван 2",
	} {
		turn := &Turn{In: store.Incoming{From: store.User{ID: 1, Name: name}}}
		if got := turn.AccountName(); got != want {
			t.Errorf("%q is called %q, want %q", name, got, want)
		}
	}
	turn := &Turn{In: store.Incoming{From: store.User{ID: 1, Name: strings.Repeat("имя ", 100)}}}
	if n := plans.Len(turn.AccountName()); n > nameLimit {
		t.Errorf("a name of %d characters", n)
	}
}
