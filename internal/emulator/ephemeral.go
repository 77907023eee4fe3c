package emulator

import "encoding/json"

// parseOnly reads whom alone a message is shown to (Bot API
// «EphemeralMessageParameters»); 0 for everybody.
func parseOnly(r *request) (int64, *apiError) {
	raw := r.params["ephemeral_message_parameters"]
	if raw == "" {
		return 0, nil
	}
	var o struct {
		Receiver int64 `json:"receiver_user_id"`
	}
	if json.Unmarshal([]byte(raw), &o) != nil || o.Receiver == 0 {
		return 0, bad("Can't parse ephemeral message parameters JSON object")
	}
	return o.Receiver, nil
}

// onlyRefusal says why a member cannot be shown a message alone. There is none in a
// private chat or a channel; in a basic group the emulator takes none either, so that
// what is done without is played too.
func (s *Server) onlyRefusal(c *chat, user int64) *apiError {
	switch {
	case user == 0:
		return nil
	case c.kind != Supergroup:
		return bad("ephemeral messages can't be sent to the chat")
	case !c.member(user).present():
		return bad("USER_NOT_PARTICIPANT")
	}
	return nil
}
