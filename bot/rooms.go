package bot

import (
	"sdelaemvmeste/bot/bind"
	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/digest"
	"sdelaemvmeste/bot/page"
	"sdelaemvmeste/bot/people"
	"sdelaemvmeste/bot/plan"
	"sdelaemvmeste/bot/post"
	"sdelaemvmeste/bot/post/card"
	"sdelaemvmeste/bot/post/draft"
	"sdelaemvmeste/bot/post/place"
	"sdelaemvmeste/bot/post/publish"
	"sdelaemvmeste/bot/post/review"
	"sdelaemvmeste/bot/project"
	"sdelaemvmeste/bot/report"
	"sdelaemvmeste/bot/settings"
	"sdelaemvmeste/bot/task"
	"sdelaemvmeste/bot/watch"
)

// rooms are the routes of every conversation.
func rooms() []chat.Routes {
	return []chat.Routes{
		ownRoutes(), chat.QuestionRoutes(), task.Routes(), digest.Routes(), plan.Routes(), project.Routes(), people.Routes(), settings.Routes(),
		bind.Routes(), watch.Routes(), page.Routes(), report.Routes(), post.Routes(), draft.Routes(), review.Routes(), publish.Routes(), place.Routes(), card.Routes(),
	}
}

// ownRoutes are the commands that belong to no conversation.
func ownRoutes() chat.Routes {
	return chat.Routes{Commands: map[string]chat.Command{
		"cancel": {Run: cancel, Private: true, Group: true, Help: "отменить начатое"},
		"help":   {Run: help, Private: true, Group: true, Help: "помощь"},
	}, Verbs: map[string]chat.Verb{
		"whosepost": pressedNewPost,
	}}
}
