package settings

import (
	"testing"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// FuzzSettingWords reads what an administrator may answer to a question about any
// setting: no words make it panic, and what was understood can be said.
func FuzzSettingWords(f *testing.F) {
	for _, s := range []string{
		"09:00", "14, 7, 3, 1, 0", "каждый рабочий день", "3, 5", "раз в квартал", "2", "да", "12.06.2023 выходной",
		"99999999999999999999", "-1", "0,0,0", "\x00", "🗓", "31.02.2023 рабочий", "12.06.2023 как обычно",
		"пресс-служба: Иванова, Петров (2); глава: Иванова", "глава:", ": Иванова", "глава: (1)", "глава: никто", ";;",
	} {
		f.Add(s)
	}
	db, err := store.Open(f.TempDir())
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() {
		if err := db.Close(); err != nil {
			f.Error(err)
		}
	})
	err = db.Update(func(tx *store.Tx) error {
		for id, name := range map[plans.PersonID]string{"a": "Мария Иванова", "b": "Пётр Петров"} {
			if err := tx.PutPerson(store.PersonRecord{Person: plans.Person{ID: id, Name: name}}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, words string) {
		err := db.View(func(tx *store.Tx) error {
			turn := &chat.Turn{Env: &chat.Env{}, Tx: tx, Now: time.Date(2023, 3, 13, 9, 0, 0, 0, time.UTC), Zone: time.UTC}
			of := about{Turn: turn}
			for _, s := range settingsTable() {
				var after store.Settings
				if s.read(of, chat.Cut(words, settingLimit), &after) && s.say(of, after) == "" {
					t.Errorf("%s: %q was understood and says nothing", s.name, words)
				}
			}
			return turn.Failure()
		})
		if err != nil {
			t.Error(err)
		}
	})
}
