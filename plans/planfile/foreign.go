package planfile

import "bytes"

// foreignKinds are kinds of file people have plans in and which are not read,
// by their first bytes.
var foreignKinds = []struct{ start, text string }{
	{"%PDF", "это PDF: пришлите исходный документ .docx или .xlsx"},
	{`{\rtf`, "это RTF: откройте файл в Word и сохраните как .docx"},
	{"\x89PNG", "это рисунок: пришлите исходный документ .docx или .xlsx"},
	{"\xff\xd8\xff", "это фотография: пришлите исходный документ .docx или .xlsx"},
	{"Rar!", "это архив: пришлите сам документ .docx или .xlsx"},
	{"7z\xbc\xaf", "это архив: пришлите сам документ .docx или .xlsx"},
	{"\x1f\x8b", "это архив: пришлите сам документ .docx или .xlsx"},
	{"<?xml", "это документ в одном файле XML: откройте его и сохраните как .docx или .odt"},
	{"\xff\xfe", "текст не в кодировке UTF-8: сохраните файл в UTF-8"},
	{"\xfe\xff", "текст не в кодировке UTF-8: сохраните файл в UTF-8"},
}

// foreign says why a file of another kind is refused; "" when it is none.
func foreign(data []byte) string {
	for _, k := range foreignKinds {
		if bytes.HasPrefix(data, []byte(k.start)) {
			return k.text
		}
	}
	if !bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) {
		return ""
	}
	// An OLE compound file names its streams in UTF-16. A document locked with
	// a password is one as well, whatever its ending says.
	switch {
	case bytes.Contains(data, utf16le("EncryptedPackage")):
		return lockedText
	case bytes.Contains(data, utf16le("WordDocument")):
		return "это документ старого Word (.doc): откройте его и сохраните как .docx"
	case bytes.Contains(data, utf16le("Workbook")), bytes.Contains(data, utf16le("Book")):
		return "это книга старого Excel (.xls): откройте её и сохраните как .xlsx"
	}
	return "это файл старого Office: откройте его и сохраните как .docx или .xlsx"
}

func utf16le(s string) []byte {
	b := make([]byte, 0, 2*len(s))
	for i := range len(s) {
		b = append(b, s[i], 0)
	}
	return b
}
