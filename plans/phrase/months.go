package phrase

import (
	"time"
)

// monthForms are the names of the months in their cases, and their short forms.
var monthForms = forms(map[int]string{
	1:  "январь января январе январю январем янв",
	2:  "февраль февраля феврале февралю февралем фев февр",
	3:  "март марта марте марту мартом мар",
	4:  "апрель апреля апреле апрелю апрелем апр",
	5:  "май мая мае маю маем",
	6:  "июнь июня июне июню июнем июн",
	7:  "июль июля июле июлю июлем июл",
	8:  "август августа августе августу августом авг",
	9:  "сентябрь сентября сентябре сентябрю сентябрем сент сен",
	10: "октябрь октября октябре октябрю октябрем окт",
	11: "ноябрь ноября ноябре ноябрю ноябрем ноя нояб",
	12: "декабрь декабря декабре декабрю декабрем дек",
})

// month consumes the name of a month.
func (p *parser) month() (time.Month, bool) {
	m := p.at(0).month
	if m == 0 {
		return 0, false
	}
	p.pos++
	return m, true
}

// monthOf tells which month the word names, in any case; in a long name one
// slip of the pen is forgiven, because no two of them are that near.
func monthOf(word string) time.Month {
	if n, ok := monthForms[word]; ok {
		return time.Month(n)
	}
	return time.Month(misspeltMonth(word))
}

// shortestLongName is the length, in bytes, from which a month's name may have
// a slip: «апрель» and longer.
const shortestLongName = len("апрель")

func misspeltMonth(word string) int {
	if len(word) < shortestLongName || len(word) > 2*shortestLongName {
		return 0
	}
	found, letters := 0, []rune(word)
	for form, n := range monthForms {
		if len(form) < shortestLongName || !oneSlip(letters, []rune(form)) {
			continue
		}
		if found != 0 && found != n {
			return 0
		}
		found = n
	}
	return found
}

// oneSlip tells whether one letter added, lost or changed makes b of a.
func oneSlip(a, b []rune) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return i == len(a) || string(a[i+1:]) == string(b[i+1:])
	}
	return string(a[i:]) == string(b[i+1:])
}

var weekdayForms = forms(map[int]string{
	1: "понедельник понедельника понедельнику понедельникам пн",
	2: "вторник вторника вторнику вторникам вт",
	3: "среда среду среды среде средам ср",
	4: "четверг четверга четвергу четвергам чт",
	5: "пятница пятницу пятницы пятнице пятницам пт",
	6: "суббота субботу субботы субботе субботам сб",
	7: "воскресенье воскресенья воскресенью воскресеньям вс",
})

// weekday consumes the name of a day of the week.
func (p *parser) weekday() (time.Weekday, bool) {
	n, ok := weekdayForms[p.at(0).text]
	if !ok {
		return 0, false
	}
	p.pos++
	return time.Weekday(n % 7), true
}
