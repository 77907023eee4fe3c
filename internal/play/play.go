// Package play acts stories out: people of the emulated Telegram say and press
// what a script tells them, and the transcript shows what they and the bot did,
// as it stands in the emulator's chats. The demo and the scenario tests play
// with it. It knows the emulator and a stage; it must not know what is played.
package play

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"time"

	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/internal/maxemulator"
)

// Stage is the running program, as a play drives it.
type Stage interface {
	// Now is the program's clock.
	Now() time.Time
	// Leap moves the program's clock on to an instant; what falls due on the way
	// happens.
	Leap(to time.Time) error
	// Settle waits until the program has nothing more to do at this instant.
	Settle() error
	// Stop ends the program, Start starts it again on the same database.
	Stop() error
	Start() error
}

// Play is a story being acted.
type Play struct {
	server *emulator.Server
	stage  Stage
	zone   *time.Location
	out    io.Writer

	down   bool             // the program is stopped
	hidden bool             // the curtain is down: nothing is shown
	people map[string]int64 // by the script's name
	chats  []chat           // in the order in which they entered
	files  map[string]int
	// Read gives the content of a file that a person sends by its name; nil when
	// nobody sends any.
	Read func(name string) ([]byte, error)
	// Picture gives the content of the n-th photo that people send, from 1 on; nil
	// when nobody looks at them.
	Picture func(n int) []byte
	// pressed is the last press of each caption.
	pressed map[string]*emulator.Press

	mu     sync.Mutex
	events []emulator.Event
	offers map[int64][]offer // every button ever shown, by its chat
	heard  func(emulator.Event)

	max       *maxemulator.Server // nil where there is none
	maxChats  []chat
	maxEvents []maxemulator.Event
}

// offer is a button that was shown.
type offer struct {
	message       int
	caption, data string
}

// chat is a chat of the story under the name the transcript gives it.
type chat struct {
	name  string
	title string
	id    int64
	// private chats are shown by the person's name.
	private bool
}

// New makes a play whose transcript goes to out; times are read and shown in the
// zone. The emulator's Config.OnEvent must be the play's Hear.
func New(out io.Writer, zone *time.Location) *Play {
	return &Play{zone: zone, out: out, people: map[string]int64{}, files: map[string]int{}, pressed: map[string]*emulator.Press{}, offers: map[int64][]offer{}}
}

// Hear notes an event of the emulator.
func (p *Play) Hear(e emulator.Event) {
	p.mu.Lock()
	p.events = append(p.events, e)
	if e.Kind == emulator.Sent || e.Kind == emulator.Edited {
		for _, b := range slices.Concat(e.Message.Buttons...) {
			p.offers[e.Message.Chat] = append(p.offers[e.Message.Chat], offer{e.Message.ID, b.Text, b.Data})
		}
	}
	heard := p.heard
	p.mu.Unlock()
	if heard != nil {
		heard(e)
	}
}

// OnEvent calls fn for every event from now on.
func (p *Play) OnEvent(fn func(emulator.Event)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.heard = fn
}

// Open sets the stage.
func (p *Play) Open(s *emulator.Server, stage Stage) { p.server, p.stage = s, stage }

// Run acts a whole script. An error names the line.
func (p *Play) Run(script string) error {
	lines := bufio.NewScanner(strings.NewReader(script))
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if err := p.Act(line); err != nil {
			return fmt.Errorf("line %d «%s»: %w", n, line, err)
		}
	}
	return lines.Err()
}

// Act acts one line and shows what came of it.
func (p *Play) Act(line string) error {
	words, err := split(line)
	if err != nil {
		return err
	}
	if err := p.possible(words); err != nil {
		return err
	}
	if err := p.settle(); err != nil {
		return err
	}
	return p.show()
}

// possible is act with what nobody can do at Telegram's, over which the emulator
// panics, as an error: whoever plays at the keyboard has mistyped.
func (p *Play) possible(words []string) (err error) {
	defer func() {
		switch why := recover().(type) {
		case nil:
		case string:
			if !strings.HasPrefix(why, "emulator: ") {
				panic(why)
			}
			err = fmt.Errorf("так в Telegram не бывает (%s)", why)
		default:
			panic(why)
		}
	}()
	return p.act(words)
}

// settle lets the program come to rest, unless it is stopped.
func (p *Play) settle() error {
	if p.down {
		return nil
	}
	return p.stage.Settle()
}

// act finds the line's form: a stage direction («time …», «person …»), or a
// person's act («fin presses …»).
func (p *Play) act(w []string) error {
	directions := map[string]func([]string) error{
		"time": p.time, "person": p.person, "group": p.group, "supergroup": p.supergroup, "forum": p.forum,
		"channel": p.channel, "note": p.note, "restart": p.restart, "stop": p.halt, "start": p.start, "fault": p.fault, "cut": p.cut, "mend": p.mend, "see": p.see, "unseen": p.unseen,
		"migrate": p.migrate, "pass": p.pass, "curtain": p.curtain, "together": p.together, "formatting": p.formatting,
		"forget": p.forget, "dissolve": p.dissolve, "topic": p.topic, "untopic": p.untopic, "max": p.inMax,
	}
	if d, ok := directions[w[0]]; ok {
		return d(w[1:])
	}
	if who, ok := p.people[w[0]]; ok && len(w) > 1 {
		return p.deed(who, w[1], w[2:])
	}
	return fmt.Errorf("не понимаю «%s»: начните с имени (например, zhkh), затем что человек делает", w[0])
}

// split takes a line apart at blanks; what stands in double quotes is one word,
// in which \n is a new line.
func split(line string) ([]string, error) {
	var words []string
	for line = strings.TrimSpace(line); line != ""; line = strings.TrimSpace(line) {
		if line[0] != '"' {
			w, rest, _ := strings.Cut(line, " ")
			words, line = append(words, w), rest
			continue
		}
		end := strings.IndexByte(line[1:], '"')
		if end < 0 {
			return nil, fmt.Errorf("кавычка не закрыта")
		}
		words = append(words, strings.ReplaceAll(line[1:1+end], `\n`, "\n"))
		line = line[end+2:]
	}
	return words, nil
}

// curtain lets the curtain down over what the audience knows by heart, or up again:
// curtain down, curtain up.
func (p *Play) curtain(w []string) error {
	if len(w) != 1 || w[0] != "down" && w[0] != "up" {
		return fmt.Errorf("curtain down, or curtain up")
	}
	p.hidden = w[0] == "down"
	return nil
}

// together acts several lines before the program hears of any: together ctl
// presses "Утвердить" @group and fin presses "Утвердить" @group.
func (p *Play) together(w []string) error {
	return p.server.AtOnce(func() error {
		for len(w) > 0 {
			end := slices.Index(w, "and")
			if end < 0 {
				end = len(w)
			}
			if err := p.act(w[:end]); err != nil {
				return err
			}
			w = w[min(end+1, len(w)):]
		}
		return nil
	})
}

func (p *Play) time(w []string) error {
	at, err := time.ParseInLocation("2006-01-02 15:04", strings.Join(w, " "), p.zone)
	if err != nil {
		return fmt.Errorf("нужен вид time 2023-04-21 09:00: %w", err)
	}
	if err := p.stage.Leap(at); err != nil {
		return err
	}
	if p.hidden {
		return nil
	}
	_, err = fmt.Fprintf(p.out, "\n━━ %s ━━\n", stamp(at))
	return err
}

// pass lets time go by without showing what happens: pass 2023-04-20 08:00.
func (p *Play) pass(w []string) error {
	at, err := time.ParseInLocation("2006-01-02 15:04", strings.Join(w, " "), p.zone)
	if err != nil {
		return fmt.Errorf("pass: %w", err)
	}
	if err := p.stage.Leap(at); err != nil {
		return err
	}
	if err := p.settle(); err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.events, p.maxEvents = nil, nil
	return nil
}

// note puts a remark into the transcript.
func (p *Play) note(w []string) error {
	_, err := fmt.Fprintf(p.out, "\n# %s\n", strings.Join(w, " "))
	return err
}

func (p *Play) restart([]string) error {
	fmt.Fprintf(p.out, "\n# Программа остановлена и запущена снова.\n")
	if err := p.stage.Stop(); err != nil {
		return err
	}
	return p.stage.Start()
}

func (p *Play) halt([]string) error {
	fmt.Fprintf(p.out, "\n# Программа остановлена.\n")
	p.down = true
	return p.stage.Stop()
}

func (p *Play) start([]string) error {
	fmt.Fprintf(p.out, "\n# Программа запущена снова.\n")
	p.down = false
	return p.stage.Start()
}

func stamp(at time.Time) string {
	months := [...]string{"января", "февраля", "марта", "апреля", "мая", "июня", "июля",
		"августа", "сентября", "октября", "ноября", "декабря"}
	days := [...]string{"вс", "пн", "вт", "ср", "чт", "пт", "сб"}
	return fmt.Sprintf("%d %s %d г. (%s), %s", at.Day(), months[at.Month()-1], at.Year(), days[at.Weekday()], at.Format("15:04"))
}
