package digest

import (
	"regexp"
	"strconv"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/task"
	"sdelaemvmeste/plans"
)

// Reply takes an answer to a morning message as the confirmation of the task whose
// number it begins with; where every line begins with one, each line for its task. A
// number that the message does not have is asked about.
// Handled is false for an answer to anything else.
func Reply(t *chat.Turn) (handled bool, err error) {
	if t.In.ReplyTo == 0 {
		return false, nil
	}
	card, err := t.Tx.CardAt(t.In.Chat.ID, t.In.ReplyTo)
	if err != nil || !strings.HasPrefix(card, "digest/") {
		return false, err
	}
	n, err := strconv.ParseUint(card[strings.LastIndexByte(card, '/')+1:], 10, 64)
	if err != nil {
		return false, nil
	}
	d, err := t.Tx.Digest(t.Who.ID, n)
	if err != nil {
		return false, chat.NotFoundIsNone(err)
	}
	lines, err := linesOf(t, d)
	if err != nil {
		return true, err
	}
	return true, told(t, lines)
}

// told takes the message at hand as said of tasks of a digest.
func told(t *chat.Turn, lines []task.Line) error {
	if said, ok := byLines(t.Words(), lines); ok && len(t.Media) == 0 {
		for _, s := range said {
			proofs, err := task.ProofsOfWords(t, s.words)
			if err != nil {
				return err
			}
			if err := task.TakeProofs(t, s.of, proofs); err != nil {
				return err
			}
		}
		return nil
	}
	no, words := numbered(t.Words())
	if o, ok := numberedTask(no, lines); ok {
		if words == "" && len(t.Media) == 0 {
			return task.Card(t, o)
		}
		if words != t.Words() {
			t.Reword(words)
		}
		return task.Told(t, o)
	}
	if len(lines) == 1 && no == "" {
		return task.Told(t, *lines[0].View)
	}
	var first []task.View
	for _, s := range lines {
		if s.Open() && t.AnswersFor(s.TaskRecord) {
			first = append(first, *s.View)
		}
	}
	return task.Offer(t, "", first...)
}

// saying is what a line says of its task.
type saying struct {
	of    task.View
	words string
}

// byLines takes apart several lines of which each begins with the number of a task.
func byLines(words string, lines []task.Line) ([]saying, bool) {
	var all []saying
	for line := range strings.Lines(words) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		no, rest := numbered(line)
		o, ok := numberedTask(no, lines)
		if !ok {
			return nil, false
		}
		all = append(all, saying{o, rest})
	}
	return all, len(all) > 1
}

var leadingNumber = regexp.MustCompile(`^(?:№\s*)?(\d{1,3}(?:\.\d{1,3})*)(?:[.):,;]?\s+|[.):,;–—-]\s*|$)`)

// numbered takes the number from the head of words.
func numbered(words string) (no, rest string) {
	m := leadingNumber.FindStringSubmatch(words)
	if m == nil {
		return "", words
	}
	return m[1], strings.TrimSpace(words[len(m[0]):])
}

// numberedTask is the task of a digest by its place there, or by the number of its
// row where that is one task's alone.
func numberedTask(no string, lines []task.Line) (task.View, bool) {
	if n, err := strconv.Atoi(no); err == nil && n >= 1 && n <= len(lines) {
		return *lines[n-1].View, true
	}
	var found []task.View
	for _, s := range lines {
		if no != "" && s.PlanItem.No == plans.ItemNo(no) {
			found = append(found, *s.View)
		}
	}
	if len(found) != 1 {
		return task.View{}, false
	}
	return found[0], true
}
