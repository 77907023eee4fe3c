package chat

import (
	"strconv"
	"time"
)

// Alarm is something wrong with the service itself which the administrators are
// told of in private, once until it has passed.
type Alarm struct {
	Name  string
	Wrong bool
	// Patience is how long it must last: what mends itself at once is not told.
	Patience time.Duration
	Text     string
}

// NoteAlarm notes an alarm, tells it when its patience is over, and forgets it when it
// has passed. While no administrator can be reached it stays untold.
func (t *Turn) NoteAlarm(a Alarm) error {
	was, ok, err := t.Tx.Alarm(a.Name)
	switch {
	case err != nil:
		return err
	case !a.Wrong && ok:
		return t.Tx.ClearAlarm(a.Name)
	case !a.Wrong || was.Told:
		return nil
	case !ok:
		was.Since = t.Now
	}
	if t.Now.Sub(was.Since) >= a.Patience {
		admins, err := t.Admins()
		if err != nil {
			return err
		}
		was.Told = len(admins) > 0
		if err := t.TellAdmins(a.Text); err != nil {
			return err
		}
	}
	return t.Tx.PutAlarm(a.Name, was)
}

// ChannelAlarm notes whether the bot may post to one of its channels.
func (t *Turn) ChannelAlarm(channel int64, wrong bool, title string) error {
	return t.NoteAlarm(Alarm{Name: "channel/" + strconv.FormatInt(channel, 10), Wrong: wrong, Text: textChannelLost(title)})
}
