package page

import "sync"

// hub keeps, for each open page, what has changed since it was last told. A page
// that is slow or asleep is told once, of the newest state, however much has
// happened: nothing is queued but the short answers to presses.
type hub struct {
	mu     sync.Mutex
	pages  map[*visit]bool
	closed bool
}

// visit is one open page.
type visit struct {
	wake chan struct{} // holds one mark when there is news
	news news
}

// news is what a page has not been told yet.
type news struct {
	all    bool           // everything: the page has just come
	chats  map[int64]bool // these chats
	clock  bool
	toasts []toast
	notice string
	ended  bool // the process ends
}

// toast is the short answer to a press, in a chat.
type toast struct {
	chat int64
	text string
}

// mostToasts are kept for a page that does not fetch them.
const mostToasts = 20

func newHub() *hub { return &hub{pages: map[*visit]bool{}} }

func (h *hub) enter() *visit {
	v := &visit{wake: make(chan struct{}, 1), news: news{all: true, chats: map[int64]bool{}}}
	v.wake <- struct{}{}
	h.mu.Lock()
	defer h.mu.Unlock()
	v.news.ended = h.closed
	h.pages[v] = true
	return v
}

func (h *hub) leave(v *visit) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.pages, v)
}

// take gives the news of a page and forgets them.
func (h *hub) take(v *visit) news {
	h.mu.Lock()
	defer h.mu.Unlock()
	n := v.news
	v.news = news{chats: map[int64]bool{}}
	return n
}

// tell notes something for every page and wakes it.
func (h *hub) tell(note func(*news)) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for v := range h.pages {
		note(&v.news)
		select {
		case v.wake <- struct{}{}:
		default: // it is awake already
		}
	}
}

func (h *hub) chatChanged(chat int64) { h.tell(func(n *news) { n.chats[chat], n.clock = true, true }) }

func (h *hub) clockChanged() { h.tell(func(n *news) { n.clock = true }) }

func (h *hub) toast(chat int64, text string) {
	h.tell(func(n *news) {
		if len(n.toasts) < mostToasts {
			n.toasts = append(n.toasts, toast{chat, text})
		}
	})
}

// notice says something to everybody.
func (h *hub) notice(text string) { h.tell(func(n *news) { n.notice = text }) }

// begunAnew tells every page everything: another district has taken the place.
func (h *hub) begunAnew() { h.tell(func(n *news) { n.all = true }) }

func (h *hub) close() {
	h.mu.Lock()
	h.closed = true
	h.mu.Unlock()
	h.tell(func(n *news) { n.ended = true })
}
