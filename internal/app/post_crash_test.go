package app_test

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/internal/play"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// crashPlan is the plan of the faithful post with a row that it is for.
const crashPlan = faithfulPlan + `
projects:
  - {id: park, name: Благоустройство парка, unit: zhkh, completed: 01.03.2023}
`

// TestCrashBetweenTheLastVoteAndTheLink stops the program at its first step after
// the last vote, at its second, and so on, while Telegram answers, takes the
// publication and does not answer, or fails before taking it. Whatever the step:
// one publication, by itself or after the group was asked, and the row closed by
// it once.
func TestCrashBetweenTheLastVoteAndTheLink(t *testing.T) {
	plan := petrovsky(t, crashPlan)
	zone, err := time.LoadLocation(plan.Zone)
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range []emulator.FaultKind{"", emulator.DropAfter, emulator.HangAfter, emulator.BadGatewayPage} {
		t.Run(strings.ReplaceAll("fault "+string(fault), " ", "-"), func(t *testing.T) {
			t.Parallel()
			for n, crashed := int64(1), true; crashed; n++ {
				t.Run(fmt.Sprint(n), func(t *testing.T) {
					synctest.Test(t, func(t *testing.T) {
						s := newStage(t, time.Date(2023, 3, 15, 10, 0, 0, 0, zone), play.New(io.Discard, zone), 0)
						s.load(plan)
						f := newFaithful(t, s, plan)
						f.calm = true
						s.start()
						defer f.done()
						crashed = f.lastVote(fault, n)
					})
				})
				if t.Failed() || n > 100 {
					t.Fatalf("step %d ends it", n)
				}
			}
		})
	}
}

// lastVote leads a post to its last vote and lets the program crash n steps after
// it; it reports whether there were so many.
func (f *faithful) lastVote(fault emulator.FaultKind, n int64) (crashed bool) {
	f.t.Helper()
	author := f.people[0]
	f.server.Say(author, author, "/tasks")
	f.rest()
	f.press(0, author, "3.3")
	f.press(0, author, "Подготовить пост")
	f.note(f.server.Send(author, author, emulator.Draft{Text: "Парк открыт. #СДЕЛАЕМВМЕСТЕ", Photo: &emulator.Upload{Name: "p.jpg", Content: []byte("p")}}))
	f.rest()
	f.submit()
	f.vote(1)
	if fault != "" {
		f.server.Fault(emulator.Fault{Do: fault, Chat: f.channel, Times: 1})
	}
	f.crash.put(n)
	f.vote(2)
	for q := f.question(); q != ""; q = f.question() {
		f.answer(q)
	}
	f.compare()
	f.closed()
	return f.crash.times > 0
}

// closed fails unless the row was confirmed by the post, once.
func (f *faithful) closed() {
	f.t.Helper()
	err := f.program.Store.View(func(tx *store.Tx) error {
		all, err := tx.AllConfirmations()
		if err != nil {
			return err
		}
		if len(all) != 1 || len(all[0].Proofs) != 1 || all[0].Proofs[0].Kind != plans.PostProof {
			f.t.Errorf("the row's confirmations: %+v", all)
		}
		return nil
	})
	if err != nil {
		f.t.Error(err)
	}
}
