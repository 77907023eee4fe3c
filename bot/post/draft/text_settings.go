package draft

import (
	"fmt"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/store"
)

// Questions and answers about the texts offered for posts.
const (
	textTemplates          = "<b>Образцы постов</b>\nЯ предлагаю их тому, кто готовит пост по строке плана. Какой изменить?"
	textTemplateBrackets   = "Одна из скобок не закрыта. Проверьте скобки { } и [ ] и пришлите текст ещё раз."
	textTemplateFacts      = "Слишком много подстановок: в образце их может быть не больше 12."
	textTemplateIsOriginal = "Этот образец и так исходный."
)

func textTemplateName(name templateName) string {
	return map[templateName]string{
		"announcement-project": "Анонс: один проект", "announcement": "Анонс: все проекты",
		"progress-project": "Ход работ: один проект", "progress": "Ход работ: все проекты",
		"results-project": "Итоги: один проект", "results": "Итоги: все проекты",
	}[name]
}

func textAskTemplate(name templateName, text string) string {
	project := strings.HasSuffix(string(name), "-project")
	return chat.Bold(textTemplateName(name)) + "\nСейчас:\n\n<blockquote>" + chat.Esc(text) + "</blockquote>\n\n" +
		"Пришлите новый текст. Вместо слов в фигурных скобках я подставлю сведения: " + inBraces(factsFor(project)) + ". " +
		"То, что стоит в [квадратных скобках], пропадёт, если таких сведений нет. «: …» напомнит автору, что здесь нужно дописать."
}

// inBraces lists facts as a template names them.
func inBraces(names []string) string {
	all := make([]string, len(names))
	for i, n := range names {
		all[i] = "{" + n + "}"
	}
	return strings.Join(all, ", ")
}

func textTemplateLong(length int) string {
	return fmt.Sprintf("Образец длиннее %d знаков: сократите его на %s.", templateLimit, chat.Count(length-templateLimit, "знак", "знака", "знаков"))
}

func textTemplateUnknown(name string, known []string) string {
	return "Не знаю, что подставить вместо {" + chat.Cut(name, 40) + "}. В этом образце можно: " + inBraces(known) + "."
}

func textTemplateKept(name templateName, example string) string {
	return "Сохранено. Образец «" + chat.Bold(textTemplateName(name)) + "» будет выглядеть, например, так:\n\n<blockquote>" + chat.Esc(example) + "</blockquote>"
}

func textTemplateBack(name templateName) string {
	return "Исходный образец «" + chat.Esc(textTemplateName(name)) + "» возвращён."
}

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
