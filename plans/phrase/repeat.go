package phrase

import "sdelaemvmeste/plans"

var adverbs = map[string]plans.Part{
	"ежедневно": plans.EachDay, "ежесуточно": plans.EachDay,
	"еженедельно": plans.EachWeek, "понедельно": plans.EachWeek,
	"ежемесячно": plans.EachMonth, "помесячно": plans.EachMonth,
	"ежеквартально": plans.EachQuarter, "поквартально": plans.EachQuarter,
	"ежеполугодно": plans.EachHalf,
	"ежегодно":     plans.EachYear,
}

// repeatClause consumes how often something is due.
func (p *parser) repeatClause() (clause, bool) {
	for _, rule := range []func(*repeat) bool{p.adverb, p.eachPart, p.byParts, p.onWeekdays, p.rate} {
		out := repeat{n: 1}
		if p.try(func() bool { return rule(&out) }) {
			return out, true
		}
	}
	return nil, false
}

// atLeast consumes «не реже», «не менее чем».
func (p *parser) atLeast() bool {
	return p.any("не реже|менее|меньше|реж ,? чем?", "нереже|неменее ,? чем?", "как? минимум", "хотя бы", "минимально")
}

// adverb consumes «ежемесячно», also torn in two by a line break.
func (p *parser) adverb(r *repeat) bool {
	p.atLeast()
	word := p.at(0).text
	if word == "еже" {
		p.pos++
		p.is("-?")
		word += p.at(0).text
	}
	each, ok := adverbs[word]
	if !ok {
		return false
	}
	p.pos++
	r.each = each
	return true
}

// eachPart consumes «каждый квартал», «каждые 2 недели», «каждый понедельник».
func (p *parser) eachPart(r *repeat) bool {
	p.atLeast()
	if !p.is("в|во|на|через?", "каждый|каждую|каждое|каждые|каждом|каждой|каждого") {
		return false
	}
	if p.weekdays(r) {
		return true
	}
	r.each, r.n = p.everyUnit()
	return r.each != ""
}

// everyUnit consumes a part with the number of parts before it: «2 недели».
func (p *parser) everyUnit() (plans.Part, int) {
	n, counted := p.cardinal()
	if !counted {
		n = 1
	}
	p.is("календарн*?")
	part, times := p.partName()
	if part == "" || n < 1 || n*times > largestRepeat {
		return "", 0
	}
	return part, n * times
}

// largestRepeat is the largest step between two repetitions.
const largestRepeat = 366

// partName consumes the name of a part; «полгода» is a half, «декада» is none.
func (p *parser) partName() (plans.Part, int) {
	switch {
	case p.is("день|дня|дней|сутки|суток|дн"):
		return plans.EachDay, 1
	case p.is("неделю|недели|недель|неделе|нед"):
		return plans.EachWeek, 1
	case p.is("месяц|месяца|месяцев|месяце|мес"):
		return plans.EachMonth, 1
	case p.is("квартал|квартала|кварталов|квартале|кв"):
		return plans.EachQuarter, 1
	case p.is("полугодие|полугодия|полугодий|полугодии|полгода"):
		return plans.EachHalf, 1
	case p.is("год|года|лет|году"):
		return plans.EachYear, 1
	}
	return "", 0
}

// byParts consumes «по кварталам», «по полугодиям».
func (p *parser) byParts(r *repeat) bool {
	if !p.is("по") {
		return false
	}
	switch {
	case p.is("месяцам"):
		r.each = plans.EachMonth
	case p.is("кварталам"):
		r.each = plans.EachQuarter
	case p.is("полугодиям"):
		r.each = plans.EachHalf
	case p.is("годам"):
		r.each = plans.EachYear
	default:
		return false
	}
	return true
}

// onWeekdays consumes «по вторникам и четвергам».
func (p *parser) onWeekdays(r *repeat) bool { return p.is("по") && p.weekdays(r) }

// weekdays consumes days of the week. The deadline keeps how many they are,
// not which, so the controller is told the words.
func (p *parser) weekdays(r *repeat) bool {
	start, n := p.pos, 0
	for {
		if _, ok := p.weekday(); !ok {
			return false
		}
		n++
		if !p.try(func() bool {
			p.listJoint()
			_, ok := p.fork(p.pos).weekday()
			return ok
		}) {
			break
		}
	}
	p.try(func() bool { return p.is("каждой?", "недели") })
	r.each, r.weekday = plans.EachWeek, p.source(start, p.pos)
	if n > 1 {
		r.times = n
	}
	return true
}

// repeatNouns are what is counted in «не менее 2 публикаций в месяц».
const repeatNouns = "публикац*|пост|поста|постов|стать*|статей|материал*|заседан*|мероприят*|выпуск*|сообщен*|" +
	"сюжет*|встреч*|новост*|совещан*|занят*|отчет*|релиз*|информац*|заметк*|заметок|видео*|репортаж*|интервью|эфир*|" +
	"единиц*|проверк*|проверок|выход*|выезд*|размещен*"

// rate consumes «1 раз в квартал», «не реже одного раза в три месяца», «дважды
// в год», «1–2 публикации в неделю».
func (p *parser) rate(r *repeat) bool {
	atLeast := p.atLeast()
	times, counted := p.timesWord()
	ranged := false
	if !counted {
		times, ranged, counted = p.countOfTimes()
	}
	if !counted {
		times = 1
	}
	noun := p.is("раз", "(", "а|у", ")") || p.any("раза|раз|разу|разa") || p.is("информационн*|новостн*?", repeatNouns)
	if !counted && !noun || !noun && !atLeast && !p.wordTimes() {
		return false
	}
	p.any("в течение|течении", "в|во|за|на")
	if p.at(-1).kind != wordToken || !fits(p.at(-1), "в|во|за|на|течение|течении") {
		return false
	}
	p.is("каждый|каждую|каждое|каждые|один|одну?")
	r.each, r.n = p.everyUnit()
	if times > 1 || ranged {
		r.times = times
	}
	return r.each != "" && times >= 1
}

// wordTimes reports whether the number just read is «дважды», which needs no «раза».
func (p *parser) wordTimes() bool {
	return fits(p.at(-1), "дважды|трижды|единожды|однажды|однократно")
}

func (p *parser) timesWord() (int, bool) {
	for n, words := range []string{"единожды|однажды|однократно", "дважды", "трижды"} {
		if p.is(words) {
			return n + 1, true
		}
	}
	return 0, false
}

// countOfTimes consumes a number, or a range «1–2», whose lower end is
// what must be done.
func (p *parser) countOfTimes() (n int, ranged, ok bool) {
	n, ok = p.cardinal()
	if ok {
		ranged = p.try(func() bool {
			if !p.any("-", "до", "или") {
				return false
			}
			m, ok := p.cardinal()
			return ok && m > n
		})
	}
	return n, ranged, ok
}
