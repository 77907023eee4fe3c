package schedule

import (
	"errors"
	"slices"
	"strings"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// Proposal is what loading a plan that was read would put in force.
type Proposal struct {
	Plan plans.Plan
	// Amends is true when there is a version to compare with: Old is that
	// version, Diff the comparison.
	Amends bool
	Old    plans.Plan
	Diff   Difference
	// Base is the version in force, 0 for none.
	Base uint64
	// Carried are the rows that keep the deadline a controller named in chat.
	Carried []plans.ItemNo
}

// Another reports whether the plan shares no row with one before: it is the first,
// or one of another period.
func (p Proposal) Another() bool {
	return !p.Amends || !p.Old.Period.Overlaps(p.Plan.Period)
}

// Propose works out what loading would do now. A document says nothing of what
// stands in chat and in YAML alone, reminders, approval, units of projects, so
// that is taken from the plan in force. Deadlines which a controller named for
// unclear rows stay while the document's words stay as they were.
func Propose(tx *store.Tx, read plans.Plan, document bool) (Proposal, error) {
	p := Proposal{Plan: copied(read)}
	set, err := tx.Settings()
	if err != nil {
		return p, err
	}
	v, err := tx.Plan()
	switch {
	case errors.Is(err, plans.ErrNotFound):
		return p, nil
	case err != nil:
		return p, err
	}
	p.Base = v.Version
	if document {
		p.Plan = inherit(p.Plan, v.Plan)
	}
	p.Plan = p.Plan.Decided(set.Units)
	old, ok, err := Previous(tx, p.Plan)
	if err != nil || !ok {
		return p, err
	}
	p.Amends, p.Old = true, old.Plan
	if old.Plan.Period == p.Plan.Period {
		p.Carried = keepWords(&p.Plan, Diff(old.Plan, p.Plan))
	}
	p.Diff = Diff(old.Plan, p.Plan)
	return p, nil
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

// inherit completes a plan read from a document with what a document can't say.
// A newer version of the plan in force keeps its name.
func inherit(p, force plans.Plan) plans.Plan {
	p.Zone, p.Reminders, p.Approval = force.Zone, force.Reminders, force.Approval
	if p.Hashtag == "" {
		p.Hashtag = force.Hashtag
	}
	if p.Period.Overlaps(force.Period) {
		p.ID = force.ID
	}
	for _, u := range force.Units {
		i := slices.IndexFunc(p.Units, func(x plans.Unit) bool { return x.ID == u.ID })
		if i < 0 {
			p.Units = append(p.Units, u)
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
