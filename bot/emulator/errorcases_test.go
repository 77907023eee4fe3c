package emulator

import "maps"

import "strings"

// errorCase brings the server to one of its errors.
type errorCase struct {
	want string
	call func(w *world) reply
}

func calling(method string, p func(w *world) params) func(w *world) reply {
	return func(w *world) reply { return w.call(method, p(w)) }
}

// text is a sendMessage to Anna with more parameters.
func text(more params) func(w *world) reply {
	return calling("sendMessage", func(w *world) params {
		p := params{"chat_id": w.anna, "text": "Здравствуйте"}
		maps.Copy(p, more)
		return p
	})
}

// to is a sendMessage to a chat that is prepared first.
func to(prepare func(w *world) any) func(w *world) reply {
	return calling("sendMessage", func(w *world) params {
		return params{"chat_id": prepare(w), "text": "Здравствуйте"}
	})
}

// editing edits a message that is prepared first.
func editing(method string, prepare func(w *world) int, more params) func(w *world) reply {
	return calling(method, func(w *world) params {
		p := params{"chat_id": w.anna, "message_id": prepare(w)}
		maps.Copy(p, more)
		return p
	})
}

func said(w *world) int { return w.ok("sendMessage", params{"chat_id": w.anna, "text": "Слово"}) }

func photo(w *world) int {
	w.s.Send(w.anna, w.anna, Draft{Photo: &Upload{}})
	return w.ok("sendPhoto", params{"chat_id": w.anna, "photo": w.s.Last(w.anna).Files[0].ID})
}

func item(kind, media string) object { return object{"type": kind, "media": media} }

// pictures are the file ids of n photos of Anna's.
func pictures(w *world, n int) []string {
	var ids []string
	for range n {
		ids = append(ids, w.s.Send(w.anna, w.anna, Draft{Photo: &Upload{}}).Files[0].ID)
	}
	return ids
}

func document(w *world) string {
	return w.s.Send(w.anna, w.anna, Draft{Document: &Upload{Name: "акт.pdf", MIME: "application/pdf", Size: 2000}}).Files[0].ID
}

func visiting(p string) func(w *world) reply {
	return func(w *world) reply {
		response, err := w.client.Get("https://api.telegram.org" + p)
		if err != nil {
			w.t.Fatal(err)
		}
		return w.read(response)
	}
}

var pathErrors = []errorCase{
	{"Unauthorized", visiting("/bot7000000001:other/getMe")},
	{"Unauthorized: invalid token specified", visiting("/botsecret/getMe")},
	{"Not Found", visiting("/")},
	{"Not Found", visiting("/bot/getMe")},
	{"Not Found: method not found", calling("sendLetter", func(*world) params { return nil })},
	{"Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
		func(w *world) reply {
			w.ok("setWebhook", params{"url": "https://example.org/hook"})
			return w.call("getUpdates", nil)
		}},
	{"Too Many Requests: retry after N", func(w *world) reply {
		var r reply
		for range 4 {
			r = w.call("sendMessage", params{"chat_id": w.anna, "text": "ещё"})
		}
		if r.Parameters.RetryAfter != 1 || r.header.Get("Retry-After") != "1" {
			w.t.Errorf("retry_after %d, header %q", r.Parameters.RetryAfter, r.header.Get("Retry-After"))
		}
		return r
	}},
	{"Internal Server Error: restart", func(w *world) reply {
		w.s.Fault(Fault{Do: InternalError})
		return text(nil)(w)
	}},
	{"Bad Request: file_id not specified", calling("getFile", func(*world) params { return nil })},
	{"Bad Request: invalid file_id", calling("getFile", func(*world) params { return params{"file_id": "x"} })},
	{"Bad Request: file is too big", calling("getFile", func(w *world) params {
		return params{"file_id": w.s.Send(w.anna, w.anna, Draft{Document: &Upload{Size: 20<<20 + 1}}).Files[0].ID}
	})},
	{"Bad Request: wrong file_id or the file is temporarily unavailable", calling("getFile", func(w *world) params {
		id := document(w)
		w.s.ForgetFile(id)
		return params{"file_id": id}
	})},
	{"Bad Request: wrong parameter action in request", calling("sendChatAction", func(w *world) params {
		return params{"chat_id": w.anna, "action": "dancing"}
	})},
}

var chatErrors = []errorCase{
	{"Bad Request: chat_id is empty", to(func(*world) any { return "" })},
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
	{"Bad Request: not enough rights to send photos to the chat", calling("sendPhoto", func(w *world) params {
		w.s.RestrictBot(w.group, Permissions{Text: true}, w.anna)
		return params{"chat_id": w.group, "photo": pictures(w, 1)[0]}
	})},
	{"Bad Request: have no write access to the chat", to(func(w *world) any { w.s.SetReadOnly(w.group, true); return w.group })},
}

var textErrors = []errorCase{
	{"Bad Request: message text is empty", text(params{"text": ""})},
	{"Bad Request: text must be non-empty", text(params{"text": " \n\u0001 "})},
	{"Bad Request: text must be non-empty", text(params{"text": "<b></b>", "parse_mode": "HTML"})},
	{"Bad Request: text is too long", text(params{"text": strings.Repeat("я", 16385)})},
	{"Bad Request: message is too long", text(params{"text": strings.Repeat("я", 4097)})},
	{"Bad Request: MESSAGE_TOO_LONG", editing("editMessageText", said, params{"text": strings.Repeat("я", 4097)})},
	{"Bad Request: message caption is too long", calling("sendPhoto", func(w *world) params {
		return params{"chat_id": w.anna, "photo": pictures(w, 1)[0], "caption": strings.Repeat("я", 1025)}
	})},
	{"Bad Request: MEDIA_CAPTION_TOO_LONG", editing("editMessageCaption", photo, params{"caption": strings.Repeat("я", 1025)})},
	{"Bad Request: unsupported parse_mode", text(params{"parse_mode": "RTF"})},
	{"Bad Request: can't parse entities: <detail>", text(params{"text": "a < b", "parse_mode": "html"})},
	{"Bad Request: strings must be encoded in UTF-8", text(params{"text": "\xff\xfe"})},
}

var editErrors = []errorCase{
	{"Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
		editing("editMessageText", said, params{"text": " Слово "})},
	{"Bad Request: message to edit not found", editing("editMessageText", func(*world) int { return 0 }, params{"text": "x"})},
	{"Bad Request: message to edit not found", editing("editMessageText", func(w *world) int {
		id := said(w)
		w.ok("deleteMessage", params{"chat_id": w.anna, "message_id": id})
		return id
	}, params{"text": "x"})},
	{"Bad Request: message can't be edited", editing("editMessageText", func(w *world) int {
		return w.s.Say(w.anna, w.anna, "моё").ID
	}, params{"text": "x"})},
	{"Bad Request: message can't be edited", editing("editMessageText", func(w *world) int {
		return w.ok("sendMessage", params{"chat_id": w.anna, "text": "x", "reply_markup": `{"keyboard":[[{"text":"Да"}]]}`})
	}, params{"text": "y"})},
	{"Bad Request: there is no text in the message to edit", editing("editMessageText", photo, params{"text": "x"})},
	{"Bad Request: there is no caption in the message to edit", editing("editMessageCaption", said, params{"caption": "x"})},
	{"Bad Request: inline keyboard expected", editing("editMessageText", said,
		params{"text": "x", "reply_markup": `{"keyboard":[[{"text":"Да"}]]}`})},
	{"Bad Request: message to delete not found", editing("deleteMessage", func(*world) int { return 999 }, nil)},
	{"Bad Request: message can't be deleted for everyone", func(w *world) reply {
		forum := w.s.AddForum("Форум", []string{"Посты"}, w.anna)
		w.s.AddBotToChat(forum, w.anna)
		w.s.PromoteBot(forum, AllRights(), w.anna)
		return w.call("deleteMessage", params{"chat_id": forum, "message_id": w.s.Topics(forum)[0].ID})
	}},
	{"Bad Request: message can't be deleted", func(w *world) reply {
		return w.call("deleteMessage", params{"chat_id": w.group, "message_id": w.s.Last(w.group).ID})
	}},
	{"Bad Request: message identifier is not specified", calling("deleteMessage", func(w *world) params {
		return params{"chat_id": w.anna}
	})},
	{"Bad Request: message identifier is not specified", calling("editMessageReplyMarkup", func(*world) params { return nil })},
	{"Bad Request: message to be replied not found", text(params{"reply_to_message_id": 999})},
	{"Bad Request: message to be replied not found", text(params{"reply_parameters": object{"message_id": 999}})},
	{"Bad Request: message to copy not found", calling("copyMessage", func(w *world) params {
		return params{"chat_id": w.anna, "from_chat_id": w.group, "message_id": 999}
	})},
	{"Bad Request: message to forward not found", calling("forwardMessage", func(w *world) params {
		return params{"chat_id": w.anna, "from_chat_id": w.group, "message_id": 999}
	})},
	{"Bad Request: message to pin not found", editing("pinChatMessage", func(*world) int { return 999 }, nil)},
	{"Bad Request: message thread not found", text(params{"message_thread_id": 5})},
	{"Bad Request: message thread not found", calling("sendMessage", func(w *world) params {
		forum := w.s.AddForum("Форум", []string{"Посты"}, w.anna)
		w.s.AddBotToChat(forum, w.anna)
		return params{"chat_id": forum, "text": "в общую", "message_thread_id": 1}
	})},
	{"Bad Request: MESSAGE_TOO_LONG", calling("answerCallbackQuery", func(w *world) params {
		return params{"callback_query_id": delivered(w), "text": strings.Repeat("я", 201)}
	})},
	{"Bad Request: URL_INVALID", calling("answerCallbackQuery", func(w *world) params {
		return params{"callback_query_id": delivered(w), "url": "https://example.org"}
	})},
	{"Bad Request: query is too old and response timeout expired or query ID is invalid",
		calling("answerCallbackQuery", func(*world) params { return params{"callback_query_id": "42"} })},
}

// delivered is the id of a query that the bot has just received.
func delivered(w *world) string {
	p, err := w.s.PressData(w.anna, w.anna, said(w), "x")
	if err != nil {
		w.t.Fatal(err)
	}
	w.drain()
	return p.ID
}

func markedUp(raw any) func(w *world) reply { return text(params{"reply_markup": raw}) }

var markupErrors = []errorCase{
	{"Bad Request: BUTTON_DATA_INVALID", markedUp(keyboard([]Button{{Text: "Да", Data: strings.Repeat("я", 33)}}))},
	{"Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
		markedUp(`{"inline_keyboard":[[{"text":"Да","callback_data":""}]]}`)},
	{`Bad Request: can't parse inline keyboard button: Can't find field "text"`,
		markedUp(`{"inline_keyboard":[[{"callback_data":"x"}]]}`)},
	{`Bad Request: field "inline_keyboard" must be of type Array`, markedUp(`{"inline_keyboard":null}`)},
	{"Bad Request: can't parse reply keyboard markup JSON object", markedUp("{")},
	{"Bad Request: object expected as reply markup", markedUp("null")},
	{"Bad Request: reply markup is too long", markedUp(func() string {
		var rows [][]Button
		for range 101 {
			rows = append(rows, []Button{{Text: "Да", Data: "x"}})
		}
		return keyboard(rows...)
	}())},
	{"Bad Request: inline keyboard button URL 'там' is invalid: Wrong HTTP URL", markedUp(keyboard([]Button{{Text: "Да", URL: "там"}}))},
}

func sendPhotoOf(ref func(w *world) string) func(w *world) reply {
	return calling("sendPhoto", func(w *world) params { return params{"chat_id": w.anna, "photo": ref(w)} })
}

func album(media func(w *world) any) func(w *world) reply {
	return calling("sendMediaGroup", func(w *world) params { return params{"chat_id": w.post, "media": media(w)} })
}

var mediaErrors = []errorCase{
	{"Bad Request: there is no photo in the request", sendPhotoOf(func(*world) string { return "" })},
	{"Bad Request: there is no photo in the request", sendPhotoOf(func(*world) string { return "attach://nothing" })},
	{"Bad Request: there is no document in the request", calling("sendDocument", func(w *world) params { return params{"chat_id": w.anna} })},
	{"Bad Request: wrong file identifier/HTTP URL specified", sendPhotoOf(func(w *world) string {
		id := pictures(w, 1)[0]
		w.s.ForgetFile(id)
		return id
	})},
	{"Bad Request: wrong remote file identifier specified: can't unserialize it. Wrong last symbol",
		sendPhotoOf(func(w *world) string { return pictures(w, 1)[0][:20] })},
	{"Bad Request: wrong remote file identifier specified: Wrong padding in the string", sendPhotoOf(func(*world) string { return "AB" })},
	{"Bad Request: wrong remote file identifier specified: Wrong character in the string", sendPhotoOf(func(*world) string { return "привет" })},
	{"Bad Request: can't use file of type Document as Photo", sendPhotoOf(document)},
	{"Bad Request: failed to get HTTP URL content", sendPhotoOf(func(*world) string { return "https://example.org/a.jpg" })},
	{"Bad Request: wrong type of the web page content", sendPhotoOf(func(w *world) string {
		w.s.Web("https://example.org/page.html", "text/html", []byte("<html>"))
		return "https://example.org/page.html"
	})},
	{"Bad Request: file must be non-empty", func(w *world) reply { return w.upload("sendPhoto", "photo", "a.jpg", nil) }},
	{"Bad Request: PHOTO_INVALID_DIMENSIONS", func(w *world) reply {
		return w.upload("sendPhoto", "photo", "a.jpg", jpegOf(w.t, 21, 1))
	}},
	{"Bad Request: IMAGE_PROCESS_FAILED", func(w *world) reply { return w.upload("sendPhoto", "photo", "a.jpg", []byte("no picture")) }},
	{"Request Entity Too Large", func(w *world) reply {
		return w.upload("sendPhoto", "photo", "a.jpg", make([]byte, 10<<20+1))
	}},
	{`Bad Request: parameter "media" is required`, album(func(*world) any { return "" })},
	{"Bad Request: can't parse media JSON object", album(func(*world) any { return "[" })},
	{"Bad Request: expected an Array of InputMedia", album(func(*world) any { return "{}" })},
	{"Bad Request: can't parse InputMedia: media not found", album(func(*world) any { return []any{item("photo", "attach://x")} })},
	{`Bad Request: can't parse InputMedia: type "animation" can't be used in sendMediaGroup`,
		album(func(*world) any { return []any{item("animation", "x")} })},
	{`Bad Request: can't parse InputMedia: Field "media" must be of type String`,
		album(func(*world) any { return []any{object{"type": "photo", "media": object{}}} })},
	{"Bad Request: there are no messages to send", album(func(*world) any { return []any{} })},
	{"Bad Request: too many messages to send as an album", album(func(*world) any {
		var items []any
		for range 11 {
			items = append(items, item("photo", "x"))
		}
		return items
	})},
	{"Bad Request: document can't be mixed with other media types", album(func(w *world) any {
		return []any{item("photo", pictures(w, 1)[0]), item("document", document(w))}
	})},
	{`Bad Request: failed to send message #2 with the error message "<server error>"`, func(w *world) reply {
		ids := pictures(w, 2)
		w.s.ForgetFile(ids[1])
		r := w.call("sendMediaGroup", params{"chat_id": w.post, "media": []any{item("photo", ids[0]), item("photo", ids[1])}})
		if n := len(w.s.Messages(w.post)); n != 1 {
			w.t.Errorf("%d messages stand, want the first item", n)
		}
		return r
	}},
}
