package yaml

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile/spelling"
)

// ids remembers which identifiers were given and where.
type ids map[string]int

// claim reports an identifier that was given before.
func (m mapping) claim(taken ids, key, id string) {
	if id == "" {
		return
	}
	if line, ok := taken[id]; ok {
		m.r.fault(m.values[key], fmt.Sprintf("%sобозначение «%s» уже занято в строке %d: выберите другое", m.what, id, line))
		return
	}
	taken[id] = m.values[key].Line
}

func (r *reader) units(plan mapping) []plans.Unit {
	var all []plans.Unit
	taken := ids{}
	nodes := plan.groups("units")
	if len(nodes) > maxUnits {
		r.fault(nodes[maxUnits], fmt.Sprintf("подразделений больше %d: уберите лишние", maxUnits))
		nodes = nodes[:maxUnits]
	}
	for _, n := range nodes {
		m, ok := r.mapping(n, "подразделение: ", "id", "name", "aliases", "by_project", "external")
		if !ok {
			continue
		}
		m.required("id", "обозначение латиницей")
		m.required("name", "название, как в документе")
		u := plans.Unit{
			ID: plans.UnitID(m.id("id")), Name: m.text("name"),
			ByProject: m.flag("by_project"), External: m.flag("external"),
		}
		for _, a := range m.list("aliases") {
			if s := r.scalar(a, "подразделение: другое название"); s != "" {
				u.Aliases = append(u.Aliases, s)
			}
		}
		if u.ByProject && u.External {
			r.fault(n, "подразделение: «by_project» и «external» вместе не бывают: оставьте одно")
		}
		m.claim(taken, "id", string(u.ID))
		if u.ID != "" {
			all = append(all, u)
		}
	}
	return all
}

// unitIDs reads a list of units that the plan knows.
func (m mapping) unitIDs(key string, p plans.Plan) []plans.UnitID {
	var found []plans.UnitID
	for _, n := range m.list(key) {
		s := m.r.scalar(n, m.what+"«"+key+"»")
		if s == "" {
			continue
		}
		u, ok := p.Unit(plans.UnitID(s))
		switch {
		case !ok:
			m.r.fault(n, m.what+unknownUnit(s, p.Units))
		case slices.Contains(found, u.ID):
			m.r.fault(n, fmt.Sprintf("%sподразделение «%s» названо дважды: оставьте один раз", m.what, s))
		default:
			found = append(found, u.ID)
		}
	}
	return found
}

func unknownUnit(s string, units []plans.Unit) string {
	names := make([]string, len(units))
	for i, u := range units {
		names[i] = string(u.ID)
		if spelling.Normal(u.Name) == spelling.Normal(s) || slices.ContainsFunc(u.Aliases, func(a string) bool { return spelling.Normal(a) == spelling.Normal(s) }) {
			return fmt.Sprintf("вместо названия «%s» напишите его обозначение «%s»", spelling.Clip(s), u.ID)
		}
	}
	text := fmt.Sprintf("подразделения «%s» нет в «units»", spelling.Clip(s))
	if near, ok := spelling.Nearest(s, names); ok {
		return text + fmt.Sprintf(": возможно, имелось в виду «%s»", near)
	}
	return text + ": добавьте его туда или исправьте обозначение"
}

func (r *reader) people(plan mapping, p plans.Plan) []plans.Person {
	var all []plans.Person
	taken := ids{}
	for _, n := range plan.groups("people") {
		m, ok := r.mapping(n, "человек: ", "id", "name", "unit", "units", "roles")
		if !ok {
			continue
		}
		m.required("id", "обозначение латиницей")
		m.required("name", "имя или должность")
		x := plans.Person{ID: plans.PersonID(m.id("id")), Name: m.text("name"), Units: m.unitIDs("unit", p)}
		if m.values["unit"] != nil && m.values["units"] != nil {
			r.fault(m.values["units"], "человек: «unit» и «units» вместе не нужны: оставьте одно")
		} else if m.values["unit"] == nil {
			x.Units = m.unitIDs("units", p)
		}
		x.Roles = m.roles()
		if len(x.Roles) == 0 && m.values["roles"] == nil {
			r.warn(n, "человек: роли не указаны, он ничего не сможет сделать: добавьте «roles»")
		}
		if len(x.Units) == 0 && x.Has(plans.Responsible) && m.values["unit"] == nil && m.values["units"] == nil {
			r.warn(n, "человек: отвечает за строки, но подразделение не указано, напоминаний он не получит: добавьте «unit»")
		}
		m.claim(taken, "id", string(x.ID))
		all = append(all, x)
	}
	return all
}

// roleNames are the roles as a plan file names them.
func roleNames() string {
	var names []string
	for _, role := range plans.Roles() {
		names = append(names, string(role))
	}
	return strings.Join(names, ", ")
}

func (m mapping) roles() []plans.Role {
	known := plans.Roles()
	var found []plans.Role
	for _, n := range m.list("roles") {
		s := m.r.scalar(n, "человек: «roles»")
		switch role := plans.Role(s); {
		case s == "":
		case !slices.Contains(known, role):
			m.r.fault(n, fmt.Sprintf("человек: роли «%s» нет; есть %s", spelling.Clip(s), roleNames()))
		case !slices.Contains(found, role):
			found = append(found, role)
		}
	}
	return found
}

func (r *reader) projects(plan mapping, p plans.Plan) []plans.Project {
	var all []plans.Project
	taken := ids{}
	for _, n := range plan.groups("projects") {
		m, ok := r.mapping(n, "проект: ", "id", "name", "place", "unit", "contract", "completed",
			"selected", "selection", "opened", "opening")
		if !ok {
			continue
		}
		m.required("id", "обозначение латиницей")
		m.required("name", "название проекта")
		m.required("unit", "подразделение, которое ведёт проект")
		x := plans.Project{
			ID: plans.ProjectID(m.id("id")), Name: m.text("name"), Place: m.text("place"), Unit: m.projectUnit(p),
			Contract: m.day("contract"), Completed: m.day("completed"),
			Selected: m.eitherDay("selected", "selection"), Opened: m.eitherDay("opened", "opening"),
		}
		if x.Contract != 0 && x.Completed != 0 && x.Completed < x.Contract {
			r.fault(m.values["completed"], "проект: завершён раньше, чем заключён контракт: проверьте даты")
		}
		m.claim(taken, "id", string(x.ID))
		all = append(all, x)
	}
	return all
}

// projectUnit gives the project's own unit. A by-project unit stands for this
// very one, so it cannot be it.
func (m mapping) projectUnit(p plans.Plan) plans.UnitID {
	n := m.values["unit"]
	if n != nil && n.Kind == yaml.SequenceNode && len(n.Content) != 1 {
		m.r.fault(n, "проект: нужно одно подразделение, а не перечень")
		return ""
	}
	found := m.unitIDs("unit", p)
	if len(found) == 0 {
		return ""
	}
	if u, _ := p.Unit(found[0]); u.ByProject {
		m.r.fault(n, fmt.Sprintf("проект: «%s» означает «подразделение проекта»: укажите само подразделение", u.ID))
	}
	return found[0]
}

func (m mapping) day(key string) plans.Date {
	s := m.text(key)
	if s == "" {
		return 0
	}
	d, ok := parseDay(s)
	if !ok {
		m.r.fault(m.values[key], fmt.Sprintf("%s«%s» — нет такого дня «%s»: напишите, например, 10.04.2023", m.what, key, spelling.Clip(s)))
	}
	return d
}

// eitherDay reads a date that has two names.
func (m mapping) eitherDay(key, other string) plans.Date {
	if m.values[key] != nil && m.values[other] != nil {
		m.r.fault(m.values[other], fmt.Sprintf("%s«%s» и «%s» — одно и то же: оставьте одно", m.what, key, other))
	}
	if m.values[key] != nil {
		return m.day(key)
	}
	return m.day(other)
}
