package emulator

import (
	"strings"
	"unicode/utf8"
)

// answerCallbackQuery ends the waiting of a pressed button: once, and within the
// query's life from its delivery to the bot.
func (s *Server) answerCallbackQuery(r *request) (action, *apiError) {
	text := r.params["text"]
	return func() (any, *apiError) {
		p := s.queries[r.params["callback_query_id"]]
		if p == nil || p.done || p.delivered.IsZero() || s.pace().Sub(p.delivered) > s.cfg.QueryLife {
			return nil, bad("query is too old and response timeout expired or query ID is invalid")
		}
		if utf8.RuneCountInString(text) > maxAnswer {
			return nil, bad("MESSAGE_TOO_LONG")
		}
		if url := r.params["url"]; url != "" && !strings.HasPrefix(url, "https://t.me/"+s.cfg.Username+"?") {
			return nil, bad("URL_INVALID")
		}
		p.done, p.text, p.alert, p.at = true, text, r.truth("show_alert"), s.now()
		e := Event{Kind: Answered, Actor: p.User, Text: text, Alert: p.alert, Press: p.ID}
		if m := s.chats[p.Chat].byID[p.Message]; m != nil {
			e.Message = m.view()
		}
		s.emit(e)
		return true, nil
	}, nil
}

var chatActions = map[string]bool{
	"typing": true, "cancel": true, "upload_photo": true, "record_video": true, "upload_video": true,
	"record_audio": true, "record_voice": true, "upload_audio": true, "upload_voice": true,
	"upload_document": true, "choose_sticker": true, "pick_up_location": true, "find_location": true,
	"record_video_note": true, "upload_video_note": true,
}

func (s *Server) sendChatAction(r *request) (action, *apiError) {
	if !chatActions[strings.ToLower(r.params["action"])] {
		return nil, bad("Wrong parameter action in request")
	}
	return func() (any, *apiError) {
		c, refusal := s.reach(r.params["chat_id"], toWrite)
		if refusal != nil {
			return nil, refusal
		}
		if refusal := s.topicRefusal(c, max(r.number("message_thread_id"), 0)); refusal != nil {
			return nil, refusal
		}
		if refusal := s.mayPost(c, nil); refusal != nil {
			return nil, refusal
		}
		return true, nil
	}, nil
}
