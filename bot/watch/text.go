package watch

import (
	"fmt"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
)

// What administrators are told of the service itself.
const (
	textAlarmRival = "⚠️ С токеном этого бота работает ещё одна программа, и они мешают друг другу. " +
		"Остановите лишнюю. Если она не ваша, смените токен у @BotFather."
	textAlarmCopy = "⚠️ Ночная копия базы данных не снята. Причина записана в журнале службы. " +
		"Следующая попытка будет через час."

	textNoCopyKey     = "Копию можно прислать только зашифрованной. Задайте SDELAEM_BACKUP_KEY: открытый ключ age (docs/admin.md)."
	textCopyInPrivate = "Копию я присылаю только в личный чат."
	textCopyComes     = "Копия снята, сейчас пришлю."
)

func textAlarmOutbox(waiting int) string {
	return fmt.Sprintf("⚠️ Сообщения не уходят больше 10 минут. Ожидает отправки: %d. "+
		"Если их число растёт, проверьте связь сервера с Telegram.", waiting)
}

func textAlarmMax(waiting int) string {
	return fmt.Sprintf("⚠️ В MAX ничего не уходит больше 10 минут. Ожидает отправки: %d. "+
		"Проверьте связь сервера с MAX и ключ бота (MAX_TOKEN). В Telegram посты выходят как обычно.", waiting)
}

func textAlarmDisk(free uint64) string {
	return fmt.Sprintf("⚠️ На диске с базой данных осталось %d МБ. Освободите место: без него служба остановится.", free>>20)
}

func textAlarmCalendar(year int) string {
	return fmt.Sprintf("⚠️ В программе нет производственного календаря на %d год. "+
		"Обновите программу или внесите переносы: /settings, «Местные дни». "+
		"До тех пор выходные считаются предварительно, по Трудовому кодексу.", year)
}

func textCopy(day plans.Date) string {
	return "Копия базы данных, " + chat.Date(day) + ". Зашифрована ключом SDELAEM_BACKUP_KEY. " +
		"Вернуть её можно командой <code>sdelaem restore КОПИЯ --identity КЛЮЧ</code> на сервере."
}

func textCopyTooLarge(folder string) string {
	return "Копия больше 50 МБ, Telegram её не примет. Возьмите ночную копию на сервере, в папке " + folder + "."
}
