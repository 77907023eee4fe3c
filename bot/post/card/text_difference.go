package card

import (
	"slices"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
)

// quoteLimit is how much of a changed passage is quoted, in UTF-16 units.
const quoteLimit = 200

// Difference tells in words how a version differs from the one before, one
// line a change.
func Difference(before, after plans.Content) []string {
	var lines []string
	switch {
	case before.Text != after.Text:
		lines = append(lines, textChange(before.Text, after.Text))
	case !slices.Equal(before.Entities, after.Entities):
		lines = append(lines, "изменено оформление текста")
	}
	added, removed := without(after.Media, before.Media), without(before.Media, after.Media)
	if len(added) > 0 {
		lines = append(lines, "добавлено: "+Files(added))
	}
	if len(removed) > 0 {
		lines = append(lines, "убрано: "+Files(removed))
	}
	stayed := func(all, other []plans.Media) []plans.Media { return without(all, without(all, other)) }
	if !sameFiles(stayed(before.Media, after.Media), stayed(after.Media, before.Media)) {
		lines = append(lines, "изменён порядок фотографий и видео")
	}
	return lines
}

// textChange quotes the passage in which two texts differ: what stands between
// the words they share at the beginning and at the end.
func textChange(before, after string) string {
	old, now := strings.Fields(before), strings.Fields(after)
	head := 0
	for head < min(len(old), len(now)) && old[head] == now[head] {
		head++
	}
	tail := 0
	for tail < min(len(old), len(now))-head && old[len(old)-1-tail] == now[len(now)-1-tail] {
		tail++
	}
	gone := chat.Cut(strings.Join(old[head:len(old)-tail], " "), quoteLimit)
	come := chat.Cut(strings.Join(now[head:len(now)-tail], " "), quoteLimit)
	switch {
	case gone == "" && come == "":
		return "изменены пробелы и абзацы"
	case gone == "":
		return "в текст добавлено «" + come + "»"
	case come == "":
		return "из текста убрано «" + gone + "»"
	}
	return "в тексте вместо «" + gone + "» стало «" + come + "»"
}

// without gives the files that the other content does not show.
func without(all, other []plans.Media) []plans.Media {
	return slices.DeleteFunc(slices.Clone(all), func(m plans.Media) bool {
		return slices.ContainsFunc(other, func(o plans.Media) bool { return o.Unique == m.Unique })
	})
}

func sameFiles(a, b []plans.Media) bool {
	return slices.EqualFunc(a, b, func(x, y plans.Media) bool { return x.Unique == y.Unique })
}
