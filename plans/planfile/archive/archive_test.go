package archive_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile/archive"
	"sdelaemvmeste/plans/planfile/officetest"
)

func open(t testing.TB, files ...string) archive.Parts {
	t.Helper()
	p, err := archive.Open(officetest.Packed(t, files...))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestParts(t *testing.T) {
	p := open(t, `word\document.xml`, "а", "/xl/workbook.xml", "б")
	if p["word/document.xml"] == nil || p["xl/workbook.xml"] == nil {
		t.Error(p)
	}
	if _, err := p.Open("nothing", 10); !errors.Is(err, plans.ErrNotFound) {
		t.Error(err)
	}
	r, err := p.Open("word/document.xml", 2)
	if err != nil {
		t.Fatal(err)
	}
	if b, err := io.ReadAll(r); string(b) != "а" || err != nil {
		t.Error(string(b), err)
	}
	if _, err := p.Open("word/document.xml", 1); !errors.Is(err, archive.ErrTooLarge) {
		t.Error(err)
	}
	if _, err := archive.Open([]byte("PK нет")); !errors.Is(err, plans.ErrInvalid) {
		t.Error(err)
	}
	if _, err := archive.Open(officetest.Packed(t, make([]string, 4002)...)); !errors.Is(err, archive.ErrTooLarge) {
		t.Error(err)
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	if _, err := z.CreateRaw(&zip.FileHeader{Name: "x", Flags: 1}); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := archive.Open(b.Bytes()); !errors.Is(err, archive.ErrLocked) {
		t.Error(err)
	}
}

// What a decoder would hold in memory whole is bounded, however well it packs.
func TestPartsAreBounded(t *testing.T) {
	for name, content := range map[string]string{
		"elements": strings.Repeat("<a/>", 1_000_001), "one text": strings.Repeat("а", 600_000), "one element": "<a " + strings.Repeat("b", 1<<20+2),
	} {
		r, err := open(t, "x", content).Open("x", archive.MaxPart)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, r); !errors.Is(err, archive.ErrTooLarge) {
			t.Errorf("%s: %v", name, err)
		}
	}
	texts := strings.Repeat("<a>"+strings.Repeat("б", 500_000)+"</a>", 3)
	r, err := open(t, "x", texts).Open("x", archive.MaxPart)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := io.Copy(io.Discard, r); n != int64(len(texts)) || err != nil {
		t.Error(n, err)
	}
}

func TestRelations(t *testing.T) {
	p := open(t, "word/_rels/document.xml.rels", `<Relationships><Relationship Type="http://x/styles" Target="styles.xml"/><Relationship Type="http://x/numbering" Target="/word/n.xml"/>`+
		`<Relationship Type="http://x/styles" Target="second.xml"/><Relationship Type="http://x/image" Target="http://y" TargetMode="External"/><Relationship Type="http://x/up" Target="../a.xml"/></Relationships>`,
		"broken/_rels/a.rels", "<a")
	want := map[string]string{"styles": "word/styles.xml", "numbering": "word/n.xml", "up": "a.xml"}
	if diff := cmp.Diff(want, p.Relations("word/document.xml")); diff != "" {
		t.Error(diff)
	}
	if p.Relations("broken/a") != nil || p.Relations("none") != nil {
		t.Error("relations of nothing")
	}
	if got := p.Main(); got != "" {
		t.Error(got)
	}
	if got := open(t, "xl/workbook.xml", "").Main(); got != "xl/workbook.xml" {
		t.Error(got)
	}
	rels := `<Relationships><Relationship Type="http://x/officeDocument" Target="a/b.xml"/></Relationships>`
	if got := open(t, "_rels/.rels", rels, "a/b.xml", "", "word/document.xml", "").Main(); got != "a/b.xml" {
		t.Error(got)
	}
	if got := open(t, "_rels/.rels", rels, "word/document.xml", "").Main(); got != "word/document.xml" {
		t.Error(got)
	}
}

func TestWalker(t *testing.T) {
	w := archive.NewWalker(strings.NewReader("<!-- x --><r>раз<a>внутри<b/></a>два<c/></r>"))
	root, err := w.Root()
	if err != nil || root.Name.Local != "r" {
		t.Fatal(root, err)
	}
	var got []string
	err = w.Content(func(e xml.StartElement) error {
		got = append(got, "<"+e.Name.Local+">")
		return w.Skip(e)
	}, func(s string) { got = append(got, s) })
	if diff := cmp.Diff([]string{"раз", "<a>", "два", "<c>"}, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if _, err := archive.NewWalker(strings.NewReader(" ")).Root(); !errors.Is(err, plans.ErrInvalid) {
		t.Error(err)
	}
	if _, err := archive.NewWalker(strings.NewReader("</")).Root(); err == nil || errors.Is(err, plans.ErrInvalid) {
		t.Error(err)
	}
	for depth, want := range map[int]error{archive.MaxDepth: nil, archive.MaxDepth + 1: archive.ErrDeep} {
		w := archive.NewWalker(strings.NewReader(strings.Repeat("<a>", depth) + strings.Repeat("</a>", depth)))
		if _, err := w.Root(); err != nil {
			t.Fatal(err)
		}
		if err := w.Each(w.Skip); !errors.Is(err, want) {
			t.Errorf("%d: %v", depth, err)
		}
	}
	stop := errors.New("stop")
	w = archive.NewWalker(strings.NewReader("<a><b/></a>"))
	if _, err := w.Root(); err != nil {
		t.Fatal(err)
	}
	if err := w.Each(func(xml.StartElement) error { return stop }); !errors.Is(err, stop) {
		t.Error(err)
	}
}
