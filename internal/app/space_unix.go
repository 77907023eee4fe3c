//go:build linux || darwin

package app

import (
	"syscall"
)

// FreeSpace is what is left for the service on the disk of a folder, in bytes;
// false when nobody knows.
func FreeSpace(dir string) (uint64, bool) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		return 0, false
	}
	return s.Bavail * uint64(s.Bsize), true
}
