package project

import (
	"fmt"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// placeLimit is how long a project's place may be.
const placeLimit = 200

// placeable gives a project to somebody who may say where it is.
func placeable(t *chat.Turn, n uint64) (store.ProjectRecord, error) {
	p, err := Project(t, n)
	if err == nil && !records(t, p.Project) {
		err = fmt.Errorf("place of project: %w", plans.ErrForbidden)
	}
	return p, err
}

// pressedPlace asks where a project is.
func pressedPlace(t *chat.Turn, p chat.Press) error {
	project, err := placeable(t, p.Number)
	if err != nil {
		return err
	}
	if err := t.Await(store.Dialog{Await: "projplace", Number: p.Number}); err != nil {
		return err
	}
	var k chat.Keyboard
	if project.Place != "" {
		k.Row(chat.Key{Text: "Убрать место", Verb: "noplace", Number: p.Number})
	}
	k.Row(chat.Key{Text: "Отмена", Verb: "no"})
	return t.Say(textAskPlace(project.Project), k)
}

// placeWords takes the place.
func placeWords(t *chat.Turn, d store.Dialog) error {
	project, err := placeable(t, d.Number)
	if err != nil {
		return err
	}
	place := chat.Cut(t.Words(), placeLimit)
	if place == "" {
		return chat.Refuse(chat.NotUnderstood, chat.TextSendWords)
	}
	if err := t.Done(); err != nil {
		return err
	}
	return keepPlace(t, project, place)
}

// pressedNoPlace takes the place away.
func pressedNoPlace(t *chat.Turn, p chat.Press) error {
	project, err := placeable(t, p.Number)
	if err != nil {
		return err
	}
	if err := t.Done(); err != nil {
		return err
	}
	if err := t.Strip(); err != nil {
		return err
	}
	return keepPlace(t, project, "")
}

func keepPlace(t *chat.Turn, p store.ProjectRecord, place string) error {
	before := p.Project
	p.Place = place
	if p.Project == before {
		return chat.Refuse(chat.NothingToDo, textPlaceSame)
	}
	if err := t.Tx.PutProject(p); err != nil {
		return err
	}
	if err := t.Note("project placed", "project/"+string(p.ID), before, p.Project); err != nil {
		return err
	}
	return t.Say(textPlaced(p.Project), chat.Keyboard{})
}
