package bot

import (
	"fmt"
	"strings"
	"time"

	"sdelaemvmeste/plans"
)

// Questions and answers while a post is written.
const (
	textPostEmpty      = "Пост пуст. Пришлите текст или фотографии."
	textPhotoTwice     = "Этот файл уже есть в посте."
	textPhotosChanged  = "Фотографии с тех пор изменились. Нажмите «Фото» ещё раз."
	textHashtagThere   = "Хештег уже есть в тексте."
	textHashtagAdded   = "Хештег добавлен."
	textTextThere      = "В черновике уже есть текст. Чтобы заменить его, нажмите «Текст»."
	textTemplateTaken  = "Текст взят. Теперь его можно заменить своим."
	textTimeUnknown    = "Не понял время. Напишите, например: «завтра в 10:00» или «15 августа в 14:30»."
	textNoGroup        = "Группа для согласования ещё не подключена. Попросите администратора добавить бота в группу и отправить там команду /bind. Черновик сохранён."
	textNoChannel      = "Канал для публикаций ещё не подключён. Попросите администратора сделать бота администратором канала с правом публиковать, изменять и удалять сообщения. Пост сохранён."
	textSubmitted      = "Отправлено на согласование."
	textPreviewRefused = "Telegram не смог показать черновик: возможно, одна из фотографий больше недоступна. " +
		"Уберите её кнопкой «Фото» и пришлите заново."
	textAskFind = "Что найти? Напишите название проекта, номер строки или слова из поста."
)

func textAskPost(hashtag string) string {
	text := "Пришлите текст и фотографии: одним сообщением или по очереди. Фотографии и видео можно отправить альбомом, всего до 10."
	if hashtag != "" {
		text += "\n\nНе забудьте хештег " + esc(hashtag) + "."
	}
	return text
}

func textAskPostFor(o owed, template string) string {
	text := "<b>Пост по плану</b>\n" + o.row(200) + "\n\nПришлите текст и фотографии: одним сообщением или по очереди."
	if template != "" {
		text += " Или возьмите за основу этот текст:\n\n<blockquote>" + esc(template) + "</blockquote>"
	}
	return text
}

func textDraftHint(n uint64) string {
	return fmt.Sprintf(" Чтобы дополнить черновик поста № %d, нажмите под ним «Текст» или «Фото».", n)
}

func textAskText(c plans.Content) string {
	if c.Text == "" {
		return "Пришлите текст поста."
	}
	return "Пришлите новый текст: он заменит прежний."
}

func textAskPhotos(c plans.Content) string {
	free := plans.AlbumLimit - len(c.Media)
	switch {
	case len(c.Media) == 0:
		return "Пришлите фотографии и видео, до 10: по одной или альбомом."
	case len(c.Media) == 1:
		return fmt.Sprintf("В посте %s. Можно прислать ещё %d или убрать то, что есть.", files(c.Media), free)
	case free == 0:
		return "В посте 10 фотографий и видео, больше добавить нельзя. Лишние можно убрать или поменять местами."
	}
	return fmt.Sprintf("В посте %s. Можно прислать ещё %d, убрать лишние или поменять местами.", files(c.Media), free)
}

// ordinal is the place of a photo or a video in the album, in words so that the
// buttons differ by more than a number.
func ordinal(i int) string {
	return [...]string{"первое", "второе", "третье", "четвёртое", "пятое",
		"шестое", "седьмое", "восьмое", "девятое", "десятое"}[i]
}

func textDropPhoto(i int, kind plans.MediaKind) string {
	what := "фото"
	if kind == plans.Video {
		what = "видео"
	}
	return "🗑 Убрать " + ordinal(i) + " " + what
}

func textPhotoUp(i int) string { return "⬆️ " + capital(ordinal(i)) + " выше" }

// files counts photos and videos in words.
func files(all []plans.Media) string {
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
		parts = append(parts, count(photos, "фотография", "фотографии", "фотографий"))
	}
	if videos > 0 {
		parts = append(parts, fmt.Sprintf("%d видео", videos))
	}
	return strings.Join(parts, " и ")
}

// textPostMedia says why a file of the kind cannot stand in a post.
func textPostMedia(kind plans.MediaKind) string {
	switch kind {
	case plans.Document:
		return "Файл в пост не добавить: пришлите снимок как фотографию или видео, не файлом."
	case plans.Animation:
		return "Анимацию в пост не добавить: пришлите фотографию или видео."
	case plans.Voice, plans.VideoNote, plans.Audio:
		return "Голосовое сообщение, видеосообщение или аудиозапись в пост не добавить: пришлите текст, фотографию или видео."
	case plans.Photo, plans.Video, plans.OtherMedia:
	}
	return "Это в пост не добавить. Пришлите текст, фотографию или видео."
}

func textTooManyPhotos(had, came int) string {
	if free := plans.AlbumLimit - had; free > 0 {
		return fmt.Sprintf("В посте может быть не больше 10 фотографий и видео: уже есть %d, вы прислали %d. Пришлите не больше %d.", had, came, free)
	}
	return "В посте уже 10 фотографий и видео, больше добавить нельзя. Лишние можно убрать кнопкой «Фото»."
}

func textAskPostRow(n int) string {
	if n == 0 {
		return "Среди ваших открытых задач нет других, для которых нужен пост."
	}
	return "Для какой строки плана этот пост? Когда он выйдет, ссылка на него станет её подтверждением."
}

func textRowChosen(chosen bool) string {
	if !chosen {
		return "Пост не связан ни с какой строкой плана."
	}
	return "Строка выбрана: ссылка на вышедший пост станет её подтверждением."
}

func textAskTime(at time.Time, zone *time.Location) string {
	text := "Когда опубликовать? Напишите, например: «завтра в 10:00» или «15 августа в 14:30»."
	if !at.IsZero() {
		text += "\n\nСейчас назначено: " + instant(at, zone) + "."
	}
	return text
}

const textAskQuietHours = "С какого и до какого часа переспрашивать о времени публикации? Например: 21:00-8:00. Если не нужно, напишите «нет»."

// textAskQuiet asks again about an hour at which few read.
func textAskQuiet(at time.Time, zone *time.Location, off bool) string {
	why := "тихие часы"
	if off {
		why = "нерабочий день"
	}
	return "Публикация придётся на " + instant(at, zone) + ": это " + why + ". Оставить так? Или напишите другое время."
}

func textTimeSet(at time.Time, zone *time.Location) string {
	if at.IsZero() {
		return "Пост выйдет сразу после утверждения."
	}
	return "Время публикации: " + instant(at, zone) + "."
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
	text := "Текст: " + count(n, "знак", "знака", "знаков")
	if left := limit - n; left >= 0 {
		text += fmt.Sprintf(", можно ещё %d", left)
	}
	return text
}

// schedule says when the post is to go out.
func (v postView) schedule() string {
	if v.PublishAt.IsZero() {
		return "сразу после утверждения"
	}
	return instant(v.PublishAt, v.zone)
}

func (v postView) rowLine() string {
	if v.row == "" {
		return ""
	}
	return "\n" + v.row
}

// fed tells what the publication did for the row.
func (v postView) fed() string {
	switch {
	case !v.Reported:
		return ""
	case v.gathers:
		return "\n✅ Записано как факт по этой строке."
	}
	return "\n✅ Строка плана закрыта этим постом."
}

// textAuthorCard is the post as its author sees it.
func textAuthorCard(v postView) string {
	title := fmt.Sprintf("<b>Пост № %d</b>", v.Number)
	switch v.State {
	case plans.Drafting:
		return textDraftCard(v)
	case plans.InReview:
		text := fmt.Sprintf("%s, версия %d: на согласовании.\nГолосов: %d из %d.", title, v.Version, len(v.Votes), v.quorum)
		if !v.Out() {
			text += "\nПубликация: " + v.schedule() + "."
		}
		return text + v.rowLine()
	case plans.Approved:
		return title + textApproved(v) + v.rowLine()
	case plans.Publishing:
		return title + ": публикуется." + v.rowLine()
	case plans.Uncertain:
		return title + ": Telegram не подтвердил публикацию. Я спросил у согласующих, вышла ли она, и сам второй раз не публикую." + v.rowLine()
	case plans.Published:
		return "📣 " + title + " опубликован." + v.where() + v.rowLine() + v.fed()
	case plans.Rejected:
		return title + " отклонён" + v.judge() + ". Его можно вернуть в черновики, изменить и снова отправить на согласование." + v.rowLine()
	case plans.Withdrawn:
		return title + " убран. Его можно вернуть в черновики." + v.rowLine()
	case plans.Amending:
		return title + ": исправление вносится в канал." + v.where() + v.rowLine()
	case plans.Removing:
		return title + ": снимается с публикации." + v.rowLine()
	case plans.Removed:
		return title + " снят с публикации." + v.rowLine()
	}
	return title
}

func textDraftCard(v postView) string {
	var b strings.Builder
	switch {
	case v.Reason != "" && v.Judge == "":
		fmt.Fprintf(&b, "✏️ <b>Пост № %d снова в черновиках</b>\n%s\n\n", v.Number, esc(v.Reason))
	case v.Reason != "":
		fmt.Fprintf(&b, "✏️ <b>Пост № %d вернули на доработку</b>%s\n«%s»\n\n", v.Number, v.judge(), esc(v.Reason))
	}
	if v.Out() {
		fmt.Fprintf(&b, "<b>Исправление поста № %d</b>%s", v.Number, v.where())
	} else {
		fmt.Fprintf(&b, "<b>Черновик поста № %d</b>", v.Number)
	}
	b.WriteString(v.rowLine())
	if v.Draft.Empty() {
		b.WriteString("\nПока пусто. Пришлите текст и фотографии.")
		return b.String()
	}
	b.WriteString("\n" + length(v.Draft) + ".")
	if n := len(v.Draft.Media); n > 0 {
		fmt.Fprintf(&b, "\nВложено: %s из %d возможных.", files(v.Draft.Media), plans.AlbumLimit)
	}
	if v.Out() {
		b.WriteString("\nПосле утверждения пост изменится в канале.")
	} else {
		fmt.Fprintf(&b, "\nПубликация: %s.", v.schedule())
	}
	for _, r := range v.remarks {
		b.WriteString("\n\n⚠️ " + esc(r.text))
	}
	return b.String()
}

// textApproved says what an approved post waits for.
func textApproved(v postView) string {
	if !v.PublishAt.IsZero() {
		return fmt.Sprintf(" утверждён. Выйдет %s.", instant(v.PublishAt, v.zone))
	}
	text := " утверждён, но не опубликован."
	if !v.Editable() {
		text = " опубликован не во всех каналах."
	}
	if len(v.channels) == 0 {
		return text + " Канал для публикаций не подключён: попросите администратора сделать бота администратором канала, затем нажмите «Опубликовать сейчас»."
	}
	for _, u := range v.Publications {
		if u.State == plans.Failed {
			text += "\n" + textFailed(v.channelName(u.Channel), u.Why)
		}
	}
	return text + v.where()
}
