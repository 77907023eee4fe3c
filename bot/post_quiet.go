package bot

import (
	"strconv"
	"strings"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// quiet tells whether an hour of publication is one to ask about twice: in the
// quiet hours or on a day off.
func (t *turn) quiet(at time.Time) bool {
	local := at.In(t.zone)
	clock, err := plans.NewClock(local.Hour(), local.Minute())
	return err != nil || quietHours(t.settings).Contains(clock) || !t.calendar().Working(plans.DateOf(at, t.zone))
}

// quietHours are those of the settings, or the program's own.
func quietHours(s store.Settings) plans.Hours {
	if s.Quiet == nil {
		return plans.DefaultQuiet()
	}
	return *s.Quiet
}

// askQuiet asks whether the post is really to go out at such an hour; another
// time may be named instead.
func (t *turn) askQuiet(rec store.PostRecord, at time.Time) error {
	if err := t.await(store.Dialog{Await: "pwhen", Number: rec.Number}); err != nil {
		return err
	}
	var k keyboard
	k.row(key{text: "Да, в это время", verb: "pquiet", number: rec.Number, arg: strconv.FormatInt(at.Unix(), 10)})
	k.row(key{text: "Отмена", verb: "no"})
	return t.say(textAskQuiet(at, t.zone, !t.calendar().Working(plans.DateOf(at, t.zone))), k)
}

// pressedQuiet is the author's second word on an hour at which few read.
func (t *turn) pressedQuiet(p press) error {
	rec, err := t.timeable(p.number)
	if err != nil {
		return err
	}
	seconds, err := strconv.ParseInt(p.arg, 10, 64)
	if err != nil {
		return stale()
	}
	if err := t.strip(); err != nil {
		return err
	}
	return t.setTime(rec, time.Unix(seconds, 0))
}

// readQuiet reads «22:00-8:00»; «нет» is no quiet hours at all.
func readQuiet(_ *turn, words string, s *store.Settings) bool {
	if strings.EqualFold(words, "нет") {
		s.Quiet = &plans.Hours{}
		return true
	}
	from, to, ok := strings.Cut(strings.NewReplacer("–", "-", "—", "-", " ", "").Replace(words), "-")
	if !ok {
		return false
	}
	var h plans.Hours
	var err error
	if h.From, err = clockOf(from); err != nil {
		return false
	}
	if h.To, err = clockOf(to); err != nil || h.From == h.To {
		return false
	}
	s.Quiet = &h
	return true
}

func clockOf(s string) (plans.Clock, error) {
	if len(s) == len("8:00") {
		s = "0" + s
	}
	return plans.ParseClock(s)
}

func sayQuiet(_ *turn, s store.Settings) string {
	if h := quietHours(s); h != (plans.Hours{}) {
		return h.String()
	}
	return "нет"
}
