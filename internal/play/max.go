package play

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"sdelaemvmeste/internal/maxemulator"
)

// OpenMax sets the MAX of the stage, whose Config.OnEvent must be the play's HearMax.
// Without one, stories know Telegram alone.
func (p *Play) OpenMax(s *maxemulator.Server) { p.max = s }

// HearMax notes an event of the emulated MAX.
func (p *Play) HearMax(e maxemulator.Event) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.maxEvents = append(p.maxEvents, e)
}

// MaxChannels are the channels in MAX, in the order in which they entered.
func (p *Play) MaxChannels() []Chat {
	var all []Chat
	for _, c := range p.maxChats {
		all = append(all, Chat{Name: c.name, Title: c.title, ID: c.id, Max: true})
	}
	return all
}

// inMax directs MAX: «max channel NAME "Название" [link]» makes a channel in which the
// bot is an administrator; «max rights NAME write edit …» gives it these rights alone;
// «max expel NAME» and «max dissolve NAME» take the bot out of the channel, and the
// channel away; «max fault KIND OPERATION [TIMES]» orders a fault; «max post NAME
// "слова"» is a message of somebody else; «max read NAME 120» lets people look at the
// newest message; «max revoke», «max restore», «max down», «max up» concern the whole.
func (p *Play) inMax(w []string) error {
	if p.max == nil || len(w) == 0 {
		return fmt.Errorf("здесь нет MAX")
	}
	switch w[0] {
	case "revoke":
		p.max.Revoke()
		return nil
	case "restore":
		p.max.Restore()
		return nil
	case "down", "up":
		p.max.Down(w[0] == "down")
		return nil
	case "fault":
		return p.maxFault(w[1:])
	case "channel":
		return p.maxChannel(w[1:])
	}
	if len(w) < 2 {
		return fmt.Errorf("max %s NAME", w[0])
	}
	i := slices.IndexFunc(p.maxChats, func(c chat) bool { return c.name == w[1] })
	if i < 0 {
		return fmt.Errorf("канала «%s» в MAX нет", w[1])
	}
	return p.maxChange(w[0], p.maxChats[i].id, w[2:])
}

func (p *Play) maxChannel(w []string) error {
	if len(w) < 2 {
		return fmt.Errorf("max channel NAME \"Название\" [link]")
	}
	link := strings.Join(w[2:], "")
	p.maxChats = append(p.maxChats, chat{name: w[0], title: w[1], id: p.max.AddChannel(w[1], link)})
	return nil
}

func (p *Play) maxFault(w []string) error {
	if len(w) < 2 {
		return fmt.Errorf("max fault KIND OPERATION [TIMES]")
	}
	f := maxemulator.Fault{Do: maxemulator.FaultKind(w[0]), Operation: w[1]}
	if len(w) > 2 {
		n, err := strconv.Atoi(w[2])
		if err != nil {
			return fmt.Errorf("max fault: %w", err)
		}
		f.Times = n
	}
	p.max.Fault(f)
	return nil
}

func (p *Play) maxChange(what string, channel int64, w []string) error {
	switch what {
	case "rights":
		var rights []maxemulator.Permission
		for _, r := range w {
			rights = append(rights, maxemulator.Permission(r))
		}
		p.max.Allow(channel, rights...)
	case "expel":
		p.max.Expel(channel)
	case "dissolve":
		p.max.Dissolve(channel)
	case "post":
		p.max.Post(channel, strings.Join(w, " "))
	case "read":
		all := p.max.Messages(channel)
		n, err := strconv.Atoi(strings.Join(w, ""))
		if err != nil || len(all) == 0 {
			return fmt.Errorf("max read NAME 120")
		}
		p.max.Read(all[len(all)-1].ID, n)
	default:
		return fmt.Errorf("max %s: такого нет", what)
	}
	return nil
}

// showMax writes what has happened in the channels of MAX.
func (p *Play) showMax(b *strings.Builder, events []maxemulator.Event) {
	for _, c := range p.maxChats {
		for _, e := range events {
			if e.Message.Channel != c.id {
				continue
			}
			switch e.Kind {
			case maxemulator.Sent:
				fmt.Fprintf(b, "\n[MAX «%s»]\n%s", c.title, maxBody(e.Message))
			case maxemulator.Edited:
				fmt.Fprintf(b, "\n[MAX «%s»] (исправлено)\n%s", c.title, maxBody(e.Message))
			case maxemulator.Deleted:
				fmt.Fprintf(b, "\n[MAX «%s»]: сообщение удалено\n", c.title)
			}
		}
	}
}

// maxBody is a message's files, text and formatting, indented.
func maxBody(m maxemulator.Message) string {
	var b strings.Builder
	for _, f := range m.Media {
		kind := map[string]string{"image": "фото", "video": "видео"}[f.Kind]
		fmt.Fprintf(&b, "  ‹%s›\n", kind)
	}
	if m.Text != "" {
		for line := range strings.SplitSeq(m.Text, "\n") {
			fmt.Fprintf(&b, "  %s\n", abridged(line))
		}
	}
	units := []string{}
	for _, k := range m.Markup {
		units = append(units, strings.TrimSpace(fmt.Sprintf("%s %d–%d %s", k.Type, k.From, k.From+k.Length, k.URL)))
	}
	if len(units) > 0 {
		fmt.Fprintf(&b, "  ‹оформление: %s›\n", strings.Join(units, ", "))
	}
	return strings.ReplaceAll(b.String(), "  \n", "\n")
}
