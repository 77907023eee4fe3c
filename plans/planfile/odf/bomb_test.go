package odf

import (
	"errors"
	"runtime"
	"strings"
	"testing"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile/archive"
	"sdelaemvmeste/plans/planfile/document"
	ot "sdelaemvmeste/plans/planfile/officetest"
)

// A few bytes can ask for gigabytes; they are refused before they take them.
func TestBombs(t *testing.T) {
	words := strings.Repeat("слово ", 1000)
	nested := strings.Repeat(`<text:section>`, 300) + strings.Repeat(`</text:section>`, 300)
	for _, c := range []struct {
		name, body string
		want       error
	}{
		{"a row repeated without end", ot.OpenSheet("А", ot.OpenRow(`@table:number-rows-repeated="1048576"`, words)), archive.ErrTooLarge},
		{"a far row", ot.OpenSheet("А", ot.OpenRow(`@table:number-rows-repeated="1048575"`, ""), ot.OpenRow("далеко")), archive.ErrTooLarge},
		{"a cell repeated without end", ot.OpenSheet("А", ot.OpenRow(ot.OpenCell(`@table:number-columns-repeated="16384"`, words))), archive.ErrTooLarge},
		{"a far column", ot.OpenSheet("А", ot.OpenRow(ot.OpenCell(`@table:number-columns-repeated="16383"`), "далеко")), archive.ErrTooLarge},
		{"repeated rows of repeated cells", strings.Repeat(ot.OpenSheet("А", ot.OpenRow(`@table:number-rows-repeated="4000"`, ot.OpenCell(`@table:number-columns-repeated="60"`, "а"))), 3), archive.ErrTooLarge},
		{"many rows on many sheets", strings.Repeat(ot.OpenSheet("А", ot.OpenRow(`@table:number-rows-repeated="4000"`, "а")), 3), archive.ErrTooLarge},
		{"one row too many", ot.OpenSheet("А", ot.OpenRow(`@table:number-rows-repeated="5001"`, "а")), archive.ErrTooLarge},
		{"one column too many", ot.OpenSheet("А", ot.OpenRow(ot.OpenCell(`@table:number-columns-repeated="65"`, "а"))), archive.ErrTooLarge},
		{"sections in sections", nested, archive.ErrDeep},
	} {
		t.Run(c.name, func(t *testing.T) {
			pack := ot.OpenSheets
			if errors.Is(c.want, archive.ErrDeep) {
				pack = ot.OpenText
			}
			data := pack(t, c.body, "")
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := open(t, data)
			runtime.ReadMemStats(&after)
			if !errors.Is(err, c.want) {
				t.Error(err)
			}
			if used := (after.TotalAlloc - before.TotalAlloc) >> 20; used > 60 {
				t.Errorf("%d MB allocated", used)
			}
		})
	}
	// The largest that is allowed is read.
	if doc, err := open(t, ot.OpenSheets(t, ot.OpenSheet("А", ot.OpenRow(`@table:number-rows-repeated="3000"`, ot.OpenCell(`@table:number-columns-repeated="64"`, "а"))), "")); err != nil || len(doc.Blocks[0].Table.Rows) != 3000 || doc.Blocks[0].Table.Cols != document.MaxColumns {
		t.Error(err)
	}
	if doc, err := open(t, ot.OpenSheets(t, ot.OpenSheet("А", ot.OpenRow(`@table:number-rows-repeated="5000"`, "а")), "")); err != nil || len(doc.Blocks[0].Table.Rows) != document.MaxRows {
		t.Error(err)
	}
	// Spans and repetitions without words are harmless however large they are.
	doc := text(t, ot.OpenTable(ot.OpenRow(ot.OpenCell(`@table:number-columns-spanned="999999999"`, `@table:number-rows-spanned="999999999"`, "а")),
		`<table:table-column table:number-columns-repeated="999999999"/>`, ot.OpenRow(`<table:covered-table-cell table:number-columns-repeated="999999999"/>`))+
		ot.OpenPar(`<text:s text:c="999999999"/>план`), "")
	if n := len(doc.Blocks[0].Table.Rows[0].Cells); n > document.MaxColumns {
		t.Error(n)
	}
}

// A locked or broken document is refused whole.
func TestBrokenDocuments(t *testing.T) {
	locked := `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>`
	if _, err := open(t, ot.OpenText(t, ot.OpenPar("а"), "", "META-INF/manifest.xml", locked)); !errors.Is(err, archive.ErrLocked) {
		t.Error(err)
	}
	if _, err := open(t, ot.OpenText(t, ot.OpenPar("а"), "", "META-INF/manifest.xml", "<a/>")); err != nil {
		t.Error(err)
	}
	for name, content := range map[string]string{
		"half a document": `<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><office:body>`,
		"no document":     `<html/>`, "nothing": "", "a document without a body": `<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>`,
	} {
		_, err := open(t, ot.Packed(t, "mimetype", "application/vnd.oasis.opendocument.text", "content.xml", content))
		if err == nil || errors.Is(err, archive.ErrTooLarge) || name != "half a document" && !errors.Is(err, plans.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := open(t, ot.OpenText(t, "", "", "styles.xml", "<a")); err == nil {
		t.Error("broken styles")
	}
}
