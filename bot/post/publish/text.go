package publish

import (
	"fmt"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/post/card"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

const textPreviewRefused = "Telegram не смог показать черновик: возможно, одна из фотографий больше недоступна. " +
	"Уберите её кнопкой «Фото» и пришлите заново."

const textMessagesUnknown = "Бот не знает номеров сообщений этого поста в канале. Сделайте это в канале вручную."

const textRemovingShort = "Снимаю с публикации."

const textNoText = "В посте нет текста."

const textPages = "Это текст для других официальных страниц: сайта, «ВКонтакте», «Одноклассников». Фотографии возьмите из поста."

const textAskLinks = "Когда разместите, пришлите сюда ссылки: я приложу их к подтверждению."

const textLinksWanted = "Пришлите ссылки: каждая начинается с https://."

const textNoProofToAdd = "Подтверждения этим постом больше нет, приложить ссылки не к чему."

func textPageGivenUp(n uint64, p store.Page) string {
	return fmt.Sprintf("Пост № %d: %s. Страница убрана из списка, размещать не нужно.", n, chat.Esc(p.Name))
}

func textLate(n uint64, p store.Page, trouble store.Refusal) string {
	why := "MAX не отвечает больше часа. Он выйдет, когда связь восстановится."
	if trouble == store.BadToken {
		why = "MAX не принимает ключ бота. Он выйдет, когда администратор сервера задаст новый ключ."
	}
	return fmt.Sprintf("⏳ Пост № %d ещё не вышел в канале%s: %s На остальных страницах всё идёт своим чередом.", n, named(p), why)
}

func textAskRemove(n uint64, reported bool) string {
	text := fmt.Sprintf("Снять пост № %d с публикации? Его сообщения будут удалены из канала.", n)
	if reported {
		text += " Отметка о выполнении строки останется, ссылка в ней перестанет открываться."
	}
	return text
}

func textNotAmended(n uint64, who string, links []string) string {
	return fmt.Sprintf("⚠️ Пост № %d исправлен не полностью: %s не позволил изменить часть сообщений. Проверьте его в канале.%s",
		n, who, addresses(links))
}

func textNotRemoved(n uint64, who string, links []string) string {
	if who == card.Messenger(plans.MaxPage) {
		return fmt.Sprintf("⚠️ Пост № %d не снят или снят не полностью: MAX не позволил боту удалить сообщения. Удалите их в канале вручную.%s", n, addresses(links))
	}
	return fmt.Sprintf("⚠️ Пост № %d не снят или снят не полностью: Telegram не позволил боту удалить сообщения. Так бывает, если после публикации прошло больше 48 часов или у бота больше нет права удалять сообщения. Удалите их в канале вручную.%s",
		n, addresses(links))
}

func textLinksKept(n int) string {
	if n == 0 {
		return "Эти ссылки уже приложены."
	}
	return fmt.Sprintf("✅ Приложено: %s.", chat.Count(n, "ссылка", "ссылки", "ссылок"))
}

func textPostponed(n uint64, missed, next time.Time, zone *time.Location) string {
	return fmt.Sprintf("⏰ Время публикации поста № %d уже прошло: %s. Пост выйдет %s, если не опубликовать его раньше.",
		n, chat.Instant(missed, zone), chat.Instant(next, zone))
}

const textPublishingShort = "Публикую."

const textOutShort = "Отмечено: вышла."

const textDoubtSettled = "На этот вопрос уже ответили."

func textLinkWanted(k plans.PageKind) string {
	head := "https://t.me/"
	if k == plans.MaxPage {
		head = "https://max.ru/"
	}
	return "Пришлите ссылку на публикацию: она начинается с " + head + "."
}

const textLinkKnown = "Ссылка на эту публикацию уже есть."

const textLinkKept = "Ссылка сохранена."

func textReviewNudge(n uint64, day int) string {
	return fmt.Sprintf("⏰ Пост № %d ждёт решения уже %s. Посмотрите, пожалуйста, карточку выше.", n, chat.WorkingDays(day))
}

func textReviewSilent(v card.PostView, day int) string {
	return fmt.Sprintf("⏰ Пост № %d (автор: %s) не согласован уже %s. %s.%s",
		v.Number, chat.Esc(v.AuthorName), chat.WorkingDays(day), v.Standing(), v.RowLine())
}

// textGroupRefusedPost is the reason with which a version comes back that could
// not be shown to the group.
func textGroupRefusedPost(out store.Outcome) string {
	switch {
	case out.Class != store.Refused:
		return "Telegram не подтвердил, что показал пост группе целиком: возможно, одна из фотографий больше недоступна. Проверьте фотографии и отправьте пост ещё раз."
	case out.Refusal == store.Failed:
		return "Telegram больше суток отвечает ошибкой на этот пост. Отправьте его ещё раз, а если не поможет, измените."
	case out.Refusal == store.NoTopic:
		return "Темы, в которой согласуются посты, больше нет. Администратор об этом знает. Отправьте пост ещё раз, когда он выберет другую тему."
	case out.Refusal == store.Malformed, out.Refusal == store.Gone:
		return "Telegram не принял пост: возможно, одна из фотографий больше недоступна. Пришлите её заново."
	}
	return "Бот не может писать в группу согласования. Попросите администратора вернуть его туда."
}

func textPublicationRefused(p plans.Post, c store.Page, why string) string {
	what := "утверждён, но не опубликован"
	if !p.Editable() {
		what = "опубликован не во всех каналах"
	}
	return fmt.Sprintf("⚠️ Пост № %d %s.\n%s", p.Number, what, card.TextFailed(c, why))
}

func textStuck(n uint64) string {
	return fmt.Sprintf("⚠️ Пост № %d утверждён, но публиковать его некуда: ни один канал не подключён. "+
		"Сделайте бота администратором канала с правом публиковать, изменять и удалять сообщения.", n)
}

// textAskOut asks whether a part of a publication is in the channel.
func textAskOut(p plans.Post, c store.Page, part int) string {
	what := fmt.Sprintf("вышел ли в канале%s пост № %d", named(c), p.Number)
	switch {
	case c.Kind == plans.MaxPage:
	case p.Frozen.Apart() && part == 0:
		what = fmt.Sprintf("вышли ли в канале%s фотографии поста № %d", named(c), p.Number)
	case p.Frozen.Apart():
		what = fmt.Sprintf("вышел ли в канале%s, вслед за фотографиями, текст поста № %d", named(c), p.Number)
	}
	text := "❓ " + card.Messenger(c.Kind) + " не ответил, " + what + ". Посмотрите в канале: публикация вышла?"
	if c.Kind != plans.MaxPage && part == 0 && len(p.Frozen.Media) > 1 {
		text += " Если вышли не все фотографии, удалите вышедшие и нажмите «Не вышла»."
	}
	return text
}

func textSaidOut(n uint64, c store.Page, name string) string {
	return fmt.Sprintf("✅ Пост № %d вышел в канале%s. Ответ: %s.\nЕсли нетрудно, пришлите ссылку на публикацию ответом на это сообщение.",
		n, named(c), chat.Esc(name))
}

func textSaidNotOut(n uint64, c store.Page, name string) string {
	return fmt.Sprintf("❌ Пост № %d не вышел в канале%s. Ответ: %s. Публикую ещё раз.", n, named(c), chat.Esc(name))
}

func textSeenOut(n uint64, c store.Page) string {
	return fmt.Sprintf("✅ Пост № %d вышел в канале%s: публикация в нём видна.", n, named(c))
}
