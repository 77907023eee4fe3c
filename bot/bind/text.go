package bind

import (
	"fmt"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/store"
)

const textGroupHello = "Здравствуйте. Чтобы посты согласовывались в этой группе, администратор отправляет сюда /bind."

const textGroupLost1 = "⚠️ Бота удалили из группы «%s». Согласовывать посты негде: добавьте бота в группу и отправьте в ней /bind."

func textBound(plans string) string {
	text := "Готово: посты согласуются здесь."
	if plans != "" {
		text += "\n" + chat.Esc(plans)
	}
	return text
}

func textGroupLost(title string) string { return fmt.Sprintf(textGroupLost1, chat.Esc(title)) }

// textAskChannel asks about a channel; its address tells it from another of the
// same name.
func textAskChannel(c store.BoundChannel, by string) string {
	text := "Бот стал администратором канала «" + chat.Esc(c.Title) + "»"
	if c.Username != "" {
		text += " (t.me/" + chat.Esc(c.Username) + ")"
	}
	text += "."
	if by != "" {
		text += "\nКто добавил бота: " + chat.Esc(by) + "."
	}
	return text + "\n\nПубликовать в этот канал?"
}

// textStranger is who let the bot in when only that is known.
const textStranger = "неизвестно (проверьте, ваш ли это канал)"

// textAskListed asks about channels of people who are not ours.
func textAskListed(channels []store.BoundChannel) string {
	var text strings.Builder
	text.WriteString("Бота сделали администратором каналов:")
	for i, c := range channels[:min(len(channels), listed)] {
		text.WriteString(fmt.Sprintf("\n%d. «%s»", i+1, chat.Esc(chat.Cut(c.Title, 60))))
		if c.Username != "" {
			text.WriteString(" (t.me/" + chat.Esc(c.Username) + ")")
		}
	}
	if more := len(channels) - listed; more > 0 {
		text.WriteString("\nИ ещё " + chat.Count(more, "канал", "канала", "каналов") + ".")
	}
	return text.String() + "\n\nПубликовать в одном из них? Если это не ваши каналы, ничего делать не нужно."
}

func textStrangerBy(name string) string {
	return name + " (нет в списке людей, проверьте, ваш ли это канал)"
}

func textChannelAnswer(title string, yes bool) string {
	if yes {
		return "Посты будут публиковаться в канале «" + chat.Esc(title) + "»."
	}
	return "В канал «" + chat.Esc(title) + "» бот публиковать не будет."
}
