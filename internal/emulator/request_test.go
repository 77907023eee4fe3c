package emulator

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// soundCalls is one call of every method served that the server takes.
var soundCalls = map[string]func(w *world) params{
	"getMe":       func(*world) params { return params{} },
	"getUpdates":  func(*world) params { return params{} },
	"sendMessage": func(w *world) params { return params{"chat_id": w.anna, "text": "Слово"} },
	"sendPhoto":   func(w *world) params { return params{"chat_id": w.anna, "photo": pictures(w, 1)[0]} },
	"sendVideo":   func(w *world) params { return params{"chat_id": w.anna, "video": video(w)} },
	"sendAnimation": func(w *world) params {
		return params{"chat_id": w.anna, "animation": w.s.Send(w.anna, w.anna, Draft{Animation: &Upload{Name: "парк.gif"}}).Files[0].ID}
	},
	"sendDocument":    func(w *world) params { return params{"chat_id": w.anna, "document": document(w)} },
	"sendMediaGroup":  func(w *world) params { return params{"chat_id": w.anna, "media": twoPhotos(w)} },
	"copyMessage":     from,
	"forwardMessage":  from,
	"editMessageText": func(w *world) params { return edit(w, said(w), params{"text": "Другое"}) },
	"editMessageCaption": func(w *world) params {
		return edit(w, photo(w), params{"caption": "Подпись"})
	},
	"editMessageMedia": func(w *world) params {
		return edit(w, photo(w), params{"media": item("photo", pictures(w, 1)[0])})
	},
	"editMessageReplyMarkup": func(w *world) params {
		return edit(w, said(w), params{"reply_markup": keyboard([]Button{{Text: "Да", Data: "x"}})})
	},
	"deleteMessage":         func(w *world) params { return edit(w, said(w), nil) },
	"pinChatMessage":        func(w *world) params { return edit(w, said(w), nil) },
	"unpinChatMessage":      pinned,
	"answerCallbackQuery":   func(w *world) params { return params{"callback_query_id": delivered(w)} },
	"setMyCommands":         func(*world) params { return params{"commands": []any{object{"command": "a", "description": "b"}}} },
	"getMyCommands":         func(*world) params { return params{} },
	"deleteMyCommands":      func(*world) params { return params{} },
	"getFile":               func(w *world) params { return params{"file_id": document(w)} },
	"getChat":               inGroup,
	"getChatMember":         func(w *world) params { return params{"chat_id": w.group, "user_id": w.anna} },
	"getChatMemberCount":    inGroup,
	"getChatAdministrators": inGroup,
	"leaveChat":             inGroup,
	"sendChatAction":        func(w *world) params { return params{"chat_id": w.anna, "action": "typing"} },
	"setWebhook":            func(*world) params { return params{"url": "https://example.org/hook"} },
	"deleteWebhook":         func(*world) params { return params{} },
	"getWebhookInfo":        func(*world) params { return params{} },
}

func inGroup(w *world) params { return params{"chat_id": w.group} }

func from(w *world) params { return edit(w, said(w), params{"from_chat_id": w.anna}) }

func pinned(w *world) params {
	p := edit(w, said(w), nil)
	w.ok("pinChatMessage", p)
	return p
}

func edit(w *world, id int, more params) params {
	p := params{"chat_id": w.anna, "message_id": id}
	maps.Copy(p, more)
	return p
}

func video(w *world) string {
	return w.s.Send(w.anna, w.anna, Draft{Video: &Upload{Name: "парк.mp4", MIME: "video/mp4"}}).Files[0].ID
}

func twoPhotos(w *world) []any {
	ids := pictures(w, 2)
	return []any{item("photo", ids[0]), item("photo", ids[1])}
}

// sound plays a sound call, changed, in a world of its own.
func sound(t *testing.T, method string, change func(params)) (*world, reply) {
	t.Helper()
	w := newWorld(t, Config{Limits: Limits{Off: true}})
	p := soundCalls[method](w)
	change(p)
	return w, w.call(method, p)
}

func TestSoundCalls(t *testing.T) {
	for _, method := range slices.Sorted(maps.Keys(table().Methods)) {
		if soundCalls[method] == nil {
			t.Errorf("%s is served, and no sound call of it stands here", method)
			continue
		}
		if _, r := sound(t, method, func(params) {}); !r.OK {
			t.Errorf("%s: %s", method, r.Description)
		}
	}
}

// Without any one of its required parameters no method does anything.
func TestRequiredParameters(t *testing.T) {
	for method, known := range table().Methods {
		for name, field := range known {
			if !field.Required {
				continue
			}
			if _, r := sound(t, method, func(p params) { delete(p, name) }); r.OK {
				t.Errorf("%s is done without %s", method, name)
			}
		}
	}
}

// A parameter that a method does not have is a violation whatever else is wrong.
func TestUnknownParameters(t *testing.T) {
	for method := range table().Methods {
		w, r := sound(t, method, func(p params) { p["nonsense"], p["chat_id"] = "1", "" })
		if !strings.Contains(r.Description, "has no parameter") || len(w.s.Violations()) != 1 {
			t.Errorf("%s: %q", method, r.Description)
		}
	}
}

// wrongValues are values that are none of a type.
func wrongValues(kind string) []string {
	switch {
	case kind == "Number":
		return []string{"x", "1.5", "1e3", "1 "}
	case kind == "Boolean":
		return []string{"on", "2", "TRUE!"}
	case strings.HasPrefix(kind, "Array of "):
		return []string{"5", "{}", `"x"`, "[[5]]", `[{"nonsense":1}]`}
	}
	return []string{"5", "[]", `"x"`, `{"nonsense":1}`}
}

// Every parameter of the wrong type is refused, and so is every object with a
// field that its type does not have.
func TestWrongTypes(t *testing.T) {
	for method, known := range table().Methods {
		for name, field := range known {
			if field.Unmodelled || slices.Contains(field.Types, "String") {
				continue
			}
			for _, value := range wrongValues(field.Types[0]) {
				if _, r := sound(t, method, func(p params) { p[name] = value }); r.OK {
					t.Errorf("%s takes %s=%s", method, name, value)
				}
			}
		}
	}
}

// What the server knows and the emulator does not act upon is refused, so that
// nobody relies on it.
func TestUnmodelledParameters(t *testing.T) {
	for method, known := range table().Methods {
		for name, field := range known {
			if !field.Unmodelled {
				continue
			}
			if _, r := sound(t, method, func(p params) { p[name] = "1" }); !strings.HasPrefix(r.Description, violationPrefix) {
				t.Errorf("%s with %s: %q", method, name, r.Description)
			}
		}
	}
}

// An object that lacks what its type demands is refused, also where the server
// would take it for nothing at all.
func TestRequiredFields(t *testing.T) {
	for _, c := range []struct {
		more params
		want string
	}{
		{params{"reply_markup": object{}}, "InlineKeyboardMarkup lacks its field"},
		{params{"reply_markup": `{"keyboard":[[{"request_contact":true}]]}`}, `can't parse keyboard button: Can't find field "text"`},
		{params{"entities": []any{object{"type": "text_mention", "offset": 0, "length": 1, "user": object{"id": 7}}}}, "User lacks its field"},
		{params{"entities": []any{object{"type": "text_link", "offset": 0, "length": 1}}}, `Can't find field "url"`},
	} {
		_, r := sound(t, "sendMessage", func(p params) { maps.Copy(p, c.more) })
		if r.OK || !strings.Contains(r.Description, c.want) {
			t.Errorf("%v: %q", c.more, r.Description)
		}
	}
}
