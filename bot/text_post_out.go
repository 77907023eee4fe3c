package bot

import (
	"fmt"
	"strings"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// textFailed says why a channel did not take the post and what to do.
func textFailed(channel, why string) string {
	name := "Канал"
	if channel != "" {
		name = "Канал «" + esc(channel) + "»"
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

func textPublicationRefused(p plans.Post, c store.BoundChannel, why string) string {
	what := "утверждён, но не опубликован"
	if !p.Editable() {
		what = "опубликован не во всех каналах"
	}
	return fmt.Sprintf("⚠️ Пост № %d %s.\n%s", p.Number, what, textFailed(c.Title, why))
}

func textStuck(n uint64) string {
	return fmt.Sprintf("⚠️ Пост № %d утверждён, но публиковать его некуда: ни один канал не подключён. "+
		"Сделайте бота администратором канала с правом публиковать, изменять и удалять сообщения.", n)
}

// textAskOut asks whether a part of a publication is in the channel.
func textAskOut(p plans.Post, c store.BoundChannel, part int) string {
	what := fmt.Sprintf("вышел ли в канале%s пост № %d", named(c), p.Number)
	switch {
	case p.Frozen.Apart() && part == 0:
		what = fmt.Sprintf("вышли ли в канале%s фотографии поста № %d", named(c), p.Number)
	case p.Frozen.Apart():
		what = fmt.Sprintf("вышел ли в канале%s, вслед за фотографиями, текст поста № %d", named(c), p.Number)
	}
	text := "❓ Telegram не ответил, " + what + ". Посмотрите в канале: публикация вышла?"
	if part == 0 && len(p.Frozen.Media) > 1 {
		text += " Если вышли не все фотографии, удалите вышедшие и нажмите «Не вышла»."
	}
	return text
}

func named(c store.BoundChannel) string {
	if c.Title == "" {
		return ""
	}
	return " «" + esc(c.Title) + "»"
}

func textSaidOut(n uint64, c store.BoundChannel, name string) string {
	return fmt.Sprintf("✅ Пост № %d вышел в канале%s. Ответ: %s.\nЕсли нетрудно, пришлите ссылку на публикацию ответом на это сообщение.",
		n, named(c), esc(name))
}

func textSaidNotOut(n uint64, c store.BoundChannel, name string) string {
	return fmt.Sprintf("❌ Пост № %d не вышел в канале%s. Ответ: %s. Публикую ещё раз.", n, named(c), esc(name))
}

func textSeenOut(n uint64, c store.BoundChannel) string {
	return fmt.Sprintf("✅ Пост № %d вышел в канале%s: публикация в нём видна.", n, named(c))
}

// textProofWithoutLink stands in a proof for a link that nobody has given.
func textProofWithoutLink(n uint64, c store.BoundChannel) string {
	if c.Title == "" {
		return fmt.Sprintf("пост № %d", n)
	}
	return fmt.Sprintf("пост № %d в канале «%s»", n, plain(c.Title))
}

// textShelves heads the lists of posts.
func textShelves(total int) string {
	if total == 0 {
		return "Постов пока нет. Новый пост: /post."
	}
	return "<b>Посты</b>\nВыберите список. Новый пост: /post."
}

func textPostList(title string, lines []string) string {
	if len(lines) == 0 {
		return bold(title) + "\nЗдесь пусто."
	}
	return bold(title) + "\n\n" + strings.Join(lines, "\n\n")
}

func textFound(n, page int) string {
	switch {
	case n == 0:
		return "Ничего не нашлось"
	case n > page:
		return fmt.Sprintf("%s, показаны последние %d", capital(plural(n, "нашёлся", "нашлись", "нашлось"))+" "+count(n, "пост", "поста", "постов"), page)
	}
	return capital(plural(n, "нашёлся", "нашлись", "нашлось")) + " " + count(n, "пост", "поста", "постов")
}

// shown is the content a list shows of a post.
func (v postView) shown() plans.Content {
	if v.State == plans.Drafting || v.Version == 0 {
		return v.Draft
	}
	return v.Frozen
}

func textPostLine(v postView) string {
	line := fmt.Sprintf("<b>№ %d</b> %s", v.Number, esc(textGist(v.shown(), 120)))
	if v.row != "" {
		line += "\n" + v.row
	}
	switch v.State {
	case plans.InReview:
		line += fmt.Sprintf("\nГолосов: %d из %d", len(v.Votes), v.quorum)
	case plans.Approved:
		if !v.PublishAt.IsZero() {
			line += "\nВыйдет " + v.schedule()
		} else {
			line += "\nЖдёт публикации"
		}
	case plans.Published:
		line += v.where()
	case plans.Drafting, plans.Publishing, plans.Uncertain, plans.Rejected, plans.Withdrawn,
		plans.Amending, plans.Removing, plans.Removed:
	}
	return line
}

func textPostButton(v postView) string {
	return fmt.Sprintf("№ %d %s", v.Number, textGist(v.shown(), 40))
}

// textGist is the beginning of a post's text, or what it holds instead.
func textGist(c plans.Content, limit int) string {
	if gist := cut(c.Text, limit); gist != "" {
		return gist
	}
	return files(c.Media)
}
