package emulator

import (
	"encoding/json"
	"strings"
)

// delivery is what all sending methods have in common.
type delivery struct {
	chat    string
	thread  int
	reply   replyTo
	markup  *markup
	silent  bool
	protect bool
	only    int64
}

type replyTo struct {
	chat    string
	id      int
	lenient bool // send even when the message replied to is gone
	quote   string
}

func parseDelivery(r *request) (delivery, *apiError) {
	d := delivery{chat: r.params["chat_id"], thread: max(r.number("message_thread_id"), 0),
		silent: r.truth("disable_notification"), protect: r.truth("protect_content")}
	var refusal *apiError
	if d.reply, refusal = parseReply(r); refusal != nil {
		return d, refusal
	}
	d.markup, refusal = parseMarkup(r.params["reply_markup"])
	return d, refusal
}

// parseReply reads reply_parameters, or the two parameters of before Bot API 7.0.
func parseReply(r *request) (replyTo, *apiError) {
	raw, ok := r.params["reply_parameters"]
	if !ok {
		return replyTo{id: max(r.number("reply_to_message_id"), 0), lenient: r.truth("allow_sending_without_reply")}, nil
	}
	if raw == "" {
		return replyTo{}, nil
	}
	if !json.Valid([]byte(raw)) {
		return replyTo{}, bad("Can't parse reply parameters JSON object")
	}
	o, err := parseObject(json.RawMessage(raw))
	if err != nil {
		return replyTo{}, bad("Object expected as reply parameters")
	}
	if len(o) == 0 {
		return replyTo{}, nil
	}
	var reply replyTo
	if reply.chat, err = o.optionalString("chat_id"); err != nil {
		return reply, bad("%s", err)
	}
	if reply.id, err = o.requiredInt("message_id"); err != nil {
		return reply, bad("%s", err)
	}
	if reply.lenient, err = o.optionalBool("allow_sending_without_reply"); err != nil {
		return reply, bad("%s", err)
	}
	if reply.quote, err = o.optionalString("quote"); err != nil {
		return reply, bad("%s", err)
	}
	reply.id = max(reply.id, 0)
	return reply, nil
}

// open finds the chat of a delivery and fits the reply and the topic into it.
func (s *Server) open(d *delivery) (*chat, *apiError) {
	c, refusal := s.reach(d.chat, toWrite)
	if refusal != nil {
		return nil, refusal
	}
	if d.reply.chat != "" && d.reply.chat != d.chat {
		return nil, violation("replies to a message of another chat are not modelled")
	}
	if d.reply.id > 0 {
		replied := c.live(d.reply.id)
		switch {
		case replied == nil && !d.reply.lenient:
			return nil, bad("message to be replied not found")
		case replied == nil:
			d.reply = replyTo{}
		case d.reply.quote != "" && !strings.Contains(replied.body.text, d.reply.quote):
			return nil, bad("QUOTE_TEXT_INVALID")
		case d.thread == 0:
			d.thread = replied.thread
			return c, s.topicRefusal(c, d.thread)
		}
	}
	if d.thread == 0 {
		return c, nil
	}
	return c, s.topicRefusal(c, d.thread)
}

// topicRefusal checks a message_thread_id. General has none: its 1 is refused
// like any other number that is no topic.
func (s *Server) topicRefusal(c *chat, id int) *apiError {
	if id == 0 {
		return nil
	}
	t := c.topic(id)
	if t == nil {
		return bad("message thread not found")
	}
	if t.Closed && !c.member(s.cfg.BotID).may(func(r Rights) bool { return r.ManageTopics }) {
		return bad("TOPIC_CLOSED")
	}
	return nil
}

// content is what a sending method puts into its messages. Check runs when the
// chat is found, make when the messages are admitted.
type content struct {
	needs []string // the rights, as refusals name them: "photos"
	count int
	check func() *apiError
	make  func() *message
}

// post sends one message: the chat, its rights, the content, the addressee, the
// flood limits, in the server's order.
func (s *Server) post(d delivery, x content) (*message, *apiError) {
	c, refusal := s.open(&d)
	if refusal != nil {
		return nil, refusal
	}
	if refusal := s.onlyRefusal(c, d.only); refusal != nil {
		return nil, refusal
	}
	if refusal := s.admit(c, x); refusal != nil {
		return nil, refusal
	}
	return s.put(c, d, x.make()), nil
}

func (s *Server) admit(c *chat, x content) *apiError {
	if c.kind != Private {
		if refusal := s.mayPost(c, x.needs); refusal != nil {
			return refusal
		}
	}
	if refusal := x.check(); refusal != nil {
		return refusal
	}
	if c.kind == Private {
		if refusal := s.mayPost(c, nil); refusal != nil {
			return refusal
		}
	}
	return s.floodRefusal(c, x.count)
}

// put makes the bot's message stand in the chat.
func (s *Server) put(c *chat, d delivery, m *message) *message {
	m.chat, m.mine, m.from = c, true, s.cfg.BotID
	if c.kind == Channel {
		m.from, m.senderChat = 0, c.id
	}
	m.thread, m.replyTo, m.quote = d.thread, d.reply.id, d.reply.quote
	m.silent, m.protect, m.only = d.silent, d.protect, d.only
	if m.markup == nil {
		m.markup = d.markup
	}
	s.add(m)
	if c.kind == Channel && s.cfg.EchoChannelPosts {
		s.push("channel_post", s.messageJSON(m, true))
	}
	return m
}
