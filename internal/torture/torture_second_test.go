package torture

import (
	"regexp"
	"slices"
	"strings"

	"sdelaemvmeste/internal/emulator"
)

const thirdText = "Открыта площадка. #СДЕЛАЕМВМЕСТЕ"

// secondDraft is a draft that is not the first.
var secondDraft = regexp.MustCompile(`Черновик поста № ([2-9]|\d\d+)`)

// secondCard is the card of a post that is not the first, at the vote.
var secondCard = regexp.MustCompile(`Пост № ([2-9]|\d\d+), версия 1`)

// secondPost is a post of words alone, once the first is out.
func (w *torture) secondPost() []act {
	asked := 0
	asks := func() int {
		return len(slices.DeleteFunc(w.server.History(w.fin), func(m emulator.Message) bool {
			return !m.FromBot || !strings.Contains(m.Text, "Пришлите текст")
		}))
	}
	vote := func(who int64) act { return w.buttonOf(who, w.groups, "Утвердить", secondCard) }
	return []act{
		w.does("say /post again", func() error {
			asked = asks()
			w.server.Say(w.fin, w.fin, "/post")
			return nil
		}).lasting(),
		{
			name: "send words", ready: func() bool { return asks() > asked },
			do: func() error { w.server.Say(w.fin, w.fin, thirdText); return nil },
		},
		w.buttonOf(w.fin, only(w.fin), "На согласование", secondDraft),
		vote(w.boss),
		vote(w.vice),
	}
}

// finishedToo reports whether the second post is out as well.
func (w *torture) finishedToo() bool {
	return len(w.outToo()) > 0 && len(w.atMax(true)) > 0 && !w.doubtful() && len(w.told(w.fin, secondOut)) > 0
}

var secondOut = regexp.MustCompile(`Пост № ([2-9]|\d\d+).* опубликован`)

// told are the bot's messages to a person that fit.
func (w *torture) told(who int64, words *regexp.Regexp) []emulator.Message {
	return slices.DeleteFunc(w.server.History(who), func(m emulator.Message) bool { return !m.FromBot || !words.MatchString(m.Text) })
}

// postsOut proves that both posts stand as voted on.
func (w *torture) postsOut(f facts) {
	w.t.Helper()
	posts := slices.DeleteFunc(slices.Clone(f.Posts), func(p post) bool { return p.State == "draft" && p.Version == 0 })
	if len(posts) != 2 {
		w.t.Fatalf("posts %+v", f.Posts)
	}
	for i, want := range []struct {
		version int
		text    string
	}{{2, secondText}, {1, thirdText}} {
		p := posts[i]
		if p.Version != want.version || p.Frozen.Text != want.text || p.State != "published" || len(p.Votes) != 2 {
			w.t.Errorf("post %+v", p)
		}
	}
}
