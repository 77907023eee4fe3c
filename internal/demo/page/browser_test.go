//go:build browser

package page

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"sdelaemvmeste/internal/demo"
)

// visitor is somebody with a browser before the page.
type visitor struct {
	t       testing.TB
	ctx     context.Context
	site    *Site
	address string
	end     func() // ends the serving process

	mu      sync.Mutex
	trouble []string // errors of scripts and requests to the world outside
}

// sit serves the story and opens it in a browser of a width and a height.
func sit(t testing.TB, width, height int64) *visitor {
	t.Helper()
	d, err := demo.Play(io.Discard, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	return open(t, d, width, height)
}

// open serves a district and opens it in a browser of a width and a height.
func open(t testing.TB, d *demo.Demo, width, height int64) *visitor {
	t.Helper()
	site, err := New(d, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	serving, end := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- site.Serve(serving, listener) }()
	v := &visitor{t: t, site: site, address: "http://" + listener.Addr().String(), end: end}
	var closeBrowser func()
	v.ctx, closeBrowser = browser(t)
	t.Cleanup(func() {
		closeBrowser()
		end()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if err := site.Close(); err != nil {
			t.Error(err)
		}
	})
	v.enter()
	v.do(chromedp.EmulateViewport(width, height))
	return v
}

// enter opens the page in the visitor's tab.
func (v *visitor) enter() {
	v.t.Helper()
	if err := chromedp.Listen(v.ctx, v.listen); err != nil {
		v.t.Fatal(err)
	}
	call(v, network.Enable, network.EnableParams{})
	call(v, runtime.Enable, cdp.Empty{})
	call(v, log.Enable, cdp.Empty{})
	call(v, emulation.SetLocaleOverride, emulation.SetLocaleOverrideParams{Locale: "ru-RU"})
	call(v, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	v.do(chromedp.Navigate(v.address), chromedp.WaitReady(chromedp.CSS("#phones")))
}

// second opens the page in a second tab, until it is closed.
func (v *visitor) second() (other *visitor, shut func()) {
	v.t.Helper()
	other = &visitor{t: v.t, site: v.site, address: v.address}
	var quit func()
	other.ctx, quit = chromedp.NewContext(v.ctx)
	other.enter()
	return other, func() {
		other.content()
		if err := chromedp.Cancel(other.ctx); err != nil {
			v.t.Error(err)
		}
		quit()
	}
}

// call asks the browser for something.
func call[P, R any](v *visitor, command cdp.Command[P, R], params P) R {
	v.t.Helper()
	result, err := chromedp.Call(v.ctx, command, params)
	if err != nil {
		v.t.Fatal(err)
	}
	return result
}

// ask evaluates a JavaScript expression.
func ask[T any](v *visitor, expression string) T {
	v.t.Helper()
	result, err := chromedp.Run(v.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		v.t.Fatal(err)
	}
	return result
}

// browser starts a browser of its own, without a profile.
func browser(t testing.TB) (context.Context, func()) {
	options := []chromedp.ExecAllocatorOption{
		chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun,
		chromedp.UserDataDir(t.TempDir()), chromedp.WSURLReadTimeout(2 * time.Minute),
	}
	for _, flag := range []string{
		"disable-quic", "disable-background-networking", "disable-component-update", "disable-sync", "force-prefers-reduced-motion",
	} {
		options = append(options, chromedp.Flag(flag, true))
	}
	options = append(options, chromedp.Flag("lang", "ru-RU"), chromedp.Env("LANGUAGE=ru"))
	allocated, free := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, quit := chromedp.NewContext(allocated)
	return ctx, func() {
		if err := chromedp.Cancel(ctx); err != nil {
			t.Log("close the browser:", err)
		}
		quit()
		free()
	}
}

// listen notes what a page must never do.
func (v *visitor) listen(event any) {
	v.mu.Lock()
	defer v.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		v.trouble = append(v.trouble, "script error: "+e.ExceptionDetails.Text)
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError {
			v.trouble = append(v.trouble, "the script has written an error to the console")
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError && !strings.Contains(e.Entry.Text, "ERR_CONNECTION_REFUSED") && !strings.Contains(e.Entry.Text, "422") {
			v.trouble = append(v.trouble, "the browser reports: "+e.Entry.Text)
		}
	case *network.EventRequestWillBeSent:
		u, err := url.Parse(e.Request.URL)
		if err != nil || "http://"+u.Host != v.address && u.Scheme != "data" {
			v.trouble = append(v.trouble, "request outside: "+e.Request.URL)
		}
	}
}

func (v *visitor) do(actions ...chromedp.Action[chromedp.Void]) {
	v.t.Helper()
	if err := chromedp.Do(v.ctx, actions...); err != nil {
		v.t.Fatal(err)
	}
}

// patience is how long a slow machine may take for one step.
const patience = 60 * time.Second

// until waits for a JavaScript expression to be true.
func (v *visitor) until(what, expression string) {
	v.t.Helper()
	v.wait(what, func() bool {
		// While the page is loaded anew the expression cannot be evaluated.
		holds, err := chromedp.Run(v.ctx, chromedp.Evaluate[bool](expression))
		return err == nil && holds
	})
}

// wait waits for something to hold.
func (v *visitor) wait(what string, holds func() bool) {
	v.t.Helper()
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	late := time.NewTimer(patience)
	defer late.Stop()
	for !holds() {
		select {
		case <-look.C:
		case <-late.C:
			text, err := chromedp.Run(v.ctx, chromedp.Evaluate[string](`document.body.innerText`))
			v.t.Fatalf("%s: waited in vain; the page says (%v)\n%s", what, err, text)
		}
	}
}

// see waits until a phone shows the words.
func (v *visitor) see(phone, words string) {
	v.t.Helper()
	v.until(phone+" shows "+words, fmt.Sprintf(`document.querySelector("#phone-%s .log").textContent.includes(%q)`, phone, words))
}

// newest waits until the newest message of a phone holds the words.
func (v *visitor) newest(phone, words string) {
	v.t.Helper()
	v.until(phone+" shows at last "+words, fmt.Sprintf(`[...document.querySelectorAll("#phone-%s article")].pop().textContent.includes(%q)`, phone, words))
}

// press presses the newest button with the words in a phone, when it is there.
func (v *visitor) press(phone, words string) { v.t.Helper(); v.click(phone, ".keys button", words) }

// number presses the newest button of a task by its number in the list.
func (v *visitor) number(phone, number string) {
	v.t.Helper()
	v.clickOne(phone, ".keys button", number, fmt.Sprintf("e.textContent.trim() === %q", number))
}

// click clicks the last element of a kind with the words in a phone.
func (v *visitor) click(phone, kind, words string) {
	v.t.Helper()
	v.clickOne(phone, kind, words, fmt.Sprintf("e.textContent.includes(%q)", words))
}

// clickOne clicks the last element of a kind for which a JavaScript expression holds.
func (v *visitor) clickOne(phone, kind, words, holds string) {
	v.t.Helper()
	v.until(phone+" has "+words, fmt.Sprintf(`(() => {
		const found = [...document.querySelectorAll("#phone-%s " + %q)].filter(e => %s).pop();
		if (!found) return false;
		found.scrollIntoView({ block: "center", inline: "center" });
		if (!found.checkVisibility() || found.disabled) return false;
		found.click();
		return true;
	})()`, phone, kind, holds))
}

// say writes a message and sends it with the Enter key.
func (v *visitor) say(phone, text string) {
	v.t.Helper()
	v.do(chromedp.Focus(chromedp.CSS(fmt.Sprintf("#phone-%s textarea", phone))))
	call(v, input.InsertText, input.InsertTextParams{Text: text})
	v.do(chromedp.KeyEvent("\r"))
	v.until("the message is sent", fmt.Sprintf(`document.querySelector("#phone-%s textarea").value.trim() === ""`, phone))
}

// command sends a command from the menu.
func (v *visitor) command(phone, command string) {
	v.t.Helper()
	v.click(phone, ".menu summary", "Меню")
	v.click(phone, fmt.Sprintf(".menu button[value=%q]", command), "")
}

// as chooses who acts in the group.
func (v *visitor) as(person string) {
	v.t.Helper()
	v.do(chromedp.SetValue(chromedp.CSS("#phone-group [name=who]"), person))
}

// turn presses a button of the panel and waits until it has been done.
func (v *visitor) turn(selector string) {
	v.t.Helper()
	ask[bool](v, fmt.Sprintf(`(() => { for (let e = document.querySelector(%q); e; e = e.parentElement) if (e.tagName === "DETAILS") e.open = true; return true; })()`, selector))
	v.do(chromedp.Click(chromedp.CSS(selector)))
	v.until("it is done", `document.querySelector("[aria-busy]") === null`)
}

// content fails the test when a script has failed or something outside was asked
// for.
func (v *visitor) content() {
	v.t.Helper()
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, trouble := range v.trouble {
		v.t.Error(trouble)
	}
}
