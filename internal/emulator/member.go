package emulator

import "time"

type status string

const (
	statusCreator       status = "creator"
	statusAdministrator status = "administrator"
	statusMember        status = "member"
	statusRestricted    status = "restricted"
	statusLeft          status = "left"
	statusKicked        status = "kicked"
)

// Rights are an administrator's rights in a group or a channel.
type Rights struct {
	PostMessages, EditMessages, DeleteMessages, PinMessages  bool
	ChangeInfo, InviteUsers, RestrictMembers, PromoteMembers bool
	ManageTopics, ManageVideoChats, Anonymous                bool
}

// AllRights are all an owner can give, short of anonymity.
func AllRights() Rights {
	return Rights{
		PostMessages: true, EditMessages: true, DeleteMessages: true, PinMessages: true,
		ChangeInfo: true, InviteUsers: true, RestrictMembers: true, PromoteMembers: true,
		ManageTopics: true, ManageVideoChats: true,
	}
}

// Permissions are what a restricted member may still send.
type Permissions struct {
	Text, Photos, Videos, Documents bool
}

type member struct {
	status      status
	rights      Rights
	permissions Permissions
}

var nobody = &member{status: statusLeft}

func (c *chat) member(id int64) *member {
	if m := c.members[id]; m != nil {
		return m
	}
	return nobody
}

func (m *member) present() bool { return m.status != statusLeft && m.status != statusKicked }

func (m *member) admin() bool { return m.status == statusCreator || m.status == statusAdministrator }

// may reports whether an administrator has a right; the owner has them all.
func (m *member) may(right func(Rights) bool) bool {
	return m.status == statusCreator || m.status == statusAdministrator && right(m.rights)
}

func (m *member) permits(content string) bool {
	switch content {
	case "photos":
		return m.permissions.Photos
	case "videos":
		return m.permissions.Videos
	case "documents":
		return m.permissions.Documents
	}
	return m.permissions.Text
}

// memberJSON is a ChatMember of the Bot API.
func memberJSON(u User, m *member, kind ChatKind) object {
	o := object{"user": u.json(), "status": string(m.status)}
	switch m.status {
	case statusCreator:
		o["is_anonymous"] = m.rights.Anonymous
	case statusAdministrator:
		r := m.rights
		o["can_be_edited"] = false
		o["can_manage_chat"] = true
		o["is_anonymous"] = r.Anonymous
		o["can_change_info"] = r.ChangeInfo
		o["can_delete_messages"] = r.DeleteMessages
		o["can_invite_users"] = r.InviteUsers
		o["can_restrict_members"] = r.RestrictMembers
		o["can_promote_members"] = r.PromoteMembers
		o["can_manage_video_chats"] = r.ManageVideoChats
		o["can_post_stories"], o["can_edit_stories"], o["can_delete_stories"] = false, false, false
		if kind == Channel {
			o["can_post_messages"], o["can_edit_messages"] = r.PostMessages, r.EditMessages
		} else {
			o["can_pin_messages"] = r.PinMessages
		}
		if kind == Supergroup {
			o["can_manage_topics"] = r.ManageTopics
		}
	case statusRestricted:
		p := m.permissions
		o["is_member"], o["until_date"] = true, 0
		o["can_send_messages"], o["can_send_photos"] = p.Text, p.Photos
		o["can_send_videos"], o["can_send_documents"] = p.Videos, p.Documents
		for _, name := range []string{"can_send_audios", "can_send_video_notes", "can_send_voice_notes",
			"can_send_polls", "can_send_other_messages", "can_add_web_page_previews", "can_change_info",
			"can_invite_users", "can_pin_messages", "can_manage_topics"} {
			o[name] = false
		}
	case statusKicked:
		o["until_date"] = 0
	}
	return o
}

// memberUpdate is the body of a my_chat_member or chat_member update.
func (s *Server) memberUpdate(c *chat, by *user, was, is object) object {
	return object{
		"chat": s.chatJSON(c), "from": by.json(), "date": unix(s.now()),
		"old_chat_member": was, "new_chat_member": is,
	}
}

func unix(t time.Time) int64 { return t.Unix() }
