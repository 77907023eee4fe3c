package guess

import (
	"testing"

	"sdelaemvmeste/plans"
)

func TestGuesses(t *testing.T) {
	for _, c := range []struct {
		section, form string
		channel       plans.Channel
		post          plans.PostKind
	}{
		{"Обучение", "семинар", plans.TrainingChannel, ""},
		{"Официальный сайт", "анонс мероприятия", plans.SiteChannel, ""},
		{"Официальный сайт", "анонс на сайте и пост в социальных сетях", plans.SiteChannel, plans.AnnouncementPost},
		{"Социальные сети", "анонс конкурса", plans.SocialChannel, plans.AnnouncementPost},
		{"Социальные сети", "рассказ", plans.SocialChannel, plans.ProgressPost},
		{"Социальные сети", "итоги конкурса", plans.SocialChannel, plans.ResultsPost},
		{"Работа со СМИ", "статья", plans.PressChannel, ""},
		{"Пресс-мероприятия", "пресс-тур", plans.EventChannel, plans.ProgressPost},
		{"Пресс-мероприятия", "объявление о конкурсе", plans.EventChannel, ""},
		{"Пресс-мероприятия", "круглый стол", plans.EventChannel, ""},
		{"Прочее", "размещение постов", plans.SocialChannel, plans.ProgressPost},
		{"Прочее", "интервью в газете", plans.PressChannel, ""},
		{"Прочее", "консультации граждан", plans.TrainingChannel, ""},
		{"Прочее", "субботник", plans.EventChannel, ""},
		{"Прочее", "сведения о проектах", plans.SiteChannel, ""},
		{"Мероприятия", "публикация на сайте", plans.EventChannel, ""},
	} {
		channel := Channel(c.section, c.form)
		if post := Post(channel, c.form); channel != c.channel || post != c.post {
			t.Errorf("%s / %s: %q %q, want %q %q", c.section, c.form, channel, post, c.channel, c.post)
		}
	}
}
