package draft

import (
	"fmt"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/post/card"
	"sdelaemvmeste/bot/task"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

const textPhotoTwice = "Этот файл уже есть в посте."

const textPhotosChanged = "Фотографии с тех пор изменились. Нажмите «Фото» ещё раз."

const textHashtagThere = "Хештег уже есть в тексте."

const textHashtagAdded = "Хештег добавлен."

const textTextThere = "В черновике уже есть текст. Чтобы заменить его, нажмите «Текст»."

const textTemplateTaken = "Текст взят. Теперь его можно заменить своим."

const textTimeUnknown = "Не понял время. Напишите, например: «завтра в 10:00» или «15 августа в 14:30»."

func textAskPost(hashtag string) string {
	text := "Пришлите текст и фотографии: одним сообщением или по очереди. Фотографии и видео можно отправить альбомом, всего до 10."
	if hashtag != "" {
		text += "\n\nНе забудьте хештег " + chat.Esc(hashtag) + "."
	}
	return text
}

func textAskPostFor(o task.View, template string) string {
	text := "<b>Пост по плану</b>\n" + o.Row(200) + "\n\nПришлите текст и фотографии: одним сообщением или по очереди."
	if template != "" {
		text += " Или возьмите за основу этот текст:\n\n<blockquote>" + chat.Esc(template) + "</blockquote>"
	}
	return text
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
		return fmt.Sprintf("В посте %s. Можно прислать ещё %d или убрать то, что есть.", card.Files(c.Media), free)
	case free == 0:
		return "В посте 10 фотографий и видео, больше добавить нельзя. Лишние можно убрать или поменять местами."
	}
	return fmt.Sprintf("В посте %s. Можно прислать ещё %d, убрать лишние или поменять местами.", card.Files(c.Media), free)
}

func textDropPhoto(i int, kind plans.MediaKind) string {
	what := "фото"
	if kind == plans.Video {
		what = "видео"
	}
	return "🗑 Убрать " + ordinal(i) + " " + what
}

func textPhotoUp(i int) string { return "⬆️ " + chat.Capital(ordinal(i)) + " выше" }

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
		text += "\n\nСейчас назначено: " + chat.Instant(at, zone) + "."
	}
	return text
}

// textAskQuiet asks again about an hour at which few read.
func textAskQuiet(at time.Time, zone *time.Location) string {
	return "Публикация придётся на " + chat.Instant(at, zone) + ": это тихие часы. Оставить так? Или напишите другое время."
}

// textAskFar asks again about a time so far ahead that its year is hardly meant.
func textAskFar(at time.Time, zone *time.Location) string {
	return "Публикация придётся на " + chat.Instant(at, zone) + ": до этого больше года. Оставить так? Или напишите другое время."
}

func textTimeSet(at time.Time, zone *time.Location, off bool) string {
	switch {
	case at.IsZero():
		return "Пост выйдет сразу после утверждения."
	case off:
		return "Время публикации: " + chat.Instant(at, zone) + ". Это нерабочий день."
	}
	return "Время публикации: " + chat.Instant(at, zone) + "."
}

func textAskHour(usual plans.Clock) string {
	return "Сегодня " + usual.String() + " уже прошло. Напишите, в котором часу, например: «15:30»."
}

const textTimePast = "Это время уже прошло. Напишите другое."

const textLinksMended = "Ссылки заменены. Откройте их и проверьте."

const textLinksSafe = "Таких ссылок в тексте уже нет."

const textNoPrior = "Прежнего текста больше нет."

const textPriorBack = "Прежний текст возвращён."

const textWordsIgnored = "Текст поста не изменился."

const textWordsOpen = "Сначала ответьте на вопрос о присланном тексте."

const textTimeOpen = "Сначала ответьте на вопрос о времени публикации или нажмите под ним «Отмена»."

func textAskTimeWords(words string) string {
	return quoted(words) + " похоже на время публикации. Назначить его?"
}

// textAskWords asks what words are for that came into a draft; had tells that it
// has a text already.
func textAskWords(words string, had bool) string {
	if had {
		return quoted(words) + " намного короче текста, который уже есть в черновике. Что сделать?"
	}
	return quoted(words) + ": это текст поста?"
}

func quoted(words string) string { return "«" + chat.Esc(chat.Cut(words, 100)) + "»" }

const (
	textPagesFixed = "Страницы поста уже не изменить: он вышел."
	textPageGone   = "Этой страницы в списке уже нет."
)

func textPickPages(n uint64) string {
	return fmt.Sprintf("На каких страницах выйдет пост № %d? Нажмите на страницу, чтобы снять или отметить её.", n)
}

// textMessageEdited answers who has changed a message of which a post was made that is
// no draft any more.
func textMessageEdited(rec store.PostRecord) string {
	stands := "он на согласовании"
	if rec.State == plans.Approved {
		stands = "он утверждён"
	}
	return fmt.Sprintf("Вы исправили сообщение, из которого сделан пост № %d. В посте пока прежний текст: %s.\n\n", rec.Number, stands) +
		"«Изменить пост» возьмёт исправленный текст. Пост вернётся в черновики, голоса за прежний текст не считаются."
}
