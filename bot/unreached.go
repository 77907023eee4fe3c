package bot

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// newLink makes an invitation: a code of 128 random bits, of which only the hash
// is kept. The person is given back as kept. While Telegram has not told the
// bot's name there is no link, and that is a [plans.ErrConflict].
func (t *turn) newLink(p store.PersonRecord) (string, store.PersonRecord, error) {
	if t.settings.Bot == "" {
		return "", p, refuse(plans.ErrConflict, textBotNameUnknown)
	}
	var bits [16]byte
	rand.Read(bits[:]) // never fails (package crypto/rand)
	code := base64.RawURLEncoding.EncodeToString(bits[:])
	p.Invited = t.now
	if err := t.tx.PutPerson(p); err != nil {
		return "", p, err
	}
	inv := store.Invite{Person: p.ID, By: t.in.From.ID, Expires: t.now.Add(inviteLife)}
	if err := t.tx.PutInvite(sha256.Sum256([]byte(code)), inv); err != nil {
		return "", p, err
	}
	if err := t.note("invited", "person/"+string(p.ID), nil, nil); err != nil {
		return "", p, err
	}
	return fmt.Sprintf("https://t.me/%s?start=%s", t.settings.Bot, code), p, nil
}

// reportUnreachable tells the controllers, once until he writes again, that
// somebody cannot be reached, with an invitation to pass on to him.
func (t *turn) reportUnreachable(p store.PersonRecord) error {
	return t.reportUnreached([]store.PersonRecord{p}, textUnreachableTitle)
}

// reportAbsent tells the controllers, once, who has never come, so that nobody
// reminds their unit.
func (t *turn) reportAbsent(absent []store.PersonRecord) error {
	return t.reportUnreached(absent, textAbsentTitle)
}

func (t *turn) reportUnreached(people []store.PersonRecord, title string) error {
	controllers, err := t.controllers()
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
		if t.settings.Bot == "" {
			err = t.tx.PutPerson(p)
		} else {
			link, p, err = t.newLink(p)
		}
		if err != nil {
			return err
		}
		lines = append(lines, textUnreached(p, t.unitNames(p.Units), link, plans.DateOf(p.Invited.Add(inviteLife), t.zone)))
	}
	for _, text := range pack(title, lines) {
		for _, c := range controllers {
			if err := t.tell(c, text, keyboard{}); err != nil {
				return err
			}
		}
	}
	return nil
}

// absentees are the people of units nobody attends who have never pressed Start.
func absentees(units []plans.UnitID, all []store.PersonRecord) []store.PersonRecord {
	var absent []store.PersonRecord
	for _, p := range all {
		if p.User == 0 && !p.Left && !p.Reported && p.In(units...) {
			absent = append(absent, p)
		}
	}
	return absent
}

// reached notes that messages reach the person again.
func (t *turn) reached() error {
	if !t.known() || !t.who.Unreachable && !t.who.Reported {
		return nil
	}
	t.who.Unreachable, t.who.Reported = false, false
	return t.tx.PutPerson(t.who)
}
