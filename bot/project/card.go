package project

import (
	"fmt"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
)

// CardName names the messages that show a project's card.
func CardName(n uint64) string { return fmt.Sprintf("project/%d", n) }

// CardView is a project's card as it stands now for this person.
func CardView(t *chat.Turn, n uint64, p plans.Project) (string, chat.Keyboard) {
	var k chat.Keyboard
	if records(t, p) {
		for _, e := range events() {
			k.Row(chat.Key{Text: e.button, Verb: "event", Number: n, Arg: chat.ArgsOf(chat.Word(e.event))})
		}
		k.Row(chat.Key{Text: "📍 Место", Verb: "place", Number: n})
	}
	return textProject(p, t.UnitNames([]plans.UnitID{p.Unit}), t.Today()), k
}
