package task

import (
	"fmt"
	"slices"
	"strconv"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// showFiles sends a controller the files of a proof under a caption: photos and
// videos as an album, documents as another, anything else one by one (Bot API
// «sendMediaGroup»: those don't mix, and the rest can't stand in an album).
func showFiles(t *chat.Turn, p store.PersonRecord, o View, c plans.Confirmation, caption string) error {
	var shots, papers []plans.Media
	var groups [][]plans.Media
	for _, proof := range c.Proofs {
		for _, m := range proof.Media {
			switch m.Kind {
			case plans.Photo, plans.Video:
				shots = append(shots, m)
			case plans.Document:
				papers = append(papers, m)
			case plans.Animation, plans.Voice, plans.VideoNote, plans.Audio, plans.OtherMedia:
				groups = append(groups, []plans.Media{m})
			}
		}
	}
	groups = slices.Concat(slices.Collect(slices.Chunk(shots, plans.AlbumLimit)), slices.Collect(slices.Chunk(papers, plans.AlbumLimit)), groups)
	for _, g := range groups {
		if err := showGroup(t, p, o, g, caption); err != nil {
			return err
		}
	}
	return nil
}

func showGroup(t *chat.Turn, p store.PersonRecord, o View, group []plans.Media, caption string) error {
	return t.Send(store.Outgoing{
		Do: store.SendMedia, Chat: int64(p.User), Media: group, Text: caption,
		Follow: chat.FollowUp("files", chat.Num(o.Number), chat.Rest(p.ID)),
	})
}

// fileCount is how many files were sent in proof of a task.
func fileCount(said []plans.Confirmation) int {
	n := 0
	for _, c := range said {
		for _, p := range c.Proofs {
			n += len(p.Media)
		}
	}
	return n
}

// showKey is the button that brings the files sent in proof, none where there are none.
func showKey(t *chat.Turn, o View, said []plans.Confirmation) []chat.Key {
	n := fileCount(said)
	if n == 0 || !t.Known() {
		return nil
	}
	return []chat.Key{{Text: fmt.Sprintf("📎 Показать (%d)", n), Verb: "show", Number: o.Number}}
}

// pressedShow sends the files by which a task was confirmed, as they were sent.
func pressedShow(t *chat.Turn, p chat.Press) error {
	o, err := ViewOf(t, p.Number)
	if err != nil {
		return err
	}
	if err := t.MayTo(chat.SeeTask, &o.TaskRecord); err != nil {
		return err
	}
	said, err := t.Tx.Confirmations(o.Number)
	if err != nil {
		return err
	}
	if fileCount(said) == 0 || !t.Known() {
		return chat.Stale()
	}
	names, err := t.Names()
	if err != nil {
		return err
	}
	for _, c := range said {
		caption := o.Label() + "\n" + chat.NameOr(names[c.By]) + ", " + chat.Instant(c.At, t.Zone)
		if err := showFiles(t, t.Who, o, c, caption); err != nil {
			return err
		}
	}
	return nil
}

// SettleFiles sends one by one the files of an album that Telegram refuses, and says
// of a single file that it cannot be shown. It gives the person they were for.
func SettleFiles(b *chat.Env, tx *store.Tx, o store.Outgoing, out store.Outcome, values *chat.Reader) (plans.PersonID, error) {
	task, person := uint64(values.Number()), plans.PersonID(values.Rest())
	if out.Class != store.Refused || out.Refusal != store.Malformed && out.Refusal != store.Gone {
		return person, nil
	}
	p, err := tx.Person(person)
	if err != nil {
		return person, err
	}
	t, err := b.OwnTurn(tx, "settled/"+strconv.FormatUint(o.Seq, 10))
	if err != nil {
		return person, err
	}
	view, err := ViewOf(t, task)
	if _, refused := chat.Refusal(err); refused {
		return person, nil
	} else if err != nil {
		return person, err
	}
	if len(o.Media) == 1 {
		return person, t.Tell(p, textFileLost(view, o.Media[0]), chat.Keyboard{})
	}
	for i := range o.Media {
		if err := showGroup(t, p, view, o.Media[i:i+1], o.Text); err != nil {
			return person, err
		}
	}
	return person, nil
}
