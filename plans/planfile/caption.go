package planfile

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"sdelaemvmeste/plans"
)

// caption is what a document says outside its table.
type caption struct {
	title, approved string
}

var (
	approvalStart = regexp.MustCompile(`(?i)^[«"]?утвержд(?:аю|ено|ена|ен|ён|ены)[»"]?[:.]?(?:\s|$)`)
	agreementLine = regexp.MustCompile(`(?i)^[«"]?(?:согласовано|согласовываю|приложение)`)
	titleStart    = regexp.MustCompile(`(?i)^(?:проект )?(?:\p{L}{0,12}-?план|(?:медиа|контент) план|график|программа|комплекс|перечень мероприятий|мероприятия|дорожная карта)`)
	signature     = regexp.MustCompile(`_+|\((?:подпись|дата|ф\.? ?и\.? ?о\.?)\)|(?i:м\.\s?п\.)`)
	blankDate     = regexp.MustCompile(`[«"]\s*[_ ]*[»"]\s*[_ ]+(?:20\d*)?[_ ]*(?:г\.?|года)?`)
)

// readCaption finds the approval and the title among the lines before the table.
// Where a resolution stands before the plan, the last of each is the plan's own.
func readCaption(lines []string) caption {
	const longest = 1000
	var title, approved []string
	state := ""
	for _, line := range lines {
		line = joinSpaced(line)
		switch {
		case titleStart.MatchString(line) && (state != "title" || capital(line)):
			state, title = "title", nil
		case approvalStart.MatchString(line):
			state, approved = "approval", nil
			line = approvalStart.ReplaceAllString(line, "")
		case agreementLine.MatchString(line):
			state = ""
		}
		switch state {
		case "title":
			if len(strings.Join(title, " ")) < longest {
				title = append(title, line)
			}
		case "approval":
			if line = tidy(signature.ReplaceAllString(blankDate.ReplaceAllString(line, ""), "")); line != "" {
				approved = append(approved, line)
			}
		}
	}
	return caption{title: lowerHead(tidy(strings.Join(title, " "))), approved: tidy(strings.Join(approved, " "))}
}

// capital tells whether a line begins with a word in capitals.
func capital(line string) bool {
	word, _, _ := strings.Cut(line, " ")
	return !strings.ContainsFunc(word, unicode.IsLower)
}

// joinSpaced writes «П Л А Н» as «ПЛАН».
func joinSpaced(line string) string {
	letters := strings.Fields(line)
	if len(letters) < 3 {
		return line
	}
	for _, l := range letters {
		if len([]rune(l)) != 1 || !unicode.IsLetter([]rune(l)[0]) {
			return line
		}
	}
	return strings.Join(letters, "")
}

// lowerHead writes «МЕДИАПЛАН по…» as «Медиаплан по…». Short words in capitals
// may be abbreviations and are left alone, and so is a title that is written in
// capitals to its end.
func lowerHead(title string) string {
	words := strings.Split(title, " ")
	if !strings.ContainsFunc(title, unicode.IsLower) {
		return title
	}
	for i, w := range words {
		letters := []rune(strings.ToLower(w))
		if strings.ContainsFunc(w, unicode.IsLower) || i > 0 && len(letters) <= longestAbbreviation {
			break
		}
		if i == 0 {
			letters[0] = unicode.ToUpper(letters[0])
		}
		words[i] = string(letters)
	}
	return strings.Join(words, " ")
}

// longestAbbreviation is about how long names like АПГОСК are.
const longestAbbreviation = 7

var (
	yearPair = regexp.MustCompile(`(20\d\d) ?[-–—/] ?(20\d\d) ?(учебн\p{L}* )?(?:год|гг)`)
	yearFor  = regexp.MustCompile(`(?i)(?:^|\s)(?:на|за) (20\d\d)(?:\D|$)`)
	yearLast = regexp.MustCompile(`(?:^|\s)(20\d\d)$`)
	yearAny  = regexp.MustCompile(`(?:^|\D)(20\d\d) ?(?:год|г\.|г(?:\s|$))`)
	partFor  = regexp.MustCompile(`(?i)(?:^|\s)на ((?:[IVX\d]{1,3}|перв\p{L}+|втор\p{L}+|трет\p{L}+|четв[её]рт\p{L}+)(?:-?[йое]{1,2})? (?:квартал|полугодие)|` +
		`(?:январь|февраль|март|апрель|май|июнь|июль|август|сентябрь|октябрь|ноябрь|декабрь)(?: ?[-–—] ?\p{L}+)?) (20\d\d)`)
)

// readPeriod finds the period that a text names: a part of a year, some years,
// or one year. In a title any year will do, elsewhere only «на 2023 год», since
// an approval has a date of its own. ok is false when there is none, or several.
func readPeriod(text string, title bool) (plans.Span, bool) {
	year := func(s string) int { n, _ := strconv.Atoi(s); return n }
	if m := partFor.FindStringSubmatch(text); m != nil {
		whole := wholeYears(year(m[2]), year(m[2]))
		if d, _ := understand(m[1]+" "+m[2]+" года", whole); d.Kind() == (plans.Period{}).Kind() {
			p := d.(plans.Period)
			return plans.Span{From: p.From, To: p.To}, true
		}
	}
	if m := yearPair.FindStringSubmatch(text); m != nil {
		from, to := year(m[1]), year(m[2])
		switch {
		case m[3] != "" && to == from+1:
			return plans.Span{From: plans.NewDate(from, time.September, 1), To: plans.NewDate(to, time.August, 31)}, true
		case from < to && to-from < 5:
			return wholeYears(from, to), true
		}
		return plans.Span{}, false
	}
	for _, re := range []*regexp.Regexp{yearFor, yearAny, yearLast} {
		if re != yearFor && !title {
			break
		}
		years := map[int]bool{}
		last := 0
		for _, m := range re.FindAllStringSubmatch(text, -1) {
			last = year(m[1])
			years[last] = true
		}
		if len(years) == 1 {
			return wholeYears(last, last), true
		}
	}
	return plans.Span{}, false
}

func wholeYears(from, to int) plans.Span {
	return plans.Span{From: plans.NewDate(from, time.January, 1), To: plans.NewDate(to, time.December, 31)}
}

// district finds whose plan it is: «Петровского городского округа».
var district = regexp.MustCompile(`(\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?)(с|ц)кого (?:городского|муниципального|сельского|района|округа|края)`)

// planID makes an identifier of the district's name and the year.
func planID(c caption, period plans.Span) plans.PlanID {
	name := "plan"
	for _, text := range []string{c.title, c.approved} {
		if m := district.FindStringSubmatch(text); m != nil {
			name = identifier(m[1]+m[2]) + "ky"
			break
		}
	}
	switch from, to := period.From.Year(), period.To.Year(); {
	case period == plans.Span{}:
		return plans.PlanID(name)
	case from != to:
		return plans.PlanID(fmt.Sprintf("%s-%d-%d", name, from, to))
	default:
		return plans.PlanID(fmt.Sprintf("%s-%d", name, from))
	}
}

var hashtagIn = regexp.MustCompile(`#[\p{L}_][\p{L}\p{N}_]*`)

// readHashtag gives the theme of the plan: the only tag that its words hold.
func readHashtag(p plans.Plan) string {
	found := ""
	texts := []string{p.Title}
	for _, i := range p.Items() {
		texts = append(texts, i.Form)
	}
	for _, text := range texts {
		for _, tag := range hashtagIn.FindAllString(text, -1) {
			if found != "" && !strings.EqualFold(found, tag) {
				return ""
			}
			if found == "" {
				found = tag
			}
		}
	}
	return found
}
