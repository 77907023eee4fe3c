package store

import (
	"testing"

	"sdelaemvmeste/plans"
)

// TestWriteInAReadingIsRefused: whatever writes says so when it cannot, for a
// commit is the only proof that something is kept.
func TestWriteInAReadingIsRefused(t *testing.T) {
	db := reopened(t)
	given := plans.Confirmation{Task: "seed/1.1", Number: 1, By: "p1", At: noon, State: plans.Given}
	waiting := Outgoing{Key: "digest/p1/2023-03-13", Chat: 101, Seq: 1, Do: SendText}
	for name, write := range map[string]func(*Tx) error{
		"plan":              func(tx *Tx) error { _, err := tx.LoadPlan(plans.Plan{ID: "p"}, "", noon); return err },
		"project":           func(tx *Tx) error { return tx.PutProject(ProjectRecord{}) },
		"project's id":      func(tx *Tx) error { _, err := tx.NewProjectID(); return err },
		"event":             func(tx *Tx) error { return tx.RecordEvent(EventRecord{Plan: "seed", Item: "1"}) },
		"move":              func(tx *Tx) error { return tx.MoveTask(Move{Task: "x"}) },
		"move dropped":      func(tx *Tx) error { return tx.DropMove("seed/1.1") },
		"plan file":         func(tx *Tx) error { return tx.PutPlanLoad(PlanLoad{By: "x"}) },
		"plan file's name":  func(tx *Tx) error { _, err := tx.NewPlanLoad("x", 1, "f", noon); return err },
		"plan file dropped": func(tx *Tx) error { return tx.DropPlanLoad("p1") },
		"task":              func(tx *Tx) error { return tx.PutTask(TaskRecord{Number: 1}) },
		"number":            func(tx *Tx) error { _, err := tx.Number(TaskNumber, "new"); return err },
		"rows moved":        func(tx *Tx) error { return tx.MoveRows(map[Row]Row{{"seed", "1.1"}: {"seed", "1.2"}}, nil) },
		"rows put aside":    func(tx *Tx) error { return tx.MoveRows(nil, []Row{{"seed", "1.1"}}) },
		"appointment":       func(tx *Tx) error { return tx.Appoint(Appointment{At: noon, Task: 9}) },
		"appointment moved": func(tx *Tx) error { return tx.Appoint(Appointment{At: noon.AddDate(0, 0, 1), Task: 1}) },
		"cancellation":      func(tx *Tx) error { return tx.Cancel(1, 0) },
		"mark":              func(tx *Tx) error { return tx.SetMark(noon) },
		"silence":           func(tx *Tx) error { return tx.Silence(Silence{Person: 2, Task: 1, Until: noon}) },
		"end of a silence":  func(tx *Tx) error { return tx.Speak(1, 1) },
		"person":            func(tx *Tx) error { return tx.PutPerson(person("x", 0)) },
		"person's account":  func(tx *Tx) error { return tx.PutPerson(person("x", 5)) },
		"account changed":   func(tx *Tx) error { return tx.PutPerson(person("p1", 0)) },
		"person's id":       func(tx *Tx) error { _, err := tx.NewPersonID(); return err },
		"person forgotten":  func(tx *Tx) error { return tx.Forget("p1") },
		"invitation":        func(tx *Tx) error { return tx.PutInvite([32]byte{5}, Invite{}) },
		"invitations gone":  func(tx *Tx) error { return tx.CancelInvites("p1") },
		"guesses":           func(tx *Tx) error { return tx.PutGuesses(5, Guesses{}) },
		"confirmation":      func(tx *Tx) error { _, err := tx.Confirm(1, given); return err },
		"confirmation kept": func(tx *Tx) error { return tx.PutConfirmation(1, given) },
		"confirmation new":  func(tx *Tx) error { return tx.PutConfirmation(1, plans.Confirmation{Number: 2, State: plans.Given}) },
		"confirmation old":  func(tx *Tx) error { return tx.PutConfirmation(1, plans.Confirmation{Number: 2}) },
		"week":              func(tx *Tx) error { return tx.PutWeekly(Weekly{}) },
		"post":              func(tx *Tx) error { _, err := tx.NewPost(plans.Post{}); return err },
		"post kept":         func(tx *Tx) error { return tx.PutPost(PostRecord{Post: plans.Post{Number: 1}}) },
		"post woken":        func(tx *Tx) error { return tx.PutPost(PostRecord{Post: plans.Post{Number: 2}, Wake: noon}) },
		"post never woken":  func(tx *Tx) error { return tx.PutPost(PostRecord{Post: plans.Post{Number: 2}}) },
		"channel":           func(tx *Tx) error { return tx.OfferChannel(BoundChannel{}) },
		"dialog":            func(tx *Tx) error { return tx.PutDialog(1, 1, Dialog{}) },
		"dialog ended":      func(tx *Tx) error { return tx.EndDialog(101, 101) },
		"album":             func(tx *Tx) error { return tx.Gather(Gathering{Album: "a"}) },
		"album dealt with":  func(tx *Tx) error { return tx.EndGathering(Gathering{Chat: 101, Album: "a"}) },
		"settings":          func(tx *Tx) error { return tx.PutSettings(Settings{}) },
		"card":              func(tx *Tx) error { return tx.Show("x", 1, []int{1}) },
		"card without a message": func(tx *Tx) error {
			return tx.Show("x", 1, nil)
		},
		"card hidden":       func(tx *Tx) error { return tx.Hide("task/1") },
		"digest":            func(tx *Tx) error { _, err := tx.PutDigest("p1", Digest{}); return err },
		"alarm":             func(tx *Tx) error { return tx.PutAlarm("x", Alarm{}) },
		"alarm cleared":     func(tx *Tx) error { return tx.ClearAlarm("disk") },
		"update":            func(tx *Tx) error { return tx.Receive(Incoming{Update: 5, At: noon}) },
		"own update":        func(tx *Tx) error { return tx.Receive(Incoming{At: noon}) },
		"update handled":    func(tx *Tx) error { return tx.Handled(1) },
		"updates forgotten": func(tx *Tx) error { return tx.ForgetUpdates(noon.AddDate(1, 0, 0)) },
		"message":           func(tx *Tx) error { return tx.Send(Outgoing{Key: "x"}) },
		"message kept":      func(tx *Tx) error { return tx.Keep(waiting) },
		"message dropped":   func(tx *Tx) error { return tx.Drop(waiting) },
		"message elsewhere": func(tx *Tx) error { return tx.Redirect(101, 102) },
		"pause":             func(tx *Tx) error { return tx.Hold(Telegram, noon) },
		"journal":           func(tx *Tx) error { return tx.Write(noon, "", "x", "y", nil, nil) },
	} {
		err := db.View(func(tx *Tx) error {
			if write(tx) == nil {
				t.Errorf("%s: nobody says that it was not kept", name)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// TestRecordThatCannotBeReadIsReported spoils a record in one bucket each: whoever
// needs it says so, and takes it neither for absent nor for empty.
func TestRecordThatCannotBeReadIsReported(t *testing.T) {
	db := reopened(t)
	n := func(ns ...uint64) string { return string(num(ns...)) }
	seq := string(join(signed(101), num(1)))
	for name, c := range map[string]struct {
		bucket, key string
		read        func(*Tx) error
	}{
		"mark":              {"meta", "mark", func(tx *Tx) error { _, err := tx.Mark(); return err }},
		"pause":             {"meta", "hold", func(tx *Tx) error { _, err := tx.HeldUntil(Telegram); return err }},
		"state of the plan": {"planstates", "seed", func(tx *Tx) error { _, err := tx.Plan("seed"); return err }},
		"plan":              {"plans", "seed\x00" + n(1), func(tx *Tx) error { _, err := tx.Plan("seed"); return err }},
		"versions":          {"plans", "seed\x00" + n(1), func(tx *Tx) error { _, err := tx.PlanVersions("seed"); return err }},
		"project":           {"projects", "park", func(tx *Tx) error { _, err := tx.Project("park"); return err }},
		"projects":          {"projects", "park", func(tx *Tx) error { _, err := tx.Projects(); return err }},
		"event":             {"events", "seed\x001.1", func(tx *Tx) error { _, _, err := tx.Event("seed", "1.1"); return err }},
		"events moved":      {"events", "1.1", func(tx *Tx) error { return tx.MoveRows(nil, nil) }},
		"moves moved":       {"moves", "seed/1.1", func(tx *Tx) error { return tx.MoveRows(nil, nil) }},
		"tasks moved":       {"tasks", n(1), func(tx *Tx) error { return tx.MoveRows(nil, nil) }},
		"posts moved":       {"posts", n(1), func(tx *Tx) error { return tx.MoveRows(nil, nil) }},
		"said of a row":     {"confirmations", n(1, 1), func(tx *Tx) error { return tx.MoveRows(nil, []Row{{"seed", "1.1"}}) }},
		"task":              {"tasks", n(1), func(tx *Tx) error { _, err := tx.TaskByID("seed/1.1"); return err }},
		"task's number":     {"numbers", "task\x00seed/1.1", func(tx *Tx) error { _, err := tx.TaskByID("seed/1.1"); return err }},
		"number given":      {"numbers", "task\x00seed/1.1", func(tx *Tx) error { _, err := tx.Number(TaskNumber, "seed/1.1"); return err }},
		"last number given": {"numbers", "last task", func(tx *Tx) error { _, err := tx.Number(TaskNumber, "new"); return err }},
		"identity":          {"identities", "task\x00" + n(1), func(tx *Tx) error { _, err := tx.Identity(TaskNumber, 1); return err }},
		"moment appointed":  {"moments", n(1, 0), func(tx *Tx) error { return tx.Appoint(Appointment{At: noon, Task: 1}) }},
		"moment cancelled":  {"moments", n(1, 0), func(tx *Tx) error { return tx.Cancel(1, 0) }},
		"silence":           {"silences", n(1, 1), func(tx *Tx) error { _, _, err := tx.Silenced(1, 1); return err }},
		"person":            {"people", "p1", func(tx *Tx) error { _, err := tx.Person("p1"); return err }},
		"people":            {"people", "p1", func(tx *Tx) error { _, err := tx.People(); return err }},
		"person forgotten":  {"people", "p1", func(tx *Tx) error { return tx.Forget("p1") }},
		"plan forgetting":   {"plans", "seed\x00" + n(1), func(tx *Tx) error { return tx.Forget("p1") }},
		"invites forgetting": {"invites", string(make([]byte, 32)), func(tx *Tx) error {
			return tx.Forget("p1")
		}},
		"dialogs forgetting":  {"dialogs", n(1, 1), func(tx *Tx) error { return tx.Forget("p1") }},
		"settings forgetting": {"settings", "settings", func(tx *Tx) error { return tx.Forget("p1") }},
		"messages forgetting": {"outbox", seq, func(tx *Tx) error { return tx.Forget("p1") }},
		"cards forgetting":    {"cards", "task/1", func(tx *Tx) error { return tx.Forget("p1") }},
		"person kept":         {"people", "p1", func(tx *Tx) error { return tx.PutPerson(person("p1", 0)) }},
		"account":             {"accounts", string(signed(101)), func(tx *Tx) error { _, err := tx.PersonOf(101); return err }},
		"guesses":             {"guesses", string(signed(777)), func(tx *Tx) error { _, err := tx.Guesses(777); return err }},
		"confirmation":        {"confirmations", n(1, 1), func(tx *Tx) error { _, err := tx.Confirmation(1, 1); return err }},
		"confirmation kept": {"confirmations", n(1, 1), func(tx *Tx) error {
			return tx.PutConfirmation(1, plans.Confirmation{Number: 1})
		}},
		"unjudged":        {"confirmations", n(1, 1), func(tx *Tx) error { _, err := tx.Unjudged(noon.AddDate(0, 0, 1)); return err }},
		"week":            {"weeklies", n(uint64(plans.NewDate(2023, 3, 13))), func(tx *Tx) error { _, _, err := tx.LastWeekly(); return err }},
		"post":            {"posts", n(1), func(tx *Tx) error { _, err := tx.Post(1); return err }},
		"post kept":       {"posts", n(1), func(tx *Tx) error { return tx.PutPost(PostRecord{Post: plans.Post{Number: 1}}) }},
		"posts woken":     {"posts", n(1), func(tx *Tx) error { _, err := tx.WakingPosts(noon); return err }},
		"channel":         {"channels", "-7", func(tx *Tx) error { _, err := tx.OfferedChannel("-7"); return err }},
		"settings":        {"settings", "settings", func(tx *Tx) error { _, err := tx.Settings(); return err }},
		"card":            {"cards", "task/1", func(tx *Tx) error { _, err := tx.Card("task/1"); return err }},
		"card shown":      {"cards", "task/1", func(tx *Tx) error { return tx.Show("task/1", 1, nil) }},
		"card hidden":     {"cards", "task/1", func(tx *Tx) error { return tx.Hide("task/1") }},
		"message's card":  {"shown", string(join(signed(101), num(5))), func(tx *Tx) error { return tx.Hide("task/1") }},
		"card at":         {"shown", string(join(signed(101), num(5))), func(tx *Tx) error { _, err := tx.CardAt(101, 5); return err }},
		"digest":          {"digests", "p1\x00" + n(1), func(tx *Tx) error { _, err := tx.Digest("p1", 1); return err }},
		"newest digest":   {"digests", "p1\x00" + n(1), func(tx *Tx) error { _, err := tx.NewestDigest("p1"); return err }},
		"update known":    {"updates", string(signed(9)), func(tx *Tx) error { return tx.Receive(Incoming{Update: 9, At: noon}) }},
		"updates of old":  {"updates", string(signed(9)), func(tx *Tx) error { return tx.ForgetUpdates(noon) }},
		"inbox":           {"inbox", n(1), func(tx *Tx) error { _, err := tx.Inbox(5); return err }},
		"message queued":  {"outkeys", "digest/p1/2023-03-13", func(tx *Tx) error { return tx.Send(Outgoing{Key: "digest/p1/2023-03-13"}) }},
		"message waiting": {"outkeys", "digest/p1/2023-03-13", func(tx *Tx) error { _, _, err := tx.Waiting("digest/p1/2023-03-13"); return err }},
		"series":          {"outbox", seq, func(tx *Tx) error { return tx.Send(Outgoing{Key: "x", Chat: 101, Replaces: "s"}) }},
		"heads":           {"outbox", seq, func(tx *Tx) error { _, err := tx.Heads(Telegram); return err }},
		"message kept":    {"outbox", seq, func(tx *Tx) error { return tx.Keep(Outgoing{Chat: 101, Seq: 1}) }},
		"messages moved":  {"outbox", seq, func(tx *Tx) error { return tx.Redirect(101, 102) }},
		"queue measured":  {"outbox", seq, func(tx *Tx) error { _, _, err := tx.OutboxState(Telegram); return err }},
		"journal":         {"journal", n(1), func(tx *Tx) error { _, err := tx.Journal(""); return err }},
	} {
		undone(t, db, func(tx *Tx) error {
			if err := tx.bolt.Bucket([]byte(c.bucket)).Put([]byte(c.key), []byte(`{"`)); err != nil {
				return err
			}
			tx.touch(c.bucket, []byte(c.key)) // what was decoded of it no longer holds
			if c.read(tx) == nil {
				t.Errorf("%s: nobody says that it cannot be read", name)
			}
			return nil
		})
	}
}

// TestEveryPlaceOfAWriteIsReported blocks one place in a bucket by a bucket of that
// name, so that one of the several writes of a change fails.
func TestEveryPlaceOfAWriteIsReported(t *testing.T) {
	db := reopened(t)
	n := func(ns ...uint64) string { return string(num(ns...)) }
	at := uint64(noon.Unix())
	moved := map[Row]Row{{"seed", "1.1"}: {"seed", "1.2"}}
	for name, c := range map[string]struct {
		bucket, key string
		write       func(*Tx) error
	}{
		"agenda's new place":    {"agenda", n(at, 9, 0), func(tx *Tx) error { return tx.Appoint(Appointment{At: noon, Task: 9}) }},
		"end of a silence":      {"agenda", n(at, 1, 5), func(tx *Tx) error { return tx.Silence(Silence{Person: 5, Task: 1, Until: noon}) }},
		"silence that ended":    {"agenda", n(at+3600, 1, 1), func(tx *Tx) error { return tx.Speak(1, 1) }},
		"card":                  {"cards", "task/2", func(tx *Tx) error { return tx.Hide("task/2") }},
		"confirmation":          {"confirmations", n(1, 2), func(tx *Tx) error { _, err := tx.Confirm(1, plans.Confirmation{}); return err }},
		"digest of one gone":    {"digests", "p1\x00" + n(9), func(tx *Tx) error { return tx.Forget("p1") }},
		"messages of one gone":  {"shown", string(join(signed(101), num(9))), func(tx *Tx) error { return tx.Forget("p1") }},
		"update":                {"inbox", n(2), func(tx *Tx) error { return tx.Receive(Incoming{Update: 5, At: noon}) }},
		"journal":               {"journal", n(3), func(tx *Tx) error { return tx.Write(noon, "", "x", "y", nil, nil) }},
		"identity":              {"identities", "task\x00" + n(2), func(tx *Tx) error { _, err := tx.Number(TaskNumber, "new"); return err }},
		"message":               {"outbox", string(join(signed(5), num(2))), func(tx *Tx) error { return tx.Send(Outgoing{Key: "x", Chat: 5}) }},
		"message taken out":     {"outbox", string(join(signed(5), num(9))), func(tx *Tx) error { return tx.Drop(Outgoing{Key: "x", Chat: 5, Seq: 9}) }},
		"plan in force":         {"planstates", "seed", func(tx *Tx) error { _, err := tx.LoadPlan(plans.Plan{ID: "seed"}, "", noon); return err }},
		"post":                  {"posts", n(2), func(tx *Tx) error { _, err := tx.NewPost(plans.Post{}); return err }},
		"number of a row moved": {"numbers", "task\x00seed/1.1", func(tx *Tx) error { return tx.MoveRows(moved, nil) }},
		"identity of a row":     {"identities", "task\x00" + n(1), func(tx *Tx) error { return tx.MoveRows(moved, nil) }},
	} {
		undone(t, db, func(tx *Tx) error {
			b := tx.bolt.Bucket([]byte(c.bucket))
			if err := b.Delete([]byte(c.key)); err != nil {
				return err
			}
			if _, err := b.CreateBucket([]byte(c.key)); err != nil {
				return err
			}
			if c.write(tx) == nil {
				t.Errorf("%s: nobody says that it was not kept", name)
			}
			return nil
		})
	}
}
