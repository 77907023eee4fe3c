package setup

// What the administrator reads.
const (
	textAskBot      = "Токен бота, который дал @BotFather"
	textAskBotAgain = "Токен бота (Enter — оставить прежний)"
	textBot         = "Telegram отвечает. Бот: @%s"
	TextUnknownBot  = "Telegram не знает такого токена: он скопирован не целиком или отозван. Действующий токен покажет @BotFather."
	TextNoAnswer    = "Telegram не отвечает: %v."
	textProxies     = "Прокси до Telegram, например http://proxy:3128 или socks5://имя:пароль@proxy:1080; несколько через запятую (Enter — продолжить без проверки)"
	textKeepAdmins  = "Администраторы: %s. Оставить?"
	textStart       = "Напишите боту @%s команду /start с учётной записи администратора. Жду %d минут."
	textTaken       = "С этим токеном уже работает служба, поэтому ваше сообщение получит она."
	textNobody      = "Сообщения нет."
	textIsIt        = "Боту пишет «%s», номер %d. Это администратор?"
	textAdmins      = "Номер учётной записи администратора, число; несколько через запятую"
	textData        = "Папка базы данных"
	textYesOrNo     = "Ответьте «да» или «нет»."
)
