package bot

import (
	"strings"
	"testing"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// TestRefusedFilesOfAProof lets Telegram refuse an album of a proof, then one of its
// files: the files go one by one, and of the one that cannot be shown the controller
// hears.
func TestRefusedFilesOfAProof(t *testing.T) {
	d := newDesk(t)
	d.change(func(tx *store.Tx) error {
		_, err := schedule.Load(tx, historyPlan(), "", d.now)
		return err
	})
	seq := uint64(50)
	refused := func(media ...plans.Media) []store.Outgoing {
		before := len(d.outbox())
		seq++
		o := store.Outgoing{
			Do: store.SendMedia, Chat: 7, Seq: seq, Media: media, Text: "К подтверждению",
			Follow: chat.FollowUp("files", chat.Num(1), chat.Rest("author")),
		}
		d.change(func(tx *store.Tx) error {
			return d.bot.Settle(tx, o, store.Outcome{Class: store.Refused, Refusal: store.Malformed})
		})
		return d.outbox()[before:]
	}
	one, two := plans.Media{Kind: plans.Photo, File: "1"}, plans.Media{Kind: plans.Video, File: "2"}
	if got := refused(one, two); len(got) != 2 || len(got[0].Media) != 1 || got[1].Media[0].File != "2" || got[1].Follow == "" {
		t.Errorf("after a refused album: %+v", got)
	}
	if got := refused(two); len(got) != 1 || got[0].Chat != 7 || !strings.Contains(got[0].Text, "не показывает вложение к подтверждению (видео)") {
		t.Errorf("after a refused file: %+v", got)
	}
}
