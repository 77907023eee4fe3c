package bot

import (
	"fmt"
	"strings"
	"testing"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

func (d *desk) load(p plans.Plan) {
	d.t.Helper()
	d.change(func(tx *store.Tx) error {
		_, err := schedule.Load(tx, p, "", d.now)
		return err
	})
}

// fits checks what Telegram would refuse a message for.
func fits(t *testing.T, what string, all []store.Outgoing) {
	t.Helper()
	for _, o := range all {
		text := chat.Shows(o.Text)
		if n := plans.Len(text); n > plans.TextLimit || o.Do == store.SendText && n == 0 {
			t.Errorf("%s: a text of %d", what, n)
		}
		if strings.Contains(text, "Внутренняя ошибка") {
			t.Errorf("%s: %s", what, text)
		}
		if strings.Count(o.Text, "<b>") != strings.Count(o.Text, "</b>") || strings.Count(o.Text, "<i>") != strings.Count(o.Text, "</i>") {
			t.Errorf("%s: tags in %q", what, o.Text)
		}
		n := 0
		for _, row := range o.Buttons {
			n += len(row)
		}
		if n > chat.ButtonLimit {
			t.Errorf("%s: %d buttons", what, n)
		}
	}
}

// TestNothingIsTooLongForAMessage opens everything of a plan with rows of 4,000
// characters, 150 units and 200 projects with names of 300.
func TestNothingIsTooLongForAMessage(t *testing.T) {
	p := historyPlan()
	p.Title = strings.Repeat("Медиаплан & <план> ", 30)
	for i := range 150 {
		p.Units = append(p.Units, plans.Unit{ID: plans.UnitID(fmt.Sprintf("u%d", i)), Name: strings.Repeat("управление ", 27)})
	}
	for s := range 60 {
		p.Sections = append(p.Sections, plans.Section{Title: strings.Repeat("Раздел ", 40)})
		p.Sections[s+1].Items = nil
		for r := range 3 {
			item := plans.Item{
				No: plans.ItemNo(fmt.Sprintf("%d.%d", s+2, r+1)), Form: strings.Repeat("размещение <материалов> ", 170), Phrase: strings.Repeat("до 20 марта ", 300),
				Deadline: plans.ByDate{To: plans.NewDate(2023, 3, 20)}, Channel: plans.SiteChannel,
			}
			for u := range 10 {
				item.Responsible = append(item.Responsible, plans.UnitID(fmt.Sprintf("u%d", u)))
			}
			p.Sections[s+1].Items = append(p.Sections[s+1].Items, item)
		}
	}
	d := inhabited(t)
	d.load(p)
	d.change(func(tx *store.Tx) error {
		for i := range 200 {
			project := store.ProjectRecord{Project: plans.Project{
				ID: plans.ProjectID(fmt.Sprintf("p%d", i)), Name: strings.Repeat("Благоустройство <парка> ", 13), Unit: "a", Added: plans.NewDate(2023, 1, 10),
			}}
			if err := tx.PutProject(project); err != nil {
				return err
			}
		}
		for i := range 150 {
			person := store.PersonRecord{Person: plans.Person{
				ID: plans.PersonID(fmt.Sprintf("n%d", i)), Name: strings.Repeat("Имя<", 75), Units: []plans.UnitID{"a", "u1"},
			}}
			if i == 0 {
				for u := range 150 {
					person.Units = append(person.Units, plans.UnitID(fmt.Sprintf("u%d", u)))
				}
			}
			if err := tx.PutPerson(person); err != nil {
				return err
			}
		}
		_, err := schedule.Sync(tx, d.now)
		return err
	})
	for _, command := range []string{"/start", "/tasks", "/plan", "/projects", "/people", "/posts", "/away", "/settings", "/help"} {
		got := d.says(1, command)
		if len(got) == 0 {
			t.Errorf("%s: no answer", command)
		}
		fits(t, command, got)
	}
	for _, data := range []string{
		"v1:sec:2", "v1:sec:2:1", "v1:filter:0:late.new", "v1:filter:0:week.new", "v1:filterp:0", "v1:filterp:3:page", "v1:projs:1", "v1:projs:9", "v1:projs:10000",
		fmt.Sprintf("v1:item:%d", d.number(store.ItemNumber, "hist/2.1")), fmt.Sprintf("v1:clar:%d", d.number(store.ItemNumber, "hist/2.1")),
		fmt.Sprintf("v1:unit:%d", d.number(store.UnitNumber, "a")), fmt.Sprintf("v1:unit:%d", d.number(store.UnitNumber, "u1")),
		fmt.Sprintf("v1:pers:%d", d.number(store.PersonNumber, "n0")), fmt.Sprintf("v1:units:%d", d.number(store.PersonNumber, "n0")),
		"v1:proj:1", "v1:task:1", "v1:task:30", "v1:done:30", "v1:mute:30", "v1:help:30", "v1:move:30", "v1:off:30", "v1:hist:30", "v1:post:30",
	} {
		fits(t, data, d.presses(1, data))
	}
	d.presses(1, "v1:newp:0")
	fits(t, "a new project", d.says(1, strings.Repeat("имя ", 1000)))
}

// TestProjectsAreAllWithinReach turns the pages of 45 projects.
func TestProjectsAreAllWithinReach(t *testing.T) {
	d := inhabited(t)
	d.change(func(tx *store.Tx) error {
		for i := range 45 {
			err := tx.PutProject(store.ProjectRecord{Project: plans.Project{ID: plans.ProjectID(fmt.Sprintf("p%d", i)), Name: "Парк", Unit: "a"}})
			if err != nil {
				return err
			}
		}
		return nil
	})
	found := map[string]bool{}
	for _, data := range []string{"v1:projs:0", "v1:projs:1", "v1:projs:2"} {
		for _, o := range d.presses(7, data) {
			for _, row := range o.Buttons {
				if strings.HasPrefix(row[0].Data, "v1:proj:") {
					found[row[0].Data] = true
				}
			}
		}
	}
	if len(found) != 45 {
		t.Errorf("%d of 45", len(found))
	}
}
