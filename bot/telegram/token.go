package telegram

import (
	"strings"

	"sdelaemvmeste/bot/wire"
)

// shortest is the length from which the token's second half is scrubbed by
// itself; a shorter one would take pieces out of ordinary words.
const shortest = 8

func newSecret(token string) wire.Secret {
	if _, half, ok := strings.Cut(token, ":"); ok && len(half) >= shortest {
		return wire.NewSecret(token, half)
	}
	return wire.NewSecret(token)
}

// plausible reports whether a token can stand in an address. Whether it is a true
// one only Telegram knows.
func plausible(token string) bool {
	id, half, ok := strings.Cut(token, ":")
	return ok && id != "" && half != "" && strings.Trim(id, "0123456789") == "" &&
		strings.Trim(half, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") == ""
}
