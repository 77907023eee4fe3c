package maxemulator

import (
	"slices"
	"strconv"
	"strings"
)

func (s *Server) getMyInfo(call) (any, *refusal) { return s.botJSON(), nil }

func (s *Server) getChat(c call) (any, *refusal) {
	ch, refused := s.reach(c.channel)
	if refused != nil {
		return nil, refused
	}
	return s.channelJSON(ch), nil
}

// getChatByLink finds a channel by its public name.
func (s *Server) getChatByLink(c call) (any, *refusal) {
	for _, ch := range s.channels {
		if ch.link == c.link && c.link != "" {
			c.channel = ch.id
		}
	}
	return s.getChat(c)
}

// getChats lists the channels the bot is in.
func (s *Server) getChats(call) (any, *refusal) {
	list := []object{}
	for _, id := range slices.Backward(slices.Sorted(keys(s.channels))) {
		if c := s.channels[id]; c.member && !c.gone {
			list = append(list, s.channelJSON(c))
		}
	}
	return object{"chats": list, "marker": nil}, nil
}

func (s *Server) getMembership(c call) (any, *refusal) {
	ch, refused := s.reach(c.channel)
	if refused != nil {
		return nil, refused
	}
	return s.membershipJSON(ch), nil
}

// getMessages gives the newest messages of a channel first, or those named.
func (s *Server) getMessages(c call) (any, *refusal) {
	if !c.query.Has("chat_id") {
		return nil, violation("messages of no channel")
	}
	ch, refused := s.allowed(c.channel, ReadAll)
	if refused != nil {
		return nil, refused
	}
	count, err := strconv.Atoi(c.query.Get("count"))
	if err != nil {
		count = 50
	}
	wanted := strings.Split(c.query.Get("message_ids"), ",")
	list := []object{}
	for _, mid := range slices.Backward(ch.messages) {
		if len(list) == count {
			break
		}
		if !c.query.Has("message_ids") || slices.Contains(wanted, mid) {
			list = append(list, s.messageJSON(s.messages[mid], true))
		}
	}
	return object{"messages": list}, nil
}

func (s *Server) getMessageByID(c call) (any, *refusal) {
	m := s.messages[c.message]
	if m == nil || m.deleted {
		return nil, notFound("message.not.found", "Message not found")
	}
	if _, refused := s.allowed(m.channel.id, ReadAll); refused != nil {
		return nil, notFound("message.not.found", "Message not found")
	}
	return s.messageJSON(m, true), nil
}
