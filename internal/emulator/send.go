package emulator

import "encoding/json"

func (s *Server) sendMessage(r *request) (action, *apiError) {
	text, refusal := parseText(r)
	if refusal != nil {
		return nil, refusal
	}
	preview, refusal := parsePreview(r)
	if refusal != nil {
		return nil, refusal
	}
	d, refusal := parseDelivery(r)
	if refusal != nil {
		return nil, refusal
	}
	if d.only, refusal = parseOnly(r); refusal != nil {
		return nil, refusal
	}
	return func() (any, *apiError) {
		m, refusal := s.post(d, content{
			needs: []string{"text messages"}, count: 1,
			check: func() (refusal *apiError) {
				text, refusal = fixText(text, false)
				if refusal == nil && text.length() > maxText {
					refusal = bad("message is too long")
				}
				return refusal
			},
			make: func() *message { return &message{kind: kindText, body: text, preview: preview} },
		})
		if refusal != nil {
			return nil, refusal
		}
		return s.sent(m), nil
	}, nil
}

func parseText(r *request) (formatted, *apiError) {
	if !r.has("text") {
		return formatted{}, bad("Message text is empty")
	}
	return parseFormatted(r.params["text"], r.params["parse_mode"], r.params["entities"])
}

// parsePreview reads link_preview_options, or the flag of before Bot API 7.0.
func parsePreview(r *request) (object, *apiError) {
	raw := r.params["link_preview_options"]
	if raw == "" {
		if r.truth("disable_web_page_preview") {
			return object{"is_disabled": true}, nil
		}
		return nil, nil
	}
	if !json.Valid([]byte(raw)) {
		return nil, bad("Can't parse link preview options JSON object")
	}
	if _, err := parseObject(json.RawMessage(raw)); err != nil {
		return nil, bad("Object expected as link preview options")
	}
	var o object
	if err := json.Unmarshal([]byte(raw), &o); err != nil {
		return nil, bad("Can't parse link preview options JSON object")
	}
	return o, nil
}

func (s *Server) sendPhoto(r *request) (action, *apiError) { return s.sendFile(r, "photo", "photos") }

func (s *Server) sendVideo(r *request) (action, *apiError) { return s.sendFile(r, "video", "videos") }

func (s *Server) sendDocument(r *request) (action, *apiError) {
	return s.sendFile(r, "document", "documents")
}

func (s *Server) sendAnimation(r *request) (action, *apiError) {
	return s.sendFile(r, "animation", "animations")
}

func (s *Server) sendFile(r *request, kind, what string) (action, *apiError) {
	src := parseSource(r, kind, r.params[kind])
	if src == nil {
		return nil, bad("There is no %s in the request", kind)
	}
	caption, refusal := parseFormatted(r.params["caption"], r.params["parse_mode"], r.params["caption_entities"])
	if refusal != nil {
		return nil, refusal
	}
	d, refusal := parseDelivery(r)
	if refusal != nil {
		return nil, refusal
	}
	return func() (any, *apiError) {
		var file *media
		m, refusal := s.post(d, content{
			needs: []string{what}, count: 1,
			check: func() (refusal *apiError) {
				if caption, refusal = fixCaption(caption); refusal == nil {
					file, refusal = s.load(src, kind)
				}
				return refusal
			},
			make: func() *message {
				return &message{kind: file.kind, media: file, body: caption,
					spoiler: r.truth("has_spoiler"), above: r.truth("show_caption_above_media")}
			},
		})
		if refusal != nil {
			return nil, refusal
		}
		return s.sent(m), nil
	}, nil
}

func fixCaption(caption formatted) (formatted, *apiError) {
	caption, refusal := fixText(caption, true)
	if refusal == nil && caption.length() > maxCaption {
		refusal = bad("message caption is too long")
	}
	return caption, refusal
}

// copyMessage sends the content of a message again, without its keyboard.
func (s *Server) copyMessage(r *request) (action, *apiError) {
	if !r.has("from_chat_id") {
		return nil, bad(`Parameter "from_chat_id" is required`)
	}
	_, replace := r.params["caption"]
	caption, refusal := parseFormatted(r.params["caption"], r.params["parse_mode"], r.params["caption_entities"])
	if refusal != nil {
		return nil, refusal
	}
	return s.again(r, "message to copy", func(original *message) (*message, *apiError) {
		if original.kind == kindService {
			return nil, bad("message can't be copied")
		}
		m := &message{kind: original.kind, body: original.body, media: original.media, extra: original.extra,
			spoiler: original.spoiler, above: original.above, preview: original.preview}
		if replace && original.kind != kindText {
			fixed, refusal := fixCaption(caption)
			m.body, m.above = fixed, r.truth("show_caption_above_media")
			return m, refusal
		}
		return m, nil
	}, func(m *message) sentMessages {
		return sentMessages{object{"message_id": m.id}, []int{m.id}}
	})
}

func (s *Server) forwardMessage(r *request) (action, *apiError) {
	if !r.has("from_chat_id") {
		return nil, bad(`Parameter "from_chat_id" is required`)
	}
	return s.again(r, "message to forward", func(original *message) (*message, *apiError) {
		if original.kind == kindService || original.protect {
			return nil, bad("message can't be forwarded")
		}
		origin := original.forward
		if origin == nil {
			origin = &Origin{User: original.from, Date: original.date}
			if original.senderChat != 0 {
				origin = &Origin{Channel: original.senderChat, Message: original.id, Date: original.date}
			}
		}
		return &message{kind: original.kind, body: original.body, media: original.media, extra: original.extra,
			spoiler: original.spoiler, above: original.above, preview: original.preview, forward: origin}, nil
	}, s.sent)
}

// again sends what is made of an older message.
func (s *Server) again(r *request, name string, of func(*message) (*message, *apiError),
	result func(*message) sentMessages) (action, *apiError) {
	d, refusal := parseDelivery(r)
	if refusal != nil {
		return nil, refusal
	}
	return func() (any, *apiError) {
		original, refusal := s.message(r.params["from_chat_id"], r.number("message_id"), toRead, name)
		if refusal != nil {
			return nil, refusal
		}
		var m *message
		posted, refusal := s.post(d, content{
			needs: []string{whatOf(original)}, count: 1,
			check: func() (refusal *apiError) {
				m, refusal = of(original)
				return refusal
			},
			make: func() *message { return m },
		})
		if refusal != nil {
			return nil, refusal
		}
		return result(posted), nil
	}, nil
}

func whatOf(m *message) string {
	switch m.kind {
	case "photo", "video", "document":
		return m.kind + "s"
	}
	return "text messages"
}

// message finds the message a request is about.
func (s *Server) message(chat string, id int, purpose access, name string) (*message, *apiError) {
	c, refusal := s.reach(chat, purpose)
	if refusal != nil {
		return nil, refusal
	}
	reachable := !c.ownCount() || c.member(s.cfg.BotID).present()
	if m := c.live(id); m != nil && id > 0 && reachable {
		return m, nil
	}
	return nil, bad("%s not found", name)
}
