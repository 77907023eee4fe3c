package app_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"testing"
	"time"

	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"

	"sdelaemvmeste/bot"
	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/internal/app"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// TestRefusalsCounted: /metrics counts why people are refused, and every reason
// stands there before the first refusal.
func TestRefusalsCounted(t *testing.T) {
	db, err := store.Open(t.TempDir())
	must(t, err)
	defer func() { must(t, db.Close()) }()
	now := func() time.Time { return time.Date(2023, 3, 13, 9, 0, 0, 0, time.UTC) }
	const admin = 1
	h := app.NewHealth(db, now, now)
	b, err := bot.New(chat.Env{
		Store: db, Now: now, Real: now, Log: slog.New(slog.DiscardHandler), Admins: []plans.UserID{admin},
		Answer: func(context.Context, string, string, bool) {}, Refused: h.Refused,
	})
	must(t, err)
	want := map[string]float64{}
	for _, why := range chat.Reasons() {
		want[why.String()] = 0
	}
	same := func(after string) {
		t.Helper()
		got := refusals(t, h)
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("after %s: %v, want %v", after, got, want)
		}
	}
	same("nothing")
	for i, c := range []struct {
		what string
		user plans.UserID
		data string
		why  chat.Reason
	}{
		{"a button that never was", admin, "v1:nothing:0", chat.StaleButton},
		{"a stranger's press", 2, "v1:copy:0", chat.NoRight},
		{"a copy without a key", admin, "v1:copy:0", chat.NotSetUp},
	} {
		must(t, db.Update(func(tx *store.Tx) error {
			return tx.Receive(store.Incoming{
				Update: int64(i + 1), Kind: store.InPress, At: now(), PressID: "p", Data: c.data,
				Chat: store.Chat{ID: int64(c.user), Kind: store.Private}, From: store.User{ID: c.user, Name: "Аккаунт"},
			})
		}))
		must(t, b.Drain(t.Context()))
		want[c.why.String()]++
		same(c.what)
	}
}

// refusals reads the counter of each reason.
func refusals(t *testing.T, h *app.Health) map[string]float64 {
	t.Helper()
	counted := map[string]float64{}
	for _, m := range scrape(t, h)["sdelaem_refusals_total"].GetMetric() {
		counted[m.GetLabel()[0].GetValue()] = m.GetCounter().GetValue()
	}
	return counted
}

// scrape reads /metrics as a collector does.
func scrape(t *testing.T, h *app.Health) map[string]*dto.MetricFamily {
	t.Helper()
	w := httptest.NewRecorder()
	h.Registry.ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
	parser := expfmt.NewTextParser(model.UTF8Validation)
	families, err := parser.TextToMetricFamilies(w.Body)
	must(t, err)
	return families
}
