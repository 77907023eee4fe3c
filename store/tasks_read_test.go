package store

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sdelaemvmeste/plans"
)

// TestReadTaskAsJSON reads what the program writes of any task, and what is left of it
// when a byte was changed, as encoding/json does or not at all.
func TestReadTaskAsJSON(t *testing.T) {
	word := rapid.OneOf(rapid.Just(""), rapid.StringMatching(`[a-z0-9/@#.-]{1,12}`), rapid.String())
	day := rapid.OneOf(rapid.Just(plans.Date(0)), rapid.Map(rapid.IntRange(1, 3_000_000), func(n int) plans.Date { return plans.Date(n) }))
	rapid.Check(t, func(t *rapid.T) {
		want := TaskRecord{
			Number: rapid.Uint64().Draw(t, "number"), State: TaskState(word.Draw(t, "state")), Reason: word.Draw(t, "reason"),
			Since: time.Unix(rapid.Int64Range(0, 1<<33).Draw(t, "since"), 0).UTC(), Ended: rapid.Bool().Draw(t, "ended"), Finished: rapid.Bool().Draw(t, "finished"),
			Task: plans.Task{
				ID: plans.TaskID(word.Draw(t, "id")), Item: plans.ItemNo(word.Draw(t, "item")), Project: plans.ProjectID(word.Draw(t, "project")),
				Part: word.Draw(t, "part"), Kind: plans.TaskKind(word.Draw(t, "kind")), Opens: day.Draw(t, "opens"), Due: day.Draw(t, "due"),
				Time: plans.Clock(rapid.IntRange(0, 1440).Draw(t, "minute")), Announced: rapid.Bool().Draw(t, "announced"), NudgeFrom: day.Draw(t, "nudge"),
				Units: rapid.SliceOfN(rapid.Map(word, func(s string) plans.UnitID { return plans.UnitID(s) }), 0, 3).Draw(t, "units"),
			},
		}
		b, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		if rapid.Bool().Draw(t, "spoil") {
			b[rapid.IntRange(0, len(b)-1).Draw(t, "at")] = rapid.Byte().Draw(t, "byte")
		}
		got, ok := readTask(b)
		if !ok {
			return
		}
		var same TaskRecord
		if err := json.Unmarshal(b, &same); err != nil || !reflect.DeepEqual(got, same) {
			t.Fatalf("%s\nread as %+v, by encoding/json %+v, %v", b, got, same, err)
		}
	})
	plain := TaskRecord{Number: 7, State: TaskOpen, Since: noon, Task: plans.Task{ID: "seed/1.1", Item: "1.1", Kind: plans.Dated, Due: 738_000, Units: []plans.UnitID{"a"}}}
	b, err := json.Marshal(plain)
	if got, ok := readTask(b); err != nil || !ok || !reflect.DeepEqual(got, plain) {
		t.Errorf("%s read as %+v, %v", b, got, ok)
	}
}
