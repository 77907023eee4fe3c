package app_test

import (
	"math/rand/v2"
	"time"

	"sdelaemvmeste/internal/emulator"
)

// trouble is a sort of thing that goes wrong.
type trouble struct {
	name string
	do   func(*district)
}

// troubles are all sorts there are: of the network, the disk, the clock, and ends of the
// program.
func troubles() []trouble {
	network := func(kind emulator.FaultKind, methods ...string) trouble {
		return trouble{"network: " + string(kind), func(d *district) {
			f := emulator.Fault{
				Do: kind, Skip: d.rand.IntN(4), Times: 1 + d.rand.IntN(2), RetryAfter: 1 + d.rand.IntN(30),
				Items: 1, Start: 1000 + d.rand.IntN(1_000_000),
			}
			if len(methods) > 0 {
				f.Method = methods[d.rand.IntN(len(methods))]
			}
			d.server.Fault(f)
		}}
	}
	sending := []string{"", "sendMessage", "editMessageText", "sendPhoto", "sendMediaGroup", "getUpdates", "answerCallbackQuery"}
	all := []trouble{
		{"network: forbidden", func(d *district) {
			d.server.Fault(emulator.Fault{Do: emulator.Forbidden, Chat: d.anybody(), Times: 1 + d.rand.IntN(3)})
		}},
		{"network: a publication", func(d *district) {
			kinds := []emulator.FaultKind{
				emulator.BadGatewayPage, emulator.BadGatewayAfter, emulator.DropAfter, emulator.HangAfter, emulator.TruncatedJSON, emulator.WrongContentType,
			}
			d.server.Fault(emulator.Fault{Do: kinds[d.rand.IntN(len(kinds))], Chat: d.channel})
		}},
		{"network: out of reach", func(d *district) { d.cutOff() }},
		{"disk: write", func(d *district) { d.breakWrite() }},
		{"disk: sync", func(d *district) { d.breakSync(false) }},
		{"disk: sync, written lost", func(d *district) { d.breakSync(true) }},
		{"power: cut before the pages are synced", func(d *district) { d.blackout.arm(1+d.rand.IntN(8), true, d.rand.Uint64()) }},
		{"power: cut before the meta page is synced", func(d *district) { d.blackout.arm(1+d.rand.IntN(8), false, d.rand.Uint64()) }},
		{"killed", func(d *district) { d.kill() }},
		{"restarted", func(d *district) { d.sleep(); d.wake() }},
		{"clock: back", func(d *district) { d.setClock(-time.Duration(2+d.rand.IntN(200)) * time.Minute) }},
		{"clock: ahead", func(d *district) { d.setClock(time.Duration(2+d.rand.IntN(200)) * time.Minute) }},
		{"clock: days ahead", func(d *district) { d.setClock(time.Duration(2+d.rand.IntN(400)) * 24 * time.Hour) }},
		network(emulator.PartialAlbum, "sendMediaGroup"),
		network(emulator.DuplicateUpdates), network(emulator.ReorderUpdates), network(emulator.RestartIDs),
	}
	for _, kind := range []emulator.FaultKind{
		emulator.TooMany, emulator.BadGatewayPage, emulator.BadGatewayAfter, emulator.InternalError, emulator.DropBefore, emulator.DropAfter,
		emulator.Hang, emulator.HangAfter, emulator.TruncatedJSON, emulator.WrongContentType,
	} {
		all = append(all, network(kind, sending...))
	}
	return all
}

// draw chooses which troubles and deeds there are here.
func (d *district) draw() {
	d.troubles = some(d.rand, troubles(), 4)
	d.deeds = some(d.rand, deeds(), 2)
	if d.rand.IntN(10) == 0 {
		d.troubles = nil
	}
}

// some is a random part of things, about one in so many left out of each two.
func some[T any](random *rand.Rand, all []T, of int) []T {
	var kept []T
	for _, x := range all {
		if random.IntN(of) == 0 {
			kept = append(kept, x)
		}
	}
	if len(kept) == 0 {
		kept = append(kept, all[random.IntN(len(all))])
	}
	return kept
}

func (d *district) goWrong() {
	if d.down {
		return
	}
	what := d.troubles[d.rand.IntN(len(d.troubles))]
	d.note("trouble %s", what.name)
	d.counts["troubles: "+what.name]++
	what.do(d)
}

// anybody is somebody's private chat.
func (d *district) anybody() int64 { return d.people[d.rand.IntN(len(d.people))] }

// cutOff takes Telegram out of reach for some minutes or hours.
func (d *district) cutOff() {
	for _, method := range []string{"", "getUpdates"} {
		d.server.Fault(emulator.Fault{Do: emulator.DropBefore, Method: method, Times: -1})
	}
	d.pass(time.Duration(1+d.rand.IntN(100)) * time.Minute)
	d.server.ClearFaults()
}

func (d *district) breakWrite() {
	d.disk.mu.Lock()
	defer d.disk.mu.Unlock()
	d.disk.broken = d.disk.writes + 1 + d.rand.IntN(20)
}

func (d *district) breakSync(lost bool) {
	d.disk.mu.Lock()
	defer d.disk.mu.Unlock()
	d.disk.unsynced, d.disk.lost = 2*len(d.disk.commits)+1+d.rand.IntN(12), lost
}

// setClock sets the wall clock wrong for some minutes.
func (d *district) setClock(by time.Duration) {
	d.wall.set(by)
	d.pass(time.Duration(1+d.rand.IntN(30)) * time.Minute)
	d.wall.set(0)
}
