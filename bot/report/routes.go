// Package report is the conversation about reports: which plan, which time, which file,
// or the figures in the chat. Files are made by a worker of its own, outside of any
// transaction: who asks is answered at once, and the message changes when the file is
// ready. On the first working day of a quarter the controllers are offered the last one.
package report

import (
	"sdelaemvmeste/bot/chat"
)

// Routes are the commands, buttons and answers about reports.
func Routes() chat.Routes {
	return chat.Routes{
		Commands: map[string]chat.Command{
			"report": {Run: begin, Private: true, Help: "отчёт", Need: chat.MakeReport},
		},
		Verbs: map[string]chat.Verb{
			"rpplan":  pressedPlan,
			"rpplans": pressedPlans,
			"rpper":   pressedPeriod,
			"rpother": pressedOther,
			"rpmake":  pressedMake,
			"rpshow":  pressedShow,
			"rpunits": pressedUnits,
			"rpunit":  pressedUnit,
			"rpcal":   pressedOwn,
		},
		Days: []string{"rpperiod"},
		Awaits: map[string]chat.Await{
			"rpperiod": otherPeriod,
		},
	}
}
