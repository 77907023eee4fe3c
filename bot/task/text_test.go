package task

import (
	"strings"
	"testing"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
)

func TestPartName(t *testing.T) {
	for part, want := range map[string]string{
		"2023Q2": "II квартал 2023 г.", "2023-05": "май 2023 г.", "2023H1": "I полугодие 2023 г.", "2023": "2023 год",
		"2023-W07": "7-я неделя 2023 г.", "2023-05-17": "17.05.2023",
	} {
		if got := plans.PartName(part); got != want {
			t.Errorf("%s: %s, want %s", part, got, want)
		}
	}
}

// TestManyLongProofsDoNotSilenceTheCard confirms a task by twenty long texts, of
// which Telegram once refused the card to the controllers.
func TestManyLongProofsDoNotSilenceTheCard(t *testing.T) {
	var proofs []plans.Proof
	for range 20 {
		proofs = append(proofs, plans.Proof{Kind: plans.WordProof, Text: strings.Repeat("слово & ", 120)},
			plans.Proof{Kind: plans.LinkProof, Text: "https://t.me/" + strings.Repeat("a", 900)})
	}
	c := plans.Confirmation{By: "a", Proofs: proofs, State: plans.Returned, Judge: "b", Reason: strings.Repeat("причина ", 60)}
	o := View{PlanItem: plans.Item{No: "1.1", Form: strings.Repeat("строка ", 600)}, ProjectName: strings.Repeat("Парк ", 60)}
	v := cardView{View: o, confirmations: []plans.Confirmation{c, c, c, c, c, c}, zone: time.UTC, unitNames: []string{"отдел"}}
	for what, text := range map[string]string{"card": textCard(v), "question": textConfirmation(o, c, "Имя"), "answer": textConfirmed(o, c)} {
		if n := plans.Len(chat.Shows(text)); n > plans.TextLimit {
			t.Errorf("%s: %d", what, n)
		}
	}
}
