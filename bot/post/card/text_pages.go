package card

import (
	"fmt"
	"slices"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// TextLosses says what a page does not show as it was written, "" for nothing.
func TextLosses(losses []plans.Loss) string {
	var parts []string
	for _, l := range losses {
		switch l {
		case plans.LostStyle:
			parts = append(parts, "без жирного и курсива")
		case plans.LostQuote:
			parts = append(parts, "цитата обычным текстом")
		case plans.LostSpoiler:
			parts = append(parts, "скрытое видно сразу")
		case plans.LostEmoji:
			parts = append(parts, "обычные эмодзи")
		case plans.OpenedLink:
			parts = append(parts, "адреса ссылок в тексте")
		}
	}
	return strings.Join(parts, ", ")
}

// TextStanding is where a post stands on one page, in a word or two.
func TextStanding(s plans.PublicationState) string {
	switch s {
	case plans.Sending:
		return "публикуется"
	case plans.Out:
		return "вышел"
	case plans.Doubtful:
		return "публикация не подтверждена"
	case plans.Failed:
		return "не принят"
	case plans.ToPlace:
		return "ждёт размещения"
	case plans.Unplaced:
		return "решено не размещать"
	case plans.TakenDown:
		return "снят"
	}
	return "ждёт публикации"
}

const (
	textFormsSent      = "Отправлено вам в личный чат."
	textFormsInPrivate = "Бот показывает это в личном чате. Напишите ему /start и нажмите ещё раз."
)

// textForm heads a post in the form of some pages.
func textForm(n uint64, pages string, c plans.Content) string {
	text := fmt.Sprintf("👁 Пост № %d, %s", n, chat.Esc(pages))
	if len(c.Media) > 0 {
		text += "\n" + Files(c.Media) + ", затем текст:"
	}
	return text
}

// Messenger names what publishes on pages of a kind.
func Messenger(k plans.PageKind) string {
	if k == plans.MaxPage {
		return "MAX"
	}
	return "Telegram"
}

// doubtful names the messenger that has not confirmed a publication.
func (v PostView) doubtful() string {
	telegram := slices.ContainsFunc(v.Publications, func(u plans.Publication) bool {
		return u.State == plans.Doubtful && u.Kind == plans.TelegramPage
	})
	if telegram {
		return Messenger(plans.TelegramPage)
	}
	return Messenger(plans.MaxPage)
}

// several reports whether the texts are to tell pages apart: one channel alone is
// simply «канал».
func (v PostView) several() bool {
	telegram := !slices.ContainsFunc(v.settings.InForce(), func(p store.Page) bool { return p.Kind != plans.TelegramPage }) &&
		!slices.ContainsFunc(v.Publications, func(u plans.Publication) bool { return u.Kind != plans.TelegramPage })
	return !telegram
}

// targets lists the pages that a post is for, each with the form it gets there and who
// places it.
func (v PostView) targets(c plans.Content) string {
	if !v.several() {
		return ""
	}
	var text strings.Builder
	text.WriteString("\nГде выйдет:")
	for _, p := range v.settings.InForce() {
		if !v.For(p.ID) {
			text.WriteString("\n▫️ " + chat.Esc(p.Name) + ": нет")
			continue
		}
		text.WriteString("\n▪️ " + chat.Esc(p.Name) + v.form(c, p))
	}
	return text.String()
}

// form says how a page shows a content, and who places it there.
func (v PostView) form(c plans.Content, p store.Page) string {
	var parts []string
	if p.Kind.ByHand() {
		by := "разместит " + v.keeper(p)
		parts = append(parts, by)
	}
	if lost := TextLosses(c.Losses(p.Kind)); lost != "" {
		parts = append(parts, lost)
	}
	if len(parts) == 0 {
		return ""
	}
	return ": " + strings.Join(parts, "; ")
}

// keeper names who places posts on a page.
func (v PostView) keeper(p store.Page) string {
	if name := v.names[p.Keeper]; p.Keeper != "" && name != "" {
		return chat.Esc(name)
	}
	return "автор"
}

// obstacles are the pages that cannot show a content at all, a line each.
func obstacles(s store.Settings, p plans.Post, c plans.Content) []string {
	var lines []string
	for _, page := range PagesOf(s, p) {
		switch c.Obstacle(page.Kind) {
		case plans.TextTooLong:
			over := plans.Len(c.On(page.Kind).Text) - plans.MaxTextLimit
			lines = append(lines, fmt.Sprintf("%s: текст длиннее %d знаков. Сократите его на %d или снимите эту страницу кнопкой «Страницы».",
				page.Name, plans.MaxTextLimit, over))
		case plans.FileTooLarge:
			lines = append(lines, page.Name+": видео больше 20 МБ бот туда не перенесёт. Замените его или снимите эту страницу кнопкой «Страницы».")
		}
	}
	return lines
}

// Obstacle says why a draft cannot come out on one of its pages; ok is false when
// nothing stands in the way.
func Obstacle(s store.Settings, p plans.Post) (line string, ok bool) {
	lines := obstacles(s, p, p.Draft)
	if len(lines) == 0 {
		return "", false
	}
	return lines[0], true
}

// where lists what has become of a post on its pages: the addresses alone, where all
// of them are Telegram's.
func (v PostView) where() string {
	if !v.several() {
		return v.links()
	}
	var text strings.Builder
	for _, u := range v.Publications {
		p := v.page(u.Page)
		text.WriteString("\n• " + chat.Esc(p.Name) + ": ")
		switch {
		case u.State == plans.Out && u.Link != "":
			text.WriteString(chat.Esc(u.Link))
		case u.State == plans.ToPlace:
			text.WriteString("разместит " + v.keeper(p))
		case u.Late:
			text.WriteString("ждёт связи с MAX")
		default:
			text.WriteString(TextStanding(u.State))
		}
	}
	return text.String()
}

// afterCorrection says what follows from the approval of a correction.
func (v PostView) afterCorrection() string {
	if !v.several() {
		return "После утверждения пост изменится в канале."
	}
	return "После утверждения бот изменит пост в своих каналах и скажет, что поправить на остальных страницах."
}

// textFailedAtMax says why a channel in MAX did not take the post and what to do.
func textFailedAtMax(name, why string) string {
	switch store.Refusal(why) {
	case store.NoRights:
		return name + ": боту не разрешено публиковать. Пусть администратор канала даст ему это право, затем нажмите «Опубликовать сейчас»."
	case store.Unreachable:
		return name + " недоступен боту. Пусть администратор снова добавит бота в канал, затем нажмите «Опубликовать сейчас»."
	case store.BadToken:
		return name + ": MAX не принимает ключ бота. Администратору сервера нужно получить новый ключ (MAX_TOKEN), затем нажмите «Опубликовать сейчас»."
	case store.Failed:
		return name + ": MAX больше суток отвечает ошибкой на этот пост. Нажмите «Опубликовать сейчас», а если не поможет, измените пост."
	case store.Malformed, store.Gone, store.NoTopic:
	}
	return name + ": MAX не принял пост, возможно, один из файлов больше недоступен. Нажмите «Опубликовать сейчас», а если не поможет, измените пост."
}
