package maxemulator_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"strings"
	"testing"
	"time"

	"sdelaemvmeste/internal/maxemulator"
)

// TestFaults says of each fault what the bot sees and whether the message is there.
func TestFaults(t *testing.T) {
	for kind, c := range map[maxemulator.FaultKind]struct {
		status int // 0 for none
		out    bool
	}{
		maxemulator.TooMany: {429, false}, maxemulator.Forbidden: {403, false}, maxemulator.BadGatewayPage: {502, false},
		maxemulator.BadGatewayAfter: {502, true}, maxemulator.InternalError: {500, false}, maxemulator.Unavailable: {503, false},
		maxemulator.NotReady: {400, false}, maxemulator.DropBefore: {0, false}, maxemulator.DropAfter: {0, true},
		maxemulator.Hang: {0, false}, maxemulator.HangAfter: {0, true}, maxemulator.TruncatedJSON: {200, true},
		maxemulator.WrongContentType: {200, true},
	} {
		w := newWorld(t, maxemulator.Config{})
		channel := w.mx.AddChannel("Округ", "")
		struck := 0
		w.mx.Fault(maxemulator.Fault{Operation: "sendMessage", Channel: channel, Do: kind, After: func() { struck++ }})
		ctx, cancel := context.WithCancel(t.Context())
		written := false
		trace := &httptrace.ClientTrace{WroteRequest: func(httptrace.WroteRequestInfo) {
			written = true
			if kind == maxemulator.Hang || kind == maxemulator.HangAfter {
				cancel()
			}
		}}
		r := w.request("POST", "https://max.test"+w.to(channel), strings.NewReader(message("а", "")))
		r.Header.Set("Authorization", w.mx.Token())
		r.Header.Set("Content-Type", "application/json")
		got := w.do(r.WithContext(httptrace.WithClientTrace(ctx, trace)), true)
		cancel()
		if got.status != c.status || struck != 1 || written != (kind != maxemulator.DropBefore) {
			t.Errorf("%s: status %d, %v; written %v, struck %d", kind, got.status, got.err, written, struck)
		}
		if kind == maxemulator.TruncatedJSON && !errors.Is(got.err, io.ErrUnexpectedEOF) {
			t.Errorf("%s: %v", kind, got.err)
		}
		if out := len(w.mx.Messages(channel)) == 1; out != c.out {
			t.Errorf("%s: published %v", kind, out)
		}
		if again := w.ask("POST", w.to(channel), message("б", "")); again.status != 200 {
			t.Errorf("after %s: %d %v", kind, again.status, again.err)
		}
	}
}

func TestFaultsWaitForTheirRequest(t *testing.T) {
	w := newWorld(t, maxemulator.Config{})
	one, two := w.mx.AddChannel("Один", ""), w.mx.AddChannel("Два", "")
	w.mx.Fault(maxemulator.Fault{Operation: "sendMessage", Channel: two, Skip: 1, Times: 2, Do: maxemulator.InternalError})
	for i, c := range []struct {
		channel int64
		want    int
	}{{one, 200}, {two, 200}, {one, 200}, {two, 500}, {two, 500}, {two, 200}} {
		if got := w.ask("POST", w.to(c.channel), message("а", "")).status; got != c.want {
			t.Errorf("request %d: %d", i, got)
		}
	}
	w.mx.Fault(maxemulator.Fault{Times: -1, Do: maxemulator.TooMany})
	w.mx.ClearFaults()
	w.mx.Down(true)
	if got := w.ask("GET", "/me", ""); got.err == nil {
		t.Error("MAX is down and answers")
	}
	w.mx.Down(false)
	w.mx.Revoke()
	w.mx.Restore()
	if got := w.ask("GET", "/me", ""); got.status != 200 {
		t.Errorf("up again: %d %v", got.status, got.err)
	}
	defer func() {
		if recover() == nil {
			t.Error("a fault for an operation that does not exist is taken")
		}
	}()
	w.mx.Fault(maxemulator.Fault{Operation: "sendmessage"})
}

// TestOverSockets publishes through a real server, uploads on its own host. The
// requests are ones that net/http does not repeat by itself.
func TestOverSockets(t *testing.T) {
	w := newWorld(t, maxemulator.Config{})
	served := httptest.NewServer(w.mx)
	defer served.Close()
	r := w.request("POST", served.URL+"/uploads?type=image", nil)
	r.Header.Set("Authorization", w.mx.Token())
	resp, err := served.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(resp.Body)
	if err := errors.Join(err, resp.Body.Close()); err != nil || !strings.Contains(string(body), served.URL+"/upload.do?") {
		t.Errorf("%s, %v", body, err)
	}
	for _, kind := range []maxemulator.FaultKind{maxemulator.DropBefore, maxemulator.DropAfter, maxemulator.TruncatedJSON, maxemulator.HangAfter} {
		w.mx.Fault(maxemulator.Fault{Do: kind})
		ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
		r := w.request(http.MethodPost, served.URL+"/uploads?type=image", nil).WithContext(ctx)
		r.Header.Set("Authorization", w.mx.Token())
		resp, err := served.Client().Do(r)
		if err == nil {
			_, err = io.ReadAll(resp.Body)
			_ = resp.Body.Close()
		}
		cancel()
		if err == nil {
			t.Errorf("%s: answered", kind)
		}
	}
}
