//go:build unix

package host

import (
	"io"
	"os"

	"golang.org/x/sys/unix"
)

// TerminalWidth asks a terminal for its width; 0 for anything else.
func TerminalWidth(w io.Writer) int {
	f, ok := w.(*os.File)
	if !ok {
		return 0
	}
	size, err := unix.IoctlGetWinsize(int(f.Fd()), unix.TIOCGWINSZ)
	if err != nil {
		return 0
	}
	return int(size.Col)
}
