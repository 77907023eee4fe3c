package emulator

const (
	kindText    = "text"
	kindService = "service"
)

// Draft is a message of a person: the text, or the caption of one file, or one
// of the things without either.
type Draft struct {
	// Text is the text or the caption; Entities mark it up. Links, commands,
	// hashtags and the like are found without being marked.
	Text     string
	Entities []Entity

	Photo, Video, Document, Animation, Audio, Voice, VideoNote, Sticker *Upload

	Poll     *Poll
	Location *Location
	Contact  *Contact

	ReplyTo int
	// Quote is the part of the message replied to that is quoted.
	Quote string
	// Thread is the topic of a forum, 0 for General.
	Thread int
	// ForwardOf makes the message a forwarded one.
	ForwardOf *Origin
	Spoiler   bool
	// NoPreview takes the preview of the text's links away.
	NoPreview bool
	// Anonymous is an administrator of a group writing in the group's name.
	Anonymous bool
}

// Poll is a poll of a person.
type Poll struct {
	Question string
	Options  []string
}

// Location is a place on the map.
type Location struct {
	Latitude, Longitude float64
}

// Contact is a shared phone number.
type Contact struct {
	Phone, FirstName string
	User             int64
}

// media gives the draft's file and the kind it is sent as.
func (d Draft) media() (kind string, u *Upload) {
	for kind, u := range map[string]*Upload{
		"photo": d.Photo, "video": d.Video, "document": d.Document, "animation": d.Animation,
		"audio": d.Audio, "voice": d.Voice, "video_note": d.VideoNote, "sticker": d.Sticker,
	} {
		if u != nil {
			return kind, u
		}
	}
	return "", nil
}

// extra gives the content that is neither text nor a file.
func (d Draft) extra() (kind string, content any) {
	switch {
	case d.Poll != nil:
		options := make([]object, 0, len(d.Poll.Options))
		for _, text := range d.Poll.Options {
			options = append(options, object{"text": text, "voter_count": 0})
		}
		return "poll", object{"id": "5300000000000000001", "question": d.Poll.Question, "options": options,
			"total_voter_count": 0, "is_closed": false, "is_anonymous": true, "type": "regular",
			"allows_multiple_answers": false}
	case d.Location != nil:
		return "location", object{"latitude": d.Location.Latitude, "longitude": d.Location.Longitude}
	case d.Contact != nil:
		o := object{"phone_number": d.Contact.Phone, "first_name": d.Contact.FirstName}
		if d.Contact.User != 0 {
			o["user_id"] = d.Contact.User
		}
		return "contact", o
	}
	return "", nil
}

// compose makes a message of a draft. People's clients send no text that the
// server would refuse, so a refusal is a fault of the test.
func (s *Server) compose(c *chat, from int64, d Draft) *message {
	body, refusal := fixText(formatted{d.Text, d.Entities}, true)
	if refusal != nil {
		panic("emulator: a person cannot send this: " + refusal.text)
	}
	m := &message{chat: c, from: from, body: body, replyTo: d.ReplyTo, quote: d.Quote, thread: d.Thread,
		forward: d.ForwardOf, spoiler: d.Spoiler, kind: kindText}
	if d.NoPreview {
		m.preview = object{"is_disabled": true}
	}
	switch {
	case c.kind == Channel:
		m.from, m.senderChat = 0, c.id
	case d.Anonymous:
		m.from, m.senderChat = anonymous.ID, c.id
	}
	if kind, u := d.media(); u != nil {
		m.kind, m.media = kind, s.store(kind, *u)
		return m
	}
	if kind, content := d.extra(); content != nil {
		m.kind, m.extra = kind, content
		return m
	}
	if body.text == "" {
		panic("emulator: a person cannot send an empty message")
	}
	return m
}
