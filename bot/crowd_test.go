package bot

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// crowdedPlan has 300 rows of one unit with names of 300 characters, most of them
// overdue or due soon; three share a short name.
func crowdedPlan() plans.Plan {
	p := historyPlan()
	for s := range 6 {
		section := plans.Section{Title: strings.Repeat("Раздел с длинным названием ", 11)}
		for r := range 50 {
			i := plans.Item{
				No: plans.ItemNo(fmt.Sprintf("%d.%d", s+2, r+1)), Form: strings.Repeat("размещение <материалов> ", 13), Channel: plans.SiteChannel,
				Deadline: plans.ByDate{To: plans.NewDate(2023, 3, 6) + plans.Date((s*50+r)%11)}, Responsible: []plans.UnitID{"a"},
			}
			if r == 0 && s < 3 {
				i.Short = "Награждение"
			}
			section.Items = append(section.Items, i)
		}
		p.Sections = append(p.Sections, section)
	}
	return p
}

// TestMorningOfThreeHundredRows tells of all of them on a Monday: every message fits,
// every task stands once on the pages of the morning message, names that are the same
// are told apart, and the plan can be leafed through there and back.
func TestMorningOfThreeHundredRows(t *testing.T) {
	d := morning(t)
	d.now = time.Date(2023, 3, 11, 6, 0, 0, 0, time.UTC)
	d.load(crowdedPlan())
	d.settings(func(s *store.Settings) { s.Group = -5 })
	d.now = time.Date(2023, 3, 13, 6, 0, 0, 0, time.UTC)
	if err := d.bot.Tick(); err != nil {
		t.Fatal(err)
	}
	var mine store.Outgoing
	for _, o := range d.outbox() {
		fits(t, "the morning", []store.Outgoing{o})
		if strings.HasPrefix(o.Key, "digest/a1/") {
			mine = o
		}
	}
	const user = 11
	tasks, text := map[string]int{}, ""
	var all strings.Builder
	for page := 0; ; page++ {
		sent := d.presses(user, fmt.Sprintf("v1:dig:%s:%d", mine.Key[strings.LastIndex(mine.Key, "/")+1:], page))
		if len(sent) != 1 {
			t.Fatalf("page %d: %d answers", page, len(sent))
		}
		fits(t, fmt.Sprint("page ", page), sent)
		if sent[0].Text == text {
			break
		}
		text = sent[0].Text
		for _, row := range sent[0].Buttons {
			for _, b := range row {
				if strings.HasPrefix(b.Data, "v1:task:") {
					tasks[b.Data]++
				}
			}
		}
		all.WriteString(text)
	}
	for _, name := range []string{"Награждение (сайт), 2.1", "Награждение (сайт), 3.1", "Награждение (сайт), 4.1"} {
		if strings.Count(all.String(), name+"\n") != 1 {
			t.Errorf("%s is not there once", name)
		}
	}
	for data, n := range tasks {
		if n != 1 {
			t.Errorf("%s stands %d times", data, n)
		}
	}
	if len(tasks) < 200 {
		t.Errorf("%d tasks", len(tasks))
	}
	d.leafThrough(user, "v1:plhome:0", map[string]bool{})
}

// leafThrough presses every button of the plan that leads on, and that one leads back.
func (d *desk) leafThrough(user plans.UserID, data string, seen map[string]bool) {
	d.t.Helper()
	seen[data] = true
	sent := d.presses(user, data)
	fits(d.t, data, sent)
	back := data == "v1:plhome:0" || len(sent) == 0 // nothing was opened
	for _, o := range sent {
		for _, row := range o.Buttons {
			for _, b := range row {
				back = back || b.Text == "‹ Назад" || strings.HasPrefix(b.Data, "v1:done:")
				p, err := chat.Decode(b.Data)
				leads := err == nil && (p.Verb == "psec" && p.Arg.Read().Number() < 3 || p.Verb == "filter" && p.Number < 2 || p.Verb == "filterp" || p.Verb == "rowin" && p.Number%40 == 0)
				if leads && !seen[b.Data] {
					d.leafThrough(user, b.Data, seen)
				}
			}
		}
	}
	if !back {
		d.t.Errorf("%s: no way back", data)
	}
}
