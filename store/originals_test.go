package store

import (
	"testing"

	"sdelaemvmeste/plans"
)

func TestOriginalStaysWithTheVersionsItsRowsAreIn(t *testing.T) {
	doc := plans.Original{Name: "план.docx", Data: []byte("документ"), Layout: plans.Layout{Tables: []plans.LaidTable{{Number: 1, Cols: 4}}}}
	fresh(t, func(tx *Tx) error {
		plan := plans.Plan{ID: "p", Zone: "Europe/Moscow"}
		load := func() uint64 {
			n, err := tx.LoadPlan(plan, "", noon)
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
		has := func(what string, want bool) {
			o, ok, err := tx.Original("p")
			if err != nil || ok != want || ok && string(o.Data) != "документ" {
				t.Errorf("%s: %v, %v, %q", what, ok, err, o.Data)
			}
		}
		first := load()
		has("none was given", false)
		if err := tx.PutOriginal("p", doc); err != nil {
			return err
		}
		has("just loaded", true)
		second := load()
		has("a version loaded otherwise", false)
		if err := tx.InheritOriginal("p", first); err != nil {
			return err
		}
		has("other words for a row", true)
		load()
		if err := tx.InheritOriginal("p", second); err != nil {
			return err
		}
		has("and again", true)
		load()
		doc.Data = make([]byte, MaxOriginal+1)
		if err := tx.PutOriginal("p", doc); err != nil {
			return err
		}
		has("too large to be kept", false)
		return nil
	})
}

func TestReportIsAskedForOnceAMessage(t *testing.T) {
	fresh(t, func(tx *Tx) error {
		job := ReportJob{Plan: "p", Kind: "word", Chat: 1, Message: 5, At: noon}
		for _, want := range []bool{true, false} {
			if asked, err := tx.AskReport(job); asked != want || err != nil {
				t.Errorf("asked: %v, %v", asked, err)
			}
		}
		job.Message = 6
		if asked, err := tx.AskReport(job); !asked || err != nil {
			t.Error(asked, err)
		}
		// Without a message it is one of the same plan, unit and reader's own tasks.
		job.Message = 0
		for i, change := range []func(j *ReportJob){
			func(*ReportJob) {}, func(j *ReportJob) { j.Plan = "q" }, func(j *ReportJob) { j.Unit = "u" }, func(j *ReportJob) { j.Own = true },
			func(j *ReportJob) { j.Chat = 2 },
		} {
			other := job
			change(&other)
			for _, want := range []bool{true, false} {
				if asked, err := tx.AskReport(other); asked != want || err != nil {
					t.Errorf("change %d: asked %v, %v", i, asked, err)
				}
			}
		}
		jobs, err := tx.ReportJobs()
		if err != nil || len(jobs) != 7 {
			t.Fatalf("%+v, %v", jobs, err)
		}
		for _, want := range []bool{true, false} {
			if ok, err := tx.DropReport(jobs[0].Number); ok != want || err != nil {
				t.Errorf("dropped: %v, %v", ok, err)
			}
		}
		return nil
	})
}
