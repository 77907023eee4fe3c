// Package host is what the operating system is asked in its own way: how wide a
// terminal is, how long the program has run. It knows nothing of the program.
package host
