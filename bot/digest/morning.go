package digest

import (
	"cmp"
	"fmt"
	"slices"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/task"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// The morning message is read on a telephone in five seconds: what is due today first,
// a line or two a task, and a button a task with its number.

const (
	// pageSize is how many tasks a message lists.
	pageSize = 15
	// overdueFirst is how many overdue tasks stand before everything else; what has been
	// overdue for weeks must not hide what is due today.
	overdueFirst = 5
	// numbersInRow is how many numbers stand beside each other.
	numbersInRow = 5
)

// arranged puts the tasks in the order of the message: today's, the first overdue ones,
// the others, and the rest of the overdue.
func arranged(lines []task.Line) []task.Line {
	task.SortLines(lines)
	late := 0
	rank := make(map[uint64]int, len(lines))
	for _, l := range lines {
		switch l.Urgency {
		case task.DueToday:
			rank[l.Number] = 0
		case task.Overdue:
			if late++; late <= overdueFirst {
				rank[l.Number] = 1
			} else {
				rank[l.Number] = 3
			}
		case task.DueSoon, task.Opened, task.Ahead, task.Undated, task.Controlled:
			rank[l.Number] = 2
		}
	}
	slices.SortStableFunc(lines, func(a, b task.Line) int { return cmp.Compare(rank[a.Number], rank[b.Number]) })
	return lines
}

// view is which page of a digest is shown, and whether its buttons mark tasks as done.
type view struct {
	digest  uint64
	page    int
	marking bool
}

// marking says on a button that numbers are to mark tasks as done.
const marking = "mark"

func (v view) key(text string) chat.Key {
	arg := chat.ArgsOf(chat.PageNo(v.page))
	if v.marking {
		arg = chat.ArgsOf(chat.PageNo(v.page), chat.Word(marking))
	}
	return chat.Key{Text: text, Verb: "dig", Number: v.digest, Arg: arg}
}

func (v view) press(page int) chat.Press {
	v.page = page
	k := v.key("")
	return chat.Press{Verb: k.Verb, Number: k.Number, Arg: k.Arg}
}

func morningPage(t *chat.Turn, p store.PersonRecord, lines []task.Line, v view) (string, chat.Keyboard) {
	lines = task.OfOnePlan(lines)
	at, rest := restOfOverdue(lines)
	// The rest of the overdue has pages of its own behind those of everything else.
	begins := pagesOf(at)
	page := chat.PageOf(lines[:at], pageSize, v.page)
	turn := v.press
	turnsRest := rest > 0 && v.page >= begins
	if turnsRest {
		page = chat.PageOf(lines[at:], pageSize, v.page-begins)
		page.Before += at
		turn = func(n int) chat.Press { return v.press(n + begins) }
	}
	if v.page = page.Number; turnsRest {
		v.page += begins
	}
	var k chat.Keyboard
	var row []chat.Key
	markable := false
	for i, l := range page.Shown {
		mine := l.Open() && l.Kind != plans.Gathering && answers(p, l)
		markable = markable || mine
		key := chat.Key{Text: fmt.Sprint(page.Before + i + 1), Verb: "task", Number: l.Number}
		if v.marking && mine {
			key = chat.Key{Text: "✅ " + key.Text, Verb: "digok", Number: l.Number, Arg: chat.ArgsOf(chat.Num(v.digest), chat.PageNo(v.page))}
		}
		if row = append(row, key); len(row) == numbersInRow {
			k.Row(row...)
			row = nil
		}
	}
	k.Row(row...)
	page.Keys(&k, turn)
	switch {
	case rest > 0 && v.page < begins:
		k.Row(view{v.digest, begins, v.marking}.key(fmt.Sprintf("Ещё просрочено: %d", rest)))
	case v.page == begins && rest > 0:
		k.Row(view{v.digest, 0, v.marking}.key("‹ К началу"))
	}
	row = nil
	switch {
	case v.marking:
		row = append(row, view{v.digest, v.page, false}.key("Готово"))
	case markable:
		row = append(row, view{v.digest, v.page, true}.key("✅ Отметить"))
	}
	all, err := allTasks(t, p)
	if err != nil {
		k.Err = err
	}
	k.Row(append(row, chat.Key{Text: all, Verb: "list", Arg: "new"})...)
	if p.Has(plans.Observer) && t.Today() == t.Calendar().OnOrAfter(chat.Monday(t.Today())) {
		k.Row(chat.Key{Text: "📊 Сводка недели", Verb: "weeksum"})
	}
	text := textMorning(lines, page.Shown, page.Before, t.Today(), t.Calendar())
	if p.Has(plans.Controller) {
		text += task.TextUnclearRows(unclear(t))
		if err := unseenKey(t, &k); err != nil {
			k.Err = err
		}
	}
	return text + beside(t, p, &k), k
}

// unseenKey leads a controller to what waits to be looked at.
func unseenKey(t *chat.Turn, k *chat.Keyboard) error {
	waiting, err := task.Waiting(t)
	if n := len(waiting); n > 0 {
		k.Row(chat.Key{Text: fmt.Sprintf("Ждут проверки: %d", n), Verb: "unseen", Arg: "new"})
	}
	return err
}

// answers reports whether the person may mark the task as done in one press: it is of
// one of their units. Deputies and controllers open the card.
func answers(p store.PersonRecord, l task.Line) bool { return p.In(l.Units...) }

// restOfOverdue is where the overdue tasks begin that stand behind everything else, and
// how many they are.
func restOfOverdue(lines []task.Line) (at, n int) {
	n = max(0, count(lines, task.Overdue)-overdueFirst)
	return len(lines) - n, n
}

func pagesOf(n int) int { return max(1, (n+pageSize-1)/pageSize) }

func count(lines []task.Line, u task.Urgency) int {
	n := 0
	for _, l := range lines {
		if l.Urgency == u {
			n++
		}
	}
	return n
}

// pressedMark marks a task as done at once; its proof may follow.
func pressedMark(t *chat.Turn, p chat.Press) error {
	r := p.Arg.Read()
	v := view{digest: uint64(r.Number()), page: r.Page(), marking: true}
	if !r.Whole() {
		return chat.Stale()
	}
	d, err := t.Tx.Digest(t.Who.ID, v.digest)
	if err != nil {
		return err
	}
	if err := task.MarkDone(t, p.Number); err != nil {
		return err
	}
	lines, err := linesOf(t, d)
	if err != nil {
		return err
	}
	text, k := morningPage(t, t.Who, lines, v)
	return t.Edit(text, k)
}
