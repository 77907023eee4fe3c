package yaml

import (
	"errors"
	"fmt"
	"strings"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile/document"
)

// result is a file as it was read.
type result struct {
	Plan     plans.Plan
	Problems []document.Problem
}

func readWhole(data []byte) result {
	p, problems := Read(data, 0)
	return result{p, problems}
}

// err tells the faults, nil for none.
func (r result) err() error {
	var all []error
	for _, p := range r.Problems {
		if p.Severity == document.Fault {
			all = append(all, errors.New(p.String()))
		}
	}
	return errors.Join(all...)
}

func problemsOf(r result) string {
	var b strings.Builder
	for _, p := range r.Problems {
		mark := "!"
		if p.Severity == document.Warning {
			mark = "?"
		}
		fmt.Fprintf(&b, "%s %s\n", mark, p)
	}
	return b.String()
}

func lines(all ...string) string { return strings.Join(all, "\n") + "\n" }
