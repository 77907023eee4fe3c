package offices

import (
	"regexp"
	"strings"
	"unicode"
)

// head says whether a piece of a cell names an office by itself.
type head int

const (
	// noHead is a piece without an office word of its own: «спорта и туризма».
	noHead head = iota
	// openHead has a word that names an office or belongs to the name before:
	// «управления имуществом» is many offices, or what one of them is for.
	openHead
	// sureHead begins with an office: «финансовое управление».
	sureHead
)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

// posts are words for one person in office.
var posts = wordSet(`начальник начальники директор директора специалист специалисты заместитель заместители зам глава главы
	руководитель руководители заведующий заведующая заведующие зав секретарь помощник консультант методист методисты
	инспектор председатель управделами управляющий редактор бухгалтер инженер юрист юрисконсульт координатор ио врио
	эксперт депутат депутаты староста старосты пресс-секретарь уполномоченный оператор делопроизводитель ответственный`)

// offices are words for an office in the nominative, where no other case is
// written the same.
var offices = wordSet(`отдел отделы управление комитет комитеты служба сектор сектора секторы центр центры администрация
	редакция совет советы департамент департаменты министерство министерства учреждение организация орган органы
	подразделение предприятие агентство инспекция отделение комиссия общество союз фонд школа музей музеи библиотека
	дом дома дворец клуб клубы театр газета канцелярия бюро группа штаб прокуратура полиция больница поликлиника
	институт колледж техникум лицей гимназия ассоциация филиал казначейство архив палата дума собрание правительство
	пресс-служба пресс-центр медиацентр медиахолдинг телеканал радио учредители исполнители сотрудники работники члены
	представители волонтеры активисты жители коллектив коллективы финуправление финотдел
	сельсовет стадион детсад дк сдк рдк дши цбс тос мфц црб кцсон ксп тик оо`)

// doubtful are words whose nominative plural is also the genitive singular.
var doubtful = wordSet(`управления службы администрации редакции учреждения организации подразделения предприятия
	агентства инспекции отделения комиссии общества школы библиотеки газеты канцелярии группы прокуратуры полиции
	больницы палаты думы еддс мчс мвд омвд умвд гибдд огибдд фнс`)

var (
	// legalForm is МБУ, ГКУ, МУП, ФГБОУ, МКДОУ and their like.
	legalForm = regexp.MustCompile(`^(?:М|Г|Ф|ФГ|ОГ|КГ|РГ|СОГ|ЧО|Н)?(?:[БКА]?У(?:К|П|З|ДО|Н|СО)?|[БКА]?Д?ОУ(?: ДПО)?|[БКА]?ОУ)$|^(?:ООО|ОАО|ПАО|ЗАО|АО|ИП|АНО|НКО|КФХ|СПК|ТСЖ|УК)$`)
	// adjective may stand before the office: «финансовое управление».
	adjective = regexp.MustCompile(`^(?:\p{L}+-)?\p{L}+(?:ый|ий|ой|ая|яя|ое|ее|ые|ие)$|^(?:все|каждый|иные|прочие|его|ее|их|и|другие)$`)
	// oblique is an adjective of another case: what it belongs to is no head.
	oblique    = regexp.MustCompile(`^(?:\p{L}+-)?\p{L}+(?:ого|его|ому|ему|ых|их|ым|им|ыми|ими|ую|юю)$`)
	pluralForm = regexp.MustCompile(`(?:ые|ие)$`)
)

// officeWords gives the words of a piece without its marks, small, and as they
// stand.
func officeWords(piece string) (small, own []string) {
	for w := range strings.FieldsSeq(piece) {
		w = strings.Trim(w, `«»"“”„.,:;()–—-`)
		if w == "" {
			continue
		}
		own = append(own, w)
		small = append(small, strings.ReplaceAll(strings.ReplaceAll(strings.ToLower(w), "ё", "е"), ".", ""))
	}
	return small, own
}

// headOf looks for an office word at the beginning of a piece, where only
// adjectives may stand before it.
func headOf(piece string) head {
	small, own := officeWords(piece)
	for i, w := range small {
		switch {
		case offices[w], posts[w], legalForm.MatchString(own[i]):
			return sureHead
		case doubtful[w]:
			if i > 0 && pluralForm.MatchString(small[i-1]) {
				return sureHead
			}
			if i > 0 && adjective.MatchString(small[i-1]) && small[i-1] != "и" {
				return noHead
			}
			return openHead
		case adjective.MatchString(w):
		default:
			return noHead
		}
	}
	return noHead
}

// Named reports whether a text begins with an office word, certainly or perhaps.
func Named(text string) (named, certain bool) {
	h := headOf(text)
	return h != noHead, h == sureHead
}

// isPost reports whether a piece names a person by the post: «начальник отдела».
func isPost(piece string) bool {
	small, _ := officeWords(piece)
	for _, w := range small {
		if posts[w] {
			return true
		}
		if !adjective.MatchString(w) {
			return false
		}
	}
	return false
}

// properNoun reports whether a piece without an office word may yet be somebody
// else: it begins with a capital and is neither an abbreviation nor an adjective
// in another case, «Петровского округа».
func properNoun(piece string) bool {
	_, own := officeWords(piece)
	if len(own) == 0 {
		return false
	}
	first := []rune(own[0])
	return unicode.IsUpper(first[0]) && strings.ContainsFunc(own[0], unicode.IsLower) &&
		!oblique.MatchString(strings.ToLower(own[0])) && !strings.HasSuffix(own[0], "ой")
}

// nominative turns «отделом образования» into «отдел образования», the case in
// which «совместно с …» hides a name. Words it does not know stay as they are.
func nominative(name string) string {
	words := strings.Fields(name)
	for i, w := range words {
		noun := nounNominative(strings.ToLower(w))
		if noun == "" {
			if !instrumentalAdjective.MatchString(strings.ToLower(w)) {
				return name
			}
			continue
		}
		words[i] = sameCapital(w, noun)
		for k := range i {
			words[k] = sameCapital(words[k], adjectiveNominative(strings.ToLower(words[k]), noun))
		}
		return strings.Join(words, " ")
	}
	return name
}

var instrumentalAdjective = regexp.MustCompile(`(?:ым|им|ой|ей|ыми|ими)$`)

// instrumentalEndings turn the instrumental of an office word into what may be
// its nominative.
var instrumentalEndings = []struct{ from, to string }{
	{"ями", "и"}, {"ями", "я"}, {"ами", "ы"}, {"ами", "а"}, {"ами", "и"}, {"ией", "ия"}, {"ем", "е"}, {"ем", "й"}, {"ем", "ь"},
	{"ом", "о"}, {"ом", ""}, {"ой", "а"}, {"ей", "я"},
}

func nounNominative(w string) string {
	for _, e := range instrumentalEndings {
		if stem, ok := strings.CutSuffix(w, e.from); ok {
			noun := stem + e.to
			if w := strings.ReplaceAll(noun, "ё", "е"); offices[w] || posts[w] || doubtful[w] {
				return noun
			}
		}
	}
	return ""
}

// adjectiveNominative makes an adjective agree with a noun in the nominative.
func adjectiveNominative(w, noun string) string {
	last := []rune(noun)[len([]rune(noun))-1]
	for _, e := range []struct{ from, many, neuter, masculine, feminine string }{
		{"ыми", "ые", "", "", ""}, {"ими", "ие", "", "", ""}, {"ым", "", "ое", "ый", ""}, {"им", "", "ее", "ий", ""}, {"ой", "", "", "", "ая"}, {"ей", "", "", "", "яя"},
	} {
		stem, ok := strings.CutSuffix(w, e.from)
		if !ok {
			continue
		}
		ending := e.masculine
		switch {
		case e.many != "":
			ending = e.many
		case e.feminine != "":
			ending = e.feminine
		case last == 'е' || last == 'о':
			ending = e.neuter
		}
		return stem + ending
	}
	return w
}

// sameCapital gives the word the capital of another one.
func sameCapital(like, word string) string {
	if r := []rune(like); len(r) > 0 && unicode.IsUpper(r[0]) && word != "" {
		w := []rune(word)
		w[0] = unicode.ToUpper(w[0])
		return string(w)
	}
	return word
}
