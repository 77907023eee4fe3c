package digest

import (
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// reportSkipped tells the log and the administrators of tasks that could not be
// reminded of: the others went out.
func reportSkipped(t *chat.Turn, skipped []schedule.Skipped) error {
	if len(skipped) == 0 {
		return nil
	}
	var names []string
	for _, s := range skipped {
		t.Env.Log.Error("task left out of the reminders", "task", s.Task, "err", s.Err)
		name, err := t.Tx.Identity(store.TaskNumber, s.Task)
		if err != nil {
			return err
		}
		names = append(names, name)
	}
	return t.TellAdmins(textSkipped(names))
}

// skippedShown is how many tasks are named.
const skippedShown = 10

func textSkipped(names []string) string {
	more := ""
	if n := len(names) - skippedShown; n > 0 {
		names, more = names[:skippedShown], " и ещё "+chat.Count(n, "задача", "задачи", "задач")
	}
	return "⚠️ Напоминания по этим задачам не отправлены из-за ошибки в данных: " + chat.Esc(strings.Join(names, ", ")) + more +
		". Остальные напоминания ушли как обычно. Остановите службу и проверьте базу командой check; подробности в журнале службы."
}
