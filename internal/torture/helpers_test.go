package torture

import (
	"errors"
	"os"
	"testing"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile"
)

// adminID is the account of the administrator in every story.
const adminID = 1001

// planFile is the plan that commands load, seen from the folder of these tests.
const planFile = "../../plans/petrovsky-2023.yaml"

// petrovsky is the embedded plan, with more laid over it in YAML.
func petrovsky(t *testing.T, more string) plans.Plan {
	t.Helper()
	r := planfile.Read("petrovsky-2023.yaml", []byte(string(plans.Petrovsky2023)+more), nil)
	if !r.Loadable() {
		t.Fatalf("plan: %v", r.Problems)
	}
	return r.Plan
}

func listed(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func exitCode(err error) int {
	if err == nil {
		return 0
	}
	if e, ok := err.(interface{ ExitCode() int }); ok {
		return e.ExitCode()
	}
	return -1
}
