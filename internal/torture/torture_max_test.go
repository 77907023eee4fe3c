package torture

import (
	"net/http/httptest"
	"slices"
	"strings"
	"sync"

	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/internal/maxemulator"
	"sdelaemvmeste/internal/maxemulator/openapi"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// maxSteps are the steps of the other wire, about as often as a story takes them: it
// publishes once.
func maxSteps() []namedStep {
	return []namedStep{{"max: before writing", 1}, {"max: answered", 1}, {"max: before commit", 2}, {"max: committed", 2}}
}

var describedMax = sync.OnceValues(openapi.Max)

// openMax gives the story a MAX with a channel that is a page of the district.
func (w *torture) openMax() {
	w.t.Helper()
	by, err := describedMax()
	must(w.t, err)
	w.max = maxemulator.New(maxemulator.Config{Check: by.Request})
	web := httptest.NewServer(w.max)
	w.t.Cleanup(web.Close)
	w.maxURL = web.URL
	w.maxChannel = w.max.AddChannel("Край", "kray")
}

// maxPage is that page as the database keeps it.
func (w *torture) maxPage() store.Page {
	return store.Page{Page: plans.Page{ID: 1, Kind: plans.MaxPage, Name: "Край", Address: "https://max.ru/kray"}, Chat: w.maxChannel}
}

// unsureAtMax orders faults of MAX. Those that leave the outcome of the publication
// open did what was asked, so that the channel tells; of the others nothing is there,
// and people are asked.
func (w *torture) unsureAtMax() {
	executed := []maxemulator.FaultKind{maxemulator.DropAfter, maxemulator.BadGatewayAfter, maxemulator.TruncatedJSON, maxemulator.WrongContentType}
	before := []maxemulator.FaultKind{
		maxemulator.TooMany, maxemulator.InternalError, maxemulator.Unavailable, maxemulator.BadGatewayPage, maxemulator.DropBefore, maxemulator.DropAfter,
	}
	w.max.Fault(maxemulator.Fault{Operation: "sendMessage", Do: executed[w.luck.IntN(len(executed))]})
	if !w.more {
		return
	}
	for _, operation := range []string{"getMembership", "getUploadUrl", "upload", "getMessages"} {
		w.max.Fault(maxemulator.Fault{Operation: operation, Skip: w.luck.IntN(2), Do: before[w.luck.IntN(len(before))]})
	}
	if w.luck.IntN(3) == 0 {
		kinds := []maxemulator.FaultKind{maxemulator.TooMany, maxemulator.InternalError, maxemulator.NotReady, maxemulator.BadGatewayPage, maxemulator.DropBefore}
		w.max.ClearFaults()
		w.max.Fault(maxemulator.Fault{Operation: "sendMessage", Do: kinds[w.luck.IntN(len(kinds))]})
	}
}

// atMax is what the channel in MAX shows of the first post, or of the second.
func (w *torture) atMax(second bool) []maxemulator.Message {
	return slices.DeleteFunc(w.max.Messages(w.maxChannel), func(m maxemulator.Message) bool { return (m.Text == thirdText) != second })
}

// aboutMax reports whether a question is about the publication in MAX.
func aboutMax(question emulator.Message) bool { return strings.Contains(question.Text, "MAX") }

// publicationAtMax proves that the channel in MAX shows the versions voted on, once each,
// with their photographs in their order, and never showed any twice.
func (w *torture) publicationAtMax() {
	w.t.Helper()
	all := w.max.All(w.maxChannel)
	if len(all) != 2 || all[0].Text != secondText || len(all[0].Media) != photos || all[1].Text != thirdText || len(all[1].Media) > 0 {
		w.t.Errorf("the channel in MAX has shown %+v", all)
		return
	}
	for i, m := range all[0].Media {
		if m.Kind != "image" || string(m.Content) != string([]byte{byte(i)}) {
			w.t.Errorf("photo %d in MAX is %q", i, m.Content)
		}
	}
	if v := w.max.Violations(); len(v) > 0 {
		w.t.Errorf("requests that MAX would not understand: %q", v)
	}
	if strings.Contains(w.log.String(), w.max.Token()) {
		w.t.Error("the token of MAX is in the log")
	}
	for _, r := range w.max.Requests("") {
		if r.Fault != "" {
			w.sum.add("fault on MAX "+string(r.Fault), 1)
		}
	}
	w.sum.add("publications in MAX", len(all))
}
