package page

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"

	"sdelaemvmeste/internal/demo"
)

// TestPageAsItComes tries at first what leaves the district as it was.
func TestPageAsItComes(t *testing.T) {
	onStage(t, pageShowsTheDistrict, whatCannotBeDoneIsSaid, foreignNamesAndPagesAreRefused, twoThousandMessages, storyOfOnesOwn)
}

func foreignNamesAndPagesAreRefused(s *stage) {
	for _, x := range []struct {
		method, host, origin, site string
		want                       int
	}{
		{"GET", address, "", "", 200},
		{"GET", "localhost:8420", "", "", 200},
		{"GET", address, "", "cross-site", 200}, // a link from elsewhere
		{"GET", "evil.example:8420", "", "", 403},
		{"GET", "127.0.0.1:80", "", "", 403},
		{"GET", "192.0.2.1:8420", "", "", 403},
		{"GET", address, "http://evil.example", "", 403},
		{"GET", address, "null", "", 403},
		{"POST", address, "http://" + address, "same-origin", 303},
		{"POST", address, "http://localhost:8420", "same-site", 403},
		{"POST", address, "", "cross-site", 403},
		{"POST", address, "https://" + address, "", 403},
	} {
		path := map[string]string{"GET": "/", "POST": "/clock?to=hour"}[x.method]
		r := httptest.NewRequest(x.method, path, nil)
		r.Host = x.host
		for name, value := range map[string]string{"Origin": x.origin, "Sec-Fetch-Site": x.site} {
			if value != "" {
				r.Header.Set(name, value)
			}
		}
		w := s.do(r)
		if w.Code != x.want {
			s.t.Errorf("%+v: %d %s", x, w.Code, w.Body)
		}
		if !strings.Contains(w.Header().Get("Content-Security-Policy"), "default-src 'none'") {
			s.t.Errorf("%+v: no policy", x)
		}
	}
}

func pageShowsTheDistrict(s *stage) {
	page := s.get("/").Body.String()
	for _, want := range []string{
		"Администратор", "Специалист финансового управления", "Начальник финансового управления",
		"Специалист отдела ЖКХ", "Специалист отдела культуры", "Медиаплан: согласование", "Петровский округ", "Петровский округ в MAX", `src="/max/mid.`,
		"среда, 19 апреля 2023", "<b>2.4</b>", "#СДЕЛАЕМВМЕСТЕ", `class="photos n2"`, "Следующее утро",
	} {
		if !strings.Contains(page, want) {
			s.t.Errorf("the page lacks %q", want)
		}
	}
	for _, unwanted := range []string{"style=", "onclick", "http://", `src="//`} {
		if strings.Contains(strings.ReplaceAll(page, "http://www.w3.org", ""), unwanted) {
			s.t.Errorf("the page holds %q", unwanted)
		}
	}
	pictures := regexp.MustCompile(`src="(/max/[^"]+)"`).FindAllStringSubmatch(page, -1)
	if len(pictures) != 2 {
		s.t.Fatalf("the post in MAX shows %d pictures", len(pictures))
	}
	for path, want := range map[string]int{
		pictures[1][1]: http.StatusOK, pictures[1][1] + "0": http.StatusNotFound, "/max/mid.0/0": http.StatusNotFound, "/max/mid.0/x": http.StatusNotFound,
	} {
		if w := s.get(path); w.Code != want || want == http.StatusOK && w.Header().Get("Content-Type") != "image/jpeg" {
			s.t.Errorf("%s: %d %s", path, w.Code, w.Header())
		}
	}
	for _, path := range []string{"/static/script.js", "/static/icon.svg", "/ready/park.jpg", "/chat/fin", "/chat/max"} {
		if w := s.get(path); w.Code != http.StatusOK || w.Body.Len() == 0 {
			s.t.Errorf("%s: %d", path, w.Code)
		}
	}
	if script := s.get("/static/script.js").Body.String(); strings.Count(script, "\n") >= 200 {
		s.t.Errorf("the script has %d lines", strings.Count(script, "\n"))
	}
}

// postFromAPhoneToTheChannel writes a post as a visitor does, with ready
// photographs, and approves it in the group.
func postFromAPhoneToTheChannel(s *stage) {
	s.done("/act/cult", "say", "/post")
	s.done("/act/cult", "text", "В доме культуры начался ремонт. #СДЕЛАЕМВМЕСТЕ", "ready", "club.jpg", "ready", "park.jpg")
	s.press("cult", "На согласование")
	s.press("group", "Утвердить", "who", "ctl")
	posts := s.site.district.Telegram.Messages(s.chat("channel"))
	if last := posts[len(posts)-2]; !strings.Contains(last.Text, "начался ремонт") || last.Album == "" {
		s.t.Errorf("the channel shows %+v", last)
	}
}

func replyEditForwardAndFollow(s *stage) {
	telegram := s.site.district.Telegram
	s.done("/act/admin", "text", "заметка")
	mine := fmt.Sprint(telegram.Last(s.chat("admin")).ID - 1)
	for _, m := range telegram.Messages(s.chat("admin")) {
		if m.Text == "заметка" {
			mine = fmt.Sprint(m.ID)
		}
	}
	s.done("/act/admin", "edit", mine, "text", "поправка")
	s.done("/act/admin", "reply", mine, "text", "ответ")
	page := s.get("/chat/admin").Body.String()
	if !strings.Contains(page, "изменено") || !strings.Contains(page, `<blockquote class="reply"><b>Администратор</b> поправка</blockquote>`) {
		s.t.Error("the edit or the reply is not shown")
	}
	post := telegram.Messages(s.chat("channel"))[0]
	s.done("/forward", "from", "channel", "message", fmt.Sprint(post.ID), "who", "zhkh", "to", "bot")
	if page := s.get("/?whole").Body.String(); !strings.Contains(page, "Переслано от: Петровский округ") {
		s.t.Error("the forwarded album is not shown")
	}
	s.done("/follow", "code", "wrong-code", "who", "cult")
	if last := s.last("cult"); !last.FromBot {
		s.t.Errorf("the bot says nothing to a wrong invitation: %+v", last)
	}
}

func whatCannotBeDoneIsSaid(s *stage) {
	for words, fields := range map[string][]string{
		"Такого чата нет":           {"/act/nobody", "text", "да"},
		"от чьего имени":            {"/act/group", "text", "да"},
		"Напишите сообщение":        {"/act/fin", "text", " \n "},
		"длиннее 4096":              {"/act/fin", "text", strings.Repeat("ж", 4097)},
		"длиннее 1024":              {"/act/fin", "ready", "park.jpg", "text", strings.Repeat("ж", 1025)},
		"Такой кнопки нет":          {"/act/fin", "press", "kaboom"},
		"Этой кнопки уже нет":       {"/act/fin", "press", "1:99:-1"},
		"только своё":               {"/act/fin", "edit", "1", "text", "да"},
		"кто пересылает":            {"/forward", "from", "fin", "message", "1", "who", "zhkh", "to", "bot"},
		"Этого сообщения уже нет":   {"/forward", "from", "fin", "message", "99999", "who", "fin", "to", "bot"},
		"В Telegram так":            {"/act/channel", "who", "cult", "text", "да"},
		"Сюда не пишут":             {"/act/max", "who", "cult", "text", "да"},
		"Укажите дату":              {"/clock", "to", "date", "date", "вчера"},
		"Назад часы не идут":        {"/clock", "to", "date", "date", "2023-01-01"},
		"не дальше чем на год":      {"/clock", "to", "date", "date", "2025-01-01"},
		"Такого сбоя нет":           {"/fault", "kind", "quake"},
		"Выберите файл плана":       {"/own"},
		"кто открывает приглашение": {"/follow", "code", "x", "who", "group"},
	} {
		code, got := s.post(fields[0], fields[1:]...)
		if code != http.StatusUnprocessableEntity || !strings.Contains(got, words) {
			s.t.Errorf("%.60q: %d %s", fields, code, got)
		}
	}
	picture, _ := demo.File("park.jpg")
	heavy := append(bytes.Clone(picture), make([]byte, 20<<20)...)
	if code, got := s.upload("/act/fin", "file", "heavy.jpg", heavy, "text", ""); code != 422 || !strings.Contains(got, "больше 10 МБ") {
		s.t.Errorf("a photo of 20 MB: %d %s", code, got)
	}
	if code, got := s.upload("/act/fin", "file", "heavy.jpg", heavy, "text", "", "asfile", "1"); code != 204 {
		s.t.Errorf("the same as a file: %d %s", code, got)
	}
	if code, got := s.upload("/act/fin", "file", "huge.bin", make([]byte, 40<<20)); code != 422 || !strings.Contains(got, "32 МБ") {
		s.t.Errorf("a file of 40 MB: %d %s", code, got)
	}
	if code, got := s.upload("/act/fin", "file", "empty.docx", nil); code != 422 || !strings.Contains(got, "пуст") {
		s.t.Errorf("an empty file: %d %s", code, got)
	}
}

func twoThousandMessages(s *stage) {
	for i := range 2000 {
		s.site.district.Telegram.Say(s.chat("ctl"), s.chat("group"), fmt.Sprintf("сообщение %d", i))
	}
	page, whole := s.get("/").Body.String(), s.get("/chat/group").Body.String()
	if !strings.Contains(page, "сообщение 1999") || strings.Contains(page, "сообщение 1900<") || !strings.Contains(page, "Ранние сообщения") {
		s.t.Error("the page shows too much or too little")
	}
	if strings.Count(whole, "сообщение ") < 2000 || strings.Contains(whole, "<button class=\"key") {
		s.t.Error("the history is not whole, or can be pressed")
	}
}

func storyOfOnesOwn(s *stage) {
	plan, ok := demo.File("mediaplan-2023.docx")
	if !ok {
		s.t.Fatal("no plan")
	}
	if code, got := s.upload("/own", "plan", "план.docx", plan); code != 204 {
		s.t.Fatalf("own plan: %d %s", code, got)
	}
	if last := s.last("admin"); len(last.Buttons) == 0 || s.site.district.Now().Year() != 2023 {
		s.t.Errorf("%v: the bot says of the plan %q", s.site.district.Now(), last.Text)
	}
	if page := s.get("/").Body.String(); !strings.Contains(page, "Ваш план и пустая база") || !strings.Contains(page, "план.docx") {
		s.t.Error("the page does not show the story of one's own")
	}
	broken, err := os.ReadFile("../../../plans/planfile/testdata/broken/not-a-plan.docx")
	must(s.t, err)
	if code, got := s.upload("/own", "plan", "письмо.docx", broken); code != 204 {
		s.t.Fatalf("what is no plan: %d %s", code, got)
	}
	if last := s.last("admin"); !last.FromBot || len(last.Buttons) > 0 {
		s.t.Errorf("the bot says of what is no plan %q", last.Text)
	}
	s.done("/again")
	if !strings.Contains(s.get("/").Body.String(), "Петровский округ") {
		s.t.Error("the story does not begin anew")
	}
}
