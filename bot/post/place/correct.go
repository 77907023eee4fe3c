package place

import (
	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/post/card"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// TellCorrected tells people what to change by hand, where the program cannot make a
// page show the correction that goes out now. What is not placed yet is given anew.
func TellCorrected(t *chat.Turn, rec store.PostRecord) error {
	if err := GiveAll(t, rec, rec.Frozen); err != nil {
		return err
	}
	for _, u := range rec.ByHand() {
		page, _ := t.Page(u.Page)
		keeper, err := KeeperOf(t, page, rec)
		if err != nil {
			return err
		}
		if !keeper.Connected() {
			continue
		}
		lines := card.Difference(rec.Live.On(page.Kind), rec.Frozen.On(page.Kind))
		if len(lines) == 0 {
			continue // the page has never shown what has changed
		}
		if err := t.Tell(keeper, textCorrect(rec.Number, page, u.Link, lines), chat.Keyboard{}); err != nil {
			return err
		}
		if err := card.SendPlain(t, rec.Frozen.On(page.Kind).Text, int64(keeper.User)); err != nil {
			return err
		}
	}
	return nil
}

// TellRemoved tells people what to take down by hand of a post that is being removed.
func TellRemoved(t *chat.Turn, rec store.PostRecord, byHand []plans.Publication) error {
	for _, u := range byHand {
		page, _ := t.Page(u.Page)
		keeper, err := KeeperOf(t, page, rec)
		if err != nil {
			return err
		}
		var k chat.Keyboard
		k.Row(chat.Key{Text: "✅ Снято", Verb: "hgone", Number: rec.Number, Arg: chat.ArgsOf(chat.Num(page.ID))})
		if err := t.Tell(keeper, textRemove(rec.Number, page, u.Link), k); err != nil {
			return err
		}
	}
	return nil
}
