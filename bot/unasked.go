package bot

import (
	"regexp"
	"slices"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/digest"
	"sdelaemvmeste/bot/plan"
	"sdelaemvmeste/bot/post"
	"sdelaemvmeste/bot/post/draft"
	"sdelaemvmeste/bot/project"
	"sdelaemvmeste/bot/task"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// taking is a conversation that may take the message at hand.
type taking func(t *chat.Turn) (handled bool, err error)

// first hands the message to the first that takes it.
func first(t *chat.Turn, all ...taking) (bool, error) {
	for _, take := range all {
		if handled, err := take(t); handled || err != nil {
			return handled, err
		}
	}
	return false, nil
}

// beside takes what a person says beside what is awaited: an answer to the card of a
// task, more of a proof, a command in a word.
func (b *Bot) beside(t *chat.Turn) (bool, error) {
	d, ok, err := t.Tx.Dialog(t.In.Chat.ID, t.In.From.ID)
	switch {
	case err != nil:
		return false, err
	case !ok || task.Idle(d):
		return first(t, b.spoken, task.Reply, digest.Reply, task.AddPiece, plan.File)
	case task.TakesProof(d):
		return first(t, b.below, b.cancelled, task.Reply, digest.Reply)
	case slices.Contains(b.routes.Days, d.Await):
		return first(t, b.below, b.worded)
	}
	return first(t, b.below, b.cancelled)
}

// below takes a caption of the keyboard under the input field, which is no answer to
// anything asked.
func (b *Bot) below(t *chat.Turn) (bool, error) {
	name, ok := chat.BelowCommand(t.Words())
	if !ok || len(t.Media) > 0 || t.Settings.NoBelow {
		return false, nil
	}
	return true, b.commanded(t, name, "")
}

// cancelled takes the word that calls off whatever is asked.
func (b *Bot) cancelled(t *chat.Turn) (bool, error) {
	if len(t.Media) > 0 || wordCommands[bare(t.Words())] != "cancel" {
		return false, nil
	}
	return true, b.commanded(t, "cancel", "")
}

// bare is a text as single words are compared.
func bare(words string) string { return strings.ToLower(strings.Trim(words, " .!\n")) }

// wordCommands are commands as people say them.
var wordCommands = map[string]string{
	"задачи": "tasks", "мои задачи": "tasks", "план": "plan", "медиаплан": "plan", "проекты": "projects", "отпуск": "away",
	"пост": "post", "новый пост": "post", "посты": "posts", "отчёт": "report", "отчет": "report", "люди": "people",
	"настройки": "settings", "отмена": "cancel", "меню": "help", "помощь": "help", "справка": "help", "команды": "help",
}

var thanks = []string{"спасибо", "благодарю", "спс"}

// worded takes a command in a word.
func (b *Bot) worded(t *chat.Turn) (bool, error) {
	name, ok := wordCommands[bare(t.Words())]
	if !ok || len(t.Media) > 0 {
		return false, nil
	}
	if _, ok := b.routes.Commands[name]; !ok {
		return false, nil
	}
	return true, b.commanded(t, name, "")
}

// spoken takes words that are a command, the number of a row, or thanks.
func (b *Bot) spoken(t *chat.Turn) (bool, error) {
	words := bare(t.Words())
	if len(t.Media) > 0 || words == "" {
		return false, nil
	}
	if handled, err := b.worded(t); handled || err != nil {
		return handled, err
	}
	for _, w := range thanks {
		if rest, ok := strings.CutPrefix(words, w); ok && len(strings.Fields(rest)) <= 1 || words == "большое "+w {
			return true, t.Say(textWelcome, chat.Keyboard{})
		}
	}
	return plan.OpenRow(t, words)
}

// unasked is a private message nobody waited for: a plan file, a message passed on
// for a post, work that is told of, or words to look for.
func unasked(t *chat.Turn) error {
	handled, err := first(t, plan.File, waitingPlan, passedOn, told)
	if err != nil || handled {
		return err
	}
	return search(t)
}

// passedOn takes a message passed on without being asked for: for a post from whoever has
// no task it could belong to, else its sender is asked.
func passedOn(t *chat.Turn) (bool, error) {
	if !t.In.Forwarded || !t.Allowed(chat.WritePost, nil) {
		return false, nil
	}
	mine, err := task.Mine(t)
	if err != nil {
		return true, err
	}
	if len(mine) == 0 {
		return true, draft.Begin(t)
	}
	return true, task.Offer(t, "")
}

// waitingPlan recalls a plan file that waits for an answer, to words that may be one.
func waitingPlan(t *chat.Turn) (bool, error) {
	if len(t.Media) > 0 {
		return false, nil
	}
	return plan.RemindPlanLoad(t)
}

// searchLimit is the longest text that may be something to look for.
const searchLimit = 60

// told asks what files, links and whole sentences are for.
func told(t *chat.Turn) (bool, error) {
	if len(t.Media) == 0 && plans.Len(t.Words()) <= searchLimit && !task.HasLink(t) {
		return false, nil
	}
	hint, err := post.DraftHint(t)
	if err != nil {
		return true, err
	}
	return true, task.Offer(t, strings.TrimSpace(plan.FileNote(t)+hint))
}

// pressedNewPost makes a draft of what was sent without saying what it is for.
func pressedNewPost(t *chat.Turn, p chat.Press) error {
	kept, err := task.Release(t, p.Number)
	if err != nil {
		return err
	}
	if err := t.Strip(); err != nil {
		return err
	}
	press, media := t.In, t.Media
	t.Join(kept.Parts())
	err = draft.Begin(t)
	t.In, t.Media, t.Parts = press, media, []store.Incoming{press}
	return err
}

// rowNumber is what the number of a row looks like.
var rowNumber = regexp.MustCompile(`^\d+(\.\d+)+$`)

// findingsShown is how many things of each sort a search shows.
const findingsShown = 8

// search looks for words among the rows, the projects and the posts.
func search(t *chat.Turn) error {
	words := chat.Cut(t.Words(), searchLimit)
	var parts []string
	var k chat.Keyboard
	if match := chat.Matcher(words); match != nil {
		for _, among := range []struct {
			title string
			find  func(*chat.Turn, func(string) bool) ([]chat.Finding, error)
		}{{"Строки плана", plan.Find}, {"Проекты", project.Find}, {"Посты", post.Find}} {
			found, err := among.find(t, match)
			if err != nil {
				return err
			}
			if len(found) == 0 {
				continue
			}
			shown := found[:min(len(found), findingsShown)]
			for _, f := range shown {
				k.Row(f.Key)
			}
			parts = append(parts, textFindings(among.title, shown, len(found)))
		}
	}
	if len(parts) > 0 {
		return t.Say(textFound(words, parts), k)
	}
	hint, err := post.DraftHint(t)
	if err != nil {
		return err
	}
	if rowNumber.MatchString(words) {
		return t.Say(textNoRow(words), chat.Keyboard{})
	}
	return t.Say(textNothingFound(words)+chat.Esc(hint), chat.Keyboard{})
}
