package card

import (
	"fmt"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// ShowAgain shows an unchanged post to its author who has asked to see it.
func ShowAgain(t *chat.Turn, rec store.PostRecord) error { return draw(t, &rec) }

// draw shows the draft to its author as it would be published, and under it the
// card, in the place of those shown before.
func draw(t *chat.Turn, rec *store.PostRecord) error {
	author, err := AuthorOf(t, *rec)
	if err != nil {
		return err
	}
	for _, card := range []string{PreviewCard(rec.Number), AuthorCard(rec.Number)} {
		if err := t.Erase(card); err != nil {
			return err
		}
	}
	rec.Drawn++
	if err := t.Tx.PutPost(*rec); err != nil || !author.Connected() {
		return err
	}
	follow := chat.FollowUp("post", chat.Word("drawn"), chat.Num(rec.Number), chat.Num(rec.Drawn))
	if rec.State == plans.Drafting && rec.Draft.Check() == nil {
		for i, o := range Pieces(rec.Draft) {
			o.Chat, o.Card, o.Follow = int64(author.User), PreviewCard(rec.Number), follow
			o.Replaces = fmt.Sprintf("post/%d/preview/%d", rec.Number, i)
			if err := t.Send(o); err != nil {
				return err
			}
		}
	}
	text, k, err := AuthorCardOf(t, *rec)
	if err != nil {
		return err
	}
	return t.Send(store.Outgoing{
		Do: store.SendText, Chat: int64(author.User), Text: text, Buttons: k.Rows, NoPreview: true,
		Card: AuthorCard(rec.Number), Follow: follow, Replaces: fmt.Sprintf("post/%d/author", rec.Number),
	})
}

// AuthorCardOf is what the author sees of the post, and what he may press.
func AuthorCardOf(t *chat.Turn, rec store.PostRecord) (string, chat.Keyboard, error) {
	v, err := View(t, rec)
	if err != nil {
		return "", chat.Keyboard{}, err
	}
	k := authorKeys(v)
	return textAuthorCard(v), k, k.Err
}

// authorKeys are the buttons the post's state leaves to its author.
func authorKeys(v PostView) chat.Keyboard {
	var k chat.Keyboard
	n := v.Number
	withdraw := chat.Key{Text: "Отозвать", Verb: "pback", Number: n}
	if v.Out() {
		withdraw.Text = "Отменить исправление"
	}
	switch v.State {
	case plans.Drafting:
		for _, r := range v.remarks {
			if r.mend != "" {
				k.Row(chat.Key{Text: r.caption, Verb: r.mend, Number: n})
			}
		}
		k.Row(chat.Key{Text: "✅ На согласование", Verb: "psend", Number: n, Style: store.Primary})
		k.Row(chat.Key{Text: "✏️ Текст", Verb: "ptext", Number: n}, chat.Key{Text: "🖼 Фото", Verb: "pfoto", Number: n})
		if v.Prior != nil {
			k.Row(chat.Key{Text: "↩️ Вернуть прежний текст", Verb: "pprior", Number: n})
		}
		if v.Out() {
			k.Row(chat.Key{Text: "Отменить исправление", Verb: "pdel", Number: n})
			break
		}
		k.Row(chat.Key{Text: "🕙 Время публикации", Verb: "ptime", Number: n}, chat.Key{Text: "📋 Строка плана", Verb: "prow", Number: n})
		if len(v.settings.InForce()) > 1 {
			row := []chat.Key{{Text: "🌐 Страницы", Verb: "pwhere", Number: n}}
			if v.several() && !v.Draft.Empty() {
				row = append(row, formsKey(n, 0))
			}
			k.Row(row...)
		}
		k.Row(chat.Key{Text: "🗑 Удалить", Verb: "pdel", Number: n, Style: store.Danger})
	case plans.InReview:
		if !v.Out() {
			k.Row(chat.Key{Text: "🕙 Время публикации", Verb: "ptime", Number: n})
		}
		k.Row(chat.Key{Text: "✏️ Изменить", Verb: "pedit", Number: n}, withdraw)
	case plans.Approved:
		k.Row(chat.Key{Text: "📣 Опубликовать сейчас", Verb: "pnow", Number: n, Style: store.Success})
		if !v.Editable() {
			break
		}
		k.Row(chat.Key{Text: "🕙 Время публикации", Verb: "ptime", Number: n}, withdraw)
		if v.PublishAt.IsZero() {
			k.Row(chat.Key{Text: "✏️ Изменить", Verb: "pedit", Number: n})
		}
	case plans.Withdrawn, plans.Rejected:
		k.Row(chat.Key{Text: "↩️ Вернуть в черновики", Verb: "pundo", Number: n})
	case plans.Published:
		k.Row(chat.Key{Text: "📄 Текст для других страниц", Verb: "ppages", Number: n})
		k.Row(chat.Key{Text: "✏️ Исправить", Verb: "pcorr", Number: n}, chat.Key{Text: "🗑 Снять с публикации", Verb: "pgone", Number: n, Style: store.Danger})
	case plans.Publishing, plans.Uncertain, plans.Amending, plans.Removing, plans.Removed:
	}
	return k
}
