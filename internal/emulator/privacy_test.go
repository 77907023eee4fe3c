package emulator

import "testing"

// What of a group reaches a bot with the privacy mode on, and to whom it does
// not apply.
func TestPrivacy(t *testing.T) {
	own := func(w *world) int { return w.ok("sendMessage", params{"chat_id": w.group, "text": "карточка"}) }
	say := func(text string) func(*world) {
		return func(w *world) { w.s.Say(w.boris, w.group, text) }
	}
	plain := say("просто разговор")
	for _, c := range []struct {
		name    string
		cfg     Config
		prepare func(*world)
		do      func(*world)
		heard   bool
	}{
		{"talk", Config{}, nil, plain, false},
		{"a command", Config{}, nil, say("/bind"), true},
		{"a command to this bot", Config{}, nil, say("/bind@Emulated_bot сейчас"), true},
		{"a command to another bot", Config{}, nil, say("/bind@other_bot"), false},
		{"a command in the middle", Config{}, nil, say("нажмите /bind"), false},
		{"a mention", Config{}, nil, say("@emulated_bot, привет"), false},
		{"a reply to the bot", Config{}, nil, func(w *world) {
			w.s.Send(w.boris, w.group, Draft{Text: "лучше так", ReplyTo: own(w)})
		}, true},
		{"a reply to a person", Config{}, nil, func(w *world) {
			w.s.Send(w.boris, w.group, Draft{Text: "лучше так", ReplyTo: w.s.Say(w.anna, w.group, "вот").ID})
		}, false},
		{"a photo", Config{}, nil, func(w *world) { w.s.Send(w.boris, w.group, Draft{Photo: &Upload{}}) }, false},
		{"somebody coming", Config{}, nil, func(w *world) { w.s.Join(w.group, w.carol) }, true},
		{"a new title", Config{}, nil, func(w *world) { w.s.Rename(w.group, w.anna, "Посты") }, true},
		{"talk with the mode off", Config{PrivacyOff: true}, nil, plain, true},
		{"talk before an administrator", Config{}, func(w *world) { w.s.PromoteBot(w.group, Rights{}, w.anna) }, plain, true},
		{"talk after the bot has left", Config{PrivacyOff: true}, func(w *world) { w.s.KickBot(w.group, w.anna) }, plain, false},
		{"an edit of talk", Config{}, nil, func(w *world) {
			w.s.Edit(w.boris, w.group, w.s.Say(w.boris, w.group, "раз").ID, "два")
		}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t, c.cfg)
			if c.prepare != nil {
				c.prepare(w)
			}
			w.drain()
			c.do(w)
			if heard := w.s.Pending() > 0; heard != c.heard {
				t.Errorf("heard %v, want %v", heard, c.heard)
			}
		})
	}
}

// Channel posts of people reach the bot; its own only when asked for.
func TestChannelPosts(t *testing.T) {
	for _, echo := range []bool{false, true} {
		w := newWorld(t, Config{EchoChannelPosts: echo})
		w.drain()
		w.s.Say(w.anna, w.post, "Объявление")
		w.ok("sendMessage", params{"chat_id": "@PARK", "text": "Пост"})
		got := w.drain()
		if len(got) != 1+btoi(echo) || got[0].Post == nil {
			t.Errorf("echo %v: got %d updates", echo, len(got))
		}
		if m := w.s.Last(w.post); m.SenderChat != w.post || m.From != 0 || !m.FromBot {
			t.Errorf("got %+v", m)
		}
	}
}
