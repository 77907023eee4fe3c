package schedule

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// Proposal is what loading a plan that was read would put in force.
type Proposal struct {
	Plan plans.Plan
	// Instead is the plan in force whose place it takes, "" for none.
	Instead plans.PlanID
	// Unplaced is true while it is open whether the plan stands beside those in force
	// or takes the place of one of them.
	Unplaced bool
	// Renamed is true when its id is that of a plan in force of another time.
	Renamed bool
	// Zone is the district's, when the plan names another one and cannot be loaded.
	Zone string
	// Amends is true when there is a version to compare with: Old is that
	// version, Diff the comparison.
	Amends bool
	Old    plans.Plan
	Diff   Difference
	// Base is the newest version of all plans in force, 0 for none.
	Base uint64
	// Carried are the rows that keep the deadline a controller named in chat.
	Carried []plans.ItemNo
}

// Another reports whether the plan shares no row with one before: it is the first,
// or one of another period.
func (p Proposal) Another() bool {
	return !p.Amends || !p.Old.Period.Overlaps(p.Plan.Period)
}

// Place says where a plan goes that is not plainly a version of one in force: it is
// one nevertheless, it stands beside them, or it takes the place of one. The zero Place
// is undecided.
type Place struct {
	Newer, Beside bool
	Instead       plans.PlanID
}

// Propose works out what loading would do now. A document says nothing of what
// stands in chat and in YAML alone, reminders, approval, units of projects, so
// that is taken from the plan before it. Deadlines which a controller named for
// unclear rows stay while the document's words stay as they were.
func Propose(tx *store.Tx, read plans.Plan, document bool, at Place) (Proposal, error) {
	p := Proposal{Plan: copied(read), Instead: at.Instead}
	set, err := tx.Settings()
	if err != nil {
		return p, err
	}
	force, err := tx.InForce()
	if err != nil {
		return p, err
	}
	for _, v := range force {
		p.Base = max(p.Base, v.Version)
	}
	if err := p.place(tx, force, set, document, at); err != nil {
		return p, err
	}
	p.Plan = p.Plan.Decided(set.Units)
	old, ok, err := Previous(tx, p.Instead, p.Plan)
	if err != nil || !ok {
		return p, err
	}
	if p.Instead != "" && len(Diff(old.Plan, p.Plan).Kept) == 0 {
		return p, nil // plans that have no row in common
	}
	p.Amends, p.Old = true, old.Plan
	if old.Plan.Period == p.Plan.Period {
		p.Carried = keepWords(&p.Plan, Diff(old.Plan, p.Plan))
	}
	for _, pair := range Diff(old.Plan, p.Plan).Kept {
		if pair.Now.Short == "" && pair.Was.Short != "" {
			p.Plan = WithShort(p.Plan, pair.Now.No, pair.Was.Short)
		}
	}
	p.Diff = Diff(old.Plan, p.Plan)
	return p, nil
}

// place gives the plan its id and what a document leaves out, and finds out what is
// still to be decided.
func (p *Proposal) place(tx *store.Tx, force []store.PlanVersion, set store.Settings, document bool, at Place) error {
	model, newer := modelOf(force, p.Plan, document, at)
	if document && model.Plan.ID != "" {
		attended, err := attendedUnits(tx)
		if err != nil {
			return err
		}
		if !newer {
			model.Plan.Reminders, model.Plan.Approval = set.Rules(model.Plan)
		}
		stays := func(u plans.Unit) bool { return newer || u.ByProject || slices.Contains(attended, u.ID) }
		// A document that speaks of the district is read with all of its units: those
		// that neither it nor its model has are other plans'.
		p.Plan.Units = slices.DeleteFunc(p.Plan.Units, func(u plans.Unit) bool {
			_, has := model.Plan.Unit(u.ID)
			return !p.Plan.Names(u.ID) && !(has && stays(u))
		})
		p.Plan = inherit(p.Plan, model.Plan, stays)
	}
	for _, v := range force {
		if v.Plan.Zone != p.Plan.Zone && v.Plan.ID != at.Instead && (!newer || v.Plan.ID != model.Plan.ID) {
			p.Zone = v.Plan.Zone
		}
	}
	if newer {
		p.Plan.ID, p.Instead = model.Plan.ID, ""
		if p.Plan.Short == "" {
			p.Plan.Short = model.Plan.Short
		}
		return nil
	}
	p.Unplaced = len(force) > 0 && at == Place{}
	p.Renamed = slices.ContainsFunc(force, func(v store.PlanVersion) bool { return v.Plan.ID == p.Plan.ID })
	if document || p.Renamed {
		return p.newID(tx)
	}
	return nil
}

// newID gives the plan an id that no other plan has: one that a document was given is
// a guess.
func (p *Proposal) newID(tx *store.Tx) error {
	id := p.Plan.ID
	for n := 2; ; n++ {
		known, err := tx.Plan(p.Plan.ID)
		switch {
		case errors.Is(err, plans.ErrNotFound):
			return nil
		case err != nil:
			return err
		case known.Plan.Period == p.Plan.Period && alike(known.Plan, p.Plan):
			return nil // a finished plan, loaded again
		}
		p.Plan.ID = plans.PlanID(fmt.Sprintf("%s-%d", id, n))
	}
}

// modelOf finds the plan in force of which the plan is a newer version; else the one
// from which a document takes what it does not say: that whose place is taken, or the
// newest.
func modelOf(force []store.PlanVersion, read plans.Plan, document bool, at Place) (model store.PlanVersion, newer bool) {
	for _, v := range force {
		named := v.Plan.ID == read.ID
		same := named && !document
		meet := v.Plan.Period.Overlaps(read.Period)
		switch {
		case at.Newer && named, same && at.Instead == v.Plan.ID, at == Place{} && meet && (same || document && alike(v.Plan, read)):
			return v, true
		case at.Instead == v.Plan.ID, at.Instead == "" && v.Version > model.Version:
			model = v
		}
	}
	return model, false
}

// alike reports whether two plans are versions of one: they have their title in
// common; or all of it but the figures and months, and half of the rows of the shorter;
// or, under another title, several rows word for word, two thirds of the longer. Two
// plans of one district share a row now and then.
func alike(a, b plans.Plan) bool {
	if normal(a.Title) == normal(b.Title) {
		return true
	}
	kept := SameRows(a, b)
	shorter, longer := min(len(a.Items()), len(b.Items())), max(len(a.Items()), len(b.Items()))
	if dateless(a.Title) == dateless(b.Title) {
		return len(kept.Kept) > 0 && 2*len(kept.Kept) >= shorter
	}
	const several = 3
	verbatim := len(kept.Of(func(p Pair) bool { return !p.Reworded() }))
	return verbatim >= several && 3*verbatim >= 2*longer
}

// dateless is the words of a title without figures, months and years: «Медиаплан на».
func dateless(title string) string {
	months := []string{"январ", "феврал", "март", "апрел", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр"}
	return strings.Join(slices.DeleteFunc(strings.Fields(yearless(title)), func(w string) bool {
		return w == "май" || w == "мая" || strings.HasPrefix(w, "год") || w == "г" || w == "гг" ||
			slices.ContainsFunc(months, func(m string) bool { return strings.HasPrefix(w, m) })
	}), " ")
}

// Reword is the proposal of the plan in force with a controller's words for one
// row and what they mean.
func Reword(force plans.Plan, no plans.ItemNo, words string, d plans.Deadline) Proposal {
	p := Proposal{Plan: copied(force), Amends: true, Old: force}
	SetWords(&p.Plan, no, words, d)
	p.Diff = Diff(p.Old, p.Plan)
	return p
}

// copied is a plan whose rows can be changed without changing the original.
func copied(p plans.Plan) plans.Plan {
	p.Units = slices.Clone(p.Units)
	p.Sections = slices.Clone(p.Sections)
	for i := range p.Sections {
		p.Sections[i].Items = slices.Clone(p.Sections[i].Items)
	}
	return p
}

// inherit completes a plan read from a document with what a document can't say. Units
// that the document does not name come along where stays says so.
func inherit(p, model plans.Plan, stays func(plans.Unit) bool) plans.Plan {
	p.Zone, p.Reminders, p.Approval = model.Zone, model.Reminders, model.Approval
	if p.Hashtag == "" {
		p.Hashtag = model.Hashtag
	}
	for _, u := range model.Units {
		i := slices.IndexFunc(p.Units, func(x plans.Unit) bool { return x.ID == u.ID })
		if i < 0 {
			if stays(u) {
				p.Units = append(p.Units, u)
			}
			continue
		}
		aliases := slices.Clone(u.Aliases)
		for _, a := range p.Units[i].Aliases {
			if !slices.Contains(aliases, a) {
				aliases = append(aliases, a)
			}
		}
		p.Units[i] = u
		p.Units[i].Aliases = aliases
	}
	return p
}

// keepWords gives rows that are still unclear in the same words the deadline
// that a controller named for them before. A day without a year is the plan's, so
// another period asks again.
func keepWords(p *plans.Plan, d Difference) []plans.ItemNo {
	var kept []plans.ItemNo
	for _, pair := range d.Kept {
		_, unclear := pair.Now.Deadline.(plans.Unclear)
		if unclear && pair.Was.Words != "" && strings.TrimSpace(pair.Was.Phrase) == strings.TrimSpace(pair.Now.Phrase) {
			SetWords(p, pair.Now.No, pair.Was.Words, pair.Was.Deadline)
			kept = append(kept, pair.Now.No)
		}
	}
	return kept
}

// WithShort is the plan with another short name of a row. The original is left as it is.
func WithShort(p plans.Plan, no plans.ItemNo, name string) plans.Plan {
	p = copied(p)
	for s := range p.Sections {
		for i := range p.Sections[s].Items {
			if item := &p.Sections[s].Items[i]; item.No == no {
				item.Short = name
			}
		}
	}
	return p
}

// SetWords gives a row a controller's words and what they mean.
func SetWords(p *plans.Plan, no plans.ItemNo, words string, d plans.Deadline) {
	for s := range p.Sections {
		for i := range p.Sections[s].Items {
			if item := &p.Sections[s].Items[i]; item.No == no {
				item.Words, item.Deadline = words, d
			}
		}
	}
}
