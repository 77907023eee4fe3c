package place

import (
	"testing"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// TestNormsAreToldOnThursdayOrTheWorkingDayBefore names the day for weeks with days
// off (production calendar of 2023).
func TestNormsAreToldOnThursdayOrTheWorkingDayBefore(t *testing.T) {
	c := schedule.NewCalendar(nil)
	for monday, want := range map[string]string{
		"2023-03-13": "2023-03-16", // an ordinary week
		"2023-02-20": "2023-02-22", // 23 February is a Thursday
		"2023-01-02": "2023-01-09", // New Year: no working day until Friday
	} {
		m, err := plans.ParseDate(monday)
		if err != nil {
			t.Fatal(err)
		}
		if got := normDayOf(c, m); got.String() != want {
			t.Errorf("week of %s: %s, want %s", monday, got, want)
		}
	}
}

// TestPostsOfAWeekAreCounted counts by the day in the district's zone.
func TestPostsOfAWeekAreCounted(t *testing.T) {
	moscow := time.FixedZone("Москва", 3*60*60)
	monday := plans.NewDate(2023, 3, 13)
	at := func(day, hour, minute int) time.Time {
		return time.Date(2023, 3, day, hour, minute, 0, 0, moscow).UTC()
	}
	var posts []store.PostRecord
	for _, u := range []plans.Publication{
		{State: plans.Out, At: at(12, 23, 59)}, {State: plans.Out, At: at(13, 0, 0), Views: 7}, {State: plans.Out, At: at(19, 23, 59), Reactions: 2},
		{State: plans.Out, At: at(20, 0, 0)}, {State: plans.Out}, {State: plans.TakenDown, At: at(15, 9, 0)}, {State: plans.ToPlace},
		{State: plans.Unplaced}, {State: plans.Sending},
	} {
		u.Page = 1
		posts = append(posts, store.PostRecord{Post: plans.Post{Publications: []plans.Publication{u, {Page: 2, State: plans.Out, At: at(14, 9, 0)}}}})
	}
	got := weekOn(&chat.Turn{Zone: moscow}, posts, 1, monday)
	if want := (pageWeek{posts: 2, views: 7, reactions: 2, waiting: 1}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}
