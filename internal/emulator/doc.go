// Package emulator is a strict Telegram in a box: an http.Handler that speaks
// the Bot API as the real server does, for tests and for the demo command.
//
// It is the only Telegram this project can be tested against, so it forgives
// nothing that the real one does not forgive: limits, error texts and codes,
// markup, rights, lifetimes and flood control are those of the server. A
// request that the real server would silently half-understand (an unknown
// parameter, a value of the wrong type) is refused with a description that
// begins with "Bad Request: emulator:" and is kept in Violations, so that a
// test can fail on it.
//
// People are played by the test: AddUser, Say, Send, Album, Edit, Press. What
// the bot did is read back with Messages, Last, Journal and Wait. Faults of the
// network and of the server are ordered with Fault.
//
// The package knows nothing of plans, reminders or posts and imports nothing of
// this project. It starts no goroutines; every wait is a channel or a timer
// made inside the call that waits, so that it works within testing/synctest.
package emulator
