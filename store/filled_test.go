package store

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"sdelaemvmeste/plans"
)

var noon = time.Date(2023, 3, 13, 9, 0, 0, 0, time.UTC)

// filled makes a database with something in every bucket and gives its folder.
// It is closed.
func filled(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	change(t, dir, func(tx *Tx) error {
		for _, put := range []func(*Tx) error{fillPlan, fillPeople, fillTasks, fillMail} {
			if err := put(tx); err != nil {
				return err
			}
		}
		return nil
	})
	return dir
}

// change runs a transaction on the closed database of a folder.
func change(t testing.TB, dir string, fn func(*Tx) error) {
	t.Helper()
	db, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Update(fn); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

// opened is a new database, open until the test ends.
func opened(t testing.TB) *DB {
	t.Helper()
	db, err := Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

// fresh runs a transaction on a new database, which must be sound at its end.
func fresh(t testing.TB, fn func(*Tx) error) {
	t.Helper()
	err := opened(t).Update(func(tx *Tx) error {
		if err := fn(tx); err != nil {
			return err
		}
		if r := tx.Check(); !r.Sound() {
			t.Errorf("left unsound: %q", r.Findings())
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// task keeps a task under its number, which is to be the next one.
func task(tx *Tx, id plans.TaskID, item plans.ItemNo) (TaskRecord, error) {
	n, err := tx.Number(TaskNumber, string(id))
	if err != nil {
		return TaskRecord{}, err
	}
	rec := TaskRecord{Number: n, Task: plans.Task{ID: id, Item: item, Kind: plans.Dated}, Since: noon, State: TaskOpen}
	return rec, tx.PutTask(rec)
}

func fillPlan(tx *Tx) error {
	plan := plans.Plan{
		ID: "seed", Title: "Медиаплан", Zone: "Europe/Moscow",
		Period:    plans.Span{From: plans.NewDate(2023, 1, 1), To: plans.NewDate(2023, 12, 31)},
		Reminders: plans.DefaultReminders(), Approval: plans.Approval{Quorum: 1},
		Units: []plans.Unit{{ID: "finance", Name: "финансовое управление"}},
		Sections: []plans.Section{{Title: "Пресса", Items: []plans.Item{{
			No: "1.1", Form: "пресс-конференция", Phrase: "до 20.03.2023",
			Deadline: plans.ByDate{To: plans.NewDate(2023, 3, 20)}, Responsible: []plans.UnitID{"finance"}, Channel: plans.PressChannel,
		}}}},
	}
	load, loadErr := tx.NewPlanLoad("p1", 101, "план.docx", noon)
	load.Read, load.Plan = true, plan
	_, planErr := tx.LoadPlan(plan, "", noon)
	_, reportErr := tx.AskReport(ReportJob{Plan: "seed", Period: plan.Period, Kind: "word", By: "p1", Chat: 101, Message: 7, At: noon})
	return firstOf(
		planErr, reportErr,
		tx.PutOriginal("seed", plans.Original{Name: "план.docx", Data: []byte("план"), Layout: plans.Layout{Tables: []plans.LaidTable{{Number: 1, Cols: 4}}}}),
		tx.PutProject(ProjectRecord{Project: plans.Project{ID: "park", Name: "Парк", Unit: "finance"}}),
		tx.RecordEvent(EventRecord{Plan: "seed", Item: "1.1", Day: plans.NewDate(2023, 3, 1), By: "p1", At: noon}),
		tx.MoveTask(Move{Task: "seed/1.1", Due: plans.NewDate(2023, 3, 21), By: "p1", At: noon, Reason: "перенос"}),
		loadErr, tx.PutPlanLoad(load), tx.PutPlanFile("p1", []byte("план")),
		tx.PutSettings(Settings{
			Group: -100, GroupTitle: "Согласование", LastPage: 1,
			Pages: []Page{{Page: plans.Page{ID: 1, Kind: plans.VKPage, Name: "ВКонтакте", Keeper: "p1", Norm: 3}}},
			Plans: map[plans.PlanID]PlanRules{"seed": {Approval: &plans.Approval{Quorum: 2}}},
		}),
		tx.SetMark(noon),
	)
}

func fillPeople(tx *Tx) error {
	_, digestErr := tx.PutDigest("p1", Digest{Day: plans.NewDate(2023, 3, 13), Lines: []DigestLine{{Task: 1}}})
	return firstOf(
		digestErr,
		tx.PutPerson(PersonRecord{Person: plans.Person{ID: "p1", Name: "Специалист"}, User: 101}),
		tx.PutInvite([32]byte{1}, Invite{Person: "p1", By: 100, Expires: noon}),
		tx.PutGuesses(777, Guesses{Count: 1, Last: noon}),
		tx.PutDialog(101, 101, Dialog{Await: "proof", Number: 1}),
		tx.Gather(Gathering{Chat: 101, Album: "a", Last: noon}),
		tx.PutUntold(Outgoing{Key: "in/1/1", Chat: 101, Do: SendText, Text: "текст", Seq: 1}),
		tx.PutSaid(Said{Parts: []Incoming{{Chat: Chat{ID: 101}, Message: 3, At: noon}, {Chat: Chat{ID: 101}, Message: 4, At: noon}}}),
		tx.PutKept(Kept{Chat: 101, Messages: [][]Incoming{{{Chat: Chat{ID: 101}, Message: 6, Text: "вот ссылка", At: noon, Sent: noon}}}}),
	)
}

func fillTasks(tx *Tx) error {
	n, err := tx.Number(TaskNumber, "seed/1.1")
	if err != nil {
		return err
	}
	task := plans.Task{ID: "seed/1.1", Item: "1.1", Kind: plans.Dated, Due: plans.NewDate(2023, 3, 20)}
	_, confirmErr := tx.Confirm(n, plans.Confirmation{Task: task.ID, By: "p1", At: noon, State: plans.Given})
	post, postErr := tx.NewPost(plans.Post{Author: "p1", Task: task.ID, State: plans.Drafting, Created: noon})
	post.Wake = noon
	post.Publications = []plans.Publication{{Page: 1, Kind: plans.VKPage, State: plans.ToPlace}}
	return firstOf(
		postErr, tx.PutPost(post),
		tx.OfferChannel(BoundChannel{ID: -7, Title: "Округ"}),
		tx.PutAsk(ChannelAsk{Channel: -7, By: 101, At: noon, Told: true}),
		tx.PutTask(TaskRecord{Number: n, Task: task, Since: noon, State: TaskOpen}),
		tx.Appoint(Appointment{At: noon, Task: n}),
		tx.PutWeekly(Weekly{Monday: plans.NewDate(2023, 3, 13), Due: []uint64{n}}),
		tx.Silence(Silence{Person: 1, Task: n, Until: noon.Add(time.Hour)}),
		confirmErr,
		tx.Write(noon, "p1", "confirm", "task/1", nil, map[string]int{"number": 1}),
		tx.Write(noon, "p1", "post", "post/1", nil, nil),
	)
}

func fillMail(tx *Tx) error {
	return firstOf(
		tx.Show("task/1", 101, []int{5, 6}),
		tx.Receive(Incoming{Update: 9, At: noon, Kind: InMessage, Text: "привет"}),
		tx.Send(Outgoing{Key: "digest/p1/2023-03-13", Chat: 101, Do: SendText, Text: "Напоминание", Queued: noon}),
		tx.PutAlarm("disk", Alarm{Since: noon}),
	)
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func contents(t testing.TB, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func write(t testing.TB, path string, b []byte) {
	t.Helper()
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

// names lists a folder.
func names(t testing.TB, dir string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	hidden, err := filepath.Glob(filepath.Join(dir, ".*"))
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, f := range append(found, hidden...) {
		all = append(all, filepath.Base(f))
	}
	return all
}
