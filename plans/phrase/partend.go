package phrase

import "sdelaemvmeste/plans"

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

// endOfPart consumes «до конца квартала», «в последний месяц квартала»: the end
// of the part itself, when a repetition says that each is meant.
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

// The most days after the end of a part which surely lie in the month after it.
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
