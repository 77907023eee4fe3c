package bot

// peopleCommands are the commands about people and control.
func peopleCommands() map[string]command {
	return map[string]command{
		"away":     {run: (*turn).away, private: true, help: "отпуск и замещение", need: seePlan},
		"settings": {run: (*turn).settingsMenu, private: true, help: "настройки", need: changeSettings},
		"forget":   {run: (*turn).forget, private: true},
	}
}

// peopleVerbs are the buttons about people and control.
func peopleVerbs() map[string]verb {
	return map[string]verb{
		"away":    (*turn).pressedAway,
		"awaydep": (*turn).pressedAwayDeputy,
		"awayoff": (*turn).pressedAwayOff,
		"dep":     (*turn).pressedDeputy,
		"deps":    (*turn).pressedDeputies,
		"more":    (*turn).pressedMore,
		"redo":    (*turn).pressedRedo,
		"undo":    (*turn).pressedTakeBack,
		"factday": (*turn).pressedFactDay,
		"name":    (*turn).pressedName,
		"units":   (*turn).pressedUnits,
		"member":  (*turn).pressedMember,
		"set":     (*turn).pressedSetting,
		"set!":    (*turn).pressedSaveSetting,
		"copy":    (*turn).pressedCopy,
		"tpls":    (*turn).pressedTemplates,
		"tpl":     (*turn).pressedTemplateText,
		"tplorig": (*turn).pressedOriginalTemplate,
		"ment":    (*turn).pressedMentions,
		"ungroup": (*turn).pressedUnbind,
		"unchan":  (*turn).pressedUnbindChannel,
		"forget!": (*turn).pressedForget,
		"filter":  (*turn).pressedFilter,
		"filterp": (*turn).pressedFilterProject,
	}
}

// peopleAwaits are the questions about people and control.
func peopleAwaits() map[string]await {
	return map[string]await{
		"away":    (*turn).awayDates,
		"awaydep": (*turn).deputyAsked,
		"more":    (*turn).moreProof,
		"redo":    (*turn).otherProof,
		"factday": (*turn).factDay,
		"name":    (*turn).namedDate,
		"set":     (*turn).settingWords,
		"setok":   (*turn).settingUnsaved,
		"tpl":     (*turn).templateWords,
		"ment":    (*turn).mentionWords,
	}
}
