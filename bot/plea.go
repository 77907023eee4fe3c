package bot

import (
	"strconv"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// pressedHelp asks what help is needed.
func (t *turn) pressedHelp(p press) error {
	o, err := t.silenceable(p.number)
	if err != nil {
		return err
	}
	if err := t.await(store.Dialog{Await: "help", Number: o.Number}); err != nil {
		return err
	}
	return t.say(textAskHelp, cancelKeys())
}

// helpWords passes the plea on to the controllers.
func (t *turn) helpWords(d store.Dialog) error {
	o, err := t.silenceable(d.Number)
	if err != nil {
		return err
	}
	words, err := t.reason()
	if err != nil {
		return err
	}
	if err := t.done(); err != nil {
		return err
	}
	n, err := t.tx.Number(store.PersonNumber, string(t.who.ID))
	if err != nil {
		return err
	}
	controllers, err := t.controllers()
	if err != nil {
		return err
	}
	var k keyboard
	k.row(key{text: "Ответить", verb: "reply", number: o.Number, arg: strconv.FormatUint(n, 10)}, key{text: "Открыть задачу", verb: "task", number: o.Number})
	told := 0
	for _, c := range controllers {
		if c.ID == t.who.ID {
			continue
		}
		told++
		if err := t.tell(c, textPlea(o, t.who.Name, words), k); err != nil {
			return err
		}
	}
	if told == 0 {
		return t.say(esc(textNoController), keyboard{})
	}
	if err := t.note("asked for help", taskName(o.TaskRecord), nil, nil); err != nil {
		return err
	}
	return t.say(esc(textHelpAsked), keyboard{})
}

// pressedHelpReply asks a controller for the answer.
func (t *turn) pressedHelpReply(p press) error {
	if err := t.may(judge); err != nil {
		return err
	}
	n, err := strconv.ParseUint(p.arg, 10, 64)
	if err != nil {
		return stale()
	}
	id, err := t.tx.Identity(store.PersonNumber, n)
	if err != nil {
		return err
	}
	if err := t.await(store.Dialog{Await: "helpreply", Number: p.number, Text: id}); err != nil {
		return err
	}
	return t.say(textAskReply, cancelKeys())
}

// helpReplyWords brings the answer back.
func (t *turn) helpReplyWords(d store.Dialog) error {
	if err := t.may(judge); err != nil {
		return err
	}
	o, err := t.owed(d.Number)
	if err != nil {
		return err
	}
	words, err := t.reason()
	if err != nil {
		return err
	}
	p, err := t.tx.Person(plans.PersonID(d.Text))
	if err != nil {
		return err
	}
	if err := t.done(); err != nil {
		return err
	}
	var k keyboard
	k.row(key{text: "Открыть задачу", verb: "task", number: o.Number})
	if err := t.tell(p, textHelpReply(o, t.who.Name, words), k); err != nil {
		return err
	}
	if err := t.note("answered", taskName(o.TaskRecord), nil, nil); err != nil {
		return err
	}
	return t.say(esc(textSentOn), keyboard{})
}
