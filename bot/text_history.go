package bot

import (
	"strings"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// historyLength is how many of the newest entries a message shows.
const historyLength = 25

// textHistory is a task's life in plain words, from the journal.
func textHistory(o owed, entries []store.Entry, names map[plans.PersonID]string, zone *time.Location) string {
	var b strings.Builder
	b.WriteString(o.headline(200) + "\n")
	if len(entries) == 0 {
		b.WriteString("\nПока ничего не происходило.")
	}
	for _, e := range entries[max(0, len(entries)-historyLength):] {
		who := "бот"
		if e.By != "" {
			who = nameOr(names[e.By])
		}
		b.WriteString("\n" + instant(e.At, zone) + ": " + textDeed(e.Did) + " (" + esc(who) + ")")
	}
	return b.String()
}

// textDeed is a journal word in Russian.
func textDeed(did string) string {
	deeds := map[string]string{
		"confirmed":      "выполнение подтверждено",
		"accepted":       "подтверждение принято",
		"returned":       "подтверждение возвращено",
		"silenced":       "напоминание отложено",
		"asked for help": "запрошена помощь",
		"moved":          "срок перенесён",
		"taken off":      "снято с контроля",
	}
	if s, ok := deeds[did]; ok {
		return s
	}
	return did
}
