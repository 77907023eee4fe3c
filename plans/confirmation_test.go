package plans_test

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"sdelaemvmeste/plans"
)

func TestConfirmationIsJudgedOnceWithAReasonToReturn(t *testing.T) {
	zone := time.FixedZone("Чита", 9*60*60)
	at := time.Date(2023, 3, 16, 9, 0, 0, 0, zone)
	given := plans.Confirmation{Task: "p/1.1", Number: 3, By: "fin-1", At: noon, State: plans.Given}
	judged := func(to plans.ConfirmationState, by plans.PersonID, reason string) plans.Confirmation {
		c := given
		c.State, c.Judge, c.Judged, c.Reason = to, by, at.UTC(), reason
		return c
	}
	for name, c := range map[string]struct {
		judge  func(plans.Confirmation) (plans.Confirmation, error)
		want   plans.Confirmation
		stands bool
	}{
		"accepted": {
			func(c plans.Confirmation) (plans.Confirmation, error) { return c.Accept("ctl", at) },
			judged(plans.Accepted, "ctl", ""), true,
		},
		"accepted by time": {
			func(c plans.Confirmation) (plans.Confirmation, error) { return c.Expire(at) },
			judged(plans.Accepted, "", ""), true,
		},
		"returned": {
			func(c plans.Confirmation) (plans.Confirmation, error) {
				return c.Return("ctl", at, "нет ссылки")
			},
			judged(plans.Returned, "ctl", "нет ссылки"), false,
		},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := c.judge(given)
			if err != nil || !reflect.DeepEqual(got, c.want) || got.Stands() != c.stands {
				t.Errorf("%+v, %v, stands %v", got, err, got.Stands())
			}
			if again, err := c.judge(got); !errors.Is(err, plans.ErrConflict) || !reflect.DeepEqual(again, got) {
				t.Errorf("judged twice: %+v, %v", again, err)
			}
		})
	}
	if got, err := given.Return("ctl", at, ""); !errors.Is(err, plans.ErrInvalid) || !reflect.DeepEqual(got, given) {
		t.Errorf("returned without a reason: %+v, %v", got, err)
	}
	if !given.Stands() || (plans.Confirmation{}).Stands() {
		t.Error("one just given stands, one of no state does not")
	}
}

func TestFactIsOfTheDayNamedElseOfTheDayItWasTold(t *testing.T) {
	zone := time.FixedZone("Чита", 9*60*60)
	c := plans.Confirmation{At: time.Date(2023, 3, 15, 20, 0, 0, 0, time.UTC)}
	if got := c.On(zone); got != day(t, "2023-03-16") {
		t.Errorf("told on %s", got)
	}
	c.Day = day(t, "2023-03-01")
	if got := c.On(zone); got != c.Day {
		t.Errorf("named for %s", got)
	}
}
