package task

import (
	"encoding/json"
	"strings"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// historyLength is how many of the newest entries a message shows.
const historyLength = 20

// textHistory is a task's life in plain words, from the journal.
func textHistory(o View, entries []store.Entry, names map[plans.PersonID]string, zone *time.Location) string {
	var b strings.Builder
	b.WriteString("📜 " + o.Headline(200) + "\n")
	if len(entries) == 0 {
		b.WriteString("\nПока ничего не происходило.")
	}
	if older := len(entries) - historyLength; older > 0 {
		b.WriteString("\nБолее ранних записей: " + chat.Count(older, "запись", "записи", "записей") + ".")
	}
	for _, e := range entries[max(0, len(entries)-historyLength):] {
		who := "бот"
		if e.By != "" {
			who = chat.NameOr(names[e.By])
		}
		b.WriteString("\n• " + chat.Instant(e.At, zone) + ": " + chat.Esc(textEntry(e, zone)) + " — " + chat.Esc(chat.Cut(who, 60)))
	}
	return b.String()
}

// textEntry is what a journal entry tells of a task.
func textEntry(e store.Entry, zone *time.Location) string {
	switch e.Did {
	case "moved":
		m := told[store.Move](e.After)
		if was := told[plans.Date](e.Before); !was.IsZero() {
			return "срок перенесён с " + chat.ShortDate(was) + " на " + chat.ShortDate(m.Due) + because(m.Reason)
		}
		return "срок перенесён на " + chat.ShortDate(m.Due) + because(m.Reason)
	case "date named":
		return "назначен срок " + chat.ShortDate(told[store.Move](e.After).Due)
	case "returned":
		return "подтверждение возвращено" + because(told[plans.Confirmation](e.After).Reason)
	case "taken off":
		return "снято с контроля" + because(told[string](e.After))
	case "put back":
		return "возвращено на контроль" + because(told[string](e.After))
	case "silenced":
		if at := told[time.Time](e.After); !at.IsZero() {
			return "напоминание отложено до " + chat.ShortDate(plans.DateOf(at, zone))
		}
	case "fact dated":
		return "указана дата факта: " + chat.ShortDate(told[plans.Confirmation](e.After).Day)
	}
	return textDeed(e.Did)
}

// told reads what a journal entry kept; what cannot be read is the zero value, for
// a history must not fail over one of its lines.
func told[T any](raw json.RawMessage) T {
	var v T
	if err := json.Unmarshal(raw, &v); err != nil {
		var none T
		return none
	}
	return v
}

func because(reason string) string {
	if reason == "" {
		return ""
	}
	return ", «" + chat.Cut(reason, 80) + "»"
}

// textDeed is a journal word about a task in Russian.
func textDeed(did string) string {
	deeds := map[string]string{
		"confirmed":       "выполнение подтверждено",
		"accepted":        "подтверждение принято",
		"accepted unseen": "подтверждение принято без проверки: за " + chat.WorkingDays(patience) + " никто не ответил",
		"withdrawn":       "подтверждение отозвано автором",
		"proof added":     "подтверждение дополнено",
		"proof changed":   "подтверждение заменено",
		"proof":           "добавлена ссылка на публикацию",
		"silenced":        "напоминание отложено",
		"asked for help":  "запрошена помощь",
		"answered":        "дан ответ на просьбу о помощи",
		"move dropped":    "перенос снят: новый срок назван в самом плане",
	}
	if s, ok := deeds[did]; ok {
		return s
	}
	return "изменение"
}
