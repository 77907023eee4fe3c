// Package bench measures the program against what would be used in its place: the same
// work by hand in SQLite, by two drivers; a queue library; all rows read each minute;
// the very bytes that the program keeps, put into bbolt with nothing decoded. It is a
// module of its own, so that the program gets none of its rivals.
//
// All rivals of a measurement run in turn within one run, each round beginning with the
// next of them and each turn after a collection of garbage; what is printed are ratios.
package bench
