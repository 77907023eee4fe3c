//go:build browser

package page

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/chromedp/chromedp"
)

var update = flag.Bool("update", false, "write the pictures of docs/img anew")

// album is where the pictures of the README and the guide stand.
const album = "../../../docs/img"

// pictures goes to where the pictures of the README and the guide are taken; with
// -update it takes them.
func (v *visitor) pictures() {
	v.t.Helper()
	v.do(chromedp.EmulateViewport(1400, 1000))
	v.see("fin", "Просрочено")
	v.see("channel", "завершено благоустройство парка")
	v.until("the photographs are shown", `[...document.querySelectorAll("#phone-channel img")].every(i => (i.loading = "eager", i.complete && i.naturalWidth > 0))`)
	v.until("the page has heard everything", `document.querySelectorAll("#phone-zhkh article").length > 20`)
	v.top("fin", "Просрочено")
	v.top("zhkh", "Пост № 1")
	v.top("group", "Опубликован")
	v.keep("demo.png", chromedp.CaptureScreenshot())
	for _, phone := range []string{"fin", "zhkh", "group", "channel"} {
		v.keep("phone-"+phone+".png", chromedp.Screenshot(chromedp.CSS("#phone-"+phone)))
	}
	v.message("morning.png", "fin", "Просрочено")
	v.message("card.png", "fin", "Выполнено")
	v.message("post.png", "channel", "парка")
	v.do(chromedp.EmulateViewport(390, 844), chromedp.Reload(), chromedp.WaitReady(chromedp.CSS("#phones")))
	v.keep("demo-telephone.png", chromedp.CaptureScreenshot())
	v.do(chromedp.EmulateViewport(1400, 1000))
}

// top scrolls a phone to the newest message with the words, if it holds any.
func (v *visitor) top(phone, words string) {
	v.t.Helper()
	ask[bool](v, fmt.Sprintf(`(() => {
		const log = document.querySelector("#phone-%s .log"), m = [...log.querySelectorAll("article")].filter(e => e.textContent.includes(%q)).pop();
		if (m) log.scrollTop += m.getBoundingClientRect().top - log.getBoundingClientRect().top - 8;
		return true;
	})()`, phone, words))
}

// lessons is where the pictures stand that the bot explains itself with.
const lessons = "../../../bot/people/how"

// message takes a picture of the newest message of a phone with the words, or with a
// button of that caption.
func (v *visitor) message(name, phone, words string) {
	v.t.Helper()
	v.top(phone, words)
	ask[bool](v, fmt.Sprintf(`(() => {
		document.querySelector("#taken")?.removeAttribute("id");
		[...document.querySelectorAll("#phone-%s article")].filter(e => e.textContent.includes(%q)).pop().id = "taken";
		return true;
	})()`, phone, words))
	v.write(filepath.Join(lessons, name), chromedp.Screenshot(chromedp.CSS("#taken")))
}

// keep takes a picture and writes it into docs/img, with -update.
func (v *visitor) keep(name string, take chromedp.Action[[]byte]) {
	v.t.Helper()
	v.write(filepath.Join(album, name), take)
}

func (v *visitor) write(file string, take chromedp.Action[[]byte]) {
	v.t.Helper()
	if !*update {
		return
	}
	shot, err := chromedp.Run(v.ctx, take)
	if err != nil {
		v.t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(shot))
	must(v.t, err)
	var small bytes.Buffer
	must(v.t, (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&small, fewer(picture)))
	must(v.t, os.MkdirAll(filepath.Dir(file), 0o755))
	must(v.t, os.WriteFile(file, small.Bytes(), 0o644))
}

// fewer gives a picture in its 256 most frequent colours: a third of the bytes, and
// of a page with letters and drawings nothing is lost that one sees.
func fewer(picture image.Image) image.Image {
	area, seen := picture.Bounds(), map[color.Color]int{}
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			seen[picture.At(x, y)]++
		}
	}
	colours := slices.SortedFunc(maps.Keys(seen), func(a, b color.Color) int { return seen[b] - seen[a] })
	small := image.NewPaletted(area, colours[:min(len(colours), 256)])
	draw.Draw(small, area, picture, area.Min, draw.Src)
	return small
}
