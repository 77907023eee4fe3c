package torture

import (
	"math/rand/v2"
	"time"
)

// namedStep is a step at which the program can be stopped, and about how often a
// story takes it.
type namedStep struct {
	name  string
	often int
}

func namedSteps() []namedStep {
	return []namedStep{
		{"tick: before commit", 1}, {"tick: committed", 1},
		{"deliver: before writing", 40}, {"deliver: answered", 40},
		{"deliver: before commit", 50}, {"deliver: committed", 50},
		{"poll: before commit", 16}, {"poll: committed", 16},
		{"handle: before commit", 30}, {"handle: committed", 30},
	}
}

// recovery is how many times the program takes a step in the first moments after
// a restart. A kill among them could hit the repetition of a message whose first
// sending a kill has hit too, and after two unknown
// outcomes a message is given up: only a digest is told anew, a working day later.
const recovery = 8

// death is one kill of a story: by a blow when it names a step, else at a random
// instant, so long after the act of that number has begun.
type death struct {
	blow
	act   int
	after time.Duration
}

// fate is what is to befall one story.
type fate struct {
	theme  theme
	deaths []death
	luck   *rand.Rand
	// echo lets the channel show the program its own posts, patient lets a hang
	// last until the program gives up.
	echo, patient bool
	// more orders some further faults.
	more bool
}

// doom spreads kills over stories: the first story of each theme has two or three,
// so that all themes and all steps are met in the short variant; the others have
// one to four.
func doom(kills int) []fate {
	var all []fate
	var names roll
	for left := kills; left > 0; {
		i, themes := len(all), themes()
		round := i / len(themes)
		f := fate{
			theme: themes[i%len(themes)], luck: rand.New(rand.NewPCG(uint64(i), uint64(kills))),
			echo: round%2 == 1, more: round > 0, patient: round%3 == 2,
		}
		n := 3 - i/4
		if f.more {
			n = 1 + i%4
		}
		n = min(n, left)
		left -= n
		f.deaths = f.dying(n, &names)
		all = append(all, f)
	}
	// The two deaths that matter most to the other wire: before a byte of the
	// publication is written, and after it was taken.
	for i, s := range maxSteps()[:2] {
		f := fate{theme: themes()[i], luck: rand.New(rand.NewPCG(uint64(i), uint64(kills))), patient: true}
		f.deaths = []death{{blow: blow{s.name, 1}}}
		all = append(all, f)
	}
	return all
}

// dying gives a story so many deaths, the first at a named step, the others at
// named steps and random instants; one of them comes while a request hangs.
func (f fate) dying(n int, names *roll) []death {
	hangs := -1
	switch {
	case f.patient:
	case f.theme.hangs == soon:
		hangs = 0
	case f.theme.hangs == late:
		hangs = n - 1
	}
	deaths := make([]death, 0, n)
	act := 0
	for i := range n {
		switch {
		case i == hangs:
			deaths = append(deaths, death{act: never})
		case i == 0:
			deaths = append(deaths, death{blow: names.first(f)})
		case f.more && f.luck.IntN(2) == 0, !f.more && i == 1:
			deaths = append(deaths, death{blow: names.later(f)})
		default:
			act += 2 + f.luck.IntN(4)
			deaths = append(deaths, death{act: act, after: f.instant()})
		}
	}
	return deaths
}

// roll calls the named steps one after another.
type roll struct{ firsts, laters int }

// first is a step of a program's first life.
func (r *roll) first(f fate) blow {
	steps := namedSteps()
	if f.more {
		steps = append(steps, maxSteps()...)
	}
	s := steps[r.firsts%len(steps)]
	r.firsts++
	if !f.more {
		s.often = min(s.often, 6)
	}
	return blow{s.name, 1 + f.luck.IntN(s.often)}
}

// later is a step of a later life, in which no tick has anything to write.
func (r *roll) later(f fate) blow {
	steps := namedSteps()[2:]
	s := steps[(3+r.laters)%len(steps)]
	r.laters++
	if !f.more {
		return blow{s.name, recovery + f.luck.IntN(3)}
	}
	return blow{s.name, recovery + f.luck.IntN(s.often/2)}
}

// never is the act of a death that a hanging request brings.
const never = 1 << 20

// instant is a random time: mostly within what one act sets going at once, else
// within what is paced after it.
func (f fate) instant() time.Duration {
	if f.luck.IntN(3) > 0 {
		return time.Duration(f.luck.Int64N(int64(40 * time.Millisecond)))
	}
	return time.Duration(f.luck.Int64N(int64(2 * time.Second)))
}
