package telegram

import (
	"context"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/store"
)

// BenchmarkDeliver carries messages to people, each once, through the outbox, to a
// Telegram that answers at once and has no limits; «times» is how many times
// longer that takes than the bare requests one after another.
func BenchmarkDeliver(b *testing.B) {
	const messages = 1_000
	var bare time.Duration
	b.Run("bare", func(b *testing.B) {
		d := newDelivering(b, emulator.Limits{Off: true}, Pace{Off: true}, messages)
		for b.Loop() {
			for _, o := range d.messages {
				if r, _ := d.wire.carry(b.Context(), o); r.verdict != accepted {
					b.Fatal(r.class, r.reason)
				}
			}
		}
		b.ReportMetric(float64(b.N*messages)/b.Elapsed().Seconds(), "messages/s")
		bare = b.Elapsed() / time.Duration(b.N)
	})
	b.Run("outbox", func(b *testing.B) {
		d := newDelivering(b, emulator.Limits{Off: true}, Pace{Off: true}, messages)
		for b.Loop() {
			b.StopTimer()
			d.queue()
			b.StartTimer()
			d.deliver()
		}
		b.ReportMetric(float64(b.N*messages)/b.Elapsed().Seconds(), "messages/s")
		if bare > 0 { // not measured when -bench has picked this one alone
			b.ReportMetric(float64(b.Elapsed())/float64(b.N)/float64(bare), "times")
		}
	})
}

// BenchmarkDeliverBehindMany carries a thousand messages while others wait whose pause
// is not over, the start of the delivery included; «times» is how many times more that
// costs with ten thousand
// waiting than with a hundred.
func BenchmarkDeliverBehindMany(b *testing.B) {
	var few time.Duration
	for _, waiting := range []int{100, 10_000} {
		b.Run(strconv.Itoa(waiting), func(b *testing.B) {
			d := newDelivering(b, emulator.Limits{Off: true}, Pace{Off: true}, 1_000)
			d.pausing(waiting)
			for b.Loop() {
				b.StopTimer()
				d.queue()
				b.StartTimer()
				d.deliver()
			}
			each := b.Elapsed() / time.Duration(b.N)
			if waiting == 100 {
				few = each
			} else if few > 0 {
				b.ReportMetric(float64(each)/float64(few), "times")
			}
		})
	}
}

// pausing puts messages to as many chats into the outbox that wait for tomorrow.
func (d *delivering) pausing(n int) {
	err := d.db.Update(func(tx *store.Tx) error {
		for i := range n {
			o := text("waiting "+strconv.Itoa(i), 1_000_000+int64(i))
			o.NotBefore = time.Now().Add(24 * time.Hour)
			if err := tx.Send(o); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		d.t.Fatal(err)
	}
}

// BenchmarkDeliverPaced tells, on virtual time, which share of the 30 messages a
// second that Telegram permits is reached against its strict limits, and how many
// requests were refused with 429. The first second's worth is left out: it goes
// out at once.
func BenchmarkDeliverPaced(b *testing.B) {
	const messages, permitted = 1_800, 30
	share, refused := 0.0, 0
	story := func(t *testing.T) {
		d := newDelivering(t, emulator.Limits{}, Pace{}, messages)
		d.queue()
		began := time.Now()
		d.deliver()
		share = (messages - permitted) / time.Since(began).Seconds() / permitted
		for _, r := range d.tg.Requests("") {
			if r.Status == 429 {
				refused++
			}
		}
	}
	for b.Loop() {
		bubble(b, story)
	}
	b.ReportMetric(0, "ns/op") // of the real clock
	b.ReportMetric(share*100, "%-of-permitted")
	b.ReportMetric(float64(refused), "429s")
}

// bubble runs a story on virtual time: synctest wants a test.
func bubble(b *testing.B, story func(*testing.T)) {
	b.Helper()
	all := func(string, string) (bool, error) { return true, nil }
	run := func(t *testing.T) { synctest.Test(t, story) }
	if !testing.RunTests(all, []testing.InternalTest{{Name: b.Name(), F: run}}) {
		b.Fatal("the story failed")
	}
}

// delivering is an outbox, the wire and a Telegram with many people, who are to get
// three messages each.
type delivering struct {
	t        testing.TB
	db       *store.DB
	tg       *emulator.Server
	wire     *Wire
	messages []store.Outgoing
	// left is how many messages are still to be delivered; the last one ends the
	// delivery.
	left int
	done context.CancelFunc
}

func newDelivering(t testing.TB, limits emulator.Limits, pace Pace, messages int) *delivering {
	t.Helper()
	db, err := store.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	d := &delivering{t: t, db: db, tg: emulator.New(emulator.Config{Limits: limits})}
	if d.wire, err = New(Config{Token: d.tg.Token(), HTTP: d.tg.Client(), Store: db, Pace: pace, Settle: d.settle}); err != nil {
		t.Fatal(err)
	}
	const each, firstPerson = 3, 1_000
	people := messages / each
	for i := range messages {
		if i < people {
			d.tg.AddUser(emulator.User{ID: firstPerson + int64(i)})
			d.tg.Start(firstPerson + int64(i))
		}
		d.messages = append(d.messages, text("message "+strconv.Itoa(i), firstPerson+int64(i%people)))
	}
	return d
}

// queue puts every message into the outbox.
func (d *delivering) queue() {
	err := d.db.Update(func(tx *store.Tx) error {
		for _, o := range d.messages {
			if err := tx.Send(o); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		d.t.Fatal(err)
	}
	d.left = len(d.messages)
}

func (d *delivering) settle(_ *store.Tx, _ store.Outgoing, o store.Outcome) error {
	if o.Class != store.Accepted {
		d.t.Errorf("not delivered: %s", o.Reason)
	}
	if d.left--; d.left == 0 {
		d.done()
	}
	return nil
}

// deliver empties the outbox.
func (d *delivering) deliver() {
	ctx, done := context.WithCancel(d.t.Context())
	d.done = done
	if err := d.wire.Deliver(ctx); err != nil {
		d.t.Fatal(err)
	}
}
