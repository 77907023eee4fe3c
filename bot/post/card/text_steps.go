package card

import (
	"fmt"
	"strings"

	"sdelaemvmeste/bot/chat"
)

// standing says where the vote stands: how many votes there are, or at which step.
func (v PostView) standing() string {
	if len(v.rules.Steps) == 0 {
		text := fmt.Sprintf("Голосов: %d из %d%s", len(v.Votes), v.Quorum, v.voters())
		if v.slip {
			text += "\nОпечатка: достаточно одного голоса."
		}
		return text
	}
	at := v.rules.At(v.Votes)
	lines := []string{"Согласование:"}
	for i, s := range v.rules.Steps {
		line := chat.Ticked(i < at, chat.Esc(s.Name))
		if i == at {
			line = "⏳ " + chat.Esc(s.Name)
		}
		if i <= at {
			line += fmt.Sprintf(": %d из %d%s", v.rules.Count(v.Votes, i), max(s.Quorum, 1), v.votersAt(i+1))
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// votersAt names those who have voted at a step.
func (v PostView) votersAt(step int) string {
	var names []string
	for _, vote := range v.Votes {
		if vote.Step == step {
			names = append(names, chat.Esc(chat.NameOr(v.names[vote.By])))
		}
	}
	if len(names) == 0 {
		return ""
	}
	return " (" + strings.Join(names, "; ") + ")"
}

// Standing is the same in a few words, for a list.
func (v PostView) Standing() string {
	if len(v.rules.Steps) == 0 {
		return fmt.Sprintf("Голосов: %d из %d", len(v.Votes), v.Quorum)
	}
	at := v.rules.At(v.Votes)
	if at == len(v.rules.Steps) {
		return "Согласован"
	}
	s := v.rules.Steps[at]
	return fmt.Sprintf("Шаг %d из %d, %s: голосов %d из %d", at+1, len(v.rules.Steps), chat.Esc(s.Name), v.rules.Count(v.Votes, at), max(s.Quorum, 1))
}
