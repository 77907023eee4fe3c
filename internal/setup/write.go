package setup

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Account is the user the service runs as, which reads the settings; the zero value is
// whoever sets it up.
type Account struct {
	UID, GID int
	// Other is true when that is another user than the present one.
	Other bool
}

// Modes of what is made. The service's own account reads settings and token by its
// group, so that it cannot change them.
const (
	ownFile    = 0o600
	sharedFile = 0o640
	ownFolder  = 0o700
	sharedHome = 0o750
)

// Write puts files in their places, whole and together: what stood there stays until
// all of the new ones are on disk.
func Write(files map[string][]byte, reader Account) (err error) {
	asides := map[string]string{}
	defer func() {
		for aside := range asides {
			if err != nil {
				err = errors.Join(err, os.Remove(aside))
			}
		}
	}()
	for path, text := range files {
		aside, err := written(filepath.Dir(path), text, reader)
		if aside != "" {
			asides[aside] = path
		}
		if err != nil {
			return fmt.Errorf("write %s: %w", path, err)
		}
	}
	for aside, path := range asides {
		if err := os.Rename(aside, path); err != nil {
			return fmt.Errorf("write %s: %w", path, err)
		}
		delete(asides, aside)
	}
	return nil
}

// written puts a text into a folder under a passing name, which it gives as soon as
// there is a file.
func written(dir string, text []byte, reader Account) (aside string, err error) {
	f, err := os.CreateTemp(dir, ".sdelaem-setup-*") // made with mode 0600
	if err != nil {
		return "", err
	}
	_, err = f.Write(text)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return f.Name(), err
	}
	return f.Name(), share(f.Name(), reader, ownFile, sharedFile)
}

// Home makes the folder of the settings.
func Home(path string, reader Account) error {
	if _, err := os.Stat(path); err == nil {
		return nil // its rights are the administrator's
	}
	if err := os.MkdirAll(path, ownFolder); err != nil {
		return fmt.Errorf("make folder of settings: %w", err)
	}
	return share(path, reader, ownFolder, sharedHome)
}

// Data makes the folder of the database, the service's own; one that is there is left
// as it is.
func Data(path string, owner Account) error {
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	if err := os.MkdirAll(path, ownFolder); err != nil {
		return fmt.Errorf("make data folder: %w", err)
	}
	return give(path, owner)
}

// sweep deletes what a setup that was killed has left in a folder. The caller holds the
// folder's lock.
func sweep(dir string) error {
	left, err := filepath.Glob(filepath.Join(dir, ".sdelaem-setup-*"))
	if err != nil {
		return err
	}
	for _, name := range left {
		if err := os.Remove(name); err != nil {
			return err
		}
	}
	return nil
}
