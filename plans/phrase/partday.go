package phrase

import "sdelaemvmeste/plans"

// partRef says in which month of which part a day lies.
type partRef struct {
	// part is the part named («за отчетным кварталом»); empty when unsaid.
	part plans.Part
	// shift and month are those of plans.Every.
	shift, month int
	// said: a month was named at all, which «до 10 числа» does not.
	// bare: it was only called «месяца».
	said, bare bool
	// period: the part was only called «отчетным периодом».
	period bool
	// each: «каждого месяца», so that no longer part can be meant.
	each bool
	// last: «последнего месяца» of a part that only the repetition names.
	last bool
}

// partDayClause consumes «до 5 числа», «не позднее 25-го числа месяца,
// следующего за отчетным кварталом», «в последний день месяца».
func (p *parser) partDayClause() (clause, bool) {
	var out partDay
	ok := p.try(func() bool {
		p.termWord()
		if p.windowInMonth(&out) {
			return true
		}
		if p.nextWholeMonth(&out) || p.afterPartEnd(&out) || p.endOfPart(&out) || p.lastWorkdayOfPart(&out) {
			return true
		}
		if !p.by() {
			p.any("в|во|на")
		}
		return p.dayOfPart(&out) && p.refOfPart(&out)
	})
	return out, ok
}

// windowInMonth consumes «с 1 по 5 число каждого месяца».
func (p *parser) windowInMonth(d *partDay) bool {
	return p.try(func() bool {
		p.is("с|со?")
		first, ok := p.dayNumber()
		if !ok || !p.is("по|до|-") {
			return false
		}
		last, ok := p.dayNumber()
		if !ok || last <= first || !p.is("число|числа") {
			return false
		}
		d.from, d.day = first, last
		return p.refOfPart(d)
	})
}

// dayOfPart consumes the number of the day, or «последний день», or «конец».
func (p *parser) dayOfPart(d *partDay) bool {
	if p.try(func() bool {
		return p.is("конца|концу") && fits(p.at(0), "месяца|месяцев|следующего")
	}) {
		d.day, d.end = lastDay, true
		return true
	}
	if p.any("последнего|последнее|последний|последнему календарного|календарный? дня|день|дню|числа|число|числу") {
		d.day = lastDay
		return true
	}
	if p.lastWorkday() {
		d.workday = lastDay
		return true
	}
	d.each = p.is("каждое|каждого")
	n, ok := p.dayNumber()
	if !ok {
		return false
	}
	switch {
	case p.is("рабоч*|раб", "дня|день|дню"):
		d.workday = n
		return n <= longestWorkMonth
	case p.any("календарного|календарный? дня|день|дню"):
		d.day = n
		return fits(p.at(0), "месяца|каждого|следующего|отчетного|текущего|последующего")
	case p.any("-? число|числа|числу|числом|числ|ч"):
	case fits(p.at(-1), ordinalSuffixes):
	default:
		return false
	}
	d.day = n
	return true
}

// longestWorkMonth is the most working days a month can have.
const longestWorkMonth = 23

// refOfPart consumes which month the day belongs to. The month may be left
// unsaid: the clauses beside it decide then.
func (p *parser) refOfPart(d *partDay) bool {
	named := p.try(func() bool { return p.monthOfPart(&d.partRef) })
	if !named && d.each {
		d.partRef = partRef{part: plans.EachMonth, said: true}
	}
	return true
}

const reportingWords = "отчетным|истекшим|расчетным|прошедшим|окончившимся|завершившимся|прошлым|предыдущим"

// monthOfPart consumes «каждого месяца», «месяца, следующего за отчетным
// кварталом», «второго месяца квартала», ….
func (p *parser) monthOfPart(r *partRef) bool {
	*r = partRef{said: true}
	p.is("в?")
	if p.monthOfQuarter(r) || p.nextMonth(r) {
		return true
	}
	if p.any("месяца ,? предшеств* отчетному|планируемому кварталу|полугодию") {
		r.part, r.shift, r.month = plans.EachQuarter, -1, 3
		if fits(p.at(-1), "полугодию") {
			r.part, r.month = plans.EachHalf, 6
		}
		return true
	}
	if p.any("месяца|месяце ,? предшеств* отчетному|планируемому|текущему месяцу?", "месяца|месяце ,? предшеств* месяцу") {
		r.part, r.shift = plans.EachMonth, -1
		return true
	}
	r.bare = fits(p.at(0), "месяца")
	if p.any("каждого|текущего|отчетного|данного|этого|соответствующего? календарного? месяца", "отчетном|текущем месяце") {
		r.part = plans.EachMonth
		return true
	}
	*r = partRef{}
	return false
}

// nextMonth consumes the month after the reporting part.
func (p *parser) nextMonth(r *partRef) bool {
	pos := p.pos
	n, numbered := 0, false
	p.try(func() bool {
		n, numbered = p.ordinal()
		return numbered && n <= 12 && fits(p.at(0), "месяца|месяце")
	})
	if !numbered {
		n = 0
	}
	ok := p.try(func() bool {
		switch {
		case p.any("следующего|последующего|следующем за " + reportingWords + "|отчетным месяцем|кварталом|полугодием|годом|периодом? месяца|месяце"):
			r.part = p.partAmong(p.pos-2, p.pos-1)
			r.period = fits(p.at(-2), "периодом")
			return true
		case p.is("каждого", "следующего|последующего", "месяца"):
			r.part = plans.EachMonth
			return true
		case p.is("следующего|последующего|очередного|следующем", "календарного?", "месяца|месяце"):
			p.any("после отчетного квартала?", "за отчетным")
			r.part = p.partAmong(p.pos-1, p.pos)
			return true
		case p.is("месяца|месяце", ",?"):
			return p.afterReporting(r)
		case p.is("каждого", "месяца", ",?"):
			if !p.afterReporting(r) || r.part != "" && r.part != plans.EachMonth {
				return false
			}
			r.part, r.period, r.each = plans.EachMonth, false, true
			return true
		}
		return false
	})
	if !ok {
		p.pos = pos
		return false
	}
	r.shift = 1
	r.month = n
	if n == 1 {
		r.month = 0
	}
	return true
}

// afterReporting consumes «следующего за отчетным кварталом», «после
// окончания квартала», «, следующего за последним месяцем квартала».
func (p *parser) afterReporting(r *partRef) bool {
	if !p.any("следующего|следующем|следующим|наступающего|последующего за|после", "идущего за", "после") {
		return false
	}
	start := p.pos
	p.any("последним месяцем", "окончанием|окончания|завершения|завершением|истечения", "концом")
	reporting := p.any(reportingWords+"|отчетного|истекшего|каждого|расчетного|каждым|прошедшего|завершенным", "отчетном")
	p.is("отчетным|календарным?")
	named := p.is("месяцем|кварталом|полугодием|годом|периодом|месяца|квартала|полугодия|года|периода")
	r.part = p.partAmong(start, p.pos)
	r.period = fits(p.at(-1), "периодом|периода")
	if p.at(-1).text == "месяцем" && fits(p.at(-2), "последним") {
		r.part = ""
	}
	return reporting || named
}

// partAmong names the part said in the tokens from i up to j.
func (p *parser) partAmong(i, j int) (part plans.Part) {
	for ; i < j; i++ {
		switch t := p.toks[i]; {
		case fits(t, "месяцем|месяца"):
			part = plans.EachMonth
		case fits(t, "кварталом|квартала"):
			part = plans.EachQuarter
		case fits(t, "полугодием|полугодия"):
			part = plans.EachHalf
		case fits(t, "годом|года"):
			part = plans.EachYear
		}
	}
	return part
}

// monthOfQuarter consumes «второго месяца квартала», «последнего месяца
// отчетного полугодия», «первого месяца квартала, следующего за отчетным».
func (p *parser) monthOfQuarter(r *partRef) bool {
	return p.try(func() bool {
		n, last := 0, p.is("последнего|последнем|последний")
		if !last {
			var ok bool
			if n, ok = p.ordinal(); !ok {
				return false
			}
		}
		if !p.is("месяца|месяце|месяц") {
			return false
		}
		next := false
		switch {
		case p.is("следующего|последующего|очередного"):
			next = true
		default:
			p.is("каждого|отчетного|текущего|данного?")
		}
		length := 0
		switch {
		case p.is("квартала"):
			r.part, length = plans.EachQuarter, 3
		case p.is("полугодия"):
			r.part, length = plans.EachHalf, 6
		case p.is("года"):
			r.part, length = plans.EachYear, 12
		default:
			r.last = last && !next
			return r.last
		}
		if p.any(",? предшеств* отчетному|планируемому квартала|кварталу|полугодию|году?") {
			r.shift, r.month = -1, n
			if last {
				r.month = length
			}
			return !next && r.month <= length
		}
		p.try(func() bool {
			p.is(",?")
			after := partRef{}
			ok := p.afterReporting(&after) && (after.part == "" || after.part == r.part)
			next = next || ok
			return ok
		})
		if n > length || next && last {
			return false
		}
		if next {
			r.shift = 1
		}
		if !last && (next && n != 1 || !next && n != length) {
			r.month = n
		}
		return true
	})
}

// nextWholeMonth consumes «в течение месяца, следующего за отчетным кварталом»:
// its last day is the deadline.
func (p *parser) nextWholeMonth(d *partDay) bool {
	return p.try(func() bool {
		if !p.inCourseOf() && !p.is("в|во") || !p.monthOfPart(&d.partRef) || d.shift == 0 {
			return false
		}
		d.day = lastDay
		return true
	})
}

func (p *parser) lastWorkday() bool {
	return p.any("последний|последнего|последнему рабочий|рабочего|рабочему|раб день|дня|дню")
}

// lastWorkdayOfPart consumes «в последний рабочий день квартала». (The rules of a
// day of the month read «последний рабочий день месяца».)
func (p *parser) lastWorkdayOfPart(d *partDay) bool {
	return p.try(func() bool {
		if !p.by() {
			p.any("в|во|на")
		}
		if !p.lastWorkday() {
			return false
		}
		p.is("каждого|отчетного|текущего|данного|календарного?")
		start := p.pos
		if !p.is("квартала|полугодия|года") {
			return false
		}
		d.partRef = partRef{part: p.partAmong(start, p.pos), said: true}
		d.workday = lastDay
		return true
	})
}

// endOfPart consumes «до конца квартала», «в последний месяц квартала»: the end
// of the part itself. A repetition beside it says that each part is meant.
func (p *parser) endOfPart(d *partDay) bool {
	return p.try(func() bool {
		if !p.any("до|к конца|концу|окончания|окончанию", "до|в последнего|последний дня|день|месяц", "в последнем месяце") {
			return false
		}
		each := p.is("каждого")
		p.is("отчетного|текущего|данного?")
		start := p.pos
		if !p.is("квартала|полугодия") {
			return false
		}
		d.partRef = partRef{part: p.partAmong(start, p.pos), said: true, bare: !each}
		d.day, d.end = lastDay, true
		return true
	})
}

// The most days after the end of a part that surely lie in the month after it.
const (
	daysAfterMonth = 28
	daysAfterPart  = 30
	workdaysAfter  = 15
)

// afterPartEnd consumes «в течение 10 дней после окончания отчетного квартала»:
// counted from the end of a part, the N-th day is the N-th of the next month.
func (p *parser) afterPartEnd(d *partDay) bool {
	return p.try(func() bool {
		p.within()
		n, unit, ok := p.termLength()
		if !ok || !p.any("с|со дня|даты|момента", "после|с|со|по") ||
			!p.any("окончания|окончании|окончанию|завершения|завершении|истечения|истечении") {
			return false
		}
		start := p.pos
		p.is("отчетного|каждого|истекшего|соответствующего|календарного?", "календарного|финансового?")
		if !p.is("месяца|квартала|полугодия|года|периода") {
			return false
		}
		d.partRef = partRef{part: p.partAmong(start, p.pos), shift: 1, said: true, period: p.at(-1).text == "периода"}
		most := daysAfterPart
		length := map[plans.Part]int{plans.EachMonth: 1, plans.EachQuarter: 3, plans.EachHalf: 6, plans.EachYear: 12}[d.part]
		if d.part == plans.EachMonth || d.part == "" {
			most = daysAfterMonth
		}
		switch unit {
		case plans.TermDay:
			d.day = n
			return n >= 1 && n <= most
		case plans.TermWorkingDay:
			d.workday = n
			return n >= 1 && n <= workdaysAfter
		case plans.TermMonth:
			d.day, d.month = lastDay, n
			if n == 1 {
				d.month = 0
			}
			return n >= 1 && n <= length
		}
		return false
	})
}
