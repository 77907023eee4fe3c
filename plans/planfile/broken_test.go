package planfile

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"runtime"
	"strings"
	"testing"
)

func zipOf(t testing.TB, data []byte) *zip.Reader {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// Each broken file is refused with one sentence that says what to do, and
// nothing of it is loaded.
func TestBrokenFiles(t *testing.T) {
	ole := func(stream string) []byte {
		return append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"+strings.Repeat("\x00", 512)), utf16le(stream)...)
	}
	whole := fixture(t, "mediaplan-2023.docx")
	for _, c := range []struct {
		name, file string
		data       []byte
		want       string
	}{
		{"a letter", "not-a-plan.docx", fixture(t, "broken/not-a-plan.docx"), "в документе нет таблицы"},
		{"a foreign table", "wrong-columns.docx", fixture(t, "broken/wrong-columns.docx"),
			"прочитаны заголовки «Код», «Наименование показателя», «План на год», «Исполнено на 01.04.2023», «Процент исполнения»"},
		{"an empty table", "empty-table.docx", fixture(t, "broken/empty-table.docx"), "таблица плана пуста"},
		{"half a file", "truncated.docx", fixture(t, "broken/truncated.docx"), "повреждён или получен не целиком"},
		{"an old document", "old.docx", fixture(t, "broken/old.docx"), "сохраните как .docx"},
		{"a bomb", "bomb.docx", fixture(t, "broken/bomb.docx"), "слишком велик"},
		{"an old workbook", "план.xlsx", ole("Workbook"), "сохраните как .xlsx"},
		{"a document with a password", "план.docx", ole("EncryptedPackage"), "защищён паролем"},
		{"something else of old Office", "план.docx", ole("PowerPoint"), "старого Office"},
		{"a locked part", "план.docx", lockedPart(t), "защищён паролем"},
		{"an empty file", "план.docx", nil, "файл пуст"},
		{"an empty file of text", "план.yaml", []byte("\n \n"), "файл пуст"},
		{"a large file", "план.docx", make([]byte, maxFileBytes+1), "больше 20 МБ"},
		{"a PDF", "план.docx", []byte("%PDF-1.7"), "это PDF"},
		{"a picture", "план.jpg", []byte("\xff\xd8\xff\xe0"), "это фотография"},
		{"an unknown type", "план.txt", []byte("просто текст"), "тип файла неизвестен"},
		{"text called a document", "план.docx", []byte("просто текст"), "повреждён или это не документ .docx"},
		{"an archive", "план.zip", packed(t, "план.docx", string(whole)), "это архив"},
		{"a presentation", "план.docx", packed(t, "ppt/presentation.xml", "<x/>"), "это презентация"},
		{"an OpenDocument text that is none", "план.odt", packed(t, "mimetype", "application/vnd.oasis.opendocument.text", "content.xml", "<x/>"), "повреждён внутри"},
		{"an OpenDocument drawing", "план.odg", packed(t, "mimetype", "application/vnd.oasis.opendocument.graphics", "content.xml", "<x/>"), "другого рода"},
		{"an OpenDocument presentation", "план.odp", packed(t, "mimetype", "application/vnd.oasis.opendocument.presentation", "content.xml", "<x/>"), "это презентация"},
		{"a flat OpenDocument", "план.fodt", []byte(`<?xml version="1.0"?><office:document/>`), "в одном файле XML"},
		{"a binary workbook", "план.xlsb", packed(t, "_rels/.rels",
			`<Relationships><Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.bin"/></Relationships>`,
			"xl/workbook.bin", "x"), "двоичная книга"},
		{"a document broken inside", "план.docx", packed(t, "word/document.xml", `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p>`), "повреждён внутри"},
		{"a document that is none", "план.docx", packed(t, "word/document.xml", `<html/>`), "повреждён внутри"},
		{"a workbook broken inside", "план.xlsx", packed(t, "xl/workbook.xml", `<workbook>`), "повреждён внутри"},
		{"elements without end", "план.docx", packed(t, "word/document.xml", strings.Repeat("<a>", 5000)), "повреждён внутри"},
		{"too many parts", "план.docx", packed(t, make([]string, 2*2000+4)...), "слишком велик"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := Read(c.file, c.data, known(t))
			if len(r.Problems) != 1 || r.Loadable() || !strings.Contains(r.Problems[0].String(), c.want) || len(r.Plan.Sections) != 0 {
				t.Errorf("got\n%swant one fault with %q", problemsOf(r), c.want)
			}
			if r.Err() == nil {
				t.Error("no error for a file with faults")
			}
		})
	}
}

// lockedPart is an archive whose part is marked as encrypted.
func lockedPart(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	if _, err := z.CreateRaw(&zip.FileHeader{Name: "word/document.xml", Flags: 1}); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A bomb is refused before it is unpacked, also one whose directory lies about
// its size.
func TestBombTakesNoMemory(t *testing.T) {
	units := known(t)
	honest := fixture(t, "broken/bomb.docx")
	for name, data := range map[string][]byte{"honest": honest, "lying": lie(honest, 314573034, 1000)} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		r := Read("bomb.docx", data, units)
		runtime.ReadMemStats(&after)
		if r.Loadable() {
			t.Errorf("%s bomb: loadable", name)
		}
		if used := (after.TotalAlloc - before.TotalAlloc) >> 20; used > 40 {
			t.Errorf("%s bomb: %d MB allocated", name, used)
		}
	}
}

// lie replaces the size in the archive's directory.
func lie(data []byte, size, claimed uint32) []byte {
	var old, made [4]byte
	binary.LittleEndian.PutUint32(old[:], size)
	binary.LittleEndian.PutUint32(made[:], claimed)
	return bytes.ReplaceAll(data, old[:], made[:])
}
