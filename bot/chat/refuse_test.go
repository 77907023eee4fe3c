package chat

import (
	"errors"
	"fmt"
	"testing"

	"sdelaemvmeste/plans"
)

// TestReasonsNamed: every reason has a name of its own and a kind of error.
func TestReasonsNamed(t *testing.T) {
	if n := len(Reasons()); n != int(reasonsEnd-NoRight) {
		t.Errorf("%d reasons", n)
	}
	seen := map[string]bool{"unknown": true}
	for _, r := range Reasons() {
		if seen[r.String()] {
			t.Errorf("reason %d has no name of its own: %s", r, r)
		}
		seen[r.String()] = true
		if line, ok := Refusal(fmt.Errorf("press: %w", Refuse(r, "нет"))); !ok || line != "нет" {
			t.Errorf("%s is said as %q", r, line)
		}
	}
}

// TestRefusalsCounted: a refusal counts for its reason, an error of a known kind
// for that of its kind, and a fault of the program for none.
func TestRefusalsCounted(t *testing.T) {
	for _, c := range []struct {
		err  error
		want []Reason
	}{
		{Refuse(WrongDay, "нет"), []Reason{WrongDay}},
		{fmt.Errorf("vote: %w", Stale()), []Reason{StaleButton}},
		{fmt.Errorf("vote: %w", plans.ErrForbidden), []Reason{NoRight}},
		{plans.ErrConflict, []Reason{OutOfDate}},
		{plans.ErrNotFound, []Reason{StaleButton}},
		{plans.ErrInvalid, []Reason{NotUnderstood}},
		{errors.New("disk is full"), nil},
		{nil, nil},
	} {
		var got []Reason
		b := &Env{Refused: func(why Reason) { got = append(got, why) }}
		b.CountRefusal(c.err)
		if fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%v counts as %v, want %v", c.err, got, c.want)
		}
		(&Env{}).CountRefusal(c.err)
	}
}
