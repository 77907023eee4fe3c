package place

import (
	"fmt"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/post/card"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

const textPlacedShort = "Отмечено: размещено."

const textGoneShort = "Отмечено: снято."

func textPlace(n uint64, page store.Page, losses []plans.Loss) string {
	text := fmt.Sprintf("📌 <b>Разместите пост № %d: %s</b>\nТекст и фотографии по порядку: выше.", n, chat.Esc(page.Name))
	if lost := card.TextLosses(losses); lost != "" {
		text += "\nНа странице: " + lost + "."
	}
	return text + "\nКогда разместите, нажмите «Размещено»."
}

func textPlaced(n uint64, page store.Page, link string) string {
	text := fmt.Sprintf("✅ Пост № %d размещён: %s.", n, chat.Esc(page.Name))
	if link != "" {
		text += "\n" + chat.Esc(link)
	}
	return text
}

func textUnplaced(n uint64, page store.Page) string {
	return fmt.Sprintf("Пост № %d: %s. Решено не размещать.", n, chat.Esc(page.Name))
}

// textStands says in one line where a post stands on a page.
func textStands(n uint64, page store.Page, u plans.Publication) string {
	head := fmt.Sprintf("Пост № %d, %s: ", n, chat.Cut(page.Name, 60))
	return head + card.TextStanding(u.State) + "."
}

func textAskLink(page store.Page) string {
	return fmt.Sprintf("Пришлите ссылку на пост: %s.", chat.Esc(page.Name))
}

func textLinkWanted(page store.Page) string {
	return fmt.Sprintf("Нужна одна ссылка на пост: %s. Она начинается с https://.", chat.Cut(page.Name, 60))
}

func textWrongLink(page store.Page) string {
	return fmt.Sprintf("Эта ссылка ведёт не на пост страницы «%s» (%s). Откройте пост на странице, скопируйте его ссылку и пришлите.",
		chat.Cut(page.Name, 60), chat.Cut(page.Address, 100))
}

// textElsewhere asks about a link that leads to another community than the page.
func textElsewhere(page store.Page, link string) string {
	return fmt.Sprintf("Похоже, это пост другого сообщества, а не страницы «%s» (%s):\n%s\n\nПришлите ссылку на пост страницы или нажмите «Записать эту ссылку».",
		chat.Esc(chat.Cut(page.Name, 60)), chat.Esc(chat.Cut(page.Address, 100)), chat.Esc(chat.Cut(link, 200)))
}

func textCorrect(n uint64, page store.Page, link string, changes []string) string {
	return fmt.Sprintf("✏️ <b>Пост № %d исправлен, измените его: %s</b>%s\n\nЧто изменить:\n• %s\n\nНовый текст целиком:",
		n, chat.Esc(page.Name), linkLine(link), chat.Esc(strings.Join(changes, "\n• ")))
}

func textRemove(n uint64, page store.Page, link string) string {
	return fmt.Sprintf("🗑 <b>Пост № %d снят с публикации, удалите его: %s</b>%s", n, chat.Esc(page.Name), linkLine(link))
}

func linkLine(link string) string {
	if link == "" {
		return ""
	}
	return "\n" + chat.Esc(link)
}

// textWaiting is a post that waits to be placed, in the morning message.
func textWaiting(n uint64, page store.Page, gist string) string {
	return fmt.Sprintf("📌 Разместить: %s, пост № %d «%s»", chat.Esc(page.Name), n, chat.Esc(gist))
}

func textMoreWaiting(n int) string {
	return fmt.Sprintf("Ждут размещения ещё: %d.", n)
}

const textWaitingTitle = "Ждут размещения на страницах"

func textWaitingKey(n uint64, page store.Page) string {
	return fmt.Sprintf("📌 № %d: %s", n, chat.Cut(page.Name, 30))
}

// textBelowNorm says that a page has got fewer posts this week than it is to have:
// «ВКонтакте: на этой неделе 1 пост из 3».
func textBelowNorm(page store.Page, count int) string {
	return fmt.Sprintf("%s: на этой неделе %s из %d", chat.Esc(page.Name), chat.Count(count, "пост", "поста", "постов"), page.Norm)
}

func textBelowNorms(lines []string) string {
	return "<b>Постов меньше нормы</b>\n" + strings.Join(lines, "\n") + "\n\nНовый пост: /post."
}

// textPageWeek is a page in the message of the week.
func textPageWeek(page store.Page, w pageWeek) string {
	line := fmt.Sprintf("• %s: %s", chat.Esc(page.Name), chat.Count(w.posts, "пост", "поста", "постов"))
	if page.Norm > 0 {
		line += fmt.Sprintf(" из %d", page.Norm)
		if w.posts < page.Norm {
			line = strings.Replace(line, "•", "⚠️", 1)
		}
	}
	if w.views > 0 {
		line += ", " + chat.Count(w.views, "просмотр", "просмотра", "просмотров")
	}
	if w.reactions > 0 {
		line += ", " + chat.Count(w.reactions, "реакция", "реакции", "реакций")
	}
	if w.waiting > 0 {
		line += fmt.Sprintf(", ждут размещения: %d", w.waiting)
	}
	return line
}

const textWeekTitle = "Публикации за прошлую неделю"
