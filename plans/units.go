package plans

import "slices"

// UnitDecision is what an administrator decided in chat about a unit. Decisions
// outlive the version of the plan they were made for: a later version is read under
// them.
type UnitDecision struct {
	Kind UnitDecisionKind `json:"kind"`
	Unit UnitID           `json:"unit"`
	// Name is what the unit is called from now on: of an added or a renamed one.
	Name string `json:"name,omitempty"`
	// Into is the unit that takes over from a merged one.
	Into UnitID `json:"into,omitempty"`
}

// UnitDecisionKind is what was decided about a unit.
type UnitDecisionKind string

// What can be decided about a unit.
const (
	UnitAdded   UnitDecisionKind = "added"
	UnitRenamed UnitDecisionKind = "renamed"
	UnitMerged  UnitDecisionKind = "merged"
	// UnitRemoved holds while no row and no project names the unit.
	UnitRemoved UnitDecisionKind = "removed"
)

// Decided gives the plan under decisions about its units, in the order in which they
// were made. Of a renamed or merged unit the names stay known as aliases, so that a
// document which still uses them is understood. A decision about a unit that the
// plan does not have changes nothing. The original is left as it is.
func (p Plan) Decided(decisions []UnitDecision) Plan {
	if len(decisions) == 0 {
		return p
	}
	p.Units = slices.Clone(p.Units)
	for _, d := range decisions {
		i := slices.IndexFunc(p.Units, func(u Unit) bool { return u.ID == d.Unit })
		switch {
		case d.Kind == UnitAdded && i < 0:
			p.Units = append(p.Units, Unit{ID: d.Unit, Name: d.Name})
		case i < 0:
		case d.Kind == UnitRenamed:
			p.Units[i] = p.Units[i].known(p.Units[i].Name)
			p.Units[i].Name = d.Name
			p.Units[i].Aliases = slices.DeleteFunc(p.Units[i].Aliases, func(a string) bool { return a == d.Name })
		case d.Kind == UnitMerged:
			p = p.merged(i, d.Into)
		case d.Kind == UnitRemoved && !p.Names(d.Unit):
			p.Units = slices.Delete(p.Units, i, i+1)
		}
	}
	return p
}

// known gives the unit with more names it is known by.
func (u Unit) known(names ...string) Unit {
	u.Aliases = slices.Clone(u.Aliases)
	for _, n := range names {
		if !slices.Contains(u.Aliases, n) {
			u.Aliases = append(u.Aliases, n)
		}
	}
	return u
}

// merged puts a unit into another, which must not be the same; rows, projects and
// people follow.
func (p Plan) merged(i int, into UnitID) Plan {
	j := slices.IndexFunc(p.Units, func(u Unit) bool { return u.ID == into })
	if j < 0 || j == i {
		return p
	}
	from := p.Units[i]
	p.Units[j] = p.Units[j].known(append([]string{from.Name}, from.Aliases...)...)
	p.Units = slices.Delete(p.Units, i, i+1)
	p.Sections = slices.Clone(p.Sections)
	for s := range p.Sections {
		p.Sections[s].Items = slices.Clone(p.Sections[s].Items)
		for n := range p.Sections[s].Items {
			p.Sections[s].Items[n].Responsible = ReplaceUnit(p.Sections[s].Items[n].Responsible, from.ID, into)
		}
	}
	p.Projects = slices.Clone(p.Projects)
	for n := range p.Projects {
		if p.Projects[n].Unit == from.ID {
			p.Projects[n].Unit = into
		}
	}
	p.People = slices.Clone(p.People)
	for n := range p.People {
		p.People[n].Units = ReplaceUnit(p.People[n].Units, from.ID, into)
	}
	return p
}

// ReplaceUnit gives units with one put in the place of another, each once and in
// their order. The original is left as it is.
func ReplaceUnit(units []UnitID, from, into UnitID) []UnitID {
	if !slices.Contains(units, from) {
		return units
	}
	var all []UnitID
	for _, u := range units {
		if u == from {
			u = into
		}
		if !slices.Contains(all, u) {
			all = append(all, u)
		}
	}
	return all
}

// Names reports whether a row or a project of the plan names the unit.
func (p Plan) Names(unit UnitID) bool {
	return slices.ContainsFunc(p.Items(), func(i Item) bool { return slices.Contains(i.Responsible, unit) }) ||
		slices.ContainsFunc(p.Projects, func(x Project) bool { return x.Unit == unit })
}
