//go:build !linux

package app_test

import "testing"

// benchService measures nothing here: the memory of a process is read as Linux
// tells it.
func benchService(b *testing.B, _ string) {
	b.Skip("the memory of a process is read as Linux tells it")
}
