//go:build !windows

package store

import (
	"errors"
	"os"
)

// replaceOpen tells that a file can be replaced while a program has it open.
const replaceOpen = true

// syncFolder makes the names in a folder last.
func syncFolder(path string) error {
	dir, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}
