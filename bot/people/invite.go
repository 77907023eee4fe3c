package people

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// inviteLife is how long an invitation may be used.
const inviteLife = 7 * 24 * time.Hour

// unitlessArg is the argument of a button about people without a unit.
const unitlessArg = "unitless"

// pressedInvite gives a link for one person: somebody named in the plan file who
// has not come yet, one after another, then somebody new, whose name is asked for.
// With a person's number as argument it is for that person.
func pressedInvite(t *chat.Turn, p chat.Press) error {
	if err := t.May(chat.Invite); err != nil {
		return err
	}
	if p.Arg == "person" {
		person, err := personByNumber(t, p.Number)
		if err != nil {
			return err
		}
		return inviteLink(t, person)
	}
	invitee, err := inviteeOf(t, p)
	if err != nil {
		return err
	}
	if named, err := t.Tx.Person(invitee.ID); err == nil {
		return inviteLink(t, named)
	} else if chat.NotFoundIsNone(err) != nil {
		return err
	}
	if err := t.Await(store.Dialog{Await: "invname", Number: p.Number, Text: string(p.Arg)}); err != nil {
		return err
	}
	var k chat.Keyboard
	k.Row(chat.Key{Text: "Пропустить", Verb: "invskip", Number: p.Number, Arg: p.Arg}, chat.Key{Text: "Отмена", Verb: "no"})
	return t.Say(textAskInviteName(t.UnitNames(invitee.Units)), k)
}

// inviteeOf is who is invited next by a button: to a unit, or without one.
func inviteeOf(t *chat.Turn, p chat.Press) (store.PersonRecord, error) {
	if p.Arg == unitlessArg {
		return unitlessInvitee(t)
	}
	u, err := t.Unit(p.Number)
	if err != nil {
		return store.PersonRecord{}, err
	}
	return unitInvitee(t, u)
}

// unitInvitee is the next of the unit who has neither come nor been sent a link, or
// a new person.
func unitInvitee(t *chat.Turn, u plans.Unit) (store.PersonRecord, error) {
	all, err := t.Tx.People()
	if err != nil {
		return store.PersonRecord{}, err
	}
	named := members(u.ID, all)
	slices.SortStableFunc(named, func(a, b store.PersonRecord) int { return planOrder(t, a.ID) - planOrder(t, b.ID) })
	for _, m := range named {
		if m.User == 0 && m.Invited.Add(inviteLife).Before(t.Now) {
			return m, nil
		}
	}
	id, err := t.Tx.NewPersonID()
	return store.PersonRecord{Person: plans.Person{
		ID: id, Units: []plans.UnitID{u.ID}, Roles: []plans.Role{plans.Responsible},
	}}, err
}

// planOrder is where a person stands in the plan files; those they do not name
// come last.
func planOrder(t *chat.Turn, id plans.PersonID) int {
	before := 0
	for _, p := range t.Plans {
		if i := slices.IndexFunc(p.People, func(p plans.Person) bool { return p.ID == id }); i >= 0 {
			return before + i
		}
		before += len(p.People)
	}
	return before
}

// inviteName takes the name and the post of whom to invite.
func inviteName(t *chat.Turn, d store.Dialog) error {
	if err := t.May(chat.Invite); err != nil {
		return t.GiveUp(err)
	}
	name, err := personName(t)
	if err != nil {
		return err
	}
	return inviteNew(t, chat.Press{Number: d.Number, Arg: chat.Args(d.Text)}, name)
}

// pressedInviteNameless invites somebody whose name nobody gives: the one of their
// account will stand.
func pressedInviteNameless(t *chat.Turn, p chat.Press) error {
	if err := t.May(chat.Invite); err != nil {
		return err
	}
	if err := t.Strip(); err != nil {
		return err
	}
	return inviteNew(t, p, "")
}

func inviteNew(t *chat.Turn, p chat.Press, name string) error {
	person, err := inviteeOf(t, p)
	if err != nil {
		return err
	}
	if err := t.Done(); err != nil {
		return err
	}
	if person.Name == "" {
		person.Name = name
	}
	return inviteLink(t, person)
}

// inviteLink gives an administrator the invitation for a person, to be passed on as
// it is.
func inviteLink(t *chat.Turn, p store.PersonRecord) error {
	link, p, err := newLink(t, p)
	if err != nil {
		return err
	}
	var k chat.Keyboard
	k.Row(chat.Key{Text: "Переслать", URL: sharing(link)}, chat.Key{Text: "Скопировать", Copy: textInviteCopy(link)})
	until := plans.DateOf(t.Now.Add(inviteLife), t.Zone)
	return t.Say(textInvite(p, planTitle(t), t.UnitNames(p.Units), link, until), k)
}

// sharing is the address that lets somebody choose whom to send a link to
// (core.telegram.org/api/links, «Share links»).
func sharing(link string) string {
	return "https://t.me/share/url?url=" + url.QueryEscape(link) + "&text=" + strings.ReplaceAll(url.QueryEscape(textInviteShort), "+", "%20")
}
