package people

import (
	_ "embed" // the pictures

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/store"
)

// The pictures are taken from the demonstration's page by its tests (CONTRIBUTING.md).
var (
	//go:embed how/morning.png
	pictureOfMorning []byte
	//go:embed how/card.png
	pictureOfCard []byte
	//go:embed how/post.png
	pictureOfPost []byte
)

// pressedHow tells how it works: three pictures, two lines under each.
func pressedHow(t *chat.Turn, _ chat.Press) error {
	for _, l := range []struct {
		name, text string
		picture    []byte
	}{
		{"morning.png", textHowMorning, pictureOfMorning}, {"card.png", textHowDone, pictureOfCard}, {"post.png", textHowPost, pictureOfPost},
	} {
		err := t.Send(store.Outgoing{
			Do: store.SendUpload, Chat: t.In.Chat.ID, Thread: t.In.Thread, Text: l.text,
			Upload: &store.Upload{Name: l.name, Data: l.picture, Photo: true},
		})
		if err != nil {
			return err
		}
	}
	return nil
}
