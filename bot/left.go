package bot

import (
	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/task"
	"sdelaemvmeste/store"
)

// A command pressed while an answer is awaited begins something else: what is said next
// must not be taken for that answer. The question is not dropped in silence: it is named
// after what the command shows, and one press asks it again.

// leaveQuestion stops waiting for the answer to a question and gives what was awaited.
func leaveQuestion(t *chat.Turn) (store.Dialog, error) {
	d, ok, err := t.Tx.Dialog(t.In.Chat.ID, t.In.From.ID)
	if err != nil || !ok || task.Idle(d) {
		return store.Dialog{}, err
	}
	return d, t.ForgetQuestion()
}

// leftQuestion is a question about a task: what it asks for, and the button that asks it
// again.
type leftQuestion struct {
	what, verb string
	// versioned questions are about the confirmation that the dialog names.
	versioned bool
}

func leftQuestions() map[string]leftQuestion {
	return map[string]leftQuestion{
		"proof":   {what: "подтверждение", verb: "done"},
		"more":    {what: "дополнение к подтверждению", verb: "more", versioned: true},
		"redo":    {what: "новое подтверждение вместо прежнего", verb: "redo", versioned: true},
		"factday": {what: "дата факта", verb: "factday", versioned: true},
		"return":  {what: "причина возврата", verb: "ret", versioned: true},
		"reopen":  {what: "причина возврата", verb: "back"},
		"silence": {what: "день, когда напомнить", verb: "mute"},
		"help":    {what: "с чем нужна помощь", verb: "help"},
		"move":    {what: "новый срок", verb: "move"},
		"movewhy": {what: "причина переноса", verb: "move"},
		"off":     {what: "причина снятия с контроля", verb: "off"},
		"name":    {what: "дата", verb: "name"},
	}
}

// recallQuestion names the question that a command has left without an answer.
func recallQuestion(t *chat.Turn, d store.Dialog) error {
	q, ok := leftQuestions()[d.Await]
	if !ok || !t.Private() {
		return nil
	}
	o, err := task.ViewOf(t, d.Number)
	if _, refused := chat.Refusal(err); refused {
		return nil
	}
	if err != nil {
		return err
	}
	key := chat.Key{Text: "↩️ Вернуться к вопросу", Verb: q.verb, Number: d.Number}
	if q.versioned {
		key.Arg = chat.ArgsOf(chat.Num(d.Version))
	}
	var k chat.Keyboard
	k.Row(key)
	return t.Say(textLeftQuestion(q.what, o.Headline(200)), k)
}
