package people

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// Reachability notes that somebody blocked the bot or let it speak again.
func Reachability(t *chat.Turn) error {
	if !t.Known() {
		return nil
	}
	if t.In.Member.In() {
		return Reached(t)
	}
	t.Who.Unreachable = true
	if err := t.Tx.PutPerson(t.Who); err != nil {
		return err
	}
	return reportUnreachable(t, t.Who)
}

// SettlePerson notes that somebody can't be reached and tells the controllers
// once; an accepted message clears it.
func SettlePerson(b *chat.Env, tx *store.Tx, o store.Outgoing, out store.Outcome, id plans.PersonID) error {
	p, err := tx.Person(id)
	if errors.Is(err, plans.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	lost := out.Class == store.Refused && out.Refusal == store.Unreachable
	if int64(p.User) != o.Chat || lost == p.Unreachable || !lost && out.Class != store.Accepted {
		return nil
	}
	p.Unreachable = lost
	if !lost {
		p.Reported = false
	}
	if err := tx.PutPerson(p); err != nil || !lost {
		return err
	}
	t, err := b.OwnTurn(tx, "settled/"+strconv.FormatUint(o.Seq, 10))
	if err != nil {
		return err
	}
	return reportUnreachable(t, p)
}

// newLink makes an invitation: a code of 128 random bits, of which only the hash
// is kept. The person is given back as kept. While Telegram has not told the
// bot's name there is no link, and that is a [plans.ErrConflict].
func newLink(t *chat.Turn, p store.PersonRecord) (string, store.PersonRecord, error) {
	if t.Settings.Bot == "" {
		return "", p, chat.Refuse(chat.NotSetUp, chat.TextBotNameUnknown)
	}
	var bits [16]byte
	rand.Read(bits[:]) // never fails (package crypto/rand)
	code := base64.RawURLEncoding.EncodeToString(bits[:])
	p.Invited = t.Now
	if err := t.Tx.PutPerson(p); err != nil {
		return "", p, err
	}
	inv := store.Invite{Person: p.ID, By: t.In.From.ID, Expires: t.Now.Add(inviteLife)}
	if err := t.Tx.PutInvite(sha256.Sum256([]byte(code)), inv); err != nil {
		return "", p, err
	}
	if err := t.Note("invited", "person/"+string(p.ID), nil, nil); err != nil {
		return "", p, err
	}
	return fmt.Sprintf("https://t.me/%s?start=%s", t.Settings.Bot, code), p, nil
}

// reportUnreachable tells the controllers, once until he writes again, that
// somebody cannot be reached, with an invitation to pass on to him.
func reportUnreachable(t *chat.Turn, p store.PersonRecord) error {
	return reportUnreached(t, []store.PersonRecord{p}, textUnreachableTitle)
}

// ReportAbsent tells the controllers, once, who has never come, so that nobody
// reminds their unit.
func ReportAbsent(t *chat.Turn, absent []store.PersonRecord) error {
	return reportUnreached(t, absent, textAbsentTitle)
}

func reportUnreached(t *chat.Turn, people []store.PersonRecord, title string) error {
	controllers, err := t.Controllers()
	if err != nil || len(controllers) == 0 {
		return err
	}
	var lines []string
	for _, p := range people {
		if p.Reported {
			continue
		}
		p.Reported = true
		link := ""
		if t.Settings.Bot == "" {
			err = t.Tx.PutPerson(p)
		} else {
			link, p, err = newLink(t, p)
		}
		if err != nil {
			return err
		}
		lines = append(lines, textUnreached(p, t.UnitNames(p.Units), link, plans.DateOf(p.Invited.Add(inviteLife), t.Zone)))
	}
	for _, text := range chat.Pack(title, lines) {
		for _, c := range controllers {
			if err := t.Tell(c, text, chat.Keyboard{}); err != nil {
				return err
			}
		}
	}
	return nil
}

// Absentees are the people of units nobody attends who have never pressed Start.
func Absentees(units []plans.UnitID, all []store.PersonRecord) []store.PersonRecord {
	var absent []store.PersonRecord
	for _, p := range all {
		if p.User == 0 && !p.Left && !p.Reported && p.In(units...) {
			absent = append(absent, p)
		}
	}
	return absent
}

// Reached notes that messages reach the person again.
func Reached(t *chat.Turn) error {
	if !t.Known() || !t.Who.Unreachable && !t.Who.Reported {
		return nil
	}
	t.Who.Unreachable, t.Who.Reported = false, false
	return t.Tx.PutPerson(t.Who)
}
