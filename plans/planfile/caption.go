package planfile

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile/offices"
	"sdelaemvmeste/plans/planfile/spelling"
)

// caption is what a document says outside its table.
type caption struct {
	title, approved string
}

var (
	approvalStart = regexp.MustCompile(`(?i)^[«"]?утвержд(?:аю|ено|ена|ен|ён|ены)[»"]?[:.]?(?:\s|$)`)
	agreementLine = regexp.MustCompile(`(?i)^[«"]?(?:согласовано|согласовываю|приложение)`)
	// titleStart is the first word of a plan's title, after adjectives such as
	// «календарный» and «единый сводный».
	titleStart = regexp.MustCompile(`(?i)^[«"]?(?:проект )?(?:(?:\p{L}+-)?\p{L}+(?:ый|ий|ой|ая) ){0,4}(?:\p{L}{0,12}-?план(?:-\p{L}+)?(?:[\s:.,»"]|$)|(?:медиа|контент) план|` +
		`график|программа|комплекс|перечень|мероприятия|дорожная карта|карта мероприятий)`)
	// notTitle begins a sentence about a plan.
	notTitle  = regexp.MustCompile(`(?i)^(?:настоящ|данн|указанн|прилагаем|соответствующ)`)
	signature = regexp.MustCompile(`_+|\((?:подпись|дата|ф\.? ?и\.? ?о\.?)\)|(?i:м\.\s?п\.)`)
	blankDate = regexp.MustCompile(`[«"]\s*[_ ]*[»"]\s*[_ ]+(?:20\d*)?[_ ]*(?:г\.?|года)?`)
	// titleRemark is no part of the title's words: by which act the plan is in
	// force.
	titleRemark  = regexp.MustCompile(`(?i)\s*\((?:в ред\.|в редакции|с изм)[^()]*\)`)
	titleApprove = regexp.MustCompile(`(?i)\s*\(утв(?:\.|ержд\p{L}+)\s*([^()]*)\)`)
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
		case titleStart.MatchString(line) && !notTitle.MatchString(line) && (state != "title" || capital(line)):
			state, title = "title", nil
		case approvalStart.MatchString(line):
			state, approved = "approval", nil
			line = approvalStart.ReplaceAllString(line, "")
		case agreementLine.MatchString(line), state == "title" && numberedSection.MatchString(line):
			state = ""
		}
		switch state {
		case "title":
			if len(strings.Join(title, " ")) < longest {
				title = append(title, line)
			}
		case "approval":
			if line = spelling.Tidy(signature.ReplaceAllString(blankDate.ReplaceAllString(line, ""), "")); line != "" {
				approved = append(approved, line)
			}
		}
	}
	c := caption{title: spelling.Tidy(strings.Join(title, " ")), approved: spelling.Tidy(strings.Join(approved, " "))}
	c.title = titleRemark.ReplaceAllString(c.title, "")
	if m := titleApprove.FindStringSubmatch(c.title); m != nil {
		c.title = spelling.Tidy(titleApprove.ReplaceAllString(c.title, ""))
		if c.approved == "" {
			c.approved = m[1]
		}
	}
	c.title = lowerHead(c.title)
	return c
}

// capital reports whether a line begins with a word in capitals.
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

// titleFromName makes a title of a file's name.
func titleFromName(name string) string {
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	if i := strings.LastIndexByte(name, '.'); i > 0 {
		name = name[:i]
	}
	if name = spelling.Tidy(strings.ReplaceAll(name, "_", " ")); name == "" {
		return "Медиаплан"
	}
	return name
}

// district finds whose plan it is: «Петровского городского округа».
var district = regexp.MustCompile(`(\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?)(с|ц)кого (?:городского|муниципального|сельского|района|округа|края)`)

// planID makes an identifier of the district's name and the year.
func planID(c caption, period plans.Span) plans.PlanID {
	name := "plan"
	for _, text := range []string{c.title, c.approved} {
		if m := district.FindStringSubmatch(text); m != nil {
			name = offices.Identifier(m[1]+m[2]) + "ky"
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

var act = regexp.MustCompile(`(?i)^(?:постановлени|распоряжени|решени|указани)ем(?:\P{L}|$)|^(?:приказ|указ|протокол|письм)ом(?:\P{L}|$)`)

// ByAct reports whether an approval names an act, «постановлением от …», and not who
// approved the plan.
func ByAct(approved string) bool { return act.MatchString(approved) }
