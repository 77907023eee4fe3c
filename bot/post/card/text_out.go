package card

import (
	"fmt"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// TextFailed says why a channel did not take the post and what to do.
func TextFailed(p store.Page, why string) string {
	name := "Канал"
	if p.Name != "" {
		name = "Канал «" + chat.Esc(p.Name) + "»"
	}
	if p.Kind == plans.MaxPage {
		return textFailedAtMax(name+" в MAX", why)
	}
	switch store.Refusal(why) {
	case store.NoRights:
		return name + ": боту не разрешено публиковать. Пусть администратор канала даст ему это право, затем нажмите «Опубликовать сейчас»."
	case store.Unreachable:
		return name + " недоступен боту. Пусть администратор снова добавит бота в канал, затем нажмите «Опубликовать сейчас»."
	case store.Failed:
		return name + ": Telegram больше суток отвечает ошибкой на этот пост. Нажмите «Опубликовать сейчас», а если не поможет, измените пост."
	case store.Malformed, store.Gone:
	}
	return name + ": Telegram не принял пост, возможно, одна из фотографий больше недоступна. Нажмите «Опубликовать сейчас», а если не поможет, измените пост."
}

// TextState is where a post stands, in a word or two.
func TextState(s plans.PostState) string {
	switch s {
	case plans.Drafting:
		return "черновик"
	case plans.InReview:
		return "на согласовании"
	case plans.Approved:
		return "утверждён"
	case plans.Publishing:
		return "публикуется"
	case plans.Uncertain:
		return "публикация не подтверждена"
	case plans.Published:
		return "опубликован"
	case plans.Rejected:
		return "отклонён"
	case plans.Withdrawn:
		return "убран"
	case plans.Amending:
		return "исправляется"
	case plans.Removing:
		return "снимается"
	case plans.Removed:
		return "снят"
	}
	return ""
}

// Gist is the beginning of a post as a list shows it.
func Gist(v PostView, limit int) string { return textGist(v.shown(), limit) }

// TextPostList is a list of posts under its title.
func TextPostList(title string, lines []string) string {
	if len(lines) == 0 {
		return chat.Bold(title) + "\nЗдесь пусто."
	}
	return chat.Bold(title) + "\n\n" + strings.Join(lines, "\n\n")
}

// TextFound heads the posts found; a page is how many of them are listed.
func TextFound(n, page int) string {
	switch {
	case n == 0:
		return "Ничего не нашлось"
	case n > page:
		return fmt.Sprintf("%s, показаны последние %d", chat.Capital(chat.Plural(n, "нашёлся", "нашлись", "нашлось"))+" "+chat.Count(n, "пост", "поста", "постов"), page)
	}
	return chat.Capital(chat.Plural(n, "нашёлся", "нашлись", "нашлось")) + " " + chat.Count(n, "пост", "поста", "постов")
}

// shown is the content a list shows of a post.
func (v PostView) shown() plans.Content {
	if v.State == plans.Drafting || v.Version == 0 {
		return v.Draft
	}
	return v.Frozen
}

// TextPostLine is a post in a list.
func TextPostLine(v PostView) string {
	line := fmt.Sprintf("<b>№ %d</b> %s", v.Number, chat.Esc(textGist(v.shown(), 120)))
	if v.row != "" {
		line += "\n" + v.row
	}
	switch v.State {
	case plans.InReview:
		line += "\n" + v.Standing()
	case plans.Approved:
		if !v.PublishAt.IsZero() {
			line += "\nВыйдет " + v.schedule()
		} else {
			line += "\nЖдёт публикации"
		}
	case plans.Published:
		line += v.links()
	case plans.Drafting, plans.Publishing, plans.Uncertain, plans.Rejected, plans.Withdrawn,
		plans.Amending, plans.Removing, plans.Removed:
	}
	return line
}

// TextPostButton is the caption of the button that opens a post of a list.
func TextPostButton(v PostView) string {
	return fmt.Sprintf("№ %d %s", v.Number, textGist(v.shown(), 40))
}

// textGist is the beginning of a post's text, or what it holds instead.
func textGist(c plans.Content, limit int) string {
	if gist := chat.Cut(c.Text, limit); gist != "" {
		return gist
	}
	return Files(c.Media)
}
