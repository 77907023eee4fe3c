package chat

import "sdelaemvmeste/store"

// The keyboard under the input field of private chats. Its captions arrive as words.
const (
	belowTasks = "Мои задачи"
	belowPost  = "Новый пост"
	belowAway  = "Отпуск"
	belowHelp  = "Помощь"
)

// BelowCommand is the command that a caption of the keyboard below stands for.
func BelowCommand(words string) (name string, ok bool) {
	name, ok = map[string]string{belowTasks: "tasks", belowPost: "post", belowAway: "away", belowHelp: "help"}[words]
	return name, ok
}

// Below is a person's keyboard under the input field; none where the administrators
// have switched it off.
func (t *Turn) Below(p store.PersonRecord) [][]string {
	if t.Settings.NoBelow {
		return nil
	}
	as := *t
	as.Who, as.Admin = p, t.Env.Admin(p.User)
	first := []string{belowTasks}
	if as.Allowed(WritePost, nil) {
		first = append(first, belowPost)
	}
	return [][]string{first, {belowAway, belowHelp}}
}

// Welcome writes to one person in private with the keyboard below, or takes it away.
func (t *Turn) Welcome(p store.PersonRecord, text string) error {
	if !p.Connected() {
		return nil
	}
	o := store.Outgoing{Do: store.SendText, Chat: int64(p.User), Text: text, NoPreview: true, Follow: FollowPerson(p.ID)}
	if o.Below = t.Below(p); o.Below == nil {
		o.Bare = true
	}
	return t.Send(o)
}
