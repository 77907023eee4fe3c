package host

import (
	"errors"
	"strings"

	"golang.org/x/sys/windows"
)

// NoRoom reports whether an error says that there is no room left on the disk, or none
// left for this user.
func NoRoom(err error) bool {
	for _, full := range []error{windows.ERROR_DISK_FULL, windows.ERROR_HANDLE_DISK_FULL, windows.ERROR_DISK_QUOTA_EXCEEDED} {
		// bbolt's copying tells it in words alone.
		if errors.Is(err, full) || strings.Contains(err.Error(), full.Error()) {
			return true
		}
	}
	return false
}
