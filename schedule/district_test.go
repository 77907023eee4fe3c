package schedule

import (
	"testing"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// The hour which administrators set is the district's, whether a plan is in force or
// all are finished; without it the hour is that of the plan.
func TestHourOfTheDistrict(t *testing.T) {
	now := time.Date(2023, 3, 1, 9, 0, 0, 0, time.UTC)
	set, own := plans.Clock(8*60+30+1), plans.Clock(10*60+1)
	for name, test := range map[string]struct {
		set      *plans.Clock
		finished bool
		want     plans.Clock
	}{
		"of the plan in force":         {nil, false, own},
		"set, with a plan in force":    {&set, false, set},
		"of the plan finished last":    {nil, true, own},
		"set, when plans are finished": {&set, true, set},
	} {
		t.Run(name, func(t *testing.T) {
			p := plans.Plan{ID: "p", Zone: "Europe/Moscow", Reminders: plans.DefaultReminders(),
				Period: plans.Span{From: plans.NewDate(2023, 1, 1), To: plans.NewDate(2023, 12, 31)}}
			p.Reminders.At = own
			err := database(t).Update(func(tx *store.Tx) error {
				if err := tx.PutSettings(store.Settings{At: test.set}); err != nil {
					return err
				}
				if _, err := Load(tx, p, "", now); err != nil {
					return err
				}
				if test.finished {
					if _, err := Finish(tx, "p", "", now); err != nil {
						return err
					}
				}
				d, err := DistrictOf(tx)
				if awake := d.Awake(now); awake == test.finished {
					t.Errorf("awake: %t", awake)
				}
				if err != nil || d.At != test.want || d.Zone.String() != "Europe/Moscow" {
					t.Errorf("%v in %v (%v), want %v", d.At, d.Zone, err, test.want)
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		})
	}
}
