// Command sdelaem reminds municipal offices of what their media plan owes, takes
// their confirmations, and leads their #СДЕЛАЕМВМЕСТЕ posts through approval
// into the channel. Its commands stand in internal/cli.
package main

import (
	_ "time/tzdata" // the plan's zone must be known in an empty container too

	_ "golang.org/x/crypto/x509roots/fallback" // Telegram's certificate is to be checked where the system has no roots

	"sdelaemvmeste/internal/cli"
)

func main() { cli.Main() }
