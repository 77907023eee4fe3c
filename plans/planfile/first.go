package planfile

import (
	"strings"

	"sdelaemvmeste/plans"
)

// ReadFirst is [Read] where no plan is in force. A document of the district the
// program was made for is matched with the units of its plan, so that it gives the
// same identifiers; any other district's units are its own.
func ReadFirst(name string, data []byte) Result {
	r := Read(name, data, nil)
	if !familiar(r.Plan) {
		return r
	}
	return Read(name, data, Read("petrovsky-2023.yaml", plans.Petrovsky2023, nil).Plan.Units)
}

// familiar tells whether a plan names that district or its administration.
func familiar(p plans.Plan) bool {
	texts := []string{p.Title, p.Approved}
	for _, u := range p.Units {
		texts = append(texts, u.Name)
	}
	for _, i := range p.Items() {
		texts = append(texts, i.Form)
	}
	all := strings.ToLower(strings.Join(texts, " "))
	return strings.Contains(all, "петровск") || strings.Contains(all, "апго")
}
