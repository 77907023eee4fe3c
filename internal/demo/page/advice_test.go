package page

import (
	"fmt"
	"strings"
	"testing"

	"sdelaemvmeste/internal/demo"
)

// advised fails the test unless the page advises that, and marks that phone alone.
func (s *stage) advised(phone, words string) {
	s.t.Helper()
	ahead, err := s.site.district.Ahead()
	must(s.t, err)
	page := s.get("/").Body.String()
	if ahead.Advice.Chat != phone || !strings.Contains(ahead.Advice.Text, words) || !strings.Contains(page, ahead.Advice.Text) {
		s.t.Errorf("the advice is %+v, want %s %q", ahead.Advice, phone, words)
	}
	if strings.Count(page, `class="phone wanted"`) != 1 || !strings.Contains(page, `class="phone wanted" id="phone-`+phone+`"`) {
		s.t.Errorf("the phone of %s is not marked, or not alone", phone)
	}
}

// TestPosts writes posts: by the advice, with replies and photographs.
func TestPosts(t *testing.T) {
	onStage(t, adviceLeadsToAPostAndOn, postFromAPhoneToTheChannel, replyEditForwardAndFollow)
}

// adviceLeadsToAPostAndOn goes where the page advises to.
func adviceLeadsToAPostAndOn(s *stage) {
	s.advised("zhkh", "«Новый пост»")
	s.done("/act/cult", "say", "/post")
	s.advised("cult", "Напишите текст")
	s.done("/act/cult", "text", "Ремонт идёт. #СДЕЛАЕМВМЕСТЕ", "ready", "club.jpg")
	s.advised("cult", "«На согласование»")
	s.press("cult", "На согласование")
	s.advised("group", "«Утвердить»")
	s.press("group", "На доработку", "who", "ctl")
	s.done("/act/group", "who", "ctl", "reply", fmt.Sprint(s.last("group").ID), "text", "Добавьте дату")
	s.advised("cult", "«На согласование»")
	s.press("cult", "На согласование")
	s.press("group", "Утвердить", "who", "ctl")
	s.advised("channel", "переведите часы")
	s.done("/clock", "to", "morning")
	s.advised("cult", "«Выполнено»")
	s.press("cult", "1")
	s.press("cult", "Выполнено")
	s.press("cult", "Без подтверждения")
	s.advised("admin", "Дальше сами")
	s.done("/again")
	s.advised("zhkh", "«Новый пост»")
}

// TestAdviceOnAPlanOfOnesOwn goes from a file that is no plan to all that the first
// reminder needs.
func TestAdviceOnAPlanOfOnesOwn(t *testing.T) {
	onOwnStage(t, "письмо.docx", []byte("Уважаемые коллеги"), func(s *stage) {
		s.advised("admin", "План не загружен")
		plan, _ := demo.File("mediaplan-2023.docx")
		s.upload("/act/admin", "file", "план.docx", plan)
		s.advised("admin", "Ответьте боту")
		s.press("admin", "Москва")
		for range 20 {
			if s.offers("admin", "Загрузить") {
				break
			}
			s.press("admin", "Пропустить")
		}
		s.press("admin", "Загрузить")
		s.advised("admin", "«Добавить людей»")
		s.press("admin", "Добавить людей")
		s.press("admin", "финансовое управление")
		s.press("admin", "Пригласить")
		s.done("/act/admin", "text", "Мария Иванова, главный специалист")
		_, code, _ := strings.Cut(s.last("admin").Text, "?start=")
		s.done("/follow", "who", "one", "code", strings.Fields(code + " none")[0])
		s.advised("group", "/bind")
		if page := s.get("/").Body.String(); !strings.Contains(page, `href="#phone-group" data-tab="group">Добавить в группу`) {
			t.Error("the way to the group leads out of the page")
		}
		s.done("/act/group", "who", "admin", "text", "/bind")
		s.advised("admin", "Нажмите «Да»")
		s.press("admin", "Да")
		s.advised("one", "Всё готово")
	})
}

// offers reports whether the newest message of a chat has a button with the words.
func (s *stage) offers(chat, words string) bool {
	for _, row := range s.last(chat).Buttons {
		for _, b := range row {
			if strings.Contains(b.Text, words) {
				return true
			}
		}
	}
	return false
}
