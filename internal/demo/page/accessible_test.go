//go:build browser

package page

import (
	"fmt"
	"slices"
	"strings"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// nameable are the roles whose elements say nothing without a name.
var nameable = []string{"button", "link", "textbox", "combobox", "checkbox", "image", "dialog", "log", "navigation", "DisclosureTriangle", "Date"}

// accessible checks that everything one can use has a name, can be reached by keys
// and can be read. Names and keys do not depend on the width.
func (v *visitor) accessible() {
	v.t.Helper()
	// What has just come into the window enters the tree with the next frame.
	var nameless []string
	v.wait("the tree of roles holds eight telephones and their buttons", func() bool {
		var seen map[string]int
		seen, nameless = v.roles()
		return seen["log"] == 8 && seen["button"] >= 20
	})
	for _, n := range nameless {
		v.t.Error(n)
	}
	for _, lost := range ask[[]string](v, focus) {
		v.t.Error(lost)
	}
	v.legible()
}

// roles counts the elements that must have a name and tells those that have none.
func (v *visitor) roles() (seen map[string]int, nameless []string) {
	v.t.Helper()
	seen = map[string]int{}
	for _, n := range call(v, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{}).Nodes {
		if n.Ignored || n.Role == nil {
			continue
		}
		role := strings.Trim(string(n.Role.Value), `"`)
		if !slices.Contains(nameable, role) {
			continue
		}
		seen[role]++
		if n.Name == nil || strings.Trim(string(n.Name.Value), `" `) == "" {
			nameless = append(nameless, fmt.Sprintf("a %s without a name, node %d", role, n.BackendDOMNodeID))
		}
	}
	return seen, nameless
}

// legible checks that every text can be read, in the light and in the dark, and that
// nothing is cut off at the side.
func (v *visitor) legible() {
	v.t.Helper()
	for _, scheme := range []string{"dark", "light"} {
		call(v, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
		for _, pale := range ask[[]string](v, contrast) {
			v.t.Errorf("%s: %s", scheme, pale)
		}
	}
	if wide := ask[int](v, `document.documentElement.scrollWidth - innerWidth`); wide > 0 {
		v.t.Errorf("the page is %d pixels wider than the window: %q", wide, ask[[]string](v, beyond))
	}
}

// beyond lists what reaches beyond the window's right side and is no part of anything
// that scrolls.
const beyond = `[...document.body.querySelectorAll("*")]
	.filter(e => e.checkVisibility() && !e.closest(".phones, .tabs, .turn") && e.getBoundingClientRect().right > innerWidth)
	.map(e => e.outerHTML.slice(0, 80))`

// byKeyboard opens a menu, goes into it and leaves it by keys alone.
func (v *visitor) byKeyboard() {
	v.t.Helper()
	v.do(chromedp.Focus(chromedp.CSS("#phone-zhkh .menu summary")), chromedp.KeyEvent("\r"))
	v.until("the menu is open", `document.querySelector("#phone-zhkh .menu").open`)
	v.do(chromedp.KeyEvent("\t"))
	v.until("the menu's first command has the focus", `document.activeElement.matches("#phone-zhkh .menu li:first-child button")`)
	v.do(chromedp.KeyEvent(kb.Escape))
	v.until("the menu is closed and has the focus", `!document.querySelector("#phone-zhkh .menu").open && document.activeElement.matches("#phone-zhkh .menu summary")`)
	v.do(chromedp.Focus(chromedp.CSS("#phone-zhkh article:last-of-type .more")), chromedp.KeyEvent("\r"))
	v.until("what can be done with a message is shown", `document.querySelector("#actions").matches(":popover-open")`)
	v.do(chromedp.KeyEvent("\t"), chromedp.KeyEvent("\r"))
	v.until("a reply has begun", `document.activeElement.matches("#phone-zhkh textarea") && document.querySelector("#phone-zhkh [name=reply]").value !== ""`)
	v.do(chromedp.Click(chromedp.CSS("#phone-zhkh [data-cancel]")))
	v.until("the reply is given up", `document.querySelector("#phone-zhkh [name=reply]").value === ""`)
}

// focus lists what can be used and cannot be reached by the Tab key, or does not show
// that it has the focus (WCAG 2.2, 2.1.1 and 2.4.7).
const focus = `(() => {
	const lost = new Set(), was = document.activeElement;
	for (const e of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, .log")) {
		if (!e.checkVisibility() || e.disabled) continue;
		if (e.tabIndex < 0) lost.add("not reached by Tab: " + e.outerHTML.slice(0, 80));
		e.focus({ preventScroll: true, focusVisible: true });
		const style = getComputedStyle(e);
		if (document.activeElement !== e || style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2)
			lost.add("does not show the focus: " + e.outerHTML.slice(0, 80));
	}
	was.focus({ preventScroll: true });
	return [...lost];
})()`

// contrast lists the texts whose colour is too near their ground's (WCAG 2.2,
// 1.4.3: 4.5 to 1, large ones 3 to 1).
const contrast = `(() => {
	const parse = c => { const n = c.match(/[\d.]+/g).map(Number); return c.startsWith("color(srgb") ? [n[0]*255, n[1]*255, n[2]*255, n[3] ?? 1] : [n[0], n[1], n[2], n[3] ?? 1]; };
	const over = (a, b) => [0, 1, 2].map(i => a[i] * a[3] + b[i] * (1 - a[3])).concat(1);
	const light = c => { const l = c.slice(0, 3).map(v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * l[0] + .7152 * l[1] + .0722 * l[2]; };
	const known = new Map(), ground = e => known.get(e) || (known.set(e, beneath(e)), known.get(e));
	const beneath = e => { const under = e.parentElement ? () => ground(e.parentElement) : () => [255, 255, 255, 1]; const c = parse(getComputedStyle(e).backgroundColor); return c[3] === 1 ? c : over(c, under()); };
	const pale = new Set(), walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (walk.nextNode()) {
		const e = walk.currentNode.parentElement;
		if (!walk.currentNode.data.trim() || !e.checkVisibility() || e.closest(".sr, .skip, .spoiler, script, style")) continue;
		const style = getComputedStyle(e), g = ground(e), t = over(parse(style.color), g);
		const [a, b] = [light(t), light(g)].sort((x, y) => y - x), ratio = (a + .05) / (b + .05);
		const large = parseFloat(style.fontSize) >= 24 || parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700;
		if (ratio < (large ? 3 : 4.5)) pale.add(ratio.toFixed(2) + " " + e.tagName + "." + e.className + " " + walk.currentNode.data.trim().slice(0, 40));
	}
	return [...pale];
})()`
