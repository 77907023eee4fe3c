// Package project is the conversation about projects: their list, their cards and
// the events from which deadlines follow.
package project

import (
	"sdelaemvmeste/bot/chat"
)

// Routes are the commands, buttons and answers about projects and their events.
func Routes() chat.Routes {
	return chat.Routes{
		Commands: map[string]chat.Command{
			"projects": {Run: projects, Private: true, Help: "проекты", Need: chat.SeePlan},
		},
		Verbs: map[string]chat.Verb{
			"proj":    pressedProject,
			"projs":   pressedProjects,
			"newp":    pressedNewProject,
			"unitp":   pressedProjectUnit,
			"unitppg": pressedRunners,
			"place":   pressedPlace,
			"noplace": pressedNoPlace,
			"event":   pressedEvent,
			"evday":   pressedEventDay,
		},
		Days: []string{"event"},
		Awaits: map[string]chat.Await{
			"project": projectName,
			"event":   eventDate,

			"projplace": placeWords,
		},
	}
}
