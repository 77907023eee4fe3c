package setup

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/sys/windows"
)

// ServiceAccount is not needed here: rights are given to the accounts that Windows
// itself has for services.
func ServiceAccount() Account { return Account{} }

// rights are full ones of the system, the administrators, the account of local services
// and the owner, and nobody else's; what is inside has them too
// (Security Descriptor Definition Language).
const rights = "D:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;FA;;;LS)(A;OICI;FA;;;OW)"

// share keeps everybody else out: a folder of all programs' data is open to all users.
func share(path string, _ Account, _, _ os.FileMode) error { return give(path, Account{}) }

// give does so with the folder of the database.
func give(path string, _ Account) error {
	descriptor, err := windows.SecurityDescriptorFromString(rights)
	if err != nil {
		return fmt.Errorf("read rights: %w", err)
	}
	list, _, err := descriptor.DACL()
	if err != nil {
		return fmt.Errorf("read rights: %w", err)
	}
	err = windows.SetNamedSecurityInfo(path, windows.SE_FILE_OBJECT,
		windows.DACL_SECURITY_INFORMATION|windows.PROTECTED_DACL_SECURITY_INFORMATION, nil, nil, list, nil)
	if err != nil {
		return fmt.Errorf("set rights of %s: %w", path, err)
	}
	return nil
}

func hold(f *os.File) error {
	const wholeFile = 1
	err := windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, wholeFile, 0, new(windows.Overlapped))
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
		return fmt.Errorf("%w: %w", ErrBusy, err)
	}
	return err
}

// Installed is the settings file of the program on this computer, when there is one.
func Installed(_ string, getenv func(string) string) string {
	data := getenv("ProgramData")
	if data == "" {
		return ""
	}
	return filepath.Join(data, "sdelaem", "sdelaem.env")
}
