package emulator

var chatErrors = []errorCase{
	{"Bad Request: chat_id is empty", to(func(*world) any { return "" })},
	{"Bad Request: chat_id is empty", calling("sendMessage", func(*world) params { return params{"text": "x"} })},
	{"Bad Request: chat not found", to(func(w *world) any { return w.carol })},
	{"Bad Request: chat not found", to(func(*world) any { return "park" })},
	{"Bad Request: chat not found", to(func(*world) any { return "@nowhere" })},
	{"Bad Request: chat not found", to(func(w *world) any { return w.s.AddChannel("Чужой", "", w.anna) })},
	{"Forbidden: bot was blocked by the user", to(func(w *world) any { w.s.Block(w.anna); return w.anna })},
	{"Forbidden: bot can't initiate conversation with a user", to(func(w *world) any { return w.boris })},
	{"Forbidden: user is deactivated", to(func(w *world) any { w.s.Deactivate(w.anna); return w.anna })},
	{"Forbidden: the bot can't send messages to the bot", to(func(w *world) any {
		id := w.s.AddUser(User{IsBot: true, Username: "other_bot"}).ID
		w.s.Join(w.group, id)
		return id
	})},
	{"Bad Request: group chat was upgraded to a supergroup chat", func(w *world) reply {
		old := w.s.AddGroup("Отдел", w.anna)
		w.s.AddBotToChat(old, w.anna)
		next := w.s.Migrate(old)
		r := w.call("sendMessage", params{"chat_id": old, "text": "x"})
		if r.Parameters.MigrateTo != next {
			w.t.Errorf("migrate_to_chat_id %d, want %d", r.Parameters.MigrateTo, next)
		}
		return r
	}},
	{"Bad Request: group chat was upgraded to a supergroup chat", intoTheOldGroup("pinChatMessage")},
	{"Bad Request: group chat was upgraded to a supergroup chat", intoTheOldGroup("copyMessage")},
	{"Bad Request: group chat was upgraded to a supergroup chat", intoTheOldGroup("forwardMessage")},
	{"Bad Request: group chat was upgraded to a supergroup chat", intoTheOldGroup("sendChatAction")},
	{"Forbidden: the group chat was deleted", to(func(w *world) any {
		id := w.s.AddGroup("Отдел", w.anna)
		w.s.AddBotToChat(id, w.anna)
		w.s.DeleteChat(id)
		return id
	})},
	{"Forbidden: bot was kicked from the group chat", to(func(w *world) any {
		id := w.s.AddGroup("Отдел", w.anna)
		w.s.AddBotToChat(id, w.anna)
		w.s.KickBot(id, w.anna)
		return id
	})},
	{"Forbidden: bot is not a member of the group chat", to(func(w *world) any {
		id := w.s.AddGroup("Отдел", w.anna)
		w.s.AddBotToChat(id, w.anna)
		w.ok("leaveChat", params{"chat_id": id})
		return id
	})},
	{"Forbidden: bot was kicked from the supergroup chat", to(func(w *world) any { w.s.KickBot(w.group, w.anna); return w.group })},
	{"Forbidden: bot was kicked from the channel chat", to(func(w *world) any { w.s.KickBot(w.post, w.anna); return w.post })},
	{"Forbidden: bot is not a member of the supergroup chat", to(func(w *world) any {
		w.ok("leaveChat", params{"chat_id": w.group})
		return w.group
	})},
	{"Forbidden: bot is not a member of the channel chat", to(func(w *world) any {
		w.s.AddChannel("Другой", "other", w.anna)
		return "@other"
	})},
	{"Bad Request: need administrator rights in the channel chat", to(func(w *world) any {
		w.s.PromoteBot(w.post, Rights{InviteUsers: true}, w.anna)
		return w.post
	})},
	{"Bad Request: not enough rights to send text messages to the chat", to(func(w *world) any {
		w.s.RestrictBot(w.group, Permissions{Photos: true}, w.anna)
		return w.group
	})},
	{"Bad Request: not enough rights to send photos to the chat", restrictedTo(Permissions{Text: true}, "sendPhoto")},
	{"Bad Request: not enough rights to send photos to the chat", restrictedTo(Permissions{Text: true}, "sendMediaGroup")},
	{"Bad Request: not enough rights to send videos to the chat", restrictedTo(Permissions{Text: true, Photos: true}, "sendVideo")},
	{"Bad Request: not enough rights to send documents to the chat", restrictedTo(Permissions{Text: true, Photos: true}, "sendDocument")},
	{"Bad Request: not enough rights to send text messages to the chat", restrictedTo(Permissions{Photos: true}, "copyMessage")},
	{"Bad Request: have no write access to the chat", to(func(w *world) any { w.s.SetReadOnly(w.group, true); return w.group })},
}

// restrictedTo makes a sound call in the group, where the bot may only send what
// is permitted.
func restrictedTo(permitted Permissions, method string) func(w *world) reply {
	return calling(method, func(w *world) params {
		p := soundCalls[method](w)
		p["chat_id"] = w.group
		w.s.RestrictBot(w.group, permitted, w.anna)
		return p
	})
}

// intoTheOldGroup makes a sound call in a group that has become a supergroup.
func intoTheOldGroup(method string) func(w *world) reply {
	return calling(method, func(w *world) params {
		old := w.s.AddGroup("Отдел", w.anna)
		w.s.AddBotToChat(old, w.anna)
		p := soundCalls[method](w)
		if p["chat_id"] = old; p["message_id"] != nil && p["from_chat_id"] == nil {
			p["message_id"] = w.ok("sendMessage", params{"chat_id": old, "text": "Правила"})
		}
		w.s.Migrate(old)
		return p
	})
}
