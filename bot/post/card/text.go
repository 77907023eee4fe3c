package card

import (
	"fmt"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
)

// textMention says that an organisation is named without the explanation.
func textMention(name, note string) string {
	return "Упомянуто: " + name + ". Закон требует пояснить: «" + note + "»."
}

// TextNoChannel is said when there is nowhere to publish.
const TextNoChannel = "Канал для публикаций ещё не подключён. Попросите администратора сделать бота администратором канала с правом публиковать, изменять и удалять сообщения. Пост сохранён."

// TextAskFind asks what to look for among the posts.
const TextAskFind = "Что найти? Напишите название проекта, номер строки или слова из поста."

// TextDraftHint says how to put something into a draft, after another sentence.
func TextDraftHint(n uint64) string {
	return fmt.Sprintf(" Чтобы дополнить черновик поста № %d, нажмите под ним «Текст» или «Фото».", n)
}

// Files counts photos and videos in words.
func Files(all []plans.Media) string {
	photos, videos := 0, 0
	for _, m := range all {
		if m.Kind == plans.Video {
			videos++
		} else {
			photos++
		}
	}
	var parts []string
	if photos > 0 {
		parts = append(parts, chat.Count(photos, "фотография", "фотографии", "фотографий"))
	}
	if videos > 0 {
		parts = append(parts, fmt.Sprintf("%d видео", videos))
	}
	return strings.Join(parts, " и ")
}

// length says how long the text is and how much more fits.
func length(c plans.Content) string {
	n, limit := plans.Len(c.Text), plans.TextLimit
	if len(c.Media) > 0 && n <= plans.CaptionLimit {
		limit = plans.CaptionLimit
	}
	if n == 0 {
		return fmt.Sprintf("Текста пока нет, можно до %d знаков", limit)
	}
	text := "Текст: " + chat.Count(n, "знак", "знака", "знаков")
	if left := limit - n; left >= 0 {
		text += fmt.Sprintf(", можно ещё %d", left)
	}
	return text
}

// schedule says when the post is to go out.
func (v PostView) schedule() string {
	if v.PublishAt.IsZero() {
		return "сразу после утверждения"
	}
	at := chat.Instant(v.PublishAt, v.zone)
	if (v.State == plans.Drafting || v.State == plans.InReview) && v.PublishAt.Before(v.now) {
		return at + ", это время уже прошло"
	}
	return at
}

// RowLine is the row of the plan as a further line, "" for none.
func (v PostView) RowLine() string {
	if v.row == "" {
		return ""
	}
	return "\n" + v.row
}

// rowOutcome tells what the publication did for the row, or why nothing.
func (v PostView) rowOutcome() string {
	switch {
	case v.Task == "":
		return ""
	case !v.Reported && v.row == "":
		return "\n⚠️ Строки, для которой готовился пост, в действующем плане больше нет: закрыть её этим постом нельзя. " +
			"Если такая строка есть в новом плане, откройте её (/tasks), нажмите «Выполнено» и пришлите ссылку на пост."
	case !v.Reported && v.rowClosed:
		return "\nСтрока плана была закрыта ещё до публикации."
	case !v.Reported:
		return ""
	case v.gathers:
		return "\n✅ Записано как факт по этой строке."
	}
	return "\n✅ Строка плана закрыта этим постом."
}

// textAuthorCard is the post as its author sees it.
func textAuthorCard(v PostView) string {
	title := fmt.Sprintf("<b>Пост № %d</b>", v.Number)
	switch v.State {
	case plans.Drafting:
		return textDraftCard(v)
	case plans.InReview:
		text := fmt.Sprintf("%s, версия %d: на согласовании.\n%s.", title, v.Version, v.Standing())
		if !v.Out() {
			text += "\nПубликация: " + v.schedule() + "." + v.targets(v.Frozen)
		}
		return text + v.RowLine()
	case plans.Approved:
		return title + textApproved(v) + v.RowLine()
	case plans.Publishing:
		return title + v.publishing() + v.RowLine()
	case plans.Uncertain:
		return title + ": " + v.doubtful() + " не подтвердил публикацию. Я спросил у согласующих, вышла ли она, и сам второй раз не публикую." + v.RowLine()
	case plans.Published:
		return "📣 " + title + textPublished(v) + v.where() + v.RowLine() + v.rowOutcome()
	case plans.Rejected:
		return title + " отклонён" + v.judge() + ". Его можно вернуть в черновики, изменить и снова отправить на согласование." + v.RowLine()
	case plans.Withdrawn:
		return title + " убран. Номер остаётся за ним: пост можно вернуть в черновики." + v.RowLine()
	case plans.Amending:
		return title + ": исправление вносится в канал." + v.links() + v.RowLine()
	case plans.Removing:
		return title + ": снимается с публикации." + v.RowLine()
	case plans.Removed:
		return title + " снят с публикации." + v.RowLine()
	}
	return title
}

// publishing says that a post is on its way, and where it already is.
func (v PostView) publishing() string {
	if !v.several() {
		return ": публикуется."
	}
	text := ": публикуется." + v.where()
	if v.Reported {
		text += v.rowOutcome()
	}
	return text
}

// textPublished tells of a post that is out, and of the correction that it has got.
func textPublished(v PostView) string {
	if v.Corrected {
		return " опубликован, исправление внесено."
	}
	return " опубликован."
}

func textDraftCard(v PostView) string {
	var b strings.Builder
	switch {
	case v.Reason != "" && v.Judge == "":
		fmt.Fprintf(&b, "✏️ <b>Пост № %d снова в черновиках</b>\n%s\n\n", v.Number, chat.Esc(v.Reason))
	case v.Reason != "":
		fmt.Fprintf(&b, "✏️ <b>Пост № %d вернули на доработку</b>%s\n«%s»\n\n", v.Number, v.judge(), chat.Esc(v.Reason))
	}
	if v.Out() {
		fmt.Fprintf(&b, "<b>Исправление поста № %d</b>%s", v.Number, v.links())
	} else {
		fmt.Fprintf(&b, "<b>Черновик поста № %d</b>", v.Number)
	}
	b.WriteString(v.RowLine())
	if v.Draft.Empty() {
		b.WriteString("\nПока пусто. Пришлите текст и фотографии.")
		return b.String()
	}
	b.WriteString("\n" + length(v.Draft) + ".")
	if n := len(v.Draft.Media); n > 0 {
		fmt.Fprintf(&b, "\nВложено: %s из %d возможных.", Files(v.Draft.Media), plans.AlbumLimit)
	}
	if v.Out() {
		b.WriteString("\n" + v.afterCorrection())
	} else {
		fmt.Fprintf(&b, "\nПубликация: %s.%s", v.schedule(), v.targets(v.Draft))
	}
	b.WriteString(v.warnings())
	return b.String()
}

// warnings are the remarks, a paragraph each.
func (v PostView) warnings() string {
	var text strings.Builder
	for _, r := range v.remarks {
		text.WriteString("\n\n⚠️ " + chat.Esc(r.text))
	}
	return text.String()
}

// textApproved says what an approved post waits for.
func textApproved(v PostView) string {
	if !v.PublishAt.IsZero() {
		return fmt.Sprintf(" утверждён. Выйдет %s.", chat.Instant(v.PublishAt, v.zone))
	}
	text := " утверждён, но не опубликован."
	if !v.Editable() {
		text = " опубликован не во всех каналах."
	}
	if len(PagesOf(v.settings, v.Post)) == 0 {
		return text + " Канал для публикаций не подключён: попросите администратора сделать бота администратором канала, затем нажмите «Опубликовать сейчас»."
	}
	for _, u := range v.Publications {
		if u.State == plans.Failed {
			text += "\n" + TextFailed(v.page(u.Page), u.Why)
		}
	}
	return text + v.where()
}

const textApart = "Текст длиннее 1024 знаков и под фотографиями не поместится: в канале сначала выйдут фотографии, затем текст отдельным сообщением."

const textUnfilled = "В тексте остались многоточия из образца."

const textPlainLink = "В тексте есть ссылка http://. Такая ссылка не защищена: если сайт открывается и по https://, замените её."

const textEmptyLink = "В тексте есть ссылка без адреса. Уберите её или впишите адрес."

const textPrivateData = "В тексте есть номер телефона или адрес электронной почты. Проверьте, что они служебные: личные публиковать нельзя."

// TextTooLong says by how much a text of so many characters is too long.
func TextTooLong(length int) string {
	over := length - plans.TextLimit
	return fmt.Sprintf("Текст длиннее 4096 знаков: сократите его на %s.", chat.Count(over, "знак", "знака", "знаков"))
}

func textNoHashtag(hashtag string) string {
	return "В тексте нет хештега " + hashtag + "."
}

// textLostLink names a link that leads nowhere.
func textLostLink(link string) string {
	return "Страница не найдена: " + link + ". Проверьте ссылку."
}

func textSameText(n uint64) string {
	return fmt.Sprintf("Такой же текст уже вышел в посте № %d.", n)
}

func textSamePhoto(n uint64) string {
	return fmt.Sprintf("Среди фотографий есть уже вышедшие в посте № %d.", n)
}
