package bot

import "maps"

// commands is the table of what /name does.
func commands() map[string]command {
	all := map[string]command{
		"start":    {run: (*turn).start, private: true, help: "начать работу"},
		"tasks":    {run: (*turn).tasks, private: true, help: "мои задачи", need: seePlan},
		"plan":     {run: (*turn).overview, private: true, group: true, help: "план", need: seePlan},
		"projects": {run: (*turn).projects, private: true, help: "проекты", need: seePlan},
		"people":   {run: (*turn).people, private: true, help: "люди", need: invite},
		"bind":     {run: (*turn).bindGroup, group: true, help: "сделать группой согласования"},
		"cancel":   {run: (*turn).cancel, private: true, group: true, help: "отменить начатое"},
		"help":     {run: (*turn).help, private: true, group: true, help: "помощь"},
	}
	maps.Copy(all, postCommands())
	maps.Copy(all, peopleCommands())
	return all
}

// verbs is the table of what buttons do.
func verbs() map[string]verb {
	all := map[string]verb{
		"no":    (*turn).pressedCancel,
		"list":  (*turn).pressedList,
		"dig":   (*turn).pressedDigest,
		"task":  (*turn).pressedTask,
		"done":  (*turn).pressedDone,
		"bare":  (*turn).pressedBare,
		"ok":    (*turn).pressedAccept,
		"ret":   (*turn).pressedReturn,
		"back":  (*turn).pressedReopen,
		"mute":  (*turn).pressedSilence,
		"mute+": (*turn).pressedSilenceFor,
		"help":  (*turn).pressedHelp,
		"reply": (*turn).pressedHelpReply,
		"move":  (*turn).pressedMove,
		"off":   (*turn).pressedOff,
		"hist":  (*turn).pressedHistory,
		"post":  (*turn).pressedPost,
		"sec":   (*turn).pressedSection,
		"item":  (*turn).pressedItem,
		"proj":  (*turn).pressedProject,
		"projs": (*turn).pressedProjects,
		"newp":  (*turn).pressedNewProject,
		"unitp": (*turn).pressedProjectUnit,
		"event": (*turn).pressedEvent,
		"evday": (*turn).pressedEventDay,
		"unit":  (*turn).pressedUnit,
		"inv":   (*turn).pressedInvite,
		"pers":  (*turn).pressedPerson,
		"role":  (*turn).pressedRole,
		"left":  (*turn).pressedLeft,
		"chan":  (*turn).pressedChannel,
	}
	maps.Copy(all, postVerbs())
	maps.Copy(all, peopleVerbs())
	maps.Copy(all, planVerbs())
	return all
}

// awaits is the table of what is done with an awaited message.
func awaits() map[string]await {
	all := map[string]await{
		"proof":     (*turn).proof,
		"return":    (*turn).returnReason,
		"reopen":    (*turn).reopenReason,
		"silence":   (*turn).silenceDate,
		"help":      (*turn).helpWords,
		"helpreply": (*turn).helpReplyWords,
		"move":      (*turn).moveDate,
		"movewhy":   (*turn).moveReason,
		"off":       (*turn).offReason,
		"project":   (*turn).projectName,
		"event":     (*turn).eventDate,
	}
	maps.Copy(all, postAwaits())
	maps.Copy(all, peopleAwaits())
	maps.Copy(all, planAwaits())
	return all
}
