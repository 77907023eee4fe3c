// Package plan is the conversation about the plan: its rows and filters, rows
// without a clear deadline, events of rows, and plan files, which are read, asked
// about, compared and loaded.
package plan

import (
	"sdelaemvmeste/bot/chat"
)

// Routes are the commands, buttons and answers about the plan, its rows and its files.
func Routes() chat.Routes {
	return chat.Routes{
		Commands: map[string]chat.Command{
			"plan": {Run: overview, Private: true, Group: true, Help: "план", Need: chat.SeePlan},
		},
		Verbs: map[string]chat.Verb{
			"sec":     pressedSection,
			"psec":    pressedPlanSection,
			"plans":   pressedPlans,
			"plshow":  pressedPlan,
			"plhome":  pressedHome,
			"unseen":  pressedUnseen,
			"plnext":  pressedNext,
			"plname":  pressedShort,
			"rowname": pressedRowName,
			"plend":   pressedFinish,
			"plend!":  pressedFinishSure,
			"plside":  pressedBeside,
			"plnewer": pressedNewer,
			"plinst":  pressedInstead,
			"item":    pressedItem,
			"rowin":   pressedRow,
			"filter":  pressedFilter,
			"filterp": pressedFilterProject,
			"plopen":  pressedOpen,
			"plunit":  pressedSameUnit,
			"plskip":  pressedSkipRow,
			"plpage":  pressedPlanPage,
			"plload":  pressedLoadPlan,
			"plno":    pressedDropPlan,
			"clar":    pressedClarify,
			"rowev":   pressedRowEvent,
			"rowday":  pressedRowEventDay,
		},
		Days: []string{"rowev"},
		Awaits: map[string]chat.Await{
			"plan":    planWords,
			"clarify": clarifyWords,
			"rowev":   rowEventDate,
			"plname":  shortWords,
			"rowname": rowNameWords,
		},
	}
}
