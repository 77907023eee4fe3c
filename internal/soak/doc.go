// Package soak holds tests in which the program serves restless people for long, under
// faults, and must end no larger than it began: memory, open files, goroutines.
package soak
