package draft

import (
	"fmt"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/store"
)

// Texts about organisations whose mention the law wants explained.
const (
	textNotesAdded     = "Пояснение добавлено."
	textNotesThere     = "Пояснение уже есть в тексте."
	textAskMention     = "Добавить: «Название — пояснение». Звёздочка после названия означает любое окончание: «Инстаграм*».\nУбрать: «убрать Название»."
	textMentionUnknown = "Не получилось понять. " + textAskMention
)

// textMentionNote is the explanation as it is put under a post.
func textMentionNote(name, note string) string { return name + ": " + note + "." }

// textMentions is the list, as far as it fits a message.
func textMentions(all []store.Mention) string {
	var b strings.Builder
	b.WriteString("<b>Пояснения в постах</b>\nЕсли в черновике упомянуто что-то из этого списка, а пояснения нет, я скажу об этом автору.\n\n")
	if len(all) == 0 {
		b.WriteString("Список пуст.\n")
	}
	for i, m := range all {
		if b.Len() > mentionsBytes {
			fmt.Fprintf(&b, "… и ещё %d\n", len(all)-i)
			break
		}
		b.WriteString("• " + chat.Esc(chat.Cut(m.Name, 80)) + " — " + chat.Esc(chat.Cut(m.Note, 200)) + "\n")
	}
	b.WriteString("\n" + textAskMention)
	return b.String()
}

// mentionsBytes keeps the list within a message: Russian letters take two bytes.
const mentionsBytes = 6000

func textMentionChanged(c mentionChange) string {
	if c.is == nil {
		return "Убрано: " + chat.Esc(c.was.Name) + "."
	}
	return "Сохранено: " + chat.Esc(c.is.Name) + " — " + chat.Esc(c.is.Note) + "."
}

func textMentionLong(length int) string {
	return fmt.Sprintf("Пояснение слишком длинное: сократите его на %s.", chat.Count(length-mentionLength, "знак", "знака", "знаков"))
}

func textMentionsFull(limit int) string {
	return fmt.Sprintf("В списке уже %d названий, больше не поместится. Уберите лишние.", limit)
}
