package emulator

import (
	"net/http"
	"strings"
	"testing"
)

// Requests that the real server would swallow by halves are refused and kept.
func TestViolations(t *testing.T) {
	for _, c := range []struct {
		method string
		p      func(w *world) params
		want   string
	}{
		{"sendMessage", func(w *world) params { return params{"chat_id": w.anna, "text": "x", "parse_mod": "HTML"} },
			`sendMessage has no parameter "parse_mod"`},
		{"sendMessage", func(w *world) params { return params{"chat_id": w.anna, "txt": "x"} },
			`sendMessage has no parameter "txt"`},
		{"sendMessage", func(w *world) params { return params{"chat_id": w.anna, "text": "x", "message_thread_id": "ab"} },
			`parameter "message_thread_id" of sendMessage: "ab" is not a Number`},
		{"sendMessage", func(w *world) params { return params{"chat_id": w.anna, "text": "x", "disable_notification": "on"} },
			`parameter "disable_notification" of sendMessage: "on" is not a Boolean`},
		{"sendMessage", func(w *world) params {
			return params{"chat_id": w.anna, "text": "x", "link_preview_options": object{"disabled": true}}
		}, `parameter "link_preview_options" of sendMessage: LinkPreviewOptions has no field "disabled"`},
		{"sendMessage", func(w *world) params {
			return params{"chat_id": w.anna, "text": "x", "link_preview_options": object{"is_disabled": "yes"}}
		}, `parameter "link_preview_options" of sendMessage: field "is_disabled" of LinkPreviewOptions: "yes" is not a Boolean`},
		{"sendMessage", func(w *world) params {
			return params{"chat_id": w.anna, "text": "x", "reply_markup": `{"inline_keyboard":[[{"text":"a","callback_data":"b","color":"red"}]]}`}
		}, `has no field "color"`},
		{"sendMessage", func(w *world) params {
			return params{"chat_id": w.anna, "text": "x", "reply_markup": `{"inline_keyboard":[[{"text":"a","web_app":{"url":"a.ru"}}]]}`}
		}, ""},
		{"sendMessage", func(w *world) params { return params{"chat_id": w.anna, "text": "x", "business_connection_id": "1"} },
			`parameter "business_connection_id" of sendMessage is not modelled`},
		{"sendMessage", func(w *world) params { return params{"chat_id": w.anna, "text": "*x*", "parse_mode": "MarkdownV2"} },
			"parse_mode markdownv2 is not modelled"},
		{"sendMessage", func(w *world) params {
			return params{"chat_id": w.anna, "text": strings.Repeat("<b>a</b> ", 101), "parse_mode": "HTML"}
		}, "101 entities, of which the server would keep 100"},
		{"sendMessage", func(w *world) params {
			return params{"chat_id": w.anna, "text": "x", "reply_markup": keyboard(make([]Button, 9))}
		}, ""},
		{"sendMessage", func(w *world) params {
			return params{"chat_id": w.anna, "text": "x", "reply_markup": keyboard([]Button{{Data: "a"}})}
		}, "a button without a caption is dropped in silence"},
		{"sendMediaGroup", func(w *world) params {
			return params{"chat_id": w.anna, "media": []any{item("photo", pictures(w, 1)[0])}}
		}, "an album holds 2 to 10 items, this one 1"},
		{"sendMediaGroup", func(w *world) params {
			return params{"chat_id": w.anna, "media": []any{}, "reply_markup": keyboard([]Button{{Text: "a", Data: "b"}})}
		}, `sendMediaGroup has no parameter "reply_markup"`},
		{"sendSticker", func(w *world) params { return params{"chat_id": w.anna} }, "method sendSticker is not modelled"},
		{"getMe", func(*world) params { return params{"x": "y"} }, `getMe has no parameter "x"`},
	} {
		t.Run(c.method+" "+c.want, func(t *testing.T) {
			w := newWorld(t, Config{})
			r := w.call(c.method, c.p(w))
			if c.want == "" {
				if r.OK {
					t.Error("accepted")
				}
				return
			}
			if !strings.HasPrefix(r.Description, violationPrefix) || !strings.Contains(r.Description, c.want) || r.status != 400 {
				t.Errorf("got %d %q", r.status, r.Description)
			}
			if v := w.s.Violations(); len(v) != 1 || !strings.Contains(v[0], c.want) {
				t.Errorf("kept %q", v)
			}
		})
	}
}

// What is unusual but right is no violation.
func TestNoViolations(t *testing.T) {
	for _, p := range []params{
		{"text": "x", "entities": "null", "reply_markup": ""},
		{"text": "x", "disable_web_page_preview": true, "allow_sending_without_reply": true, "reply_to_message_id": 0},
		{"text": "<b>x</b>", "parse_mode": "html", "protect_content": "True"},
		{"text": "x", "parse_mode": "None", "link_preview_options": object{"is_disabled": true, "url": ""}},
		{"text": "x", "reply_parameters": object{"message_id": 999, "allow_sending_without_reply": true}},
		{"text": "x", "reply_markup": `{"remove_keyboard":true}`},
		{"text": "x", "reply_markup": `{"force_reply":true,"selective":false}`},
		{"text": "x", "reply_markup": `{"inline_keyboard":[[{"text":"a","callback_data":"b","style":"danger"}],[]]}`},
	} {
		w := newWorld(t, Config{})
		p["chat_id"] = w.anna
		w.ok("SENDmessage", p)
		if v := w.s.Violations(); len(v) != 0 {
			t.Errorf("%v: %v", p, v)
		}
	}
}

// A file to which no parameter refers would be thrown away in silence.
func TestStrayFile(t *testing.T) {
	w := newWorld(t, Config{})
	if r := w.upload("sendMessage", "photo", "a.jpg", jpegOf(t, 10, 10)); !strings.Contains(r.Description, "message text is empty") {
		t.Errorf("got %q", r.Description)
	}
	if r := w.upload("getMe", "photo", "a.jpg", jpegOf(t, 10, 10)); !strings.Contains(r.Description, "getMe has no parameter") {
		t.Errorf("got %q", r.Description)
	}
	if r := w.upload("sendDocument", "document", "a.jpg", jpegOf(t, 10, 10)); !r.OK {
		t.Errorf("got %q", r.Description)
	}
}

// Parameters may come in the query, as a form, as JSON; the method in any case.
func TestWaysOfParameters(t *testing.T) {
	w := newWorld(t, Config{})
	base := "http://telegram/bot" + w.s.Token() + "/SendMessage"
	id := itoa(w.anna)
	post := func(kind, body string) (*http.Response, error) {
		return w.client.Post(base, kind, strings.NewReader(body))
	}
	for name, send := range map[string]func() (*http.Response, error){
		"query": func() (*http.Response, error) { return w.client.Get(base + "?text=%D0%B4%D0%B0&chat_id=" + id) },
		"form": func() (*http.Response, error) {
			return post("application/x-www-form-urlencoded", "text=%D0%B4%D0%B0&chat_id="+id)
		},
		"JSON": func() (*http.Response, error) {
			return post("application/json; charset=utf-8", `{"text":"да","chat_id":`+id+`,"disable_notification":true}`)
		},
	} {
		response, err := send()
		if err != nil {
			t.Fatal(err)
		}
		if r := w.read(response); !r.OK || w.s.Last(w.anna).Text != "да" {
			t.Errorf("%s: %s", name, r.Description)
		}
	}
	for kind, want := range map[string]string{
		"application/json":           "Bad Request: can't parse request JSON object",
		"text/plain":                 violationPrefix,
		"multipart/form-data; x=\"":  violationPrefix,
		"multipart/form-data; bou=1": violationPrefix,
	} {
		response, err := post(kind, "{")
		if err != nil {
			t.Fatal(err)
		}
		if r := w.read(response); !strings.HasPrefix(r.Description, want) {
			t.Errorf("%s: %q", kind, r.Description)
		}
	}
}

func TestCommands(t *testing.T) {
	w := newWorld(t, Config{})
	list := func(command, description string) []any {
		return []any{object{"command": command, "description": description}}
	}
	w.ok("setMyCommands", params{"commands": list("tasks", "Мои задачи")})
	w.ok("setMyCommands", params{"commands": list("bind", "Привязать"), "scope": object{"type": "chat", "chat_id": w.group}})
	if got := w.s.Commands("chat:" + itoa(w.group)); len(got) != 1 || got[0].Command != "bind" {
		t.Errorf("got %v", got)
	}
	w.fails("Bad Request: BOT_COMMAND_INVALID", "setMyCommands", params{"commands": list("Задачи", "x")})
	w.fails("Bad Request: command description must be non-empty", "setMyCommands", params{"commands": list("a", "")})
	w.fails("Bad Request: can't parse BotCommand: Can't find field \"description\"", "setMyCommands",
		params{"commands": []any{object{"command": "a"}}})
	w.fails("Bad Request: can't parse BotCommandScope: Unsupported type specified", "setMyCommands",
		params{"commands": list("a", "b"), "scope": object{"type": "world"}})
	w.fails("Bad Request: chat not found", "setMyCommands",
		params{"commands": list("a", "b"), "scope": object{"type": "chat", "chat_id": w.carol}})
}

// Whatever is just within a limit is taken.
func TestLimitsAreTaken(t *testing.T) {
	w := newWorld(t, Config{Limits: Limits{Off: true}})
	w.ok("sendMessage", params{"chat_id": w.anna, "text": strings.Repeat("👍", 4096)})
	w.ok("sendMessage", params{"chat_id": w.anna, "text": "<b>" + strings.Repeat("я", 4096) + "</b>" + strings.Repeat(" ", 90), "parse_mode": "HTML"})
	w.ok("editMessageText", edit(w, said(w), params{"text": strings.Repeat("я", 4096)}))
	w.ok("editMessageCaption", edit(w, photo(w), params{"caption": strings.Repeat("👍", 1024)}))
	w.ok("sendMessage", params{"chat_id": w.anna, "text": "x", "reply_markup": keyboard([]Button{{Text: "Да", Data: strings.Repeat("я", 32)}})})
	w.ok("answerCallbackQuery", params{"callback_query_id": delivered(w), "text": strings.Repeat("я", 200)})
	var items []any
	for _, id := range pictures(w, 10) {
		one := item("photo", id)
		one["caption"] = strings.Repeat("я", 1024)
		items = append(items, one)
	}
	w.ok("sendMediaGroup", params{"chat_id": w.anna, "media": items})
	w.ok("setMyCommands", params{"commands": []any{object{"command": strings.Repeat("a", 32), "description": strings.Repeat("я", 256)}}})
	if v := w.s.Violations(); len(v) != 0 {
		t.Errorf("violations: %q", v)
	}
}

// The scopes of menus, as TDLib's BotCommandScope takes them.
func TestScopesOfMenus(t *testing.T) {
	w := newWorld(t, Config{})
	list := []any{object{"command": "plan", "description": "план"}}
	for _, kind := range []string{"default", "all_private_chats", "all_group_chats", "all_chat_administrators"} {
		w.ok("setMyCommands", params{"commands": list, "scope": object{"type": kind}})
		if len(w.s.Commands(kind)) != 1 {
			t.Errorf("no menu of %s", kind)
		}
		w.ok("deleteMyCommands", params{"scope": object{"type": kind}})
		if len(w.s.Commands(kind)) != 0 {
			t.Errorf("the menu of %s is still there", kind)
		}
	}
	for _, scope := range []object{
		{"type": "chat", "chat_id": w.anna}, {"type": "chat", "chat_id": w.group},
		{"type": "chat_administrators", "chat_id": w.group}, {"type": "chat_member", "chat_id": w.group, "user_id": w.anna},
	} {
		w.ok("setMyCommands", params{"commands": list, "scope": scope})
	}
	const unread = "Bad Request: can't parse BotCommandScope: "
	for _, c := range []struct {
		scope object
		want  string
	}{
		{object{}, unread + `Can't find field "type"`},
		{object{"type": "chat"}, unread + `Can't find field "chat_id"`},
		{object{"type": "chat", "chat_id": ""}, unread + "Empty chat_id specified"},
		{object{"type": "chat_administrators"}, unread + `Can't find field "chat_id"`},
		{object{"type": "chat_member", "chat_id": w.group}, unread + `Can't find field "user_id"`},
		{object{"type": "chat_member", "chat_id": w.group, "user_id": 0}, unread + "Invalid user_id specified"},
		{object{"type": "chat_administrators", "chat_id": w.anna}, "Bad Request: can't use specified scope in private chats"},
		{object{"type": "chat_member", "chat_id": w.anna, "user_id": w.anna}, "Bad Request: can't use specified scope in private chats"},
		{object{"type": "chat", "chat_id": w.post}, "Bad Request: can't change commands in channel chats"},
		{object{"type": "all_group_chats", "chat_id": w.group}, violationPrefix + `parameter "scope" of setMyCommands: BotCommandScopeAllGroupChats has no field "chat_id"`},
	} {
		w.fails(c.want, "setMyCommands", params{"commands": list, "scope": c.scope})
	}
	w.fails("Bad Request: invalid language code specified", "setMyCommands", params{"commands": list, "language_code": "rus"})
	w.fails("Bad Request: command description must be non-empty", "setMyCommands", params{"commands": []any{object{"command": "a", "description": " "}}})
	w.fails("Bad Request: command length must not exceed 32", "setMyCommands",
		params{"commands": []any{object{"command": strings.Repeat("a", 33), "description": "b"}}})
}
