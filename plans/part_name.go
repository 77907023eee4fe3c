package plans

import (
	"strings"
	"time"
)

// PartName is a reporting part (see [Task].Part) in Russian: «II квартал 2023 г.».
func PartName(part string) string {
	if _, err := ParseDate(part); err == nil {
		return part[8:] + "." + part[5:7] + "." + strings.TrimLeft(part[:4], "0")
	}
	if len(part) < 5 {
		return part + " год"
	}
	year, rest := part[:4], part[4:]
	roman := map[string]string{"1": "I", "2": "II", "3": "III", "4": "IV"}
	switch {
	case rest[0] == 'Q':
		return roman[rest[1:]] + " квартал " + year + " г."
	case rest[0] == 'H':
		return roman[rest[1:]] + " полугодие " + year + " г."
	case strings.HasPrefix(rest, "-W"):
		return strings.TrimLeft(rest[2:], "0") + "-я неделя " + year + " г."
	}
	if m, err := time.Parse("-01", rest); err == nil {
		return MonthName(m.Month()) + " " + year + " г."
	}
	return part
}

// MonthName is the name of a month in the nominative.
func MonthName(m time.Month) string {
	return [...]string{"январь", "февраль", "март", "апрель", "май", "июнь", "июль",
		"август", "сентябрь", "октябрь", "ноябрь", "декабрь"}[m-1]
}
