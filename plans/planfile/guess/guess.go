// Package guess says where a row of a plan is published and what post it wants,
// when its file does not say so itself.
package guess

import (
	"strings"

	"sdelaemvmeste/plans"
)

// sign is a part of a word that points at something.
type sign[T any] struct {
	parts  []string
	points T
}

// sectionSigns point at the channel of a whole section, the surest first:
// «Пресс-мероприятия» are events although they begin as the press does, and
// «Обучающие мероприятия» are training.
var sectionSigns = []sign[plans.Channel]{
	{[]string{"обуч", "семинар", "консультац", "подготовка кадров"}, plans.TrainingChannel},
	{[]string{"пресс-мероприят", "пресс мероприят", "пресс-тур", "событийн"}, plans.EventChannel},
	{[]string{"соцсет", "социальных сет", "социальные сет", "социальным сет", "официальных страниц", "мессенджер", "телеграм", "вконтакте", "паблик"}, plans.SocialChannel},
	{[]string{"сайт", "портал", "интернет-ресурс"}, plans.SiteChannel},
	{[]string{"печатн", "газет", " сми", "средствах массовой информации", "пресс"}, plans.PressChannel},
	{[]string{"мероприят", "событи", "открыти"}, plans.EventChannel},
}

// formSigns point at the channel of one row by its own words.
var formSigns = []sign[plans.Channel]{
	{[]string{"соцсет", "социальных сет", "социальные сет", " пост ", "постов", "посты", "хештег", "хэштег", "телеграм", "вконтакте"}, plans.SocialChannel},
	{[]string{"сайт", "портал"}, plans.SiteChannel},
	{[]string{"газет", "печатн", " сми", "стать", "интервью", "пресс-релиз"}, plans.PressChannel},
	{[]string{"обуч", "семинар", "консультац", "вебинар", "тренинг", "лекци"}, plans.TrainingChannel},
	{[]string{"открыти", "награжд", "пресс-тур", "пресс-конференц", "конференц", "встреч", "праздн", "субботник", "акци", "круглый стол", "форум", "конкурс", "мероприят", "выставк"}, plans.EventChannel},
}

// Channel says where a row's information goes when the file does not: by
// the section's title, else by the row's own words, else to the site, where
// everything of a public office may be published.
func Channel(section, form string) plans.Channel {
	if c, ok := point(sectionSigns, section); ok {
		return c
	}
	if c, ok := point(formSigns, form); ok {
		return c
	}
	return plans.SiteChannel
}

// postSigns point at the kind of post by the row's own words.
var postSigns = []sign[plans.PostKind]{
	{[]string{"о ходе", "пресс-тур", "промежуточн"}, plans.ProgressPost},
	{[]string{"об итогах", "итоги", "о результатах", "результаты", "о проведенн", "о завершен", "открытия", "открытие", "открытий", "награжд", "вручени"}, plans.ResultsPost},
	{[]string{"о сроках", "о начале", "о старте", "анонс", "объявлен", "приглаш", "о предстоящ", "о проведении"}, plans.AnnouncementPost},
}

// Post says what post a row wants when the file does not. A post goes to
// the channel in Telegram and its link closes the row, so only these rows want
// one: those of the social channel, whatever they say; those of another channel
// that name posts or a tag themselves; and public events that are worth telling
// of (openings, awards, press tours). A row of the site or of the printed press
// is not done by a post in Telegram and gets none.
func Post(channel plans.Channel, form string) plans.PostKind {
	kind, told := point(postSigns, form)
	_, social := point(formSigns[:1], form)
	social = social || strings.Contains(strings.ToLower(form), " тег") && strings.Contains(form, "#")
	switch {
	case channel == plans.SocialChannel, social:
		if !told {
			return plans.ProgressPost
		}
		return kind
	case channel == plans.EventChannel && told && kind != plans.AnnouncementPost:
		return kind
	}
	return ""
}

func point[T any](signs []sign[T], text string) (T, bool) {
	text = " " + strings.ReplaceAll(strings.ToLower(text), "ё", "е") + " "
	for _, s := range signs {
		for _, part := range s.parts {
			if strings.Contains(text, part) {
				return s.points, true
			}
		}
	}
	var none T
	return none, false
}

// ChannelNamed reads a cell that names the channel itself.
func ChannelNamed(words string) (plans.Channel, bool) {
	for _, signs := range [][]sign[plans.Channel]{sectionSigns, formSigns} {
		if found, ok := point(signs, words); ok {
			return found, true
		}
	}
	return "", false
}
