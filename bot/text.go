package bot

import (
	"fmt"
	"strings"

	"sdelaemvmeste/bot/chat"
)

const (
	textWelcome   = "Пожалуйста."
	textAnonymous = "Команда пришла от имени группы, и я не вижу, кто её отправил, поэтому не выполняю. " +
		"Выключите анонимность (группа → «Администраторы» → ваше имя → «Анонимность») и отправьте ещё раз."
)

// textFindings are the things of one sort that a search found.
func textFindings(title string, shown []chat.Finding, all int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<b>%s</b>", title)
	for _, f := range shown {
		b.WriteString("\n• " + f.Line)
	}
	if more := all - len(shown); more > 0 {
		fmt.Fprintf(&b, "\nи ещё %d", more)
	}
	return b.String()
}

func textFound(words string, parts []string) string {
	return "Нашлось по словам «" + chat.Esc(words) + "»\n\n" + strings.Join(parts, "\n\n")
}

func textNoRow(no string) string {
	return "Строки " + chat.Esc(no) + " в плане нет. Весь план: /plan."
}

// textNothingFound names what was looked for, so that nobody takes it for accepted.
func textNothingFound(words string) string {
	if words == "" {
		return "Такое сообщение я не разбираю. Ваши задачи: /tasks, все команды: /help."
	}
	return "По словам «" + chat.Esc(words) + "» ничего не нашлось. Ваши задачи: /tasks, все команды: /help."
}

// textNoLongerTheirs is what is left of a card when others answer for its task.
func textNoLongerTheirs(task string) string {
	return task + "\n\nВы за эту задачу больше не отвечаете."
}

// textLeftQuestion names what a person was asked for and has not answered.
func textLeftQuestion(what, task string) string {
	return "Осталось без ответа: " + what + ".\n" + task
}
