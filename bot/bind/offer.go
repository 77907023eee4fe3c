package bind

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

const (
	// asksADay is about how many channels one known person may have the
	// administrators asked in a day; more are told in a list.
	asksADay = 3
	// listEvery is how often the list of strangers' channels goes out at most:
	// anybody may make channels of any name, and let the bot into them.
	listEvery = 24 * time.Hour
	// listed is how many channels a list names.
	listed = 10
)

// offered asks about a channel that the bot may post to now: its own administrator at
// once, everybody else's once a channel.
func offered(t *chat.Turn, c store.BoundChannel) error {
	was, asked, err := t.Tx.Ask(c.ID)
	if err != nil {
		return err
	}
	ask := store.ChannelAsk{Channel: c.ID, By: t.In.From.ID, At: t.Now}
	if t.Admin {
		ask.Told = was.Told || t.Who.Connected()
		if err := t.Tx.PutAsk(ask); err != nil {
			return err
		}
		return askChannel(t, c, "", []store.PersonRecord{{Person: t.Who.Person, User: t.In.From.ID}})
	}
	if asked {
		return nil
	}
	if ask.Listed, err = tooMany(t); err != nil {
		return err
	}
	if ask.Listed {
		if err := t.Tx.PutAsk(ask); err != nil {
			return err
		}
		return list(t)
	}
	admins, err := t.Admins()
	if err != nil {
		return err
	}
	ask.Told = len(admins) > 0
	if err := t.Tx.PutAsk(ask); err != nil {
		return err
	}
	return askChannel(t, c, t.AccountName(), admins)
}

// tooMany reports whether a channel of this account is only to be listed.
func tooMany(t *chat.Turn) (bool, error) {
	if !t.Known() {
		return true, nil
	}
	all, err := t.Tx.Asks()
	today := 0
	for _, a := range all {
		if a.By == t.In.From.ID && t.Now.Sub(a.At) < listEvery {
			today++
		}
	}
	return today >= asksADay, err
}

// TickOffered sends the list that has waited for its day. An idle tick only looks
// whether one waits.
func TickOffered(b *chat.Env, now time.Time) error {
	due := false
	err := b.Store.View(func(tx *store.Tx) error {
		at, err := tx.NextList()
		due = !at.IsZero() && !now.Before(at)
		return err
	})
	if err != nil || !due {
		return err
	}
	return b.Store.Update(func(tx *store.Tx) error {
		t, err := b.OwnTurn(tx, "offered/"+strconv.FormatInt(now.Unix(), 10))
		if err != nil {
			return err
		}
		if err := tx.SetNextList(time.Time{}); err != nil {
			return err
		}
		return list(t)
	})
}

// list tells the administrators of the channels that wait to be listed, unless a list
// went out within the day: then they wait for the next.
func list(t *chat.Turn) error {
	all, err := t.Tx.Asks()
	if err != nil {
		return err
	}
	waiting := slices.DeleteFunc(slices.Clone(all), func(a store.ChannelAsk) bool { return a.Told || !a.Listed })
	told := time.Time{}
	for _, a := range all {
		if a.Listed && a.Told && a.At.After(told) {
			told = a.At
		}
	}
	admins, err := t.Admins()
	switch {
	case err != nil || len(waiting) == 0 || len(admins) == 0:
		return err
	case t.Now.Sub(told) < listEvery:
		return t.Tx.SetNextList(told.Add(listEvery))
	}
	var channels []store.BoundChannel
	for _, a := range waiting {
		c, err := t.Tx.OfferedChannel(fmt.Sprint(a.Channel))
		if err != nil {
			return err
		}
		channels = append(channels, c)
		// From now on counts the day until the next list.
		a.Told, a.At = true, t.Now
		if err := t.Tx.PutAsk(a); err != nil {
			return err
		}
	}
	if len(channels) == 1 {
		return askChannel(t, channels[0], byOf(t, waiting[0]), admins)
	}
	return askListed(t, channels, admins)
}

// byOf names who let the bot into a channel, where that is known.
func byOf(t *chat.Turn, a store.ChannelAsk) string {
	switch {
	case a.By == 0 || t.In.From.ID != a.By:
		return textStranger
	case !t.Known():
		return textStrangerBy(t.AccountName())
	}
	return t.AccountName()
}

// AskOffered asks an administrator who has come only now about the channels
// nobody could be asked about before.
func AskOffered(t *chat.Turn) error {
	all, err := t.Tx.Asks()
	if err != nil {
		return err
	}
	for _, a := range all {
		if a.Told || a.Listed {
			continue
		}
		c, err := t.Tx.OfferedChannel(fmt.Sprint(a.Channel))
		if err != nil {
			return err
		}
		if _, bound := t.Page(plans.PageID(c.ID)); bound {
			continue
		}
		a.Told = true
		if err := t.Tx.PutAsk(a); err != nil {
			return err
		}
		if err := askChannel(t, c, "", []store.PersonRecord{t.Who}); err != nil {
			return err
		}
	}
	return list(t)
}

// askChannel asks whether to publish in a channel; by is who let the bot in, where
// that is to be said: anybody may make a channel of any name.
func askChannel(t *chat.Turn, c store.BoundChannel, by string, askees []store.PersonRecord) error {
	n, err := t.Tx.Number(store.ChannelNumber, fmt.Sprint(c.ID))
	if err != nil {
		return err
	}
	var k chat.Keyboard
	k.Row(chat.Key{Text: "Да", Verb: "chan", Number: n, Arg: "yes"}, chat.Key{Text: "Нет", Verb: "chan", Number: n, Arg: "no"})
	return tellAll(t, textAskChannel(c, by), k, askees)
}

// askListed asks about several channels at once.
func askListed(t *chat.Turn, channels []store.BoundChannel, askees []store.PersonRecord) error {
	var k chat.Keyboard
	for _, c := range channels[:min(len(channels), listed)] {
		n, err := t.Tx.Number(store.ChannelNumber, fmt.Sprint(c.ID))
		if err != nil {
			return err
		}
		k.Row(chat.Key{Text: "Да: " + chat.Cut(c.Title, 40), Verb: "chan", Number: n, Arg: "yes"})
	}
	return tellAll(t, textAskListed(channels), k, askees)
}

func tellAll(t *chat.Turn, text string, k chat.Keyboard, people []store.PersonRecord) error {
	for _, p := range people {
		if err := t.Tell(p, text, k); err != nil {
			return err
		}
	}
	return nil
}
