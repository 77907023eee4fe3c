package bot

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"sdelaemvmeste/bot/report"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// reporting is a desk with an observer, and the data of «Word» under their menu.
func reporting(t *testing.T) (d *desk, word string) {
	t.Helper()
	d = inhabited(t)
	d.put(store.PersonRecord{Person: plans.Person{ID: "zam", Name: "Заместитель главы", Roles: []plans.Role{plans.Observer}}, User: 30})
	n := d.number(store.PlanNumber, "hist")
	return d, fmt.Sprintf("v1:rpmake:%d:2023-01-01.2023-03-31.word", n)
}

func (d *desk) jobs() (all []store.ReportJob) {
	d.t.Helper()
	d.change(func(tx *store.Tx) (err error) {
		all, err = tx.ReportJobs()
		return err
	})
	return all
}

// next makes the report that waits and gives what came of it: the files, and the texts
// that a message is changed to.
func (d *desk) next() (files []store.Upload, edits []store.Outgoing) {
	d.t.Helper()
	before := uint64(0)
	for _, o := range d.outbox() {
		before = max(before, o.Seq)
	}
	if done, err := report.Next(d.bot.Env); !done || err != nil {
		d.t.Fatal(done, err)
	}
	for _, o := range d.outbox() {
		if o.Seq <= before {
			continue
		}
		if o.Upload != nil {
			files = append(files, *o.Upload)
		}
		if o.Do == store.EditText {
			edits = append(edits, o)
		}
	}
	return files, edits
}

// Who asks is answered at once; a second press while the file is being made asks for
// nothing more; when it is made the message has its buttons back.
func TestReportIsMadeOutsideOfTheAnswer(t *testing.T) {
	d, word := reporting(t)
	at := len(d.presses(30, word))
	if at != 1 || len(d.jobs()) != 1 {
		t.Fatalf("%d messages, jobs %+v", at, d.jobs())
	}
	if d.presses(30, word); len(d.jobs()) != 1 {
		t.Errorf("asked twice: %+v", d.jobs())
	}
	files, edits := d.next()
	if len(files) != 1 || files[0].Name != "hist-2023Q1.docx" || !bytes.HasPrefix(files[0].Data, []byte("PK")) {
		t.Errorf("%+v", files)
	}
	if len(edits) != 1 || edits[0].Message != 5 || len(edits[0].Buttons) == 0 || !strings.Contains(edits[0].Text, "Файл отправлен") {
		t.Errorf("%+v", edits)
	}
	if done, err := report.Next(d.bot.Env); done || err != nil || len(d.jobs()) != 0 {
		t.Error(done, err, d.jobs())
	}
}

// A process that is killed before the file is in the outbox makes it again.
func TestReportOutlivesAKill(t *testing.T) {
	d, word := reporting(t)
	d.presses(30, word)
	for _, step := range []string{"report: read", "report: before commit"} {
		before := len(d.outbox())
		d.bot.Step = func(s string) {
			if s == step {
				panic("killed")
			}
		}
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: not killed", step)
				}
			}()
			_, _ = report.Next(d.bot.Env)
		}()
		if len(d.outbox()) != before || len(d.jobs()) != 1 {
			t.Errorf("%s: left %d messages, jobs %+v", step, len(d.outbox())-before, d.jobs())
		}
	}
	d.bot.Step = func(string) {}
	if files, _ := d.next(); len(files) != 1 {
		t.Errorf("%+v", files)
	}
}

// Rights are looked up when the file is handed over as well.
func TestReportIsNotHandedToWhoLostTheRight(t *testing.T) {
	d, word := reporting(t)
	d.presses(30, word)
	d.put(store.PersonRecord{Person: plans.Person{ID: "zam", Name: "Заместитель главы", Roles: []plans.Role{plans.Responsible}}, User: 30})
	if files, edits := d.next(); len(files)+len(edits) != 0 || len(d.jobs()) != 0 {
		t.Errorf("%+v, %+v", files, edits)
	}
	if sent := d.presses(30, word); len(d.jobs()) != 0 {
		t.Errorf("asked without the right: %+v", sent)
	}
	if journal := strings.Replace(word, "word", "journal", 1); len(d.presses(22, journal)) >= 0 && len(d.jobs()) != 0 {
		t.Error("the journal was asked for without the right")
	}
}

// What cannot be made leaves no message that says «Готовлю» for ever.
func TestReportThatFailsSaysSo(t *testing.T) {
	d, _ := reporting(t)
	for _, j := range []store.ReportJob{
		{Plan: "hist", Kind: "rtf", Period: plans.Years(2023, 2023)}, {Plan: "gone", Kind: "word", Period: plans.Years(2023, 2023)},
	} {
		j.User, j.By, j.Chat, j.Message, j.At = 30, "zam", 30, 5, d.now
		d.change(func(tx *store.Tx) error {
			_, err := tx.AskReport(j)
			return err
		})
		files, edits := d.next()
		if len(files) != 0 || len(edits) != 1 || !strings.Contains(edits[0].Text, "не удалось") {
			t.Errorf("%s of %s: %+v, %+v", j.Kind, j.Plan, files, edits)
		}
	}
	if len(d.jobs()) != 0 {
		t.Error(d.jobs())
	}
}

// Two people who ask at once get a file each.
func TestTwoReportsAtOnce(t *testing.T) {
	d, word := reporting(t)
	d.presses(30, word)
	d.presses(1, strings.Replace(word, "word", "journal", 1))
	first, _ := d.next()
	second, _ := d.next()
	names := []string{}
	for _, f := range slices.Concat(first, second) {
		names = append(names, f.Name)
	}
	if want := []string{"hist-2023Q1.docx", "journal-2023Q1.xlsx", "journal-2023Q1.jsonl"}; !slices.Equal(names, want) {
		t.Errorf("%q", names)
	}
}

// The group gets a picture of each plan that has begun: of next year's, loaded beside,
// there is nothing to see yet.
func TestNoPictureOfAPlanThatHasNotBegun(t *testing.T) {
	d := inhabited(t)
	d.now = time.Date(2023, 4, 3, 8, 30, 0, 0, time.UTC)
	d.settings(func(s *store.Settings) { s.Group = -100 })
	ahead := historyPlan()
	ahead.ID, ahead.People = "ahead", nil
	ahead.Period = plans.Span{From: plans.NewDate(2024, 1, 1), To: plans.NewDate(2024, 12, 31)}
	d.change(func(tx *store.Tx) error {
		if _, err := schedule.Load(tx, ahead, "", d.now); err != nil {
			return err
		}
		return tx.PutWeekly(store.Weekly{Monday: plans.NewDate(2023, 4, 3), Late: []uint64{1}})
	})
	if err := report.TickMonthly(d.bot.Env, d.now); err != nil {
		t.Fatal(err)
	}
	jobs := d.jobs()
	if len(jobs) != 1 || jobs[0].Plan != "hist" || !jobs[0].Group {
		t.Errorf("asked for: %+v", jobs)
	}
}
