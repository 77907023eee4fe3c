package store

import (
	"sdelaemvmeste/plans"
)

// Adopt makes a bot the one the database works for. Updates are numbered by each bot
// for itself, so that those remembered of another would hide the new one's.
func (tx *Tx) Adopt(bot plans.UserID) error {
	s, err := tx.Settings()
	if err != nil || s.BotID == bot {
		return err
	}
	if s.BotID != 0 {
		s.Bot, s.Menus = "", ""
		if err := updates.clear(tx, nil); err != nil {
			return err
		}
	}
	s.BotID = bot
	return tx.PutSettings(s)
}
