package torture

import (
	"fmt"
	"runtime"
	"syscall"
	"unsafe"
)

// seccompNumber is the system call's number, which package syscall lacks
// (arch/x86/entry/syscalls/syscall_64.tbl, include/uapi/asm-generic/unistd.h).
func seccompNumber() (uintptr, bool) {
	n, ok := map[string]uintptr{"amd64": 317, "arm64": 277}[runtime.GOARCH]
	return n, ok
}

// failSyncs makes every fsync and fdatasync of this process fail with EIO from now
// on, as a dying disk does, by a filter of system calls (seccomp(2)); it takes no
// root.
func failSyncs() error {
	const (
		load, equal, give = 0x20, 0x15, 0x06 // BPF_LD|BPF_W|BPF_ABS, BPF_JMP|BPF_JEQ|BPF_K, BPF_RET|BPF_K
		refuse, allow     = 0x00050000 | uint32(syscall.EIO), 0x7fff0000
		noNewPrivileges   = 38 // prctl(2)
		modeFilter        = 1
		allThreads        = 1
	)
	type step struct {
		code     uint16
		yes, not uint8
		k        uint32
	}
	filter := []step{
		{code: load}, // the number of the call is first in its data
		{code: equal, yes: 1, k: syscall.SYS_FSYNC},
		{code: equal, not: 1, k: syscall.SYS_FDATASYNC},
		{code: give, k: refuse},
		{code: give, k: allow},
	}
	program := struct {
		length uint16
		filter *step
	}{uint16(len(filter)), &filter[0]}
	number, ok := seccompNumber()
	if !ok {
		return fmt.Errorf("the number of seccomp on %s is not known", runtime.GOARCH)
	}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if _, _, errno := syscall.RawSyscall6(syscall.SYS_PRCTL, noNewPrivileges, 1, 0, 0, 0, 0); errno != 0 {
		return fmt.Errorf("prctl: %w", errno)
	}
	if _, _, errno := syscall.RawSyscall(number, modeFilter, allThreads, uintptr(unsafe.Pointer(&program))); errno != 0 {
		return fmt.Errorf("seccomp: %w", errno)
	}
	runtime.KeepAlive(filter)
	return nil
}
