package phrase

// noteClause consumes a remark that changes no date.
func (p *parser) noteClause() (clause, bool) {
	start := p.pos
	switch {
	case p.any("ориентировочно", "предварительно", "предположительно"):
		return note{"Срок назван предварительным: «" + p.source(start, p.pos) + "»"}, true
	case p.any("затем|далее|потом выкл|выключить|выключается|прекратить"):
		return note{"«" + p.source(start, p.pos) + "» понято как конец повторения"}, true
	case p.remark():
		return note{"Не понято и не учтено: «" + p.source(start, p.pos) + "»"}, true
	}
	return nil, false
}

// notRemarks are the words by which a remark in brackets may change the
// deadline, so that it cannot be passed over.
const notRemarks = "перенес*|перенос*|отмен*|снят*|продл*|продлен*|кроме|исключ*|искл|не|нет|или|либо|если|до|после|по|с|со|за|" +
	"раз|раза|кажд*|год|года|году|годы|лет|квартал*|кв|полугод*|месяц*|недел*|дней|дня|дни|сутки|суток|час*|декад*|" +
	"еже*|постоянн*|период*|срок*|дата|даты|начал*|конец|конца|середин*|рабоч*|календарн*|числ*|вместо|ранее|позднее|позже|течени*|" +
	"перв*|втор*|трет*|последн*|лет*|зим*|весн*|весен*|осен*|утр*|вечер*|половин*|далее|затем|уточн*|соглас*|график*|план*"

// remark consumes plain words in brackets, «9 мая (День Победы)».
func (p *parser) remark() bool {
	return p.at(-1).text == "(" && p.try(func() bool {
		n := 0
		for ; p.at(0).text != ")"; p.pos++ {
			t := p.at(0)
			_, day := weekdayForms[t.text]
			_, number := cardinals[t.text]
			if t.kind != wordToken || t.month != 0 || day || number || fits(t, notRemarks) {
				return false
			}
			n++
		}
		return n > 0
	})
}
