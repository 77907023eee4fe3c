package plans_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"testing"

	"sdelaemvmeste/plans"
)

func TestEveryKindOfDeadlineComesBackFromJSON(t *testing.T) {
	d, at := day(t, "2023-03-20"), clock(t, "18:00")
	for want, deadline := range map[string]plans.Deadline{
		`{"kind":"by_date","to":"2023-03-20","time":"18:00"}`:                         plans.ByDate{To: d, Time: at},
		`{"kind":"by_date","to":"2023-03-20"}`:                                        plans.ByDate{To: d},
		`{"kind":"between","from":"2023-03-20","to":"2023-03-21"}`:                    plans.Between{From: d, To: d + 1},
		`{"kind":"period","from":"2023-03-20","to":"2023-03-21"}`:                     plans.Period{From: d, To: d + 1},
		`{"kind":"throughout"}`:                                                       plans.Throughout{},
		`{"kind":"every","each":"month","day":5,"shift":1}`:                           plans.Every{Each: plans.EachMonth, N: 1, Day: 5, Shift: 1},
		`{"kind":"every","each":"week","n":2,"times":3}`:                              plans.Every{Each: plans.EachWeek, N: 2, Times: 3},
		`{"kind":"dates","days":["2023-03-20","2023-03-21"]}`:                         plans.Dates{Days: []plans.Date{d, d + 1}},
		`{"kind":"after_event","event":"completed","n":30,"unit":"day"}`:              plans.AfterEvent{Event: plans.Completed, N: 30, Unit: plans.TermDay},
		`{"kind":"after_event","event":"opening","n":1,"unit":"month","before":true}`: plans.AfterEvent{Event: plans.Opening, N: 1, Unit: plans.TermMonth, Before: true},
		`{"kind":"as_it_happens","event":"other","what":"субботник"}`:                 plans.AsItHappens{Event: plans.OtherEvent, What: "субботник"},
		`{"kind":"unclear","why":"нет даты"}`:                                         plans.Unclear{Why: "нет даты"},
	} {
		b, err := plans.MarshalDeadline(deadline)
		if err != nil || string(b) != want {
			t.Errorf("%+v is written %s, %v; want %s", deadline, b, err, want)
			continue
		}
		if got, err := plans.UnmarshalDeadline(b); err != nil || !reflect.DeepEqual(got, deadline) {
			t.Errorf("%s is read as %+v, %v", b, got, err)
		}
	}
}

func TestDeadlineThatCannotBeReadIsRefused(t *testing.T) {
	for _, s := range []string{`{"kind":"someday"}`, `{}`} {
		if d, err := plans.UnmarshalDeadline([]byte(s)); !errors.Is(err, plans.ErrInvalid) || d != nil {
			t.Errorf("%s: %v, %v", s, d, err)
		}
	}
	for _, s := range []string{`{`, `{"kind":"every","n":"два"}`, `{"kind":"by_date","to":"завтра"}`} {
		if d, err := plans.UnmarshalDeadline([]byte(s)); err == nil || d != nil {
			t.Errorf("%s: %v, %v", s, d, err)
		}
	}
}

func TestOnlyEventsOfAProjectAreOfAProject(t *testing.T) {
	for event, want := range map[plans.Event]bool{
		plans.ContractSigned: true, plans.Selection: true, plans.Completed: true, plans.Opening: true,
		plans.OtherEvent: false, "": false,
	} {
		if event.OfProject() != want {
			t.Errorf("%q: %v", event, event.OfProject())
		}
	}
}

func TestItemComesBackFromJSONWithItsDeadline(t *testing.T) {
	want := plans.Item{
		No: "2.5", Form: "Публикация", Phrase: "до 20.03.2023", Deadline: plans.ByDate{To: day(t, "2023-03-20")},
		Responsible: []plans.UnitID{"finance"}, Channel: plans.SiteChannel, Post: plans.ResultsPost, Problems: []string{"проверьте"},
	}
	b, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got plans.Item
	if err := json.Unmarshal(b, &got); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%s is read as %+v, %v", b, got, err)
	}
	for _, s := range []string{`{"no":"1","deadline":{"kind":"someday"}}`, `{"no":1}`} {
		if err := json.Unmarshal([]byte(s), &got); err == nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, %v", s, got, err)
		}
	}
}
