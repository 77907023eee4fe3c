package watch

import (
	"time"

	"sdelaemvmeste/bot/chat"
)

const (
	textClockRight   = "Работаю по этим часам. Напоминания уйдут в течение минуты."
	textClockSettled = "Уже не нужно: бот работает по нынешним часам сервера."
	textClockSync    = " Если время неверное, настройте на сервере синхронизацию часов (docs/admin.md)."
)

func textClockBack(by time.Duration, now time.Time, zone *time.Location) string {
	return "⚠️ Часы сервера переведены назад на " + span(by) + ". Теперь на них " + chat.Ended(chat.Instant(now, zone)) + textClockSync
}

func textClockAhead(by time.Duration, now time.Time, zone *time.Location) string {
	return "⚠️ Часы сервера переведены вперёд на " + span(by) + ". Теперь на них " + chat.Ended(chat.Instant(now, zone)) + textClockSync
}

func textClockLeapt(by time.Duration, now time.Time, zone *time.Location) string {
	return "⚠️ Часы сервера ушли вперёд на " + span(by) + ". Теперь на них " + chat.Ended(chat.Instant(now, zone)) +
		"\n\nНапоминания и публикации остановлены на 10 минут. Если за это время часы никто не поправит, бот продолжит работу по ним. " +
		"Если часы верны, нажмите кнопку: ждать не придётся."
}

func textClockMended(n int) string {
	return "⚠️ Пока часы сервера спешили, бот записал неверные даты: " + chat.Count(n, "запись", "записи", "записей") +
		". Они исправлены, напоминания приходят как обычно. Что именно исправлено, записано в журнале службы."
}

// span is how long something is, in its largest unit: «на 3 часа».
func span(d time.Duration) string {
	switch {
	case d >= 48*time.Hour:
		return chat.Days(int(d.Round(24*time.Hour) / (24 * time.Hour)))
	case d >= time.Hour:
		return chat.Count(int(d.Round(time.Hour)/time.Hour), "час", "часа", "часов")
	}
	return chat.Count(int(d.Round(time.Minute)/time.Minute), "минуту", "минуты", "минут")
}
