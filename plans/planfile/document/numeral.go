package document

import (
	"fmt"
	"strconv"
	"strings"
)

// Numeral writes a number of a list in a format of Word (ISO/IEC 29500-1, 17.18.59).
func Numeral(n int, format string) string {
	switch format {
	case "none":
		return ""
	case "decimalZero":
		return fmt.Sprintf("%02d", n)
	case "upperRoman":
		return roman(n)
	case "lowerRoman":
		return strings.ToLower(roman(n))
	case "upperLetter":
		return letter(n, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	case "lowerLetter":
		return letter(n, "abcdefghijklmnopqrstuvwxyz")
	case "russianUpper":
		return letter(n, "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ")
	case "russianLower":
		return letter(n, "абвгдежзиклмнопрстуфхцчшщэюя")
	}
	return strconv.Itoa(n)
}

// letter counts with an alphabet: after the last letter comes the first, doubled.
func letter(n int, alphabet string) string {
	letters := []rune(alphabet)
	if n < 1 || n > 10*len(letters) {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(letters[(n-1)%len(letters)]), (n-1)/len(letters)+1)
}

func roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, r := range []struct {
		value int
		sign  string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"},
		{10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= r.value; n -= r.value {
			b.WriteString(r.sign)
		}
	}
	return b.String()
}
