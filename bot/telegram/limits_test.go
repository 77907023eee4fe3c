package telegram

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"sdelaemvmeste/store"
)

// TestAnswerIsCutWithinItsLimit counts as Telegram does: a picture takes two units.
func TestAnswerIsCutWithinItsLimit(t *testing.T) {
	for _, c := range []struct {
		text  string
		limit int
		want  string
	}{
		{"готово", 6, "готово"}, {"готово", 5, "гото…"}, {"👍👍", 4, "👍👍"}, {"👍👍", 3, "👍…"}, {"а👍👍", 3, "а…"}, {"а👍👍", 4, "а👍…"},
	} {
		if got := cut(c.text, c.limit); got != c.want {
			t.Errorf("%q to %d: %q, want %q", c.text, c.limit, got, c.want)
		}
	}
}

// TestPatienceIsTwiceWhatTheLastAnswerTook beyond what Telegram was told to wait, at
// most five minutes; without an answer it is twice what was waited in vain.
func TestPatienceIsTwiceWhatTheLastAnswerTook(t *testing.T) {
	poll := request{timeout: 30 * time.Second, wait: 25 * time.Second}
	for name, c := range map[string]struct {
		got         reply
		limit, took time.Duration
		want        time.Duration
	}{
		"answered at once":        {reply{status: 200}, 30 * time.Second, time.Second, 30 * time.Second},
		"answered slowly":         {reply{status: 200}, 60 * time.Second, 45 * time.Second, 65 * time.Second},
		"not answered":            {reply{class: classLate}, 35 * time.Second, 35 * time.Second, 45 * time.Second},
		"not answered for long":   {reply{class: classLate}, 10 * time.Minute, 10 * time.Minute, 25*time.Second + longestPatience},
		"never came to Telegram":  {reply{class: "network"}, 60 * time.Second, 50 * time.Second, 30 * time.Second},
		"answered after an hour":  {reply{status: 200}, time.Hour, time.Hour, 25*time.Second + longestPatience},
		"answered before it must": {reply{status: 200}, 60 * time.Second, 20 * time.Second, 30 * time.Second},
	} {
		w := &Wire{}
		w.learn(poll, c.got, c.limit, c.took)
		if got := w.patience(poll); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
		hasty := request{timeout: time.Second, hasty: true}
		if got := w.patience(hasty); got != time.Second {
			t.Errorf("%s: a hasty request is given %s", name, got)
		}
	}
}

// answering answers every request with the same page.
type answering struct {
	status int
	header http.Header
	body   string
}

func (a answering) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: a.status, Header: a.header, Body: io.NopCloser(strings.NewReader(a.body)), Request: r}, nil
}

// TestServerBeforeTelegramsIsUnderstood: its pages are no JSON, and say in a header when
// to come again.
func TestServerBeforeTelegramsIsUnderstood(t *testing.T) {
	for name, c := range map[string]struct {
		answer answering
		class  string
		pause  time.Duration
		token  bool
	}{
		"busy":              {answering{429, http.Header{"Retry-After": {"7"}}, "<html>"}, "flood", 7 * time.Second, false},
		"busy, till when?":  {answering{429, http.Header{}, "<html>"}, "flood", time.Second, false},
		"no such token":     {answering{404, http.Header{}, "<html>"}, "bad_token", 0, true},
		"nothing behind it": {answering{502, http.Header{}, "<html>"}, "gateway", 0, false},
	} {
		w, err := bare(Config{Token: "123456:abcdefghijklmnopqrstuvwxyz012345678", HTTP: &http.Client{Transport: c.answer}})
		if err != nil {
			t.Fatal(err)
		}
		got := w.call(context.Background(), request{method: "getMe", timeout: time.Second})
		if got.class != c.class || got.retryAfter != c.pause || errors.Is(trouble("ask", got), ErrBadToken) != c.token {
			t.Errorf("%s: %q after %s, %v", name, got.class, got.retryAfter, trouble("ask", got))
		}
	}
}

// TestRecordIsIllAfterADayAndAHundredAttempts, when another was done within the hour.
func TestRecordIsIllAfterADayAndAHundredAttempts(t *testing.T) {
	now := time.Date(2023, 3, 20, 9, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		failing  time.Duration
		attempts int
		worked   time.Duration
		want     bool
	}{
		"just so":               {24 * time.Hour, 100, time.Hour, true},
		"not a day":             {24*time.Hour - 1, 100, time.Hour, false},
		"not a hundred":         {24 * time.Hour, 99, time.Hour, false},
		"nothing else was done": {24 * time.Hour, 100, time.Hour + 1, false},
	} {
		d := &delivery{worked: now.Add(-c.worked)}
		if got := d.ill(store.Outgoing{Failing: now.Add(-c.failing), Attempts: c.attempts}, now); got != c.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}

// TestFileThatIsNowhereIsLookedForSomeTimes and then taken for lost.
func TestFileThatIsNowhereIsLookedForSomeTimes(t *testing.T) {
	for attempts, want := range map[int]verdict{fetchTries - 1: later, fetchTries: refused} {
		if got := (&Wire{}).astray(store.Outgoing{Attempts: attempts}, "404"); got.verdict != want {
			t.Errorf("attempt %d: %v", attempts, got.verdict)
		}
	}
}

// unreadable is a body that nobody may touch.
type unreadable struct{ t *testing.T }

func (u unreadable) Read([]byte) (int, error) {
	u.t.Error("read again")
	return 0, io.EOF
}

func (unreadable) Close() error { return nil }

// TestRequestSaysItsLength whether the library knew it or not.
func TestRequestSaysItsLength(t *testing.T) {
	for name, c := range map[string]struct {
		body io.ReadCloser
		says int64
		want int64
	}{
		"no body":          {nil, 0, 0},
		"a body as piped":  {io.NopCloser(strings.NewReader("abc")), -1, 3},
		"not said":         {io.NopCloser(strings.NewReader("abc")), 0, 3},
		"an empty body":    {io.NopCloser(strings.NewReader("")), -1, 0},
		"said beforehand":  {unreadable{t}, 5, 5},
		"said, of a byte":  {unreadable{t}, 1, 1},
		"nothing to be it": {http.NoBody, 0, 0},
	} {
		req := &http.Request{Body: c.body, ContentLength: c.says}
		if err := gather(req); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if got := max(req.ContentLength, 0); got != c.want {
			t.Errorf("%s: %d bytes, want %d", name, got, c.want)
		}
	}
}
