package card

import (
	"testing"
)

func TestPhones(t *testing.T) {
	for text, want := range map[string]bool{
		"8-918-123-45-67": true, "8 918 123-45-67": true, "8 (918) 123-45-67": true, "89181234567": true,
		"8 (86547) 4-12-34": true, "Звоните: +7 918 123-45-67.": true, "тел. 8\u00a0918\u00a0123\u00a045\u00a067, добавочный 3": true,
		"За проект голосовали 312 жителей": false, "2 345 678,90 рубля": false, "ИНН 2617014200": false, "с 01.04.2023 по 31.05.2023": false,
		"ОГРН 1022600935211": false, "счёт 40701810807021000123": false, "в 2023 году 8 из 10": false, "код А89181234567": false, "89181234567й": false,
		"": false, "8": false,
	} {
		if got := hasPhone(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
