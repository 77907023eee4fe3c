package review

import (
	"fmt"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/post/card"
	"sdelaemvmeste/plans"
)

const textPostEmpty = "Пост пуст. Пришлите текст или фотографии."

const textNoGroup = "Группа для согласования ещё не подключена. Попросите администратора добавить бота в группу и отправить там команду /bind. Черновик сохранён."

const textNoPage = "Не выбрано ни одной страницы. Отметьте хотя бы одну кнопкой «Страницы»."

const textAskUnfilled = "В тексте остались многоточия из образца: эти места не заполнены. Отправить согласующим так?"

const textSubmitted = "Отправлено на согласование."

const textNothingChanged = "В посте пока ничего не изменено."

const textShape = "В исправлении должно быть столько же фотографий и видео, сколько вышло: их можно заменить, но не добавить и не убрать."

func textCorrectionRejected(n uint64) string {
	return fmt.Sprintf("⛔️ Исправление поста № %d отклонено: в канале всё осталось как было.", n)
}

const textOwnVote = "За собственный пост голосовать нельзя: голос автора не считается."

const textVotedAlready = "Ваш голос уже учтён."

const textNotVoted = "Вашего голоса за эту версию нет."

const textVoteTaken = "Ваш голос снят."

const textRejectedShort = "Пост отклонён."

const textAskReworkShort = "Напишите, что исправить."

const textReturnedToAuthor = "Передал автору. Когда он пришлёт новую версию, она появится здесь."

const textSendAsWords = "Автору я передаю только слова. Напишите комментарий текстом, ответом на карточку."

const textFileStays = "Автору переданы только слова: файл из комментария я не передаю."

const textAnonymousName = "администратор группы"

const textAnonymous = "Вы пишете от имени группы, и я не вижу, кто вы. Чтобы вернуть пост автору, выключите анонимность в своих правах администратора и пришлите комментарий ещё раз."

const textWordsReturned = "Передал автору слова, файл из комментария я не передаю. Когда он пришлёт новую версию, она появится здесь."

// textVersionStands is why a vote for a version no longer counts.
func textVersionStands(p plans.Post, version int) string {
	if p.State == plans.InReview && p.Version != version {
		return fmt.Sprintf("Это версия %d, а на согласовании версия %d. Проголосуйте под ней.", version, p.Version)
	}
	if p.State == plans.Drafting {
		return fmt.Sprintf("Автор меняет пост № %d. Дождитесь новой версии.", p.Number)
	}
	return card.TextPostStands(p)
}

const textApproved = "Голос учтён. Пост утверждён."

// textVoteCounted says how far a vote has brought the version.
func textVoteCounted(p plans.Post, rules plans.Approval) string {
	if len(rules.Steps) == 0 {
		return fmt.Sprintf("Голос учтён: %d из %d.", len(p.Votes), rules.Quorum)
	}
	at := rules.At(p.Votes)
	return fmt.Sprintf("Голос учтён. Сейчас: %s, %d из %d.", chat.Cut(rules.Steps[at].Name, 80), rules.Count(p.Votes, at), max(rules.Steps[at].Quorum, 1))
}

func textNotYourStep(step string, names []string) string {
	return "Сейчас решает «" + chat.Cut(step, 80) + "»" + among(names) + "."
}

func textNextStep(n uint64, step string, names []string) string {
	return fmt.Sprintf("Пост № %d: теперь решает «%s»%s.", n, chat.Esc(step), chat.Esc(among(names)))
}

// among names a few people, "" for every approver.
func among(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return ": " + chat.Cut(strings.Join(names, "; "), 100)
}

func textAskRework(name string, user plans.UserID, n uint64) string {
	return fmt.Sprintf("%s, напишите, что исправить в посте № %d: ответом на это сообщение.", addressed(name, user), n)
}

// addressed names a person so that Telegram knows whose answer is wanted (Bot API
// «ForceReply», selective).
func addressed(name string, user plans.UserID) string {
	return fmt.Sprintf(`<a href="tg://user?id=%d">%s</a>`, user, chat.Esc(chat.NameOr(name)))
}

func textComment(n uint64, name, words string) string {
	return fmt.Sprintf("💬 Комментарий к посту № %d, %s:\n«%s»", n, chat.Esc(name), chat.Esc(words))
}
