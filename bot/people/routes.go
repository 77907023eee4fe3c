// Package people is the conversation about people: invitations, roles and units,
// leave and deputies, who cannot be reached, and forgetting somebody.
package people

import (
	"sdelaemvmeste/bot/chat"
)

// Routes are the commands, buttons and answers about people, invitations and leave.
func Routes() chat.Routes {
	return chat.Routes{
		Commands: map[string]chat.Command{
			"start":  {Run: start, Private: true, Group: true, Help: "начать работу"},
			"people": {Run: people, Private: true, Help: "люди", Need: chat.Invite},
			"away":   {Run: away, Private: true, Help: "отпуск и замещение", Need: chat.SeePlan},
			"forget": {Run: forget, Private: true},
		},
		Verbs: map[string]chat.Verb{
			"setup":   pressedSetup,
			"how":     pressedHow,
			"unit":    pressedUnit,
			"unitspg": pressedUnitsPage,
			"inv":     pressedInvite,
			"invskip": pressedInviteNameless,
			"pers":    pressedPerson,
			"role":    pressedRole,

			"persname": pressedRename,
			"left":     pressedLeft,
			"away":     pressedAway,
			"awaydep":  pressedAwayDeputy,
			"awayoff":  pressedAwayOff,
			"dep":      pressedDeputy,
			"deps":     pressedDeputies,
			"units":    pressedUnits,
			"member":   pressedMember,
			"forget!":  pressedForget,

			"unitnew":   pressedNewUnit,
			"unitname":  pressedRenameUnit,
			"unitjoin":  pressedJoinUnit,
			"unitinto":  pressedJoinInto,
			"unitjoin!": pressedJoinSure,
			"unitdrop":  pressedDropUnit,
			"unitback":  pressedUnitBack,
			"unitless":  pressedUnitless,
		},
		Days: []string{"away"},
		Awaits: map[string]chat.Await{
			"away":    awayDates,
			"awaydep": deputyAsked,

			"invname":  inviteName,
			"persname": otherName,
			"unitnew":  newUnitName,
			"unitname": otherUnitName,
		},
	}
}
