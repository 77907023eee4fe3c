package emulator

import "encoding/json"

// editTarget is the message an edit is about and its new keyboard, nil when the
// keyboard is to go: an edit that names none takes it away.
type editTarget struct {
	chat   string
	id     int
	markup *markup
}

func parseEditTarget(r *request) (editTarget, *apiError) {
	t := editTarget{chat: r.params["chat_id"], id: max(r.number("message_id"), 0)}
	var refusal *apiError
	if t.markup, refusal = parseMarkup(r.params["reply_markup"]); refusal != nil {
		return t, refusal
	}
	if t.chat == "" && t.id == 0 {
		return t, bad("Message identifier is not specified")
	}
	return t, nil
}

func (s *Server) editMessageText(r *request) (action, *apiError) {
	text, refusal := parseText(r)
	if refusal != nil {
		return nil, refusal
	}
	preview, refusal := parsePreview(r)
	if refusal != nil {
		return nil, refusal
	}
	t, refusal := parseEditTarget(r)
	if refusal != nil {
		return nil, refusal
	}
	return func() (any, *apiError) {
		return s.edit(t, func(m *message, next *message) *apiError {
			if m.kind != kindText {
				return bad("There is no text in the message to edit")
			}
			body, refusal := fixText(text, false)
			if refusal == nil && body.length() > maxText {
				refusal = bad("MESSAGE_TOO_LONG")
			}
			next.body, next.preview = body, preview
			return refusal
		})
	}, nil
}

func (s *Server) editMessageCaption(r *request) (action, *apiError) {
	caption, refusal := parseFormatted(r.params["caption"], r.params["parse_mode"], r.params["caption_entities"])
	if refusal != nil {
		return nil, refusal
	}
	t, refusal := parseEditTarget(r)
	if refusal != nil {
		return nil, refusal
	}
	return func() (any, *apiError) {
		return s.edit(t, func(m *message, next *message) *apiError {
			if m.media == nil || !m.media.takesCaption() {
				return bad("There is no caption in the message to edit")
			}
			body, refusal := fixText(caption, true)
			if refusal == nil && body.length() > maxCaption {
				refusal = bad("MEDIA_CAPTION_TOO_LONG")
			}
			next.body, next.above = body, r.truth("show_caption_above_media")
			return refusal
		})
	}, nil
}

func (s *Server) editMessageMedia(r *request) (action, *apiError) {
	raw := r.params["media"]
	if raw == "" {
		return nil, bad(`Parameter "media" is required`)
	}
	if !json.Valid([]byte(raw)) {
		return nil, bad("Can't parse input media JSON object")
	}
	item, refusal := parseInputMedia(r, json.RawMessage(raw), false)
	if refusal != nil {
		return nil, refusal
	}
	t, refusal := parseEditTarget(r)
	if refusal != nil {
		return nil, refusal
	}
	return func() (any, *apiError) {
		return s.edit(t, func(m *message, next *message) *apiError {
			if m.album != "" && (item.kind == "document") != (m.kind == "document") {
				return violation("an album of %ss cannot be edited to hold a %s", m.kind, item.kind)
			}
			file, refusal := s.load(item.src, item.kind)
			if refusal != nil {
				return refusal
			}
			body, refusal := fixText(item.caption, true)
			if refusal == nil && body.length() > maxCaption {
				refusal = bad("MEDIA_CAPTION_TOO_LONG")
			}
			next.kind, next.media, next.body, next.preview = file.kind, file, body, nil
			next.spoiler, next.above = item.spoiler, item.above
			return refusal
		})
	}, nil
}

func (s *Server) editMessageReplyMarkup(r *request) (action, *apiError) {
	t, refusal := parseEditTarget(r)
	if refusal != nil {
		return nil, refusal
	}
	return func() (any, *apiError) {
		return s.edit(t, func(*message, *message) *apiError { return nil })
	}, nil
}

// edit changes a copy of the message and, when it has come out different, the
// message itself.
func (s *Server) edit(t editTarget, change func(m, next *message) *apiError) (any, *apiError) {
	m, refusal := s.message(t.chat, t.id, toEdit, "message to edit")
	if refusal != nil {
		return nil, refusal
	}
	if !s.editable(m) {
		return nil, bad("Message can't be edited")
	}
	next := *m
	if refusal := change(m, &next); refusal != nil {
		return nil, refusal
	}
	if t.markup != nil && t.markup.inline == nil {
		return nil, bad("Inline keyboard expected")
	}
	next.markup = t.markup
	if m.chat.kind == Private && s.users[m.chat.id].blocked {
		return nil, forbidden("bot was blocked by the user")
	}
	if same(m, &next) {
		return nil, bad("message is not modified: specified new message content and reply markup are exactly the same" +
			" as a current content and reply markup of the message")
	}
	next.edited = s.now()
	*m = next
	s.emit(Event{Kind: Edited, Message: m.view(), Actor: s.cfg.BotID})
	return s.sent(m), nil
}

// editable are the bot's own messages without a keyboard under the input field,
// and in a channel all posts, for an administrator who may edit them.
func (s *Server) editable(m *message) bool {
	if m.kind == kindService || m.forward != nil || m.markup != nil && m.markup.inline == nil {
		return false
	}
	bot := m.chat.member(s.cfg.BotID)
	if m.chat.kind == Channel {
		return bot.may(func(r Rights) bool { return r.EditMessages || m.mine && r.PostMessages })
	}
	return m.mine
}

// same reports whether an edit changes nothing that is shown.
func same(a, b *message) bool {
	return a.kind == b.kind && a.media == b.media && a.above == b.above && a.spoiler == b.spoiler &&
		a.body.text == b.body.text && a.markup.same(b.markup) &&
		string(mustJSON(a.body.entities)) == string(mustJSON(b.body.entities)) &&
		string(mustJSON(a.preview)) == string(mustJSON(b.preview))
}
