package emulator

import (
	"slices"
	"strconv"
)

func (s *Server) getMe(*request) (action, *apiError) {
	return func() (any, *apiError) {
		o := s.bot().json()
		o["can_join_groups"] = true
		o["can_read_all_group_messages"] = s.cfg.PrivacyOff
		o["supports_inline_queries"] = false
		o["can_connect_to_business"] = false
		o["has_main_web_app"] = false
		return o, nil
	}, nil
}

func (s *Server) getChat(r *request) (action, *apiError) {
	return func() (any, *apiError) {
		c, refusal := s.reach(r.params["chat_id"], toRead)
		if refusal != nil {
			return nil, refusal
		}
		o := s.chatJSON(c)
		o["accent_color_id"], o["max_reaction_count"] = 0, 11
		o["accepted_gift_types"] = object{"unlimited_gifts": false, "limited_gifts": false, "unique_gifts": false,
			"premium_subscription": false, "gifts_from_channels": false}
		if username, ok := o["username"]; ok {
			o["active_usernames"] = []any{username}
		}
		if c.isGroup() {
			permissions := object{}
			for _, name := range []string{"messages", "audios", "documents", "photos", "videos", "video_notes",
				"voice_notes", "polls", "other_messages"} {
				permissions["can_send_"+name] = true
			}
			o["permissions"] = permissions
		}
		if m := c.live(c.pinned); m != nil && m.pinned {
			o["pinned_message"] = s.messageJSON(m, false)
		}
		return o, nil
	}, nil
}

func (s *Server) getChatMember(r *request) (action, *apiError) {
	id, _ := strconv.ParseInt(r.params["user_id"], 10, 64)
	if id <= 0 {
		return nil, bad("Invalid user_id specified")
	}
	return func() (any, *apiError) {
		c, refusal := s.members(r.params["chat_id"])
		if refusal != nil {
			return nil, refusal
		}
		u := s.users[id]
		if u == nil || !u.known && !c.member(id).present() {
			return nil, bad("PARTICIPANT_ID_INVALID")
		}
		if c.kind == Channel && id != s.cfg.BotID && !c.member(s.cfg.BotID).admin() {
			return nil, bad("member list is inaccessible")
		}
		m := c.member(id)
		if c.kind == Private {
			m = &member{status: statusMember}
		}
		return memberJSON(u.User, m, c.kind), nil
	}, nil
}

// members finds a chat to read its members; those of a basic group are kept from
// a bot that is not in it.
func (s *Server) members(ref string) (*chat, *apiError) {
	c, refusal := s.reach(ref, toRead)
	if refusal == nil && c.kind == Group {
		return s.reach(ref, toWrite)
	}
	return c, refusal
}

func (s *Server) getChatMemberCount(r *request) (action, *apiError) {
	return func() (any, *apiError) {
		c, refusal := s.members(r.params["chat_id"])
		if refusal != nil {
			return nil, refusal
		}
		if c.kind == Private {
			return 2, nil
		}
		return len(c.present()), nil
	}, nil
}

// getChatAdministrators gives the owner first; of bots only the asking one.
func (s *Server) getChatAdministrators(r *request) (action, *apiError) {
	return func() (any, *apiError) {
		c, refusal := s.members(r.params["chat_id"])
		if refusal != nil {
			return nil, refusal
		}
		if c.kind == Private {
			return nil, bad("there are no administrators in the private chat")
		}
		if c.kind == Channel && !c.member(s.cfg.BotID).admin() {
			return nil, bad("member list is inaccessible")
		}
		list := []object{}
		for _, id := range c.present() {
			u, m := s.users[id], c.member(id)
			if !m.admin() || u.IsBot && id != s.cfg.BotID {
				continue
			}
			at := len(list)
			if m.status == statusCreator {
				at = 0
			}
			list = slices.Insert(list, at, memberJSON(u.User, m, c.kind))
		}
		return list, nil
	}, nil
}

func (s *Server) leaveChat(r *request) (action, *apiError) {
	return func() (any, *apiError) {
		c, refusal := s.reach(r.params["chat_id"], toRead)
		if refusal != nil {
			return nil, refusal
		}
		if c.kind == Private {
			return nil, bad("chat member status can't be changed in private chats")
		}
		bot := s.users[s.cfg.BotID]
		if c.member(bot.ID).present() {
			s.service(c, bot.ID, "left_chat_member", object{"left_chat_member": bot.json(), "left_chat_participant": bot.json()})
			s.setMember(c, bot, bot, &member{status: statusLeft})
		}
		return true, nil
	}, nil
}

func (s *Server) getFile(r *request) (action, *apiError) {
	id := r.params["file_id"]
	if id == "" {
		return nil, bad("file_id not specified")
	}
	return func() (any, *apiError) {
		x, err := s.files.resolve(id)
		if err != nil {
			return nil, bad("invalid file_id")
		}
		if x.Size > maxDownload {
			return nil, bad("file is too big")
		}
		if x.gone {
			return nil, bad("wrong file_id or the file is temporarily unavailable")
		}
		o := x.json()
		o["file_path"] = s.files.link(x, s.pace())
		return o, nil
	}, nil
}

// maxDownload is what a bot may download of the cloud server.
const maxDownload = 20 << 20
