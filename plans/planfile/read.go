package planfile

import (
	"bytes"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"sdelaemvmeste/plans"
)

// Read understands a file. Its kind is told by its first bytes and, for text,
// by the ending of its name. Units of a document are matched with the known
// ones, so that they keep their identifiers; a YAML file names its own units.
func Read(name string, data []byte, known []plans.Unit) Result {
	switch {
	case len(data) == 0:
		return refuse("файл пуст: в нём нет плана")
	case len(data) > maxFileBytes:
		return refuse("файл больше 20 МБ: удалите из него рисунки и лишние страницы")
	}
	ext := strings.ToLower(path.Ext(strings.ReplaceAll(name, `\`, "/")))
	if text := foreign(data); text != "" {
		return refuse(text)
	}
	switch {
	case bytes.HasPrefix(data, []byte("PK")):
		return readPackage(name, data, known)
	case ext == ".yaml" || ext == ".yml" || looksLikeYAML(data):
		return readYAML(data)
	case ext == ".docx" || ext == ".xlsx":
		return refuse("файл повреждён или это не документ " + ext + ": откройте его, сохраните заново как " + ext + " и пришлите ещё раз")
	}
	return refuse("тип файла неизвестен: нужен план в .docx, .xlsx или .yaml")
}

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
	{"\xff\xfe", "текст не в кодировке UTF-8: сохраните файл в UTF-8"},
	{"\xfe\xff", "текст не в кодировке UTF-8: сохраните файл в UTF-8"},
}

// foreign tells why a file of another kind is refused; "" when it is none.
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
		return "файл защищён паролем: снимите пароль и пришлите его ещё раз"
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

var planKey = regexp.MustCompile(`(?m)^(?:plan|title|sections|units):`)

// looksLikeYAML recognises a plan under an unexpected name.
func looksLikeYAML(data []byte) bool {
	return utf8.Valid(data) && planKey.Match(data)
}
