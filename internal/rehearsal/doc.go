// Package rehearsal is the tests of what a release is made of: packages are installed
// into a root folder of their own, set up, run, upgraded, rolled back and purged. They
// have the tag packages, since they need packages that were built before and root.
package rehearsal
