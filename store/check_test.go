package store

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sdelaemvmeste/plans"
)

func TestCheckOfASoundDatabase(t *testing.T) {
	r, err := Check(filepath.Join(filled(t), FileName))
	if err != nil {
		t.Fatal(err)
	}
	if !r.Sound() {
		t.Errorf("found %q", r.Findings())
	}
	var counted []string
	for _, c := range r.Counts {
		counted = append(counted, c.Bucket)
		if c.Records == 0 {
			t.Errorf("bucket %s is empty: the check has nothing to look at in it", c.Bucket)
		}
	}
	if !slices.Equal(counted, buckets) {
		t.Errorf("counted %v, the map has %v", counted, buckets)
	}
}

func TestCheckLeavesTheFileAsItIs(t *testing.T) {
	path := filepath.Join(filled(t), FileName)
	before := contents(t, path)
	if _, err := Check(path); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(before, contents(t, path)) {
		t.Error("the check has changed the file")
	}
}

func TestCheckCountsTheRecords(t *testing.T) {
	db := opened(t)
	err := db.Update(func(tx *Tx) error {
		for _, id := range []plans.PersonID{"p8", "p9"} {
			if err := tx.PutPerson(PersonRecord{Person: plans.Person{ID: id}}); err != nil {
				return err
			}
		}
		for _, c := range tx.Check().Counts {
			if c.Bucket == "people" && c.Records != 2 {
				t.Errorf("%d people, want 2", c.Records)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestCheckFindsEveryDisagreement(t *testing.T) {
	put := func(bucket, key, value string) func(*Tx) error {
		return func(tx *Tx) error { return tx.bolt.Bucket([]byte(bucket)).Put([]byte(key), []byte(value)) }
	}
	drop := func(bucket, key string) func(*Tx) error {
		return func(tx *Tx) error { return tx.bolt.Bucket([]byte(bucket)).Delete([]byte(key)) }
	}
	n := func(n uint64) string { return string(num(n)) }
	for name, c := range map[string]struct {
		do   func(*Tx) error
		want string
	}{
		"value is no JSON":             {put("people", "p1", `{"id":`), `people "p1": cannot be read`},
		"field of another name":        {put("people", "p1", `{"id":"p1","nаme":"x"}`), "unknown field"},
		"value goes on":                {put("posts", n(1), `{"number":1}{}`), "something after its end"},
		"record of another key":        {put("projects", "lawn", `{"id":"park","name":"","unit":"finance"}`), "wrong key"},
		"plan neither kept nor done":   {drop("planstates", "seed"), "plan seed is neither in force nor finished"},
		"clock nobody knows":           {put("meta", "clock", `"moon"`), "is no clock"},
		"file of no load":              {put("planfiles", "nobody", `"AA=="`), "a file of no load"},
		"channel asked about, unknown": {func(tx *Tx) error { return tx.PutAsk(ChannelAsk{Channel: -9, At: noon}) }, `asks "-9"`},
		"mark is no instant":           {put("meta", "mark", `"soon"`), "is no instant"},
		"settings of another name":     {put("settings", "other", `{}`), "wrong key"},
		"task in an unknown state":     {put("tasks", n(1), `{"number":1,"id":"seed/1.1","item":"1.1","kind":"dated","units":null,"since":"2023-03-13T09:00:00Z","state":"odd"}`), "not known"},
		"task without its number":      {drop("numbers", "task\x00seed/1.1"), "number of seed/1.1 is 0"},
		"number without identity":      {drop("identities", "task\x00"+n(1)), "not found"},
		"identity of no number":        {put("identities", "task\x00"+n(7), `"seed/9"`), "has number 0"},
		"number never given":           {put("numbers", "task\x00seed/2", `5`), "beyond the last one given"},
		"agenda without moment":        {drop("moments", n(1)+n(0)), "moment is not"},
		"moment without agenda":        {put("moments", n(1)+n(5), `42`), "is not in the agenda"},
		"agenda of no task":            {func(tx *Tx) error { return tx.Appoint(Appointment{At: noon, Task: 8}) }, "task 8: not found"},
		"agenda's key cut":             {put("agenda", "short", `{}`), "key of 5 bytes"},
		"silence of another key":       {put("silences", n(3)+n(3), `{"person":1,"task":1,"until":"2023-03-13T09:00:00Z"}`), "wrong key"},
		"account of another person":    {put("accounts", string(signed(101)), `"p2"`), `account 101 belongs to "p2"`},
		"account nobody has":           {put("accounts", string(signed(5)), `"p1"`), "person p1 has account 101"},
		"invitation of nobody":         {func(tx *Tx) error { return tx.PutInvite([32]byte{2}, Invite{Person: "p9"}) }, "person p9: not found"},
		"confirmation of no task":      {func(tx *Tx) error { return tx.PutConfirmation(6, plans.Confirmation{Number: 1}) }, "task 6: not found"},
		"confirmation elsewhere":       {func(tx *Tx) error { return tx.PutConfirmation(1, plans.Confirmation{Number: 1, Task: "seed/2"}) }, "lies with seed/1.1"},
		"post beyond the numbers":      {func(tx *Tx) error { return tx.PutPost(PostRecord{Post: plans.Post{Number: 4}}) }, "beyond the last one given"},
		"post of no task":              {func(tx *Tx) error { return tx.PutPost(PostRecord{Post: plans.Post{Number: 1, Task: "seed/3"}}) }, "not found"},
		"post that is not woken":       {put("posts", n(1), `{"number":1,"author":"p1","state":"draft","draft":{},"created":"2023-03-13T09:00:00Z","wake":"2023-03-14T09:00:00Z"}`), "will not be woken then"},
		"channel of another key":       {put("channels", "-5", `{"id":-6,"title":""}`), "wrong key"},
		"album of another key":         {put("albums", string(albumKey(1, "b")), `{"chat":1,"album":"c","parts":null,"last":"2023-03-13T09:00:00Z"}`), "wrong key"},
		"message without its pieces":   {put("said", string(saidKey(1, 2)), `{"at":"2023-03-13T09:00:00Z"}`), "has neither pieces"},
		"kept without a message":       {put("kept", string(keptKey(1, 2)), `{"chat":1,"messages":[]}`), "keeps nothing"},
		"message of no card":           {drop("cards", "task/1"), "does not name message 5"},
		"digest of nobody":             {put("digests", "p9\x00"+n(1), `{"day":"2023-03-13","lines":null}`), "person p9: not found"},
		"untold of another key":        {put("untold", n(1)+n(1), `{"key":"a","chat":2,"do":"text","entities":null,"seq":1,"queued":"2023-03-13T09:00:00Z"}`), "wrong key"},
		"outgoing without its name":    {drop("outkeys", "digest/p1/2023-03-13"), "is not found by its name"},
		"name of no outgoing":          {put("outkeys", "other", `"AAAA"`), "no record of that name"},
		"inbox beyond the numbers":     {put("inbox", n(9), `{"update":1,"at":"2023-03-13T09:00:00Z","kind":"message","chat":{"id":0,"kind":""},"from":{"id":0}}`), "beyond the last one given"},
		"journal entry taken out":      {drop("journal", n(1)), "entry 2 follows entry 0"},
		"last journal entry cut off":   {drop("journal", n(2)), "2 entries were written"},
		"journal entry changed": {func(tx *Tx) error {
			return journal.put(tx, num(1), Entry{N: 1, At: noon, By: "p1", Did: "другое", Of: "task/1"})
		}, "entry 2 does not follow from the one before"},
		"document of no version":    {put("originals", "seed\x00"+n(9), `{"plan":"seed","version":9,"name":"","data":"","layout":{"tables":null}}`), "version 9 of plan seed"},
		"document of another":       {put("originals", "seed\x00"+n(1), `{"plan":"seed","version":1,"of":7,"name":"","data":"","layout":{"tables":null}}`), "document of version 7 is not there"},
		"report beyond the numbers": {put("reports", n(9), `{"number":9,"plan":"seed","period":{"from":"","to":""},"kind":"word","chat":1,"at":"2023-03-13T09:00:00Z"}`), "beyond the last one given"},
		"bucket nobody knows":       {func(tx *Tx) error { _, err := tx.bolt.CreateBucket([]byte("more")); return err }, `bucket "more"`},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filled(t)
			change(t, dir, c.do)
			r, err := Check(filepath.Join(dir, FileName))
			if err != nil {
				t.Fatal(err)
			}
			if found := strings.Join(r.Findings(), "\n"); !strings.Contains(found, c.want) {
				t.Errorf("found %q, want %q in it", found, c.want)
			}
		})
	}
}
