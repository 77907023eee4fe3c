// Package torture kills the real program at every step, on full, failing and
// read-only disks, under faults of Telegram, and reads with eyes of its own what is
// left. It consists of tests.
package torture
