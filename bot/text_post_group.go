package bot

import (
	"fmt"
	"strings"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// Answers to those who vote.
const (
	textOwnVote          = "За собственный пост голосовать нельзя: голос автора не считается."
	textVotedAlready     = "Ваш голос уже учтён."
	textNotVoted         = "Вашего голоса за эту версию нет."
	textVoteTaken        = "Ваш голос снят."
	textRejectedShort    = "Пост отклонён."
	textAskReworkShort   = "Напишите, что исправить."
	textReturnedToAuthor = "Передал автору. Когда он пришлёт новую версию, она появится здесь."
	textPublishingShort  = "Публикую."
	textOutShort         = "Отмечено: вышла."
	textDoubtSettled     = "На этот вопрос уже ответили."
	textLinkWanted       = "Пришлите ссылку на публикацию: она начинается с https://t.me/."
	textLinkKnown        = "Ссылка на эту публикацию уже есть."
	textLinkKept         = "Ссылка сохранена."
)

// textGroupCard is the card of a version in the group.
func textGroupCard(v postView, version int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<b>Пост № %d, версия %d</b>\nАвтор: %s%s", v.Number, version, esc(v.author), v.rowLine())
	correction := v.Out() && version == v.Version && version != v.LiveVersion
	switch {
	case v.Out() && version == v.LiveVersion:
		return b.String() + textLiveCard(v)
	case v.Out() && version < v.LiveVersion:
		return b.String() + fmt.Sprintf("\n\nЭта версия закрыта: в канале теперь %s.", v.newest())
	case version != v.Version:
		return b.String() + fmt.Sprintf("\n\nЭта версия закрыта: на согласование отправлена %s.", v.newest())
	case correction && (v.State == plans.Amending || v.State == plans.Published || v.State == plans.Removing || v.State == plans.Removed):
		return b.String() + textCorrectionCard(v)
	case correction:
		b.WriteString("\nИсправление опубликованного поста.")
	}
	switch v.State {
	case plans.InReview:
		if !correction {
			fmt.Fprintf(&b, "\nПубликация: %s.", v.schedule())
		}
		fmt.Fprintf(&b, "%s\n\nГолосов: %d из %d%s", v.changes(), len(v.Votes), v.quorum, v.voters())
	case plans.Drafting:
		b.WriteString("\n\n" + textBackAtAuthor(v))
	case plans.Approved:
		b.WriteString("\n\n✅ Утверждён" + v.voters() + ".")
		if !v.PublishAt.IsZero() {
			b.WriteString(" Выйдет " + v.schedule() + ".")
		} else {
			b.WriteString(" Публикация задерживается: автор, контролёры и администраторы об этом знают." + v.where())
		}
	case plans.Publishing:
		b.WriteString("\n\n✅ Утверждён" + v.voters() + ". Публикуется." + v.where())
	case plans.Uncertain:
		b.WriteString("\n\n✅ Утверждён" + v.voters() + ". Telegram не подтвердил публикацию." + v.where())
	case plans.Rejected:
		b.WriteString("\n\n⛔️ Отклонён" + v.judge() + ".")
	case plans.Withdrawn:
		b.WriteString("\n\nАвтор отозвал пост.")
	case plans.Published, plans.Amending, plans.Removing, plans.Removed:
	}
	return b.String()
}

// newest names the newest version, as a link to its card where the group's
// messages have addresses.
func (v postView) newest() string {
	name := fmt.Sprintf("версия %d", v.Version)
	if v.newestCard == "" {
		return name
	}
	return `<a href="` + esc(v.newestCard) + `">` + name + "</a>"
}

// changes tells how the version differs from the one before.
func (v postView) changes() string {
	if v.Version < 2 {
		return ""
	}
	if v.Out() {
		return "\n\nЧто изменится в канале:\n• " + esc(strings.Join(textPostDifference(v.Live, v.Frozen), "\n• "))
	}
	lines := textPostDifference(v.Former, v.Frozen)
	if len(lines) == 0 {
		return fmt.Sprintf("\n\nЭта версия не отличается от версии %d.", v.Version-1)
	}
	return fmt.Sprintf("\n\nЧто изменилось с версии %d:\n• ", v.Version-1) + esc(strings.Join(lines, "\n• "))
}

func textBackAtAuthor(v postView) string {
	if v.Reason != "" {
		if v.Judge == "" {
			return "✏️ Снова у автора. " + esc(v.Reason)
		}
		return "✏️ Возвращён на доработку" + v.judge() + ": «" + esc(v.Reason) + "»"
	}
	return "✏️ Автор меняет пост. Голоса за эту версию не действуют."
}

// judge names who returned or rejected the version.
func (v postView) judge() string {
	if v.Judge == "" {
		return ""
	}
	return " (" + esc(nameOr(v.names[v.Judge])) + ")"
}

// voters names those whose votes are counted.
func (v postView) voters() string {
	if len(v.Votes) == 0 {
		return ""
	}
	names := make([]string, 0, len(v.Votes))
	for _, vote := range v.Votes {
		names = append(names, esc(nameOr(v.names[vote.By])))
	}
	return " (" + strings.Join(names, "; ") + ")"
}

func (v postView) channelName(id int64) string {
	for _, c := range v.channels {
		if c.ID == id {
			return c.Title
		}
	}
	return ""
}

// where lists the addresses of what is out.
func (v postView) where() string {
	var text strings.Builder
	for _, l := range links(v.Post) {
		text.WriteString("\n" + esc(l))
	}
	return text.String()
}

// textPostStands says in one line where a post stands, to somebody who wanted
// something else of it.
func textPostStands(p plans.Post) string {
	n := fmt.Sprintf("Пост № %d ", p.Number)
	switch p.State {
	case plans.Drafting:
		return n + "сейчас в черновиках."
	case plans.InReview:
		return n + "сейчас на согласовании."
	case plans.Approved:
		return n + "уже утверждён."
	case plans.Publishing:
		return n + "уже публикуется."
	case plans.Uncertain:
		return n + "ждёт ответа, вышла ли публикация."
	case plans.Published:
		return n + "уже опубликован."
	case plans.Rejected:
		return n + "отклонён."
	case plans.Withdrawn:
		return n + "убран автором."
	case plans.Amending:
		return n + "сейчас исправляется в канале."
	case plans.Removing:
		return n + "сейчас снимается с публикации."
	case plans.Removed:
		return n + "снят с публикации."
	}
	return textStale
}

// textVersionStands is why a vote for a version no longer counts.
func textVersionStands(p plans.Post, version int) string {
	if p.State == plans.InReview && p.Version != version {
		return fmt.Sprintf("Это версия %d, а на согласовании версия %d. Проголосуйте под ней.", version, p.Version)
	}
	if p.State == plans.Drafting {
		return fmt.Sprintf("Автор меняет пост № %d. Дождитесь новой версии.", p.Number)
	}
	return textPostStands(p)
}

func textVoteCounted(votes, quorum int) string {
	if quorum = max(quorum, 1); votes < quorum {
		return fmt.Sprintf("Голос учтён: %d из %d.", votes, quorum)
	}
	return "Голос учтён. Пост утверждён."
}

func textAskRework(name string, n uint64) string {
	return fmt.Sprintf("%s, напишите, что исправить в посте № %d: ответом на это сообщение.", esc(nameOr(name)), n)
}

func textComment(n uint64, name, words string) string {
	return fmt.Sprintf("💬 Комментарий к посту № %d, %s:\n«%s»", n, esc(name), esc(words))
}

func textReviewNudge(n uint64, day int) string {
	return fmt.Sprintf("⏰ Пост № %d ждёт решения уже %s. Посмотрите, пожалуйста, карточку выше.", n, workingDays(day))
}

func textReviewSilent(v postView, day int) string {
	return fmt.Sprintf("⏰ Пост № %d (автор: %s) не согласован уже %s: голосов %d из %d.%s",
		v.Number, esc(v.author), workingDays(day), len(v.Votes), v.quorum, v.rowLine())
}

// textGroupRefusedPost is the reason with which a version comes back that could
// not be shown to the group.
func textGroupRefusedPost(out store.Outcome) string {
	switch {
	case out.Class != store.Refused:
		return "Telegram не подтвердил, что показал пост группе целиком: возможно, одна из фотографий больше недоступна. Проверьте фотографии и отправьте пост ещё раз."
	case out.Refusal == store.Failed:
		return "Telegram больше суток отвечает ошибкой на этот пост. Отправьте его ещё раз, а если не поможет, измените."
	case out.Refusal == store.Malformed, out.Refusal == store.Gone:
		return "Telegram не принял пост: возможно, одна из фотографий больше недоступна. Пришлите её заново."
	}
	return "Бот не может писать в группу согласования. Попросите администратора вернуть его туда."
}
