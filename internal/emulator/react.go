package emulator

// React lets readers of a channel put so many thumbs up under a message, in all. The
// server tells a bot of it that is an administrator there and asked for such updates
// (Bot API «MessageReactionCountUpdated»).
func (s *Server) React(chat int64, id, total int) {
	s.mu.Lock()
	defer s.unlock()
	c := s.mustChat(chat)
	m := c.live(id)
	if c.kind != Channel || m == nil {
		panic("emulator: readers react to messages of a channel")
	}
	s.push("message_reaction_count", object{
		"chat": s.chatJSON(c), "message_id": id, "date": s.now().Unix(),
		"reactions": []object{{"type": object{"type": "emoji", "emoji": "👍"}, "total_count": total}},
	})
}
