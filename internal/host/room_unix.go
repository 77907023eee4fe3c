//go:build unix

package host

import (
	"errors"
	"strings"
	"syscall"
)

// NoRoom reports whether an error says that there is no room left on the disk, or none
// left for this user.
func NoRoom(err error) bool {
	// bbolt's copying tells it in words alone.
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || strings.Contains(err.Error(), syscall.ENOSPC.Error())
}
