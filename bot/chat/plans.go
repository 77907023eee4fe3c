package chat

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// ReadPlans reads the plans in force anew, and their zone.
func (t *Turn) ReadPlans() error {
	t.Plans, t.Zone = nil, time.UTC
	versions, err := t.Tx.InForce()
	if err != nil {
		return err
	}
	for _, v := range versions {
		t.Plans = append(t.Plans, v.Plan)
	}
	lead, ok, err := t.Tx.LeadingPlan()
	if err != nil || !ok {
		return err
	}
	if t.Zone, err = lead.Location(); err != nil {
		return fmt.Errorf("plan's zone: %w", err)
	}
	return nil
}

// InForce finds a plan in force; ok is false when it is not.
func (t *Turn) InForce(id plans.PlanID) (p plans.Plan, ok bool) {
	i := slices.IndexFunc(t.Plans, func(p plans.Plan) bool { return p.ID == id })
	if i < 0 {
		return p, false
	}
	return t.Plans[i], true
}

// PlanOf gives a plan by its id, in force or finished; for the id of no task's plan, as
// that of a post without a row, it is the plan that has been in force longest.
func (t *Turn) PlanOf(id plans.PlanID) (plans.Plan, error) {
	if p, ok := t.InForce(id); ok {
		return p, nil
	}
	if id == "" {
		return t.Longest(), nil
	}
	v, err := t.Tx.Plan(id)
	if errors.Is(err, plans.ErrNotFound) {
		return plans.Plan{}, Refuse(OutOfDate, textPlanUnknown)
	}
	return v.Plan, err
}

// Longest is the plan that has been in force longest, the zero Plan without any.
func (t *Turn) Longest() plans.Plan {
	if len(t.Plans) == 0 {
		return plans.Plan{}
	}
	return t.Plans[0]
}

// PlanNumber is the short number of a plan on buttons.
func (t *Turn) PlanNumber(id plans.PlanID) (uint64, error) {
	return t.Tx.Number(store.PlanNumber, string(id))
}

// NumberedPlan is the plan in force of a short number. Buttons made while there was
// one plan have none: they are about the plan that has been in force longest.
func (t *Turn) NumberedPlan(n uint64) (plans.Plan, error) {
	if n == 0 {
		if len(t.Plans) == 0 {
			return plans.Plan{}, t.NoPlan()
		}
		return t.Longest(), nil
	}
	id, err := t.Tx.Identity(store.PlanNumber, n)
	if err != nil {
		return plans.Plan{}, err
	}
	p, ok := t.InForce(plans.PlanID(id))
	if !ok {
		return p, Refuse(OutOfDate, textPlanFinished)
	}
	return p, nil
}

// PlanName is the plan's name in a line, with its years where another plan in force is
// called the same.
func (t *Turn) PlanName(p plans.Plan) string {
	name := Cut(p.Name(), planNameLimit)
	same := func(o plans.Plan) bool { return o.ID != p.ID && Cut(o.Name(), planNameLimit) == name }
	if !slices.ContainsFunc(t.Plans, same) {
		return name
	}
	return name + " " + strings.Join(years(p.Period), "–")
}

// planNameLimit is how long a plan's name in a line may be.
const planNameLimit = 40

func years(s plans.Span) []string {
	from, to := strconv.Itoa(s.From.Year()), strconv.Itoa(s.To.Year())
	if from == to {
		return []string{from}
	}
	return []string{from, to}
}

// Under says of which plan something is, where there are several or the plan is not in
// force any more.
func (t *Turn) Under(p plans.Plan) string {
	if len(t.Plans) == 1 && t.Plans[0].ID == p.ID {
		return ""
	}
	return " · <i>" + Esc(t.PlanName(p)) + "</i>"
}

// OfPlan heads a text about one plan with its name, where there are several.
func OfPlan(t *Turn, p plans.Plan) string {
	if len(t.Plans) < 2 {
		return ""
	}
	return Bold(t.PlanName(p)) + "\n\n"
}

// MorningAt is the hour of the morning message.
func (t *Turn) MorningAt() plans.Clock { return MorningAt(t.Settings, t.Plans) }

// MorningAt is the hour of the morning message under some settings: what was set for
// the district, or that of the plan that has been in force longest.
func MorningAt(s store.Settings, inForce []plans.Plan) plans.Clock {
	switch {
	case s.At != nil:
		return *s.At
	case len(inForce) == 0:
		return plans.DefaultReminders().At
	}
	r, _ := s.Rules(inForce[0])
	return r.At
}

// Row finds the row of a task in its plan, the title of its section and of which plan
// it is (see [Turn.Under]); ok is false when the plan has no such row.
func (t *Turn) Row(task plans.Task) (item plans.Item, section, under string, ok bool, err error) {
	p, err := t.PlanOf(task.ID.Plan())
	if errors.Is(err, plans.ErrConflict) {
		return item, "", "", false, nil
	}
	if err != nil {
		return item, "", "", false, err
	}
	item, section, ok = p.Item(task.Item)
	return item, section, t.Under(p), ok, nil
}

// ShortName is the name in lists of a task's row.
func (t *Turn) ShortName(task plans.Task) (string, error) {
	v, err := t.Tx.Plan(task.ID.Plan())
	if errors.Is(err, plans.ErrNotFound) {
		return "", Refuse(OutOfDate, textPlanUnknown)
	}
	return v.ShortNames()[task.Item], err
}

// Units are the district's (see [schedule.Units]).
func (t *Turn) Units() ([]plans.Unit, error) { return schedule.Units(t.Tx) }

// OwnUnits are the units people may belong to.
func (t *Turn) OwnUnits() ([]plans.Unit, error) {
	all, err := t.Units()
	return slices.DeleteFunc(all, func(u plans.Unit) bool { return u.ByProject }), err
}

// UnitOf finds a unit by its id: in the plans in force, then in the newest finished one
// that has it; ok is false when none does.
func (t *Turn) UnitOf(id plans.UnitID) (u plans.Unit, ok bool) {
	for _, p := range t.Plans {
		if u, ok = p.Unit(id); ok {
			return u, true
		}
	}
	u, ok, err := schedule.FinishedUnit(t.Tx, id)
	if err != nil {
		t.Fail(err)
	}
	return u, ok
}
