//go:build unix

package setup

import (
	"errors"
	"fmt"
	"os"
	"os/user"
	"strconv"

	"golang.org/x/sys/unix"
)

// ServiceUser is the account that the packages make for the service.
const ServiceUser = "sdelaem"

// ServiceAccount finds the account of the service, if only root has anything to give
// it; without such an account the service is run by whoever sets it up.
func ServiceAccount() Account {
	u, err := user.Lookup(ServiceUser)
	if err != nil || os.Geteuid() != 0 {
		return Account{}
	}
	uid, err1 := strconv.Atoi(u.Uid)
	gid, err2 := strconv.Atoi(u.Gid)
	return Account{UID: uid, GID: gid, Other: err1 == nil && err2 == nil && uid != 0}
}

// share lets the service's group read what is otherwise the owner's alone.
func share(path string, reader Account, own, shared os.FileMode) error {
	if !reader.Other {
		return os.Chmod(path, own)
	}
	return errors.Join(os.Chown(path, 0, reader.GID), os.Chmod(path, shared))
}

// give makes a folder the service's own.
func give(path string, owner Account) error {
	if !owner.Other {
		return nil
	}
	return os.Chown(path, owner.UID, owner.GID)
}

func hold(f *os.File) error {
	err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	if errors.Is(err, unix.EWOULDBLOCK) {
		return fmt.Errorf("%w: %w", ErrBusy, err)
	}
	return err
}

// Installed is the settings file that a program installed by a package reads: the one
// in /usr/bin has it in /etc.
func Installed(executable string, _ func(string) string) string {
	if executable == "/usr/bin/sdelaem" {
		return "/etc/sdelaem/sdelaem.env"
	}
	return ""
}
