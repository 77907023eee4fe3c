package setup

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// ErrBusy says that another setup is at work in the folder.
var ErrBusy = errors.New("another setup is at work")

// lockName is the file that a setup holds; it stays, since taking it away would let a
// third one in beside the second.
const lockName = ".setup.lock"

// Lock keeps other setups out of a folder until the function it gives is called, or the
// process ends. The error of a folder that is taken wraps [ErrBusy].
func Lock(dir string) (unlock func() error, err error) {
	f, err := os.OpenFile(filepath.Join(dir, lockName), os.O_CREATE|os.O_RDWR, ownFile)
	if err != nil {
		return nil, fmt.Errorf("lock %s: %w", dir, err)
	}
	if err := hold(f); err != nil {
		return nil, fmt.Errorf("lock %s: %w", dir, errors.Join(err, f.Close()))
	}
	if err := sweep(dir); err != nil {
		return nil, fmt.Errorf("lock %s: %w", dir, errors.Join(err, f.Close()))
	}
	return f.Close, nil
}
