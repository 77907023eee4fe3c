package emulator

import (
	"maps"
	"strings"
)

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
	{"Unauthorized: invalid token specified", visiting("/bot0123:secret/getMe")},
	{"Unauthorized: invalid token specified", visiting("/bot99999999999999999:secret/getMe")},
	{"Unauthorized: invalid token specified", visiting("/bot7000000001:" + strings.Repeat("x", 70) + "/getMe")},
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

var textErrors = []errorCase{
	{"Bad Request: message text is empty", text(params{"text": ""})},
	{"Bad Request: message text is empty", calling("sendMessage", func(w *world) params { return params{"chat_id": w.anna} })},
	{"Bad Request: message text is empty", editing("editMessageText", said, nil)},
	{"Bad Request: text must be non-empty", text(params{"text": " \n\u0001 "})},
	{"Bad Request: text must be non-empty", editing("editMessageText", said, params{"text": "<b> </b>", "parse_mode": "HTML"})},
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
	{"Bad Request: message can't be edited", editing("editMessageText", func(w *world) int {
		return w.ok("forwardMessage", params{"chat_id": w.anna, "from_chat_id": w.anna, "message_id": said(w)})
	}, params{"text": "x"})},
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
