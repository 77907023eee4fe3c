package app

import (
	"golang.org/x/sys/windows"
)

// FreeSpace is what is left for the service on the disk of a folder, in bytes;
// false when nobody knows.
func FreeSpace(dir string) (uint64, bool) {
	name, err := windows.UTF16PtrFromString(dir)
	if err != nil {
		return 0, false
	}
	var free uint64
	if err := windows.GetDiskFreeSpaceEx(name, &free, nil, nil); err != nil {
		return 0, false
	}
	return free, true
}
