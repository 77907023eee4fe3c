package task

import (
	"errors"
	"strconv"
	"strings"
	"unicode"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
)

// Reply takes an answer to a task's card, or to the line about a confirmation of it,
// as that task's confirmation; handled is false for an answer to anything else.
func Reply(t *chat.Turn) (handled bool, err error) {
	if t.In.ReplyTo == 0 {
		return false, nil
	}
	card, err := t.Tx.CardAt(t.In.Chat.ID, t.In.ReplyTo)
	if err != nil {
		return false, err
	}
	what, rest, _ := strings.Cut(card, "/")
	number, _, _ := strings.Cut(rest, "/")
	if what != "task" && what != "taken" {
		return false, nil
	}
	n, err := strconv.ParseUint(number, 10, 64)
	if err != nil {
		return false, nil
	}
	o, err := ViewOf(t, n)
	if err != nil {
		return true, err
	}
	return true, Told(t, o)
}

// Told takes the message at hand as the confirmation of a task. Words that doubt or
// ask do not say that it is done, so their author is asked.
func Told(t *chat.Turn, o View) error {
	fresh, err := proofs(t)
	if err != nil {
		return err
	}
	if len(t.Media) == 0 && doubtful(t.Words()) {
		return Offer(t, textDoubtful, o)
	}
	return TakeProofs(t, o, fresh)
}

// TakeProofs takes what was sent without pressing anything as the confirmation of a
// task, or adds it to the one given just now; a refusal names what was not taken.
func TakeProofs(t *chat.Turn, o View, proofs []plans.Proof) error {
	err := mayTake(t, o)
	if line, refused := chat.Refusal(err); refused {
		return chat.Refuse(chat.OutOfDate, textNotTaken(proofs, line))
	}
	if err != nil {
		return err
	}
	recent, c, ok, err := justConfirmed(t)
	if err != nil {
		return err
	}
	if ok && recent.Number == o.Number {
		return addPiece(t, recent, c, proofs)
	}
	if err := t.Done(); err != nil {
		return err
	}
	return take(t, o, proofs)
}

const textDoubtful = "Если это не о выполнении, нажмите «Ничего»; спросить контролёра можно кнопкой «Нужна помощь» в карточке задачи."

// doubtful reports whether words ask something or deny it.
func doubtful(words string) bool {
	if strings.Contains(words, "?") {
		return true
	}
	for word := range strings.FieldsFuncSeq(strings.ToLower(words), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if word == "не" || word == "нет" {
			return true
		}
	}
	return false
}

// ProofsOfWords reads what a part of the message at hand proves by.
func ProofsOfWords(t *chat.Turn, words string) ([]plans.Proof, error) {
	part := t.In
	part.Text, part.Entities, part.Media = words, nil, nil
	fresh, err := proofsOf(append(t.Parts[:0:0], part))
	if errors.Is(err, plans.ErrInvalid) {
		return nil, nil
	}
	return fresh, err
}
