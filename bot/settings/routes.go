// Package settings is what administrators may change in chat.
package settings

import (
	"sdelaemvmeste/bot/chat"
)

// Routes are the commands, buttons and answers about the settings.
func Routes() chat.Routes {
	return chat.Routes{
		Commands: map[string]chat.Command{
			"settings": {Run: settingsMenu, Private: true, Help: "настройки", Need: chat.ChangeSettings},
		},
		Verbs: map[string]chat.Verb{
			"set":     pressedSetting,
			"set!":    pressedSaveSetting,
			"setplan": pressedPlanSettings,
			"ungroup": pressedUnbind,
			"unchan":  pressedUnbindChannel,
		},
		Awaits: map[string]chat.Await{
			"set":   settingWords,
			"setok": settingUnsaved,
		},
	}
}
