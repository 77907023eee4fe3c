package report

import (
	"strings"

	"sdelaemvmeste/bot/chat"
	made "sdelaemvmeste/internal/report"
	"sdelaemvmeste/plans"
)

// pressedShow shows the figures in the chat, page by page.
func pressedShow(t *chat.Turn, b chat.Press) error {
	p, err := planOf(t, b.Number)
	if err != nil {
		return err
	}
	r := b.Arg.Read()
	period, err := periodOf(r)
	if err != nil {
		return err
	}
	number := r.Page()
	if !r.Whole() {
		return chat.Stale()
	}
	facts, err := made.Gather(t.Tx, p.ID)
	if err != nil {
		return err
	}
	page := chat.PageOf(pages(made.Make(facts, period, t.Now)), 1, number)
	var k chat.Keyboard
	page.Keys(&k, func(n int) chat.Press {
		return chat.Press{Verb: "rpshow", Number: b.Number, Arg: chat.ArgsOf(chat.Day(period.From), chat.Day(period.To), chat.PageNo(n))}
	})
	k.Row(chat.Key{Text: "В файл", Verb: "rpper", Number: b.Number, Arg: spanArgs(period.Span)})
	return t.Edit(page.Shown[0], k)
}

// pageLimit is how long a page may be, in UTF-16 units: shorter than a message may.
const pageLimit = 3000

// pages are the figures as texts.
func pages(r made.Report) []string {
	var all []string
	var b strings.Builder
	add := func(line string) {
		if b.Len() > 0 && plans.Len(b.String())+plans.Len(line) > pageLimit {
			all = append(all, b.String())
			b.Reset()
		}
		b.WriteString(line)
	}
	r.Hash = "" // It is to stand in files: nobody compares it in a chat.
	for _, block := range r.Summary() {
		head := chat.Bold(block.Title) + "\n"
		if b.Len() > 0 {
			head = "\n" + head
		}
		add(head)
		for _, l := range block.Lines {
			add(chat.Esc(l.String()) + "\n")
		}
		for _, row := range block.Rows {
			add(textRow(block.Head, row) + "\n")
		}
	}
	return append(all, b.String())
}

// textRow is a row of a table of the summary as a line: what it is about first, then
// its figures that are not nothing.
func textRow(head []string, row []made.Line) string {
	parts := []string{"• " + chat.Esc(chat.Cut(row[0].String(), 120))}
	for i, cell := range row[1:] {
		text := cell.String()
		if text == "" || text == "0" || text == "—" {
			continue
		}
		name := strings.ToLower(strings.ReplaceAll(head[i+1], "\u00ad", ""))
		parts = append(parts, chat.Esc(name+": "+chat.Cut(text, 200)))
	}
	return strings.Join(parts, "; ")
}
