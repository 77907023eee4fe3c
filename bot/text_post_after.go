package bot

import (
	"fmt"
	"strings"

	"sdelaemvmeste/plans"
)

// Questions and answers once a post is out.
const (
	textMessagesUnknown = "Бот не знает номеров сообщений этого поста в канале. Сделайте это в канале вручную."
	textRemovingShort   = "Снимаю с публикации."
	textNoText          = "В посте нет текста."
	textPages           = "Это текст для других официальных страниц: сайта, «ВКонтакте», «Одноклассников». Фотографии возьмите из поста."
	textAskLinks        = "Когда разместите, пришлите сюда ссылки: я приложу их к подтверждению."
	textLinksWanted     = "Пришлите ссылки: каждая начинается с https://."
	textNoProofToAdd    = "Подтверждения этим постом больше нет, приложить ссылки не к чему."
	textNothingChanged  = "В посте пока ничего не изменено."
	textShape           = "В исправлении должно быть столько же фотографий и видео, сколько вышло: их можно заменить, но не добавить и не убрать."
)

func textAskRemove(n uint64, reported bool) string {
	text := fmt.Sprintf("Снять пост № %d с публикации? Его сообщения будут удалены из канала.", n)
	if reported {
		text += " Отметка о выполнении строки останется, ссылка в ней перестанет открываться."
	}
	return text
}

func textNotAmended(n uint64, links []string) string {
	return fmt.Sprintf("⚠️ Пост № %d исправлен не полностью: Telegram не позволил изменить часть сообщений. Проверьте его в канале.%s",
		n, addresses(links))
}

func textPostAmended(n uint64) string {
	return fmt.Sprintf("✅ Исправление поста № %d внесено в канал.", n)
}

func textNotRemoved(n uint64, links []string) string {
	return fmt.Sprintf("⚠️ Пост № %d не снят или снят не полностью: Telegram не позволил боту удалить сообщения. Так бывает, если после публикации прошло больше 48 часов или у бота больше нет права удалять сообщения. Удалите их в канале вручную.%s",
		n, addresses(links))
}

func addresses(links []string) string {
	if len(links) == 0 {
		return ""
	}
	return "\n" + esc(strings.Join(links, "\n"))
}

func textCorrectionRejected(n uint64) string {
	return fmt.Sprintf("⛔️ Исправление поста № %d отклонено: в канале всё осталось как было.", n)
}

func textLinksKept(n int) string {
	if n == 0 {
		return "Эти ссылки уже приложены."
	}
	return fmt.Sprintf("✅ Приложено: %s.", count(n, "ссылка", "ссылки", "ссылок"))
}

// textLiveCard ends the group's card of the version the channels show.
func textLiveCard(v postView) string {
	switch v.State {
	case plans.Removing:
		return "\n\nСнимается с публикации."
	case plans.Removed:
		return "\n\n🗑 Снят с публикации."
	case plans.Drafting, plans.InReview, plans.Approved, plans.Amending:
		return "\n\n📣 Опубликован." + v.where() + "\n\nАвтор готовит исправление."
	case plans.Published, plans.Publishing, plans.Uncertain, plans.Rejected, plans.Withdrawn:
	}
	return "\n\n📣 Опубликован" + v.voters() + "." + v.where()
}

// textCorrectionCard ends the group's card of a correction that was settled.
func textCorrectionCard(v postView) string {
	if v.State == plans.Amending {
		return "\n\n✅ Исправление утверждено" + v.voters() + ". Вносится в канал."
	}
	return fmt.Sprintf("\n\nИсправление отменено: в канале осталась версия %d.", v.LiveVersion)
}
