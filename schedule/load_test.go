package schedule

import (
	"testing"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// TestDocumentStaysWithAVersionOfTheSameWords: of which only dates or units were made
// clear in chat. With other words it is no longer the plan's document.
func TestDocumentStaysWithAVersionOfTheSameWords(t *testing.T) {
	change := func(do func(*plans.Plan)) plans.Plan {
		p := versionOf([]string{"семинар", "выставка"})
		do(&p)
		return p
	}
	for name, c := range map[string]struct {
		next plans.Plan
		want bool
	}{
		"another date":     {change(func(p *plans.Plan) { p.Sections[0].Items[0].Deadline = by20March }), true},
		"other words":      {change(func(p *plans.Plan) { p.Sections[0].Items[1].Form = "ярмарка" }), false},
		"another phrase":   {change(func(p *plans.Plan) { p.Sections[0].Items[1].Phrase = "в срок" }), false},
		"another number":   {change(func(p *plans.Plan) { p.Sections[0].Items[1].No = "1.3" }), false},
		"another heading":  {change(func(p *plans.Plan) { p.Sections[0].Title = "Обучение" }), false},
		"one row less":     {versionOf([]string{"семинар"}), false},
		"one section more": {change(func(p *plans.Plan) { p.Sections = append(p.Sections, plans.Section{}) }), false},
	} {
		kept(t, func(tx *store.Tx) error {
			if _, err := Load(tx, versionOf([]string{"семинар", "выставка"}), "", amendedAt); err != nil {
				return err
			}
			document := plans.Original{Name: "план.docx", Data: []byte("d"), Layout: plans.Layout{Tables: make([]plans.LaidTable, 1)}}
			if err := tx.PutOriginal("p", document); err != nil {
				return err
			}
			if _, err := Load(tx, c.next, "", amendedAt); err != nil {
				return err
			}
			if got, ok, err := tx.Original("p"); err != nil || ok != c.want || ok && got.Name != document.Name {
				t.Errorf("%s: document %q, %t, %v", name, got.Name, ok, err)
			}
			return nil
		})
	}
}

// TestPlanBesideOthersHasTheirTemplates and one in the place of another all its rules;
// what was set for the plan itself stays.
func TestPlanBesideOthersHasTheirTemplates(t *testing.T) {
	approval := plans.Approval{Quorum: 3}
	first := store.PlanRules{Approval: &approval, Templates: map[string]string{"results": "первый"}}
	own := store.PlanRules{Templates: map[string]string{"results": "свой"}}
	for name, c := range map[string]struct {
		set     map[plans.PlanID]store.PlanRules
		instead plans.PlanID
		text    string
		quorum  int
	}{
		"beside":             {map[plans.PlanID]store.PlanRules{"p": first}, "", "первый", 0},
		"beside, own":        {map[plans.PlanID]store.PlanRules{"p": first, "q": own}, "", "свой", 0},
		"beside one without": {map[plans.PlanID]store.PlanRules{"p": {Approval: &approval}}, "", "", 0},
		"in its place":       {map[plans.PlanID]store.PlanRules{"p": first}, "p", "первый", 3},
	} {
		kept(t, func(tx *store.Tx) error {
			if _, err := Load(tx, versionOf([]string{"семинар"}), "", amendedAt); err != nil {
				return err
			}
			if err := tx.PutSettings(store.Settings{Plans: c.set}); err != nil {
				return err
			}
			if _, err := Replace(tx, c.instead, named(versionOf([]string{"семинар"}), "q"), "", amendedAt); err != nil {
				return err
			}
			s, err := tx.Settings()
			if err != nil {
				return err
			}
			got, has := s.Plans["q"]
			if got.Templates["results"] != c.text || has != (c.text != "") || (got.Approval != nil) != (c.quorum > 0) {
				t.Errorf("%s: %+v, %t", name, got, has)
			}
			return nil
		})
	}
}

// TestShortNamesStayWithPlanAndRows that a newer document leaves without.
func TestShortNamesStayWithPlanAndRows(t *testing.T) {
	force := versionOf([]string{"семинар", "выставка", "ярмарка"})
	force.Short = "Медиаплан"
	for i, short := range []string{"Семинар в школе", "Выставка", ""} {
		force.Sections[0].Items[i].Short = short
	}
	read := versionOf([]string{"семинар", "выставка", "ярмарка"})
	read.Sections[0].Items[1].Short = "Выставка книг"
	kept(t, func(tx *store.Tx) error {
		if _, err := Load(tx, force, "", amendedAt); err != nil {
			return err
		}
		got := propose(t, tx, read, true).Plan
		for i, want := range []string{"Семинар в школе", "Выставка книг", ""} {
			if short := got.Sections[0].Items[i].Short; short != want {
				t.Errorf("row %d is called %q, want %q", i+1, short, want)
			}
		}
		if got.Short != "Медиаплан" {
			t.Errorf("the plan is called %q", got.Short)
		}
		read.Short = "План"
		if got := propose(t, tx, read, true).Plan; got.Short != "План" {
			t.Errorf("the plan, with a name of its own, is called %q", got.Short)
		}
		return nil
	})
}
