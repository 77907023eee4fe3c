package place

import (
	"fmt"
	"strconv"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/post/card"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// HandCard is the name of the message that asks to place a post on a page.
func HandCard(n uint64, page plans.PageID) string { return fmt.Sprintf("post/%d/hand/%d", n, page) }

// allPages stands for every page on which whoever gets the package is to place the
// post: the files and the text are the same for all of them.
const allPages plans.PageID = 0

// GiveAll gives the ready package to everybody who is to place a post by hand: the
// photographs as files in order, the text as pages without formatting show it, and for
// each page what to do with them.
func GiveAll(t *chat.Turn, rec store.PostRecord, c plans.Content) error {
	told := map[plans.PersonID]bool{}
	for _, u := range rec.Publications {
		if u.State != plans.ToPlace {
			continue
		}
		page, _ := t.Page(u.Page)
		keeper, err := KeeperOf(t, page, rec)
		if err != nil {
			return err
		}
		if told[keeper.ID] || !keeper.Connected() {
			continue
		}
		told[keeper.ID] = true
		if err := give(t, rec, allPages, c, int64(keeper.User)); err != nil {
			return err
		}
	}
	return nil
}

// give sends the package to a private chat. Photographs lie at Telegram's and are
// fetched, because it sends them as files only anew; each goes out when it is there,
// and the text after the last of them.
func give(t *chat.Turn, rec store.PostRecord, id plans.PageID, c plans.Content, to int64) error {
	if len(c.Media) == 0 {
		return giveText(t, rec, id, c, to)
	}
	for i, m := range c.Media {
		err := t.Send(store.Outgoing{
			Key: fmt.Sprintf("%s/file/%d/%d/%d/%d", t.Series, rec.Number, to, id, i), Do: store.Fetch, Chat: to, File: m.File,
			Follow: chat.FollowUp("post", chat.Word("file"), chat.Num(rec.Number), chat.Num(rec.Version), chat.Num(id), chat.Num(i)),
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// SettleFile sends on a photograph that was fetched for a package; one that could not
// be fetched, or is a video, goes as it lies at Telegram's. After the last one the
// text follows.
func SettleFile(t *chat.Turn, rec store.PostRecord, version int, id plans.PageID, i int, o store.Outgoing, out store.Outcome) error {
	c := card.Newest(rec)
	if rec.Version != version || i >= len(c.Media) {
		return nil // the package of an earlier version
	}
	m := c.Media[i]
	send := store.Outgoing{Do: store.SendMedia, Chat: o.Chat, Media: []plans.Media{m}}
	if out.Class == store.Accepted && m.Kind == plans.Photo {
		name := "post-" + strconv.FormatUint(rec.Number, 10) + "-" + strconv.Itoa(i+1) + ".jpg"
		send = store.Outgoing{Do: store.SendUpload, Chat: o.Chat, Upload: &store.Upload{Name: name, Data: out.Data}}
	}
	if err := t.Send(send); err != nil || i < len(c.Media)-1 {
		return err
	}
	return giveText(t, rec, id, c, o.Chat)
}

// giveText sends the text to be copied, and what to do on each page.
func giveText(t *chat.Turn, rec store.PostRecord, id plans.PageID, c plans.Content, to int64) error {
	if err := card.SendPlain(t, c.On(plans.OtherPage).Text, to); err != nil {
		return err
	}
	for _, u := range rec.Publications {
		if u.State != plans.ToPlace || id != allPages && u.Page != id {
			continue
		}
		page, _ := t.Page(u.Page)
		if id == allPages {
			keeper, err := KeeperOf(t, page, rec)
			if err != nil {
				return err
			}
			if int64(keeper.User) != to {
				continue
			}
		}
		text, k := task(rec, page)
		if k.Err != nil {
			return k.Err
		}
		err := t.Send(store.Outgoing{
			Do: store.SendText, Chat: to, Text: text, Buttons: k.Rows, NoPreview: true, Card: HandCard(rec.Number, u.Page),
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// task says what is to be done with the package, or what has become of it.
func task(rec store.PostRecord, page store.Page) (string, chat.Keyboard) {
	var k chat.Keyboard
	u, _ := rec.Publication(page.ID)
	arg := chat.ArgsOf(chat.Num(page.ID))
	switch u.State {
	case plans.ToPlace:
		if page.Address != "" {
			k.Row(chat.Key{Text: "🌐 Открыть страницу", URL: page.Address})
		}
		k.Row(chat.Key{Text: "✅ Размещено", Verb: "hput", Number: rec.Number, Arg: arg}, chat.Key{Text: "Не будет", Verb: "hnot", Number: rec.Number, Arg: arg})
		return textPlace(rec.Number, page, card.Newest(rec).Losses(page.Kind)), k
	case plans.Out:
		return textPlaced(rec.Number, page, u.Link), k
	case plans.Unplaced:
		k.Row(chat.Key{Text: "✅ Размещено", Verb: "hput", Number: rec.Number, Arg: arg})
		return textUnplaced(rec.Number, page), k
	case plans.Sending, plans.Doubtful, plans.Failed, plans.TakenDown:
	}
	return card.TextPostStands(rec.Post), k
}

// pressedPackage gives the package again.
func pressedPackage(t *chat.Turn, p chat.Press) error {
	rec, page, err := mine(t, p)
	if err != nil {
		return err
	}
	u, _ := rec.Publication(page.ID)
	if u.State != plans.ToPlace {
		return chat.Refuse(chat.OutOfDate, textStands(rec.Number, page, u))
	}
	return give(t, rec, page.ID, card.Newest(rec), t.In.Chat.ID)
}
