package torture

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/internal/play"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

const (
	repeatMark   = "повтор"
	strangerLine = "Этот бот работает только по приглашению"
	codeLine     = "Приглашение не подошло"
)

// testify proves the four claims and counts what they cost.
func (w *torture) testify() {
	w.t.Helper()
	w.readBan()
	facts := w.read()
	w.presses(facts)
	w.plansKept(facts)
	w.reminders(facts)
	w.publications(facts)
	w.publicationAtMax()
	w.besideKept(facts)
	w.strangers(facts)
	w.database()
	if strings.Contains(w.log.String(), w.server.Token()) {
		w.t.Error("the token is in the log")
	}
	if v := w.server.Violations(); len(v) > 0 {
		w.t.Errorf("requests that Telegram would have swallowed: %q", v)
	}
	w.count()
	if w.t.Failed() {
		w.t.Log(w.account())
	}
}

// readBan notes that the ban of a chat is on disk: from then on nothing may be
// asked for it.
func (w *torture) readBan() {
	w.t.Helper()
	for _, o := range w.read().Outbox {
		if o.Chat == w.banned && o.NotBefore.After(time.Now().Add(time.Hour)) && w.barred < 0 {
			w.barred = len(w.requests(w.banned))
		}
	}
}

// requests are those the program made about a chat.
func (w *torture) requests(chat int64) []emulator.Record {
	return slices.DeleteFunc(w.server.Requests(""), func(r emulator.Record) bool { return r.Chat != chat })
}

// presses proves that what people pressed and said had its effect once, whatever
// was pressed again, delivered twice or handled by a process that died.
func (w *torture) presses(f facts) {
	w.t.Helper()
	did := map[string]int{}
	for _, e := range f.Journal {
		did[e.By+": "+e.Did]++
	}
	doubts, again := did[": post in doubt"], did["boss: post sent again"]
	want := map[string]int{
		"fin: confirmed": 1, "boss: accepted": 1, "fin: post submitted": 3,
		"boss: post vote": 4, "vice: post vote": 2, "vice: post returned": 1,
		"boss: plan finished": 1, "boss: plan loaded": 1,
	}
	for name, n := range want {
		if did[name] != n {
			w.t.Errorf("%s: %d times, want %d", name, did[name], n)
		}
	}
	// Presses of one answer that were turned round count in that order.
	if n := did["boss: post approved"] + did["vice: post approved"]; n != 2 {
		w.t.Errorf("approved %d times", n)
	}
	if again > doubts || again > w.asked {
		w.t.Errorf("sent again %d times after %d doubts and %d answers", again, doubts, w.asked)
	}
	confirmed := map[string]string{}
	for _, c := range f.Confirmations {
		confirmed[c.Task] = c.By + " " + c.Judge
	}
	guest := w.guestID(f)
	if want := map[string]string{"petrovsky-2023/1.1": "fin boss", "petrovsky-2023/3.2": guest + " ", "petrovsky-2023/3.1": guest + " clerk"}; len(f.Confirmations) != 3 || cmp.Diff(confirmed, want) != "" {
		w.t.Errorf("confirmations %+v", f.Confirmations)
	}
	w.postsOut(f)
	for _, in := range f.Inbox {
		if in.Kind != "channel_post" { // the channel's own showing of the post may come as the story ends
			w.t.Errorf("not handled: %+v", in)
		}
	}
	group := w.groups()[0]
	if len(f.Settings) != 1 || f.Settings[0].Group != group {
		w.t.Errorf("settings %+v, the group is %d", f.Settings, group)
	}
}

// sendings is how often a private message is sent at most: once, and five times more
// while no outcome is known.
const sendings = 6

// reminders proves that every digest came, once without the mark at most; the ban is
// obeyed, and who refuses everything is known.
func (w *torture) reminders(f facts) {
	w.t.Helper()
	for _, who := range []int64{w.fin, w.slow, w.banned, w.gone} {
		came, marked := 0, 0
		for _, m := range w.server.History(who) {
			if !m.FromBot || !play.Morning(m.Text) {
				continue
			}
			came++
			if strings.Contains(m.Text, repeatMark) {
				marked++
			}
		}
		if came < w.owed(who) || came > sendings || came-marked > 1 {
			w.t.Errorf("person %d got %d digests, %d of them marked", who, came, marked)
		}
		w.sum.add("digests", came)
		w.sum.add("digests that came marked", marked)
	}
	if w.theme.name == "hours" {
		if n := len(w.requests(w.banned)); w.barred < 0 || n != w.barred || n > w.lives {
			w.t.Errorf("%d requests for a banned chat, %d before the ban was on disk, in %d lives", n, w.barred, w.lives)
		}
	}
	// The story may end in the pause before a refused message is tried again.
	refused := w.struck(w.gone, emulator.Forbidden)
	if told := w.reads(w.boss, "Сообщения не доходят")(); told && !refused || refused && !told && w.lives < 3 {
		w.t.Errorf("a person refused messages: %v, it was told: %v", refused, told)
	}
	for _, p := range f.People {
		if p.Unreachable && (p.User != w.gone || !refused) {
			w.t.Errorf("%s is unreachable", p.ID)
		}
	}
}

// owed is how many digests a person must get: none whose chat Telegram, by its own
// journal, has banned for hours or refused.
func (w *torture) owed(who int64) int {
	if w.bans(who) || w.struck(who, emulator.Forbidden) {
		return 0
	}
	return 1
}

// bans reports whether Telegram has banned a chat, and let nothing through to it since.
func (w *torture) bans(who int64) bool {
	if !w.struck(who, emulator.TooMany) {
		return false
	}
	all := w.requests(who)
	last := slices.IndexFunc(all, func(r emulator.Record) bool { return r.Fault == emulator.TooMany })
	return !slices.ContainsFunc(all[last:], func(r emulator.Record) bool { return len(r.Messages) > 0 })
}

// struck reports whether a fault hit a request about a chat.
func (w *torture) struck(chat int64, kind emulator.FaultKind) bool {
	return slices.ContainsFunc(w.requests(chat), func(r emulator.Record) bool { return r.Fault == kind })
}

// publications proves that the channel shows the version voted on once, and that
// nothing was sent there again but on a person's word.
func (w *torture) publications(f facts) {
	w.t.Helper()
	frozen := f.Posts[0].Frozen
	var text strings.Builder
	var shown, want []string
	for _, m := range w.out() {
		text.WriteString(m.Text)
		shown = append(shown, m.Files[len(m.Files)-1].UniqueID)
	}
	for _, m := range frozen.Media {
		want = append(want, m.Unique)
	}
	if text.String() != secondText || frozen.Text != secondText || len(want) != photos || cmp.Diff(shown, want) != "" {
		w.t.Errorf("the channel shows %q %v, voted on was %q %v", text.String(), shown, frozen.Text, want)
	}
	allowed, second := 1, false
	for _, r := range w.server.Journal() {
		toChannel := r.Kind == emulator.Request && r.Chat == w.channel
		if toChannel && !second && r.Params["text"] == thirdText {
			allowed, second = 1, true // the first was out before the second was begun
		}
		switch {
		case r.Kind == emulator.Act && r.Method == "press" && strings.Contains(r.Text, "Не вышла") && allowed < 1:
			allowed = 1
		case toChannel && len(r.Messages) > 0:
			if allowed--; allowed < 0 {
				w.t.Error("published again without anybody's word")
			}
		}
	}
	if len(w.outToo()) != 1 {
		w.t.Errorf("the channel shows %d second posts", len(w.outToo()))
	}
}

// byItself is what the program may do without anybody; every other entry has an author.
var byItself = []string{"post in doubt", "post sent out", "post part out", "plan loaded", "group migrated", "invited"}

// strangers proves that a person without an invitation was told so and nothing
// else, and left no trace.
func (w *torture) strangers(f facts) {
	w.t.Helper()
	for _, m := range w.server.History(w.eve) {
		if m.FromBot && !strings.Contains(m.Text, strangerLine) && !strings.Contains(m.Text, codeLine) {
			w.t.Errorf("a stranger was told %q", m.Text)
		}
	}
	known := []string{"fin", "boss", "vice", "clerk", w.guestID(f)}
	for _, e := range f.Journal {
		if !slices.Contains(known, e.By) && (e.By != "" || !slices.Contains(byItself, e.Did)) {
			w.t.Errorf("%q did %s of %s", e.By, e.Did, e.Of)
		}
	}
	if len(f.People) != 8 || slices.ContainsFunc(f.People, func(p person) bool { return p.User == w.eve }) {
		w.t.Errorf("people %+v", f.People)
	}
}

// database has the program's own check agree.
func (w *torture) database() {
	w.t.Helper()
	r, err := store.Check(filepath.Join(w.dir, store.FileName))
	if err != nil || !r.Sound() {
		w.t.Errorf("check: %v %q", err, r.Findings())
		return
	}
	db, err := store.Open(w.dir)
	must(w.t, err)
	err = db.View(func(tx *store.Tx) error {
		faults, err := schedule.Verify(tx)
		if len(faults) > 0 {
			w.t.Errorf("verify: %q", faults)
		}
		return err
	})
	must(w.t, err)
	must(w.t, db.Close())
}

// count adds the story's figures.
func (w *torture) count() {
	w.sum.add("stories", 1)
	w.sum.add("questions answered about a publication", w.asked)
	for _, r := range w.server.Journal() {
		if r.Fault != "" {
			w.sum.fault(r.Fault, 1)
		}
		if r.Kind == emulator.Act && r.Method == "press" {
			w.sum.add("presses", 1)
		}
	}
	for _, chat := range append(w.groups(), w.fin, w.boss, w.vice, w.slow, w.banned, w.gone, w.eve) {
		for _, m := range w.server.History(chat) {
			if !m.FromBot {
				continue
			}
			w.sum.add("messages that came", 1)
			if strings.Contains(m.Text, "🔁") {
				w.sum.add("messages that came with the mark of a repetition", 1)
			}
		}
	}
	w.attempts()
}

// attempts counts how often private texts were sent again.
func (w *torture) attempts() {
	sent := map[string]int{}
	for _, r := range w.server.Requests("sendMessage") {
		if r.Chat > 0 && strings.HasPrefix(r.Params["text"], "🔁") {
			_, text, _ := strings.Cut(r.Params["text"], "\n")
			sent[fmt.Sprint(r.Chat, " ", text)]++
		}
	}
	for _, n := range sent {
		w.sum.add(fmt.Sprintf("private texts repeated %d times", n), 1)
	}
}
