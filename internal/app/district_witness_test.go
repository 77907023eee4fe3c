package app_test

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// witness proves what must be true at any time, whatever has gone wrong.
func (d *district) witness() {
	d.t.Helper()
	must(d.t, d.look(func(tx *store.Tx) error {
		journal, err := tx.Journal("")
		if err != nil {
			return err
		}
		d.journalComplete(tx, journal)
		d.confirmedOnce(tx, journal)
		d.publishedOnce()
		d.strangerWithoutTrace(tx)
		d.digestsTold(tx)
		return nil
	}))
}

func (d *district) look(fn func(*store.Tx) error) error {
	if !d.down {
		return d.program.Store.View(fn)
	}
	db := d.open()
	defer func() { must(d.t, db.Close()) }()
	return db.View(fn)
}

// byItself is what the program may do without anybody: every other entry of the journal
// has an author.
var byItself = []string{
	"accepted unseen", "plan loaded", "post in doubt", "post sent out", "publication refused", "group lost", "group migrated", "page given up",
	"publication postponed", "move dropped", "channel not changed", "post part out", "failed", "clock confirmed", "post amended", "post taken down", "post linked",
	"confirmed", "invited", "post returned",
}

// journalComplete proves that what stands in the records stands in the journal, with its
// author.
func (d *district) journalComplete(tx *store.Tx, journal []store.Entry) {
	d.t.Helper()
	did := map[string]int{}
	for _, e := range journal {
		did[fmt.Sprint(e.By, " ", e.Did, " ", e.Of)]++
		did[e.Did]++
		if e.By == "" && !slices.Contains(byItself, e.Did) {
			d.t.Errorf("nobody did this: %s of %s, %s", e.Did, e.Of, e.After)
		}
		if e.Did == "failed" {
			d.t.Errorf("the program failed on %s", e.Of)
		}
	}
	confirmations, err := tx.AllConfirmations()
	must(d.t, err)
	for _, c := range confirmations {
		n, err := tx.NumberOf(store.TaskNumber, string(c.Task))
		must(d.t, err)
		if did[fmt.Sprint(c.By, " confirmed task/", n)] == 0 {
			d.t.Errorf("confirmation %d of %s by %q is not in the journal", c.Number, c.Task, c.By)
		}
		if c.State == plans.Accepted && c.Judge != "" && c.Judge != c.By && did[fmt.Sprint(c.Judge, " accepted task/", n)] == 0 {
			d.t.Errorf("acceptance of %s by %q is not in the journal", c.Task, c.Judge)
		}
	}
	if did["confirmed"] != len(confirmations) {
		d.t.Errorf("%d confirmations, %d in the journal", len(confirmations), did["confirmed"])
	}
	moves, err := tx.Moves()
	must(d.t, err)
	for _, m := range moves {
		n, err := tx.NumberOf(store.TaskNumber, string(m.Task))
		must(d.t, err)
		if did[fmt.Sprint(m.By, " moved task/", n)] == 0 {
			d.t.Errorf("move of %s by %q is not in the journal", m.Task, m.By)
		}
	}
	posts, err := tx.Posts()
	must(d.t, err)
	for _, p := range posts {
		name := fmt.Sprint("post/", p.Number)
		for _, v := range p.Votes {
			if did[fmt.Sprint(v.By, " post vote ", name)] == 0 {
				d.t.Errorf("vote of %s for %s is not in the journal", v.By, name)
			}
		}
	}
	d.counts["confirmations"], d.counts["posts"], d.counts["moves"] = len(confirmations), len(posts), len(moves)
	for _, e := range []string{"silenced", "event", "joined", "forgotten", "plan loaded", "asked for help", "away", "post in doubt", "returned", "accepted"} {
		d.counts["journal: "+e] = did[e]
	}
}

// confirmedOnce proves that nobody's words confirm twice, and that a task that is done
// once has one confirmation that stands.
func (d *district) confirmedOnce(tx *store.Tx, journal []store.Entry) {
	d.t.Helper()
	all, err := tx.AllConfirmations()
	must(d.t, err)
	standing, words := map[plans.TaskID]int{}, map[string]int{}
	for _, c := range all {
		n, err := tx.NumberOf(store.TaskNumber, string(c.Task))
		must(d.t, err)
		t, err := tx.Task(n)
		must(d.t, err)
		if c.Stands() && t.Kind != plans.Gathering {
			standing[c.Task]++
		}
		for _, p := range c.Proofs {
			if p.Kind != plans.PostProof && strings.Contains(p.Text, "№") {
				words[p.Text]++
			}
		}
	}
	for id, n := range standing {
		if n > 1 {
			d.t.Errorf("%s has %d confirmations", id, n)
		}
	}
	for said, n := range words {
		if n > 1 {
			d.t.Errorf("%q proves %d times", said, n)
		}
	}
}

// publishedOnce proves that no post was sent to the channel again without somebody's
// word.
func (d *district) publishedOnce() {
	d.t.Helper()
	sent, allowed := map[string]int{}, 0
	for _, r := range d.server.Journal() {
		switch {
		case r.Kind == emulator.Act && r.Method == "press" && strings.Contains(r.Text, "Не вышла"):
			allowed++
		case r.Kind == emulator.Request && r.Chat == d.channel && len(r.Messages) > 0:
			sent[tokenOf.FindString(fmt.Sprint(r.Params))]++
		}
	}
	again := 0
	for _, n := range sent {
		again += n - 1
	}
	if again > allowed {
		d.t.Errorf("sent again %d times on %d words: %v", again, allowed, sent)
	}
	d.counts["publications"] = len(sent)
	d.counts["answers «Не вышла»"] = allowed
}

var tokenOf = regexp.MustCompile(`Парк открыт №\d+\.`)

// strangerWithoutTrace proves that who was not invited has got a line and left nothing.
func (d *district) strangerWithoutTrace(tx *store.Tx) {
	d.t.Helper()
	for _, m := range d.server.History(d.stranger) {
		if m.FromBot && !strings.Contains(m.Text, "только по приглашению") && !strings.Contains(m.Text, "Приглашение не подошло") {
			d.t.Errorf("a stranger was told %q", m.Text)
		}
	}
	if p, err := tx.PersonOf(plans.UserID(d.stranger)); err == nil {
		d.t.Errorf("the stranger is %s", p.ID)
	}
}

// digestsTold proves that whoever was reminded by the database's word was told, is about
// to be, or was refused by Telegram: the emulator says which.
func (d *district) digestsTold(tx *store.Tx) {
	d.t.Helper()
	everybody, err := tx.People()
	must(d.t, err)
	out, err := tx.Outbox()
	must(d.t, err)
	for _, p := range everybody {
		newest, err := tx.NewestDigest(p.ID)
		must(d.t, err)
		if newest.Day.IsZero() || !p.Connected() || d.refused(int64(p.User)) {
			continue
		}
		told := d.told(int64(p.User), newest.Day)
		waits := slices.ContainsFunc(out, func(o store.Outgoing) bool { return o.Chat == int64(p.User) && strings.HasPrefix(o.Key, "digest/") })
		if !told && !waits {
			d.t.Errorf("%s: the digest of %s has not come to %s", d.Now().Format(time.DateTime), newest.Day, p.ID)
		}
	}
}

// told reports whether a morning message of a day has come to somebody, by what was sent:
// it may have been rewritten since.
func (d *district) told(who int64, day plans.Date) bool {
	_, month, n := day.Split()
	begins := fmt.Sprintf("%d %s: ", n, months[month-1])
	return slices.ContainsFunc(d.server.Requests("sendMessage"), func(r emulator.Record) bool {
		return r.Chat == who && len(r.Messages) > 0 && strings.Contains(r.Params["text"], begins)
	})
}

var months = []string{
	"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря",
}

// refused reports whether Telegram has refused a message to a chat for good.
func (d *district) refused(chat int64) bool {
	return slices.ContainsFunc(d.server.Requests(""), func(r emulator.Record) bool {
		return r.Chat == chat && (r.Fault == emulator.Forbidden || r.Status == 403)
	})
}

var postNumber = regexp.MustCompile(`поста? № (\d+)`)

// seen reports whether the post of a question is in the channel. Of an album that came in
// part, what came is deleted first.
func (d *district) seen(question string) bool {
	n, err := strconv.ParseUint(postNumber.FindStringSubmatch(question)[1], 10, 64)
	must(d.t, err)
	var p store.PostRecord
	must(d.t, d.look(func(tx *store.Tx) (err error) {
		p, err = tx.Post(n)
		return err
	}))
	token := tokenOf.FindString(p.Frozen.Text)
	var there []emulator.Message
	for _, m := range d.posts() {
		if token != "" && strings.Contains(m.Text, token) || len(there) > 0 && m.Album != "" && m.Album == there[0].Album {
			there = append(there, m)
		}
	}
	if len(there) >= max(1, len(p.Frozen.Media)) {
		return true
	}
	for _, m := range there {
		d.server.Delete(d.people[controller], d.channel, m.ID)
	}
	return false
}
