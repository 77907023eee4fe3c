package report

import (
	"encoding/json"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// Deed is what an entry of the journal tells, in Russian. One that it has no words for
// keeps the journal's own.
func Deed(e store.Entry) string {
	switch e.Did {
	case "moved":
		m := told[store.Move](e.After)
		return "срок перенесён на " + shortDate(m.Due) + because(m.Reason)
	case "date named":
		return "назначен срок " + shortDate(told[store.Move](e.After).Due)
	case "returned":
		return "подтверждение возвращено" + because(told[plans.Confirmation](e.After).Reason)
	case "taken off":
		return "снято с контроля" + because(told[string](e.After))
	case "put back":
		return "возвращено на контроль" + because(told[string](e.After))
	case "fact dated":
		return "указана дата факта: " + shortDate(told[plans.Confirmation](e.After).Day)
	}
	if s, ok := deeds()[e.Did]; ok {
		return s
	}
	return e.Did
}

func deeds() map[string]string {
	return map[string]string{
		"confirmed": "выполнение подтверждено", "accepted": "подтверждение принято",
		"accepted unseen": "подтверждение принято без проверки", "withdrawn": "подтверждение отозвано автором",
		"proof added": "подтверждение дополнено", "proof changed": "подтверждение заменено",
		"proof": "добавлена ссылка на публикацию", "silenced": "напоминание отложено",
		"asked for help": "запрошена помощь", "answered": "дан ответ на просьбу о помощи",
		"move dropped": "перенос снят: новый срок назван в самом плане", "plan loaded": "план загружен",
		"event": "записано событие", "project added": "добавлен проект", "project placed": "записано место проекта",
		"post begun": "пост начат", "post submitted": "пост отправлен на согласование", "post vote": "голос за пост",
		"post approved": "пост утверждён", "post returned": "пост возвращён на доработку", "post rejected": "пост отклонён",
		"post sent out": "пост отправлен в каналы", "post part out": "пост опубликован", "post linked": "записана ссылка на пост",
		"post in doubt": "неизвестно, вышел ли пост", "post sent again": "пост отправлен повторно",
		"post correction": "начато исправление поста", "post amended": "пост исправлен в каналах",
		"post taken down": "пост удалён из каналов", "post comment": "замечание к посту", "post for a row": "пост отнесён к строке плана",
		"channel not changed": "пост в канале не изменён", "publication time": "назначено время публикации",
		"post placed": "пост размещён вручную", "post not placed": "решено не размещать пост на странице",
		"post taken down by hand": "пост удалён со страницы вручную", "page given up": "пост не выйдет на убранной странице",
		"publication postponed": "публикация отложена", "publication refused": "канал не принял пост",
	}
}

// told reads what an entry kept; what cannot be read is the zero value, for a report
// must not fail over one line of the journal.
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
	return ", «" + cut(reason, 200) + "»"
}
