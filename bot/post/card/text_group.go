package card

import (
	"fmt"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// TextGroupCard is the card of a version in the group.
func TextGroupCard(v PostView, version int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<b>Пост № %d, версия %d</b>\nАвтор: %s%s", v.Number, version, chat.Esc(v.AuthorName), v.RowLine())
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
			fmt.Fprintf(&b, "\nПубликация: %s.%s", v.schedule(), v.targets(v.Frozen))
		}
		b.WriteString(v.warnings() + v.changes() + "\n\n" + v.standing())
	case plans.Drafting:
		b.WriteString("\n\n" + textBackAtAuthor(v))
	case plans.Approved:
		b.WriteString("\n\n✅ Утверждён" + v.voters() + ".")
		if !v.PublishAt.IsZero() {
			b.WriteString(" Выйдет " + v.schedule() + ".")
		} else {
			b.WriteString(" Публикация задерживается: автор, контролёры и администраторы об этом знают." + v.links())
		}
	case plans.Publishing:
		b.WriteString("\n\n✅ Утверждён" + v.voters() + ". Публикуется." + v.links())
	case plans.Uncertain:
		b.WriteString("\n\n✅ Утверждён" + v.voters() + ". " + v.doubtful() + " не подтвердил публикацию." + v.links())
	case plans.Rejected:
		b.WriteString("\n\n⛔️ Отклонён" + v.judge() + ".")
	case plans.Withdrawn:
		b.WriteString("\n\nАвтор убрал пост.")
	case plans.Published, plans.Amending, plans.Removing, plans.Removed:
	}
	return b.String()
}

// newest names the newest version, as a link to its card where the group's
// messages have addresses.
func (v PostView) newest() string {
	name := fmt.Sprintf("версия %d", v.Version)
	if v.newestCard == "" {
		return name
	}
	return `<a href="` + chat.Esc(v.newestCard) + `">` + name + "</a>"
}

// changes tells how the version differs from the one before.
func (v PostView) changes() string {
	if v.Version < 2 {
		return ""
	}
	if v.Out() {
		return "\n\nЧто изменится в канале:\n• " + chat.Esc(strings.Join(Difference(v.Live, v.Frozen), "\n• "))
	}
	lines := Difference(v.Former, v.Frozen)
	if len(lines) == 0 {
		return fmt.Sprintf("\n\nЭта версия не отличается от версии %d.", v.Version-1)
	}
	return fmt.Sprintf("\n\nЧто изменилось с версии %d:\n• ", v.Version-1) + chat.Esc(strings.Join(lines, "\n• "))
}

func textBackAtAuthor(v PostView) string {
	if v.Reason != "" {
		if v.Judge == "" {
			return "✏️ Снова у автора. " + chat.Esc(v.Reason)
		}
		return "✏️ Возвращён на доработку" + v.judge() + ": «" + chat.Esc(v.Reason) + "»"
	}
	return "✏️ Автор меняет пост. Голоса за эту версию не действуют."
}

// judge names who returned or rejected the version.
func (v PostView) judge() string {
	if v.Judge == "" {
		return ""
	}
	return " (" + chat.Esc(chat.NameOr(v.names[v.Judge])) + ")"
}

// voters names, in brackets, those whose votes are counted.
func (v PostView) voters() string {
	if len(v.Votes) == 0 {
		return ""
	}
	return " (" + v.voterNames() + ")"
}

// approvers says in a line of its own who approved what is out.
func (v PostView) approvers() string {
	if len(v.Votes) == 0 {
		return ""
	}
	return "\n" + "Согласовано: " + v.voterNames()
}

func (v PostView) voterNames() string {
	names := make([]string, 0, len(v.Votes))
	for _, vote := range v.Votes {
		names = append(names, chat.Esc(chat.NameOr(v.names[vote.By])))
	}
	return strings.Join(names, "; ")
}

func (v PostView) page(id plans.PageID) store.Page {
	p, _ := v.settings.Page(id)
	return p
}

// links lists the addresses of what is out.
func (v PostView) links() string {
	var text strings.Builder
	for _, l := range Links(v.Post) {
		text.WriteString("\n" + chat.Esc(l))
	}
	return text.String()
}

// TextPostStands says in one line where a post stands, to somebody who wanted
// something else of it.
func TextPostStands(p plans.Post) string {
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
	return chat.TextStale
}

// textLiveCard ends the group's card of the version the channels show.
func textLiveCard(v PostView) string {
	switch v.State {
	case plans.Removing:
		return "\n\nСнимается с публикации."
	case plans.Removed:
		return "\n\n🗑 Снят с публикации."
	case plans.Drafting, plans.InReview, plans.Approved, plans.Amending:
		return "\n\n📣 Опубликован." + v.links() + "\n\nАвтор готовит исправление."
	case plans.Published, plans.Publishing, plans.Uncertain, plans.Rejected, plans.Withdrawn:
	}
	return "\n\n📣 Опубликован." + v.links() + v.approvers()
}

// textCorrectionCard ends the group's card of a correction that was settled.
func textCorrectionCard(v PostView) string {
	if v.State == plans.Amending {
		return "\n\n✅ Исправление утверждено" + v.voters() + ". Вносится в канал."
	}
	return fmt.Sprintf("\n\nИсправление отменено: в канале осталась версия %d.", v.LiveVersion)
}
