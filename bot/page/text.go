package page

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

const (
	textGone    = "Этой страницы в списке уже нет."
	textTaken   = "Эта страница уже есть в списке."
	textAskKind = "Какая это страница? В Telegram и MAX бот публикует сам. На остальные посты размещает человек: бот пришлёт ему готовый текст и фотографии."
	textLooking = "Ищу канал в MAX."
	textNoMax   = "MAX не подключён: администратор сервера задаёт ключ бота в MAX_TOKEN (docs/admin.md)."

	textAddTelegram = "Сделайте бота администратором канала с правом публиковать, изменять и удалять сообщения. Бот спросит, публиковать ли в этот канал."
)

// kindName is how people call a kind of page.
func kindName(kind plans.PageKind) string {
	switch kind {
	case plans.TelegramPage:
		return "Telegram"
	case plans.MaxPage:
		return "MAX"
	case plans.VKPage:
		return "ВКонтакте"
	case plans.OKPage:
		return "Одноклассники"
	case plans.SitePage:
		return "Сайт"
	case plans.PaperPage:
		return "Газета"
	case plans.OtherPage:
		return "Другая страница"
	}
	return ""
}

// textNamesake is the name of a page whose own name others have, the n-th of its kind.
func textNamesake(name string, kind plans.PageKind, n int) string {
	mark := kindName(kind)
	if n > 1 {
		mark = fmt.Sprintf("%s %d", mark, n)
	}
	mark = " (" + mark + ")"
	return chat.Cut(name, nameLimit-utf8.RuneCountInString(mark)) + mark
}

func textList(pages []store.Page, names map[plans.PersonID]string) string {
	var b strings.Builder
	b.WriteString("<b>Официальные страницы</b>\nКаждый пост выходит на всех, если автор не снял какую-то из них.")
	if len(pages) == 0 {
		b.WriteString("\n\nСтраниц пока нет.")
	}
	for _, p := range pages {
		b.WriteString("\n\n" + textPageLines(p, names))
	}
	return b.String()
}

func textPage(p store.Page, names map[plans.PersonID]string) string {
	return "🌐 " + textPageLines(p, names)
}

func textPageLines(p store.Page, names map[plans.PersonID]string) string {
	text := chat.Bold(p.Name)
	if kind := kindName(p.Kind); !strings.Contains(p.Name, kind) {
		text += " (" + kind + ")"
	}
	if p.Address != "" {
		text += "\n" + chat.Esc(p.Address)
	}
	switch name := names[p.Keeper]; {
	case !p.Kind.ByHand():
		text += "\nПубликует: бот"
	case p.Keeper == "" || name == "":
		text += "\nРазмещает: автор поста"
	default:
		text += "\nРазмещает: " + chat.Esc(name)
	}
	if p.Norm > 0 {
		text += "\nНорма: не реже " + chat.Count(p.Norm, "поста", "постов", "постов") + " в неделю"
	}
	return text
}

func textAskAddress(kind plans.PageKind) string {
	switch kind {
	case plans.MaxPage:
		return "Сделайте бота администратором канала в MAX с правом писать, затем пришлите ссылку на канал или его номер."
	case plans.PaperPage:
		return "Как называется газета? Если посты выходят на её сайте, пришлите адрес."
	case plans.VKPage:
		return "Пришлите адрес страницы, например https://vk.com/okrug."
	case plans.OKPage:
		return "Пришлите адрес страницы, например https://ok.ru/okrug."
	case plans.TelegramPage, plans.SitePage, plans.OtherPage:
	}
	return "Пришлите адрес страницы, например https://okrug.ru/news."
}

func textNoAddress(kind plans.PageKind) string {
	return "Не получилось понять. " + textAskAddress(kind)
}

func textNotFound(out store.Outcome) string {
	switch {
	case out.Refusal == store.NoRights:
		return "Канал в MAX найден, но боту не разрешено в нём писать. Сделайте бота администратором канала с правом писать и добавьте страницу ещё раз."
	case out.Refusal == store.BadToken:
		return "MAX не принимает ключ бота. Администратору сервера нужно проверить MAX_TOKEN."
	case out.Class == store.Refused && out.Refusal != store.Failed:
		return "Канал в MAX не найден. Проверьте ссылку и что бот добавлен в канал администратором."
	}
	return "MAX не ответил. Добавьте страницу ещё раз позже."
}

func textAskSet(p store.Page, what string) string {
	switch what {
	case setName:
		return fmt.Sprintf("Как называть страницу «%s»? Пришлите название.", chat.Cut(p.Name, nameLimit))
	case setAddress:
		return textAskAddress(p.Kind)
	}
	return fmt.Sprintf("Сколько постов в неделю должно выходить на странице «%s»? Пришлите число или «нет».", chat.Cut(p.Name, nameLimit))
}

func textAskWho(p store.Page) string {
	return fmt.Sprintf("Кто размещает посты: %s?", chat.Esc(p.Name))
}

func textAskOff(p store.Page) string {
	text := fmt.Sprintf("Убрать страницу «%s»? Новые посты там выходить не будут.", chat.Esc(p.Name))
	if p.Kind.ByHand() {
		return text + " Ждущие размещения больше не ждут."
	}
	return text + " То, что ещё не ушло, не уйдёт, вышедшее останется."
}

func textRemoved(p store.Page) string {
	return fmt.Sprintf("Страница «%s» убрана.", chat.Esc(p.Name))
}
