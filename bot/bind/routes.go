// Package bind is how the group that approves posts and the channels that publish
// them are found, lost and moved.
package bind

import (
	"sdelaemvmeste/bot/chat"
)

// Routes are the commands, buttons and answers about the group and the channels.
func Routes() chat.Routes {
	return chat.Routes{
		Commands: map[string]chat.Command{
			"bind": {Run: Group, Group: true, Help: "сделать группой согласования"},
		},
		Verbs: map[string]chat.Verb{
			"chan": pressedChannel,
		},
	}
}
