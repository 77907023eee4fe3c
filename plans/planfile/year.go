package planfile

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/phrase"
)

// maxSpanYears is the longest that a plan may last: a longer period is a
// strategy's or a slip in the years.
const maxSpanYears = 5

const (
	yearText  = `(20\d\d)`
	dashText  = ` ?[-–—/] ?`
	monthText = `(?:январь|февраль|март|апрель|май|июнь|июль|август|сентябрь|октябрь|ноябрь|декабрь)`
)

var (
	yearPair = regexp.MustCompile(`(?i)` + yearText + `(?: ?г\.)?` + dashText + yearText + ` ?(учебн\p{L}* )?(?:год|гг|г\.)`)
	yearList = regexp.MustCompile(`(?i)(?:^|\s)(?:на|в) ((?:20\d\d(?:-?[йм])?(?: год\p{L}*| гг?\.?)?(?:, ?| и (?:на |в )?))+)` + yearText)
	yearFor  = regexp.MustCompile(`(?i)(?:^|\s)(?:на|в) ` + yearText + `(?:-[йм]\p{L}{0,2})?(?: ?(?:г(?:\.|\s|$|,)|год\p{L}*)|$|[,.)»])`)
	partFor  = regexp.MustCompile(`(?i)(?:^|\s)(?:на|в) ((?:[IVX\d]{1,3}|перв\p{L}+|втор\p{L}+|трет\p{L}+|четв[её]рт\p{L}+)(?:-?[йоеме]{1,2})? (?:квартале?|полугоди[ие])|` +
		monthText + `(?:` + dashText + `\p{L}+)?) ` + yearText)
	periodOf  = regexp.MustCompile(`(?i)на период ` + yearText + ` год`)
	dayNumber = `\d{1,2}(?:\.\d{1,2}\.|\s\p{L}+\s)` + yearText + `(?: ?г\.?| года)?`
	periodDay = regexp.MustCompile(`(?i)(?:с|период:?|на период) (` + dayNumber + `) ?(?:по|до|[-–—]) ?(` + dayNumber + `)`)
	// foreignYears belong to something else than the plan: a budget, a forecast,
	// what was found or done before.
	foreignYears = regexp.MustCompile(`(?i)(?:бюджет|прогноз|смет|госзадани|муниципального задани)\p{L}*(?: (?:\p{L}|-)+){0,9}? на (?:очередной )?20\d\d(?: год\p{L}*)?(?:(?:,| и)? (?:и )?(?:на )?плановый период 20\d\d(?:` + dashText + `| и | ?, ?)20\d\d(?: год\p{L}*)?)?` +
		`|\p{L}+(?:вш|нн|енн|ённ)(?:ый|ая|ое|ые|ых|ого|ой|ому|ым|ыми|ими|ую|их|ие) в 20\d\d(?: год\p{L}*)?` +
		`|(?:до|за|от|после|с начала|итог\p{L}+(?: \p{L}+){0,3} (?:за|в)) 20\d\d(?: ?(?:год\p{L}*|г\.?))?` +
		`|от \d{1,2}(?:\.\d{1,2}\.|\s\p{L}+\s)20\d\d(?: ?г\.?| года)?`)
	quotedTitle = regexp.MustCompile(`«[^«»]*»|"[^"]*"|“[^”]*”`)
	planWord    = regexp.MustCompile(`(?i)план|график|карт`)
)

// statedPeriod finds the period that a text gives as the plan's own: «на II
// квартал 2026 года», «на 2024, 2025 и 2026 годы», «на 2026 год», «с 1 марта по
// 31 мая 2026 года». What stands in quotes is the name of something else, unless
// it is a plan. ok is false when there is none.
func statedPeriod(text string) (plans.Span, bool) {
	text = foreignYears.ReplaceAllString(ownWords(text), "")
	if m := partFor.FindStringSubmatch(text); m != nil {
		if s, ok := namedPart(m[1], atoi(m[2])); ok {
			return s, true
		}
	}
	if m := periodDay.FindStringSubmatch(text); m != nil {
		d, _ := phrase.Parse(m[1]+" - "+m[3], plans.Span{})
		if b, ok := d.(plans.Between); ok && b.To-b.From < maxSpanYears*366 {
			return plans.Span{From: b.From, To: b.To}, true
		}
	}
	single := statedYears(text)
	years := single
	if m := yearPair.FindStringSubmatch(text); m != nil {
		from, to := atoi(m[1]), atoi(m[2])
		if m[3] != "" && to == from+1 {
			return plans.Span{From: plans.NewDate(from, time.September, 1), To: plans.NewDate(to, time.August, 31)}, true
		}
		if from < to {
			years = append(years, from, to)
		}
	}
	if s, ok := spanOf(years); ok {
		return s, true
	}
	return spanOf(single)
}

// statedYears gives the years after «на» and «в», one by one.
func statedYears(text string) []int {
	var years []int
	for _, m := range yearList.FindAllStringSubmatch(text, -1) {
		for _, y := range anyYear.FindAllString(m[1], -1) {
			years = append(years, atoi(y))
		}
		years = append(years, atoi(m[2]))
	}
	for _, re := range []*regexp.Regexp{yearFor, periodOf} {
		for _, m := range re.FindAllStringSubmatch(text, -1) {
			years = append(years, atoi(m[1]))
		}
	}
	return slices.Clip(years)
}

// statedAside is [statedPeriod] for text that is no title: «в 2025 году» speaks
// there of anything.
func statedAside(text string) (plans.Span, bool) {
	return statedPeriod(anythingIn.ReplaceAllString(text, " "))
}

var anythingIn = regexp.MustCompile(`(?i)(?:^|\s)в (?:период )?20\d\d(?:` + dashText + `20\d\d)?(?: год\p{L}*| гг?\.)?`)

// ownWords leaves out what is quoted, unless the quoted is a plan.
func ownWords(text string) string {
	return quotedTitle.ReplaceAllStringFunc(text, func(quoted string) string {
		if planWord.MatchString(quoted) {
			return quoted
		}
		return " "
	})
}

// namedPart gives a part of a year by its name, «II квартал», «март-апрель».
func namedPart(name string, year int) (plans.Span, bool) {
	name = strings.NewReplacer("квартале", "квартал", "полугодии", "полугодие").Replace(strings.ToLower(name))
	d, _ := phrase.Parse(name+" "+strconv.Itoa(year)+" года", plans.Years(year, year))
	p, ok := d.(plans.Period)
	return plans.Span{From: p.From, To: p.To}, ok
}

// spanOf gives the span of years; ok is false for none and for a span too long.
func spanOf(years []int) (plans.Span, bool) {
	if len(years) == 0 {
		return plans.Span{}, false
	}
	from, to := slices.Min(years), slices.Max(years)
	return plans.Years(from, to), to-from < maxSpanYears
}

var anyYear = regexp.MustCompile(`20\d\d`)

func atoi(s string) int { n, _ := strconv.Atoi(s); return n }

var (
	// bareYear ends a title or follows the word «план», and may be another's.
	bareYear = regexp.MustCompile(`(?i)(?:^|план|[\s_(])` + yearText + `(?: ?г\.?| год\p{L}{0,2}|-й год)?[)»"]?$`)
	// approvedOn is the day of the act that approves the plan.
	approvedOn = regexp.MustCompile(`(?i)(?:^|\s|«)(\d{1,2})(?:\.(\d{1,2})\.|»?\s(\p{L}+)\s)` + yearText)
)

// titleYear is the year at the end of a title which does not say «на».
func titleYear(title string) (int, bool) {
	m := bareYear.FindStringSubmatch(foreignYears.ReplaceAllString(ownWords(title), ""))
	if m == nil {
		return 0, false
	}
	return atoi(m[1]), true
}

// approvalYear guesses the plan's year by the only day on which an act approved
// it: a plan approved from October on is for the next year, one approved up to
// June for the same; summer says nothing.
func approvalYear(approved string) (day plans.Date, year int) {
	for _, m := range approvedOn.FindAllStringSubmatch(approved, -1) {
		text := m[1] + "." + m[2] + "." + m[4]
		if m[2] == "" {
			text = m[1] + " " + m[3] + " " + m[4]
		}
		d, _ := phrase.Parse(text, plans.Span{})
		on, ok := d.(plans.ByDate)
		if !ok {
			continue
		}
		if day != 0 && day != on.To {
			return 0, 0
		}
		day = on.To
	}
	switch {
	case day == 0:
		return 0, 0
	case day.Month() >= time.October:
		return day, day.Year() + 1
	case day.Month() <= time.June:
		return day, day.Year()
	}
	return day, 0
}
