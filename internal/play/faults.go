package play

import (
	"fmt"
	"strconv"

	"sdelaemvmeste/internal/emulator"
)

// fault orders a fault of the network or of Telegram, of requests about one chat if it
// is named: fault KIND METHOD [TIMES [CHAT]].
func (p *Play) fault(w []string) error {
	if len(w) < 2 {
		return fmt.Errorf("fault KIND METHOD [TIMES]")
	}
	f := emulator.Fault{Do: emulator.FaultKind(w[0]), Method: w[1], Times: 1, RetryAfter: 60}
	if len(w) > 2 {
		n, err := strconv.Atoi(w[2])
		if err != nil {
			return fmt.Errorf("fault: %w", err)
		}
		f.Times = n
	}
	if len(w) > 3 {
		c, err := p.chat(w[3])
		if err != nil {
			return err
		}
		f.Chat = c.id
	}
	p.server.Fault(f)
	return nil
}

// cut takes Telegram out of reach of the program until it is mended.
func (p *Play) cut([]string) error {
	fmt.Fprintf(p.out, "\n# Связь с Telegram пропала.\n")
	p.down = true
	for _, method := range []string{"", "getUpdates"} {
		p.server.Fault(emulator.Fault{Do: emulator.DropBefore, Method: method, Times: -1})
	}
	return nil
}

// mend brings Telegram back within reach.
func (p *Play) mend([]string) error {
	fmt.Fprintf(p.out, "\n# Связь с Telegram есть снова.\n")
	p.down = false
	p.server.ClearFaults()
	return nil
}
