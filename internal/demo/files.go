package demo

import (
	"embed"
	"path"
)

//go:embed files
var files embed.FS

// Ready is something that people of the district have on their telephones.
type Ready struct {
	Name, Title string
	Photo       bool
}

// Readies are what people can send without files of their own: three pictures and
// the plan as the document it came in.
func Readies() []Ready {
	return []Ready{
		{"park.jpg", "Парк", true},
		{"court.jpg", "Спортплощадка", true},
		{"club.jpg", "Дом культуры", true},
		{"mediaplan-2023.docx", "Медиаплан 2023", false},
	}
}

// File is the content of one of them.
func File(name string) ([]byte, bool) {
	content, err := files.ReadFile(path.Join("files", path.Base(name)))
	return content, err == nil
}

// Picture is the n-th photograph that somebody of the story sends.
func Picture(n int) []byte {
	all := Readies()[:3]
	content, _ := File(all[(n-1)%len(all)].Name)
	return content
}
