package yaml

import (
	"fmt"
	"slices"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile/spelling"
)

// steps reads the steps of the approval, whose people must be those of the plan.
func (m mapping) steps(p plans.Plan) []plans.ApprovalStep {
	r := m.r
	var all []plans.ApprovalStep
	for _, n := range m.groups("steps") {
		m, ok := r.mapping(n, "шаг согласования: ", "name", "people", "quorum")
		if !ok {
			continue
		}
		m.required("name", "кто решает, например «глава»")
		s := plans.ApprovalStep{Name: m.text("name"), People: m.voters(p), Quorum: m.number("quorum", 1, 1, 100)}
		if len(s.People) > 0 && s.Quorum > len(s.People) {
			r.fault(n, fmt.Sprintf("шаг согласования «%s»: нужно голосов %d, а людей %d", spelling.Clip(s.Name), s.Quorum, len(s.People)))
		}
		if slices.ContainsFunc(all, func(o plans.ApprovalStep) bool { return o.Name == s.Name }) {
			r.fault(n, fmt.Sprintf("шаг согласования «%s» назван дважды", spelling.Clip(s.Name)))
		}
		all = append(all, s)
	}
	return all
}

// voters are the people who vote at a step.
func (m mapping) voters(p plans.Plan) []plans.PersonID {
	var found []plans.PersonID
	for _, n := range m.list("people") {
		id := plans.PersonID(m.r.scalar(n, "шаг согласования: «people»"))
		switch {
		case id == "":
		case !slices.ContainsFunc(p.People, func(x plans.Person) bool { return x.ID == id }):
			m.r.fault(n, fmt.Sprintf("шаг согласования: человека «%s» нет в «people» плана", spelling.Clip(string(id))))
		case !slices.Contains(found, id):
			found = append(found, id)
		}
	}
	return found
}
