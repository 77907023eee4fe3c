package plans

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// nameLimit is how long a name made of a row's words may be, in UTF-16 units: with the
// number before it, a line of a telephone.
const nameLimit = 34

// ShortNames gives each row a name for lists: its own short one, or one made of its
// words, without the head of an official paper and without what goes on in clauses.
// Names are distinct within the plan: of two that would read the same, each says where
// it goes, and where that is the same too, its number.
func (p Plan) ShortNames() map[ItemNo]string {
	names := make(map[ItemNo]string)
	count := map[string]int{}
	for _, i := range p.Items() {
		name := i.Short
		if name == "" {
			name = shortOf(i.Form)
		}
		names[i.No] = name
		count[name]++
	}
	again := map[string]int{}
	for _, i := range p.Items() {
		if count[names[i.No]] > 1 {
			if place := placeWord[i.Channel]; place != "" {
				names[i.No] += " (" + place + ")"
			}
		}
		again[names[i.No]]++
	}
	for _, i := range p.Items() {
		if again[names[i.No]] > 1 {
			names[i.No] += ", " + string(i.No)
		}
	}
	return names
}

var placeWord = map[Channel]string{
	TrainingChannel: "обучение", SiteChannel: "сайт", SocialChannel: "соцсети", PressChannel: "печать", EventChannel: "мероприятие",
}

// officialHeads begin rows of official papers and say nothing; the longest first.
var officialHeads = []string{
	"подготовка и размещение", "подготовка и публикация", "разработка и согласование", "разработка и утверждение", "организация и проведение",
	"размещение", "публикация", "публикации", "информирование", "проведение", "организация", "подготовка", "осуществление", "обеспечение",
}

// subjects are what follows such a head, in the genitive, and what it is called by
// itself. A head before another word stays.
var subjects = []struct{ of, is string }{
	{"информационных материалов", "информационные материалы"}, {"информационных статей", "информационные статьи"},
	{"правовых актов", "правовые акты"}, {"нормативных правовых актов", "нормативные правовые акты"}, {"пресс-релизов", "пресс-релизы"},
	{"пресс-релиза", "пресс-релиз"}, {"пресс-тура", "пресс-тур"}, {"пресс-конференции", "пресс-конференция"},
	{"информации", "информация"}, {"материалов", "материалы"}, {"постов", "посты"}, {"поста", "пост"}, {"статей", "статьи"}, {"статьи", "статья"},
	{"новостей", "новости"}, {"новости", "новость"}, {"сообщений", "сообщения"}, {"объявлений", "объявления"}, {"объявления", "объявление"},
	{"консультаций", "консультации"}, {"семинаров", "семинары"}, {"семинара", "семинар"}, {"совещаний", "совещания"}, {"совещания", "совещание"},
	{"встреч", "встречи"}, {"встречи", "встреча"}, {"собраний", "собрания"}, {"собрания", "собрание"}, {"конкурса", "конкурс"}, {"опроса", "опрос"},
	{"опросов", "опросы"}, {"мероприятий", "мероприятия"}, {"мероприятия", "мероприятие"}, {"графика", "график"}, {"отчёта", "отчёт"}, {"отчета", "отчёт"},
	{"презентаций", "презентации"}, {"презентации", "презентация"}, {"роликов", "ролики"}, {"интервью", "интервью"}, {"лекций", "лекции"},
}

// shortOf makes a name of a row's words.
func shortOf(form string) string {
	words := strings.Join(strings.Fields(withoutTags(form)), " ")
	if words == "" {
		return "Без названия"
	}
	for _, h := range officialHeads {
		rest, ok := cutPrefix(words, h+" ")
		if !ok {
			continue
		}
		if named, ok := subjectOf(rest); ok {
			words = named
		}
		break
	}
	words = withoutClauses(words)
	words = plainProjects.Replace(words)
	first, size := utf8.DecodeRuneInString(words)
	return withoutLooseEnd(Cut(string(unicode.ToUpper(first))+words[size:], nameLimit))
}

// looseEnds are words after which a name that was cut would promise another.
var looseEnds = []string{"в", "во", "на", "о", "об", "по", "с", "со", "из", "от", "к", "у", "для", "до", "при", "за", "под", "и", "или", "не", "а"}

// withoutLooseEnd ends a name that was cut with a word that says something.
func withoutLooseEnd(name string) string {
	short, cut := strings.CutSuffix(name, "…")
	if !cut {
		return name
	}
	for {
		i := strings.LastIndexByte(short, ' ')
		if i < 0 || !slices.Contains(looseEnds, strings.ToLower(short[i+1:])) {
			return short + "…"
		}
		short = strings.TrimRight(short[:i], " ,.;:—–-")
	}
}

// plainProjects calls the projects of a plan just that.
var plainProjects = strings.NewReplacer("инициативных проектов", "проектов", "инициативные проекты", "проекты")

// subjectOf names what follows an official head: «о ходе …» as it stands, a known
// subject in its own form.
func subjectOf(rest string) (string, bool) {
	for _, about := range []string{"о ", "об ", "обо "} {
		if _, ok := cutPrefix(rest, about); ok {
			return rest, true
		}
	}
	for _, s := range subjects {
		tail, ok := cutPrefix(rest, s.of)
		if !ok || tail != "" && !strings.HasPrefix(tail, " ") && !strings.HasPrefix(tail, ",") {
			continue
		}
		if s.is == "информация" && (strings.HasPrefix(tail, " о ") || strings.HasPrefix(tail, " об ")) {
			return tail[1:], true
		}
		return s.is + tail, true
	}
	return "", false
}

// cutPrefix is [strings.CutPrefix] in any case.
func cutPrefix(s, prefix string) (string, bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

// announcedTags are hashtags with the words that announce them.
var announcedTags = strings.NewReplacer(
	", используя тег #", " #", " используя тег #", " #", " под тегом #", " #", " с тегом #", " #", " с хештегом #", " #", " под хештегом #", " #",
)

// withoutTags leaves hashtags out, with the words that announce them.
func withoutTags(form string) string {
	form = announcedTags.Replace(form)
	fields := strings.Fields(form)
	kept := fields[:0]
	for _, f := range fields {
		if !strings.HasPrefix(f, "#") {
			kept = append(kept, f)
		}
	}
	return strings.Join(kept, " ")
}

// shortestName is the fewest letters that a clause may leave of a name.
const shortestName = 10

// withoutClauses cuts a row's words where they go on in a clause.
func withoutClauses(words string) string {
	for _, clause := range []string{", ", "; ", " (", " «", " – ", " — ", " для ", " со сроком ", " в рамках ", " с целью ", " с участием "} {
		if i := strings.Index(words, clause); i >= 0 && utf8.RuneCountInString(words[:i]) >= shortestName {
			words = words[:i]
		}
	}
	return strings.TrimRight(words, " .,:;–—-")
}

// Cut shortens a text to n UTF-16 units, with an ellipsis, never inside a surrogate
// pair and where possible between words.
func Cut(s string, n int) string {
	if Len(s) <= n {
		return s
	}
	units := utf16.Encode([]rune(s))[:n-1]
	if last := units[len(units)-1]; utf16.IsSurrogate(rune(last)) && last < 0xdc00 {
		units = units[:len(units)-1]
	}
	short := string(utf16.Decode(units))
	if i := strings.LastIndexByte(short, ' '); i > len(short)/2 {
		short = short[:i]
	}
	return strings.TrimRight(short, " ,.;:—–-") + "…"
}
