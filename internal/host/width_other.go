//go:build !unix

package host

import "io"

// TerminalWidth is not known here.
func TerminalWidth(io.Writer) int { return 0 }
