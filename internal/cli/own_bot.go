package cli

import (
	"errors"
	"fmt"
	"io/fs"
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

// anotherBot reports whether the database works for another bot and is to be given to
// this one.
func (s *setting) anotherBot(c setupCmd) (bool, error) {
	bot := botOf(s.answers.Token)
	if s.wasToken != "" && botOf(s.wasToken) == bot {
		return false, nil
	}
	e := Environment{Data: s.answers.Data}
	db, err := store.OpenReadOnly(e.database())
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, e.unopened(err)
	}
	var owner store.Settings
	err = db.View(func(tx *store.Tx) (err error) {
		owner, err = tx.Settings()
		return err
	})
	if err := errors.Join(err, db.Close()); err != nil {
		return false, e.unopened(err)
	}
	return s.agreed(c, owner, bot)
}

// agreed asks whether another bot is to take the database over.
func (s *setting) agreed(c setupCmd, owner store.Settings, bot plans.UserID) (bool, error) {
	if owner.BotID == 0 || owner.BotID == bot {
		return false, nil
	}
	what := fmt.Sprintf("база данных %s работает с ботом %s, а токен от другого бота (номер %d)", s.answers.Data, named(owner), bot)
	if c.AnotherBot {
		return true, nil
	}
	if c.Yes {
		return false, misuse("TELEGRAM_TOKEN: %s; чтобы сменить бота, добавьте --another-bot", what)
	}
	yes, err := s.asker.Yes("Внимание: "+what+". У нового бота не будут работать кнопки прежних сообщений и фотографии черновиков, и каждому нужно будет написать ему /start. Сменить бота?", false)
	if err != nil {
		return false, unset(err)
	}
	if !yes {
		return false, misuse("бот не сменён, ничего не записано")
	}
	return true, nil
}

// adopt gives the database to the bot of the token.
func (s *setting) adopt() error {
	e := Environment{Data: s.answers.Data}
	db, err := store.Open(e.Data)
	if err != nil {
		return e.unopened(err)
	}
	err = db.Update(func(tx *store.Tx) error { return tx.Adopt(botOf(s.answers.Token)) })
	if err := errors.Join(err, db.Close()); err != nil {
		return e.unopened(err)
	}
	return nil
}
