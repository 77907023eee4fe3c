package task

import (
	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// pressedHelp asks what help is needed.
func pressedHelp(t *chat.Turn, p chat.Press) error {
	o, err := silenceable(t, p.Number)
	if err != nil {
		return err
	}
	if err := t.Await(store.Dialog{Await: "help", Number: o.Number}); err != nil {
		return err
	}
	return t.Say(textAskHelp, chat.CancelKeys())
}

// helpWords passes the plea on to the controllers.
func helpWords(t *chat.Turn, d store.Dialog) error {
	o, err := silenceable(t, d.Number)
	if err != nil {
		return err
	}
	words, err := t.Reason()
	if err != nil {
		return err
	}
	if err := t.Done(); err != nil {
		return err
	}
	n, err := t.Tx.Number(store.PersonNumber, string(t.Who.ID))
	if err != nil {
		return err
	}
	controllers, err := t.Controllers()
	if err != nil {
		return err
	}
	var k chat.Keyboard
	k.Row(chat.Key{Text: "Ответить", Verb: "reply", Number: o.Number, Arg: chat.ArgsOf(chat.Num(n))}, chat.Key{Text: "Открыть задачу", Verb: "task", Number: o.Number})
	told := 0
	for _, c := range controllers {
		if c.ID == t.Who.ID {
			continue
		}
		told++
		if err := t.Tell(c, textPlea(o, t.Who.Name, words), k); err != nil {
			return err
		}
	}
	if told == 0 {
		return t.Say(chat.Esc(textNoController), chat.Keyboard{})
	}
	if err := t.Note("asked for help", JournalName(o.TaskRecord), nil, nil); err != nil {
		return err
	}
	return t.Say(chat.Esc(textHelpAsked), chat.Keyboard{})
}

// pressedHelpReply asks a controller for the answer.
func pressedHelpReply(t *chat.Turn, p chat.Press) error {
	if err := t.May(chat.Judge); err != nil {
		return err
	}
	n, err := p.Arg.Number()
	if err != nil {
		return err
	}
	id, err := t.Tx.Identity(store.PersonNumber, uint64(n))
	if err != nil {
		return err
	}
	if err := t.Await(store.Dialog{Await: "helpreply", Number: p.Number, Text: id}); err != nil {
		return err
	}
	return t.Say(textAskReply, chat.CancelKeys())
}

// helpReplyWords brings the answer back.
func helpReplyWords(t *chat.Turn, d store.Dialog) error {
	if err := t.May(chat.Judge); err != nil {
		return err
	}
	o, err := ViewOf(t, d.Number)
	if err != nil {
		return err
	}
	words, err := t.Reason()
	if err != nil {
		return err
	}
	p, err := t.Tx.Person(plans.PersonID(d.Text))
	if err != nil {
		return err
	}
	if err := t.Done(); err != nil {
		return err
	}
	var k chat.Keyboard
	k.Row(chat.Key{Text: "Открыть задачу", Verb: "task", Number: o.Number})
	if err := t.Tell(p, textHelpReply(o, t.Who.Name, words), k); err != nil {
		return err
	}
	if err := t.Note("answered", JournalName(o.TaskRecord), nil, nil); err != nil {
		return err
	}
	return t.Say(chat.Esc(textSentOn), chat.Keyboard{})
}
