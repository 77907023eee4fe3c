package report

import (
	"context"
	"errors"
	"fmt"
	"time"

	"sdelaemvmeste/bot/chat"
	made "sdelaemvmeste/internal/report"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// uploadLimit is the largest file a bot may send (Bot API «sendDocument»: 50 MB), less
// what the message around it takes.
const uploadLimit = 49 << 20

// retry is how long a report waits that could not even be looked at.
const retry = time.Minute

// Work makes the reports that were asked for, one after another, until the context
// ends. A report stays asked for until its file is in the outbox: a process that is
// killed in between makes it again. The only error is one after which the database
// can't be trusted ([store.ErrFatal]).
func Work(ctx context.Context, b *chat.Env) error {
	for ctx.Err() == nil {
		done, err := Next(b)
		if done && err == nil {
			continue
		}
		var again <-chan time.Time
		if err != nil {
			if errors.Is(err, store.ErrFatal) {
				return err
			}
			b.Log.Error("report not made", "err", err)
			again = time.After(retry)
		}
		select {
		case <-ctx.Done():
		case <-b.Store.Asked():
		case <-again:
		}
	}
	return nil
}

// output is what a report came to.
type output struct {
	files   []store.Upload
	caption string
	// said is a text in the place of a file.
	said string
	// failed says that it could not be made, and why.
	failed error
}

// Next makes the report that was asked for first; done is false when there is none.
func Next(b *chat.Env) (done bool, err error) {
	var j store.ReportJob
	var s source
	err = b.Store.View(func(tx *store.Tx) error {
		jobs, err := tx.ReportJobs()
		if err != nil || len(jobs) == 0 {
			return err
		}
		j, done = jobs[0], true
		s, err = read(b, tx, j)
		return err
	})
	if errors.Is(err, store.ErrFatal) || err == nil && !done {
		return false, err
	}
	out := output{failed: err}
	if err == nil {
		b.Step("report: read")
		out = s.write(j, b.Now())
	}
	if out.failed != nil {
		b.Log.Error("report failed", "report", j.Number, "kind", j.Kind, "err", out.failed)
	}
	err = b.Store.Update(func(tx *store.Tx) error {
		err := hand(b, tx, j, out)
		b.Step("report: before commit")
		return err
	})
	if err == nil || errors.Is(err, store.ErrFatal) {
		return true, err
	}
	// One report that cannot be handed over must not hold up all others.
	return true, errors.Join(err, b.Store.Update(func(tx *store.Tx) error {
		if _, err := tx.DropReport(j.Number); err != nil || j.Message == 0 {
			return err
		}
		t, err := b.OwnTurn(tx, fmt.Sprintf("report/%d/failed", j.Number))
		if err != nil {
			return err
		}
		return t.EditAt(j.Chat, j.Message, textFailedHead, chat.Keyboard{})
	}))
}

// hand puts what was made into the outbox, unless its reader may not have it any more.
func hand(b *chat.Env, tx *store.Tx, j store.ReportJob, out output) error {
	waited, err := tx.DropReport(j.Number)
	if err != nil || !waited {
		return err
	}
	t, err := b.Turn(tx, store.Received{Incoming: store.Incoming{
		Chat: store.Chat{ID: j.Chat, Kind: store.Private}, From: store.User{ID: j.User}, Message: j.Message,
	}})
	if err != nil {
		return err
	}
	t.Series = fmt.Sprintf("report/%d", j.Number)
	if j.Group {
		return handGroup(t, out)
	}
	if !entitled(t, j) {
		return nil
	}
	for _, f := range out.files {
		if len(f.Data) > uploadLimit {
			out = output{said: textTooLarge}
			break
		}
	}
	for i, f := range out.files {
		o := store.Outgoing{Do: store.SendUpload, Chat: j.Chat, Upload: &f}
		if i == 0 {
			o.Text = out.caption
		}
		if t.Who.ID != "" {
			o.Follow = chat.FollowPerson(t.Who.ID)
		}
		if err := t.Send(o); err != nil {
			return err
		}
	}
	if len(out.files) > 0 {
		if err := t.Note("report made", fmt.Sprintf("report/%d", j.Number), nil, told{j.Plan, j.Kind, j.Period}); err != nil {
			return err
		}
	}
	return close(t, j, out)
}

// told is what the journal says of a report.
type told struct {
	Plan   plans.PlanID `json:"plan,omitempty"`
	Kind   string       `json:"kind"`
	Period plans.Span   `json:"period,omitzero"`
}

// entitled reports whether who asked may still have it.
func entitled(t *chat.Turn, j store.ReportJob) bool {
	switch {
	case j.Own:
		return t.Known()
	case j.Kind == journalKind:
		return t.Allowed(chat.ChangeSettings, nil)
	}
	return t.Allowed(chat.MakeReport, nil)
}

// close gives the message that said «Готовлю» its buttons back, with what became of
// the file.
func close(t *chat.Turn, j store.ReportJob, out output) error {
	head := textReadyHead
	switch {
	case out.failed != nil:
		head = textFailedHead
	case out.said != "":
		head = out.said
	}
	if j.Message == 0 {
		if len(out.files) > 0 {
			return nil
		}
		return t.Say(head, chat.Keyboard{})
	}
	p, err := t.PlanOf(j.Plan)
	if _, refused := chat.Refusal(err); err != nil && refused {
		return t.EditAt(j.Chat, j.Message, head, chat.Keyboard{})
	}
	if err != nil {
		return err
	}
	n, err := t.PlanNumber(j.Plan)
	if err != nil {
		return err
	}
	period := made.PeriodOf(j.Period)
	text, k := askFormat(t, p, n, period)
	return t.EditAt(j.Chat, j.Message, head+"\n\n"+text, k)
}
