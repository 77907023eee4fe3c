package card

import (
	"strings"

	"sdelaemvmeste/bot/chat"
)

// phoneDigits is how many digits a Russian telephone number has with its trunk
// prefix or country code; without them it has one less.
const phoneDigits = 11

// hasPhone tells whether a text holds a Russian telephone number in one of the usual
// spellings: «8 (918) 123-45-67», «+7 918 1234567», «8-86547-4-12-34». Telegram marks
// only those that begin with a plus.
func hasPhone(text string) bool {
	digits := 0
	first := rune(0)
	before := ' '
	for _, r := range text + "\n" {
		switch {
		case r >= '0' && r <= '9':
			if digits == 0 {
				first = r
				if chat.InWord(before) {
					first = 0
				}
			}
			digits++
		case digits > 0 && strings.ContainsRune(" -–()\u00a0", r):
		default:
			if digits == phoneDigits && (first == '7' || first == '8') && !chat.InWord(r) {
				return true
			}
			digits = 0
		}
		before = r
	}
	return false
}
