package cli

import (
	"strconv"
	"strings"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// botOf is the bot's account, which a token begins with
// (core.telegram.org/bots/api#authorizing-your-bot).
func botOf(token string) plans.UserID {
	digits, _, _ := strings.Cut(token, ":")
	id, err := strconv.ParseInt(digits, 10, 64)
	if err != nil {
		return 0 // no bot has such a number: Telegram will not know the token
	}
	return plans.UserID(id)
}

// ownBot refuses to work with the token of another bot than the one that the database
// works for, and notes the first.
func ownBot(db *store.DB, token string) error {
	var s store.Settings
	err := db.View(func(tx *store.Tx) (err error) {
		s, err = tx.Settings()
		return err
	})
	bot := botOf(token)
	switch {
	case err != nil:
		return fault("настройки в базе данных не читаются: %v", err)
	case s.BotID == bot:
		return nil
	case s.BotID != 0:
		return misuse("TELEGRAM_TOKEN: это токен другого бота (номер %d), а с этой базой данных работал бот %s: верните прежний токен или, если бот сменён намеренно, выполните «sdelaem setup»", bot, named(s))
	}
	err = db.Update(func(tx *store.Tx) error { return tx.Adopt(bot) })
	if err != nil {
		return fault("номер бота не записан в базу данных: %v", err)
	}
	return nil
}

// named is how the bot of a database is called.
func named(s store.Settings) string {
	number := strconv.FormatInt(int64(s.BotID), 10)
	if s.Bot == "" {
		return "с номером " + number
	}
	return "@" + s.Bot + " (номер " + number + ")"
}
