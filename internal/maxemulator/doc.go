// Package maxemulator is a strict MAX in a box: an http.Handler that speaks the
// part of MAX's Bot API which publishes to channels, for tests and for the demo
// command.
//
// It forgives nothing that the real one does not forgive: limits, rights, files
// that are not ready yet, rates. Every request is held against the description
// that Config.Check stands for; in tests that is MAX's own OpenAPI description
// (internal/maxemulator/openapi), which the program itself does not carry. What
// the real server would silently half-understand is refused and kept in
// Violations, so that a test can fail on it.
//
// Channels are made and spoilt by the test: AddChannel, Allow, Expel, Dissolve,
// Revoke. What the bot did is read back with Messages, Requests and Wait. Faults
// of the network and of the server are ordered with Fault; Down lets the whole of
// MAX answer nothing.
//
// The package knows nothing of plans, pages or posts and imports nothing of this
// project. It starts no goroutines; every wait is a channel or a timer made inside
// the call that waits, so that it works within testing/synctest.
package maxemulator
