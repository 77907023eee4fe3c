package schedule

import "sdelaemvmeste/plans"

// every adds the tasks of a repeated row: one for each part of its bounds, a
// part that lies in them only partly included.
//
// Every n-th part («раз в две недели», «раз в три месяца») closes a window of n
// parts counted from the first; the last window, cut short by the bounds, is
// owed too, so that a row «один раз в 6 лет» stands in a plan of one year.
func (d *deriver) every(item plans.Item, e plans.Every) {
	bounds := everyBounds(e, d.plan.Period)
	first, ok := partOf(e.Each, bounds.From)
	if !ok {
		return
	}
	n := max(e.N, 1)
	for ; first.span().From <= bounds.To; first = first.plus(n) {
		last := first.plus(n - 1)
		if last.span().From > bounds.To {
			last, _ = partOf(e.Each, bounds.To)
		}
		window := plans.Span{
			From: max(first.span().From, bounds.From),
			To:   min(last.span().To, bounds.To),
		}
		if t, owed := everyTask(e, last, window, d.cal); owed {
			d.add(item, nil, t)
		}
	}
}

// everyBounds gives the days within which the row repeats: its own ones inside
// the plan's. Where the two do not meet the row's own are kept as written,
// since a row must not vanish for a slip in a year.
func everyBounds(e plans.Every, period plans.Span) plans.Span {
	own := period
	if e.From != 0 {
		own.From = e.From
	}
	if e.To != 0 {
		own.To = e.To
	}
	if !own.Overlaps(period) {
		return own
	}
	return plans.Span{From: max(own.From, period.From), To: min(own.To, period.To)}
}

// everyTask gives the task of a reporting part, whose window has been clipped
// to the bounds of the row.
//
// A day named in the reporting part itself is held by the same bounds: past
// their end it is the end, and before their beginning nothing is owed, since
// the day had passed when the duty began. A day in another part is owed as it
// is named.
func everyTask(e plans.Every, p part, window plans.Span, cal *Calendar) (t plans.Task, owed bool) {
	due, place := partDue(e, p, cal)
	if e.Shift == 0 {
		due = min(due, window.To)
		if due < window.From {
			return plans.Task{}, false
		}
	}
	opens := window.From
	if due < opens {
		// What is due before its reporting part begins, such as a plan of the
		// next month, is worked on in the part where the day lies.
		opens = place
	}
	return plans.Task{
		Kind: plans.Dated, Part: p.name(), Opens: opens, Due: due, Time: e.Time, Announced: true,
	}, true
}
