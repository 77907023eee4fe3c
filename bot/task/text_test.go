package task

import (
	"testing"
)

func TestPartName(t *testing.T) {
	for part, want := range map[string]string{
		"2023Q2": "II квартал 2023 г.", "2023-05": "май 2023 г.", "2023H1": "I полугодие 2023 г.", "2023": "2023 год",
		"2023-W07": "7-я неделя 2023 г.", "2023-05-17": "17.05.2023",
	} {
		if got := PartName(part); got != want {
			t.Errorf("%s: %s, want %s", part, got, want)
		}
	}
}
