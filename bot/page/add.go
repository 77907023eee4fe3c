package page

import (
	"fmt"
	"net/url"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// pressedAdd asks what kind of page it is.
func pressedAdd(t *chat.Turn, _ chat.Press) error {
	if err := t.May(chat.ChangeSettings); err != nil {
		return err
	}
	var k chat.Keyboard
	var row []chat.Key
	for _, kind := range plans.PageKinds() {
		row = append(row, chat.Key{Text: kindName(kind), Verb: "pgkind", Arg: chat.ArgsOf(chat.Word(kind))})
		if len(row) == 2 {
			k.Row(row...)
			row = nil
		}
	}
	k.Row(row...)
	k.Row(chat.Key{Text: "Отмена", Verb: "no"})
	return t.Say(textAskKind, k)
}

// pressedKind asks for the address. A Telegram channel is added by making the bot its
// administrator.
func pressedKind(t *chat.Turn, p chat.Press) error {
	if err := t.May(chat.ChangeSettings); err != nil {
		return err
	}
	kind := plans.PageKind(p.Arg.Word())
	switch {
	case !kind.Valid():
		return chat.Stale()
	case kind == plans.TelegramPage:
		return t.Say(textAddTelegram, chat.Keyboard{})
	case kind == plans.MaxPage && !t.Env.Max:
		return chat.Refuse(chat.NotSetUp, textNoMax)
	}
	if err := t.Await(store.Dialog{Await: "pgnew", Text: string(kind)}); err != nil {
		return err
	}
	return t.Say(textAskAddress(kind), chat.CancelKeys())
}

// newAddress takes the address of a new page. A channel in MAX is looked for first.
func newAddress(t *chat.Turn, d store.Dialog) error {
	if err := t.May(chat.ChangeSettings); err != nil {
		return err
	}
	kind, words := plans.PageKind(d.Text), chat.Cut(t.Words(), addressLimit)
	if kind == plans.MaxPage {
		return findChannel(t, words)
	}
	page := store.Page{Page: plans.Page{Kind: kind, Name: kindName(kind)}}
	switch address, ok := addressOf(kind, words); {
	case ok:
		page.Address = address
	case kind == plans.PaperPage && words != "":
		page.Name = chat.Cut(words, nameLimit)
	default:
		return chat.Refuse(chat.NotUnderstood, textNoAddress(kind))
	}
	if taken(t.Settings, page) {
		return chat.Refuse(chat.NothingToDo, textTaken)
	}
	if err := t.Done(); err != nil {
		return err
	}
	return add(t, page)
}

const (
	addressLimit = 200
	nameLimit    = 60
)

// add keeps a new page and shows it, so that the rest can be set.
func add(t *chat.Turn, page store.Page) error {
	page = Named(t.Settings, page)
	after, page := t.Settings.WithPage(page)
	if err := t.KeepSettings(after, "page added", nil, page.Name); err != nil {
		return err
	}
	return show(t, page)
}

// Named gives a page a name that no other page in force has: a district's channels in
// two messengers are mostly called alike.
func Named(s store.Settings, page store.Page) store.Page {
	others := map[string]bool{}
	for _, p := range s.InForce() {
		if p.ID != page.ID || page.ID == 0 {
			others[strings.ToLower(p.Name)] = true
		}
	}
	name := page.Name
	for n := 1; others[strings.ToLower(page.Name)]; n++ {
		page.Name = textNamesake(name, page.Kind, n)
	}
	return page
}

// taken reports whether a page of the same address is there already.
func taken(s store.Settings, page store.Page) bool {
	for _, p := range s.InForce() {
		if p.ID != page.ID && p.Kind == page.Kind && p.Address != "" && p.Address == page.Address {
			return true
		}
	}
	return false
}

// hosts are where pages of a kind stand; a site stands anywhere.
func hosts(kind plans.PageKind) []string {
	switch kind {
	case plans.VKPage:
		return []string{"vk.com", "vk.ru", "vkontakte.ru"}
	case plans.OKPage:
		return []string{"ok.ru", "odnoklassniki.ru"}
	case plans.TelegramPage, plans.MaxPage, plans.SitePage, plans.PaperPage, plans.OtherPage:
	}
	return nil
}

// addressOf reads the address of a page; ok is false for what is none, or leads
// somewhere else than pages of the kind stand.
func addressOf(kind plans.PageKind, words string) (string, bool) {
	if words == "" || strings.ContainsAny(words, " \n\t") {
		return "", false
	}
	if !strings.Contains(words, "://") {
		words = "https://" + words
	}
	u, err := url.Parse(words)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || !strings.Contains(u.Hostname(), ".") {
		return "", false
	}
	host := strings.TrimPrefix(strings.TrimPrefix(strings.ToLower(u.Hostname()), "www."), "m.")
	allowed := hosts(kind)
	for _, h := range allowed {
		if h == host && strings.Trim(u.Path, "/") != "" {
			return words, true
		}
	}
	return words, len(allowed) == 0
}

// findChannel looks in MAX for the channel that the words name; the answer comes with
// [SettleFound].
func findChannel(t *chat.Turn, words string) error {
	if words == "" || strings.ContainsAny(words, " \n\t") {
		return chat.Refuse(chat.NotUnderstood, textNoAddress(plans.MaxPage))
	}
	if err := t.Done(); err != nil {
		return err
	}
	err := t.Send(store.Outgoing{
		Wire: store.Max, Do: store.FindChannel, Text: words,
		Follow: chat.FollowUp("page", chat.Num(t.In.Chat.ID), chat.Rest(t.Who.ID)),
	})
	if err != nil {
		return err
	}
	return t.Say(textLooking, chat.Keyboard{})
}

// SettleFound adds the channel that was found in MAX, or says why it cannot be.
func SettleFound(b *chat.Env, tx *store.Tx, o store.Outgoing, out store.Outcome, which *chat.Reader) error {
	to, by := which.Number(), plans.PersonID(which.Rest())
	if !which.Whole() {
		return fmt.Errorf("follow-up %q of a page", o.Follow)
	}
	t, err := b.OwnTurn(tx, fmt.Sprintf("settled/%d", o.Seq))
	if err != nil {
		return err
	}
	t.In.Chat.ID = to
	if t.Who, err = tx.Person(by); err != nil {
		return chat.NotFoundIsNone(err)
	}
	if out.Class != store.Accepted {
		return t.Say(textNotFound(out), chat.Keyboard{})
	}
	page := store.Page{
		Page: plans.Page{Kind: plans.MaxPage, Name: chat.Cut(out.Found.Title, nameLimit), Address: out.Found.Link},
		Chat: out.Found.ID,
	}
	for _, p := range t.Settings.Pages {
		switch {
		case p.Kind != plans.MaxPage || p.Chat != page.Chat:
		case !p.Removed:
			return t.Say(textTaken, chat.Keyboard{})
		default:
			page.ID, page.Keeper, page.Norm = p.ID, p.Keeper, p.Norm
		}
	}
	return add(t, page)
}
