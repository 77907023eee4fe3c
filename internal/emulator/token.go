package emulator

import (
	"strconv"
	"strings"
)

func defaultToken(botID int64) string {
	return strconv.FormatInt(botID, 10) + ":AAEmulatorEmulatorEmulatorEmulator0"
}

func tokenBotID(token string) int64 {
	id, _, _ := strings.Cut(token, ":")
	n, err := strconv.ParseInt(id, 10, 64)
	if err != nil || n <= 0 {
		return 0
	}
	return n
}

// maxBotID is the greatest user id the server accepts in a token (2^53 − 1
// leaves a double exact).
const maxBotID = 1 << 53

// tokenRefusal tells how the server refuses a token that is not ours, or nil.
func (s *Server) tokenRefusal(token string) *apiError {
	if token == s.cfg.Token && !s.revoked {
		return nil
	}
	id, _, colon := strings.Cut(token, ":")
	n, err := strconv.ParseInt(id, 10, 64)
	if !colon || err != nil || strings.HasPrefix(token, "0") || len(token) > 80 || n <= 0 || n >= maxBotID {
		return &apiError{code: 401, text: "Unauthorized: invalid token specified"}
	}
	return &apiError{code: 401, text: "Unauthorized"}
}

// RevokeToken makes every further request fail with 401, as when BotFather
// revoked the token.
func (s *Server) RevokeToken() {
	s.mu.Lock()
	defer s.unlock()
	s.revoked = true
}
