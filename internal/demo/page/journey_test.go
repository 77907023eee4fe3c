//go:build browser

package page

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"sdelaemvmeste/internal/demo"
	"sdelaemvmeste/plans"
)

// rehearsed is laid over the 2023 plan: the people whom a visitor invites.
const rehearsed = `
people:
  - {id: ctl-1, name: Начальник финансового управления, unit: finance, roles: [controller, approver]}
  - {id: zhkh-1, name: Специалист отдела ЖКХ, unit: zhkh, roles: [responsible]}
projects:
  - {id: park, name: Благоустройство парка, place: с. Гофицкое, unit: zhkh, contract: 12.09.2022}
`

// TestPage is one visit: the page as it comes, its pictures, the way to a first post,
// and the whole rehearsal of a plan of one's own on a telephone and on a wide screen.
func TestPage(t *testing.T) {
	v := sit(t, 1400, 1000)
	visit := func(name string, width int64, see func(t *testing.T)) {
		t.Run(name, func(t *testing.T) {
			v.t = t
			v.do(chromedp.EmulateViewport(width, 900))
			see(t)
			v.content()
		})
		v.t = t
	}
	visit("pictures", 1400, func(*testing.T) { v.pictures() })
	for name, width := range map[string]int64{"narrow": 360, "telephone": 390} {
		visit("legible/"+name, width, func(*testing.T) { v.legible() })
	}
	visit("accessible", 1400, func(*testing.T) { v.accessible() })
	visit("keyboard", 1400, func(*testing.T) { v.byKeyboard() })
	visit("first post", 390, func(*testing.T) { v.firstPost() })
	visit("crowded", 390, func(*testing.T) { v.crowded() })
	visit("heavy", 390, func(t *testing.T) { v.heavy(t.TempDir()) })
	visit("dropped", 1400, func(t *testing.T) { v.drop(t.TempDir()) })
	plan := filepath.Join(t.TempDir(), "план.yaml")
	must(t, os.WriteFile(plan, []byte(string(plans.Petrovsky2023)+rehearsed), 0o600))
	visit("journey/telephone", 390, func(*testing.T) { v.journey(plan); v.legible() })
	visit("journey/wide", 1400, func(*testing.T) { v.journey(plan); v.accessible() })
	visit("ended", 1400, func(*testing.T) { v.leave() })
}

// journey clicks through what a visitor may do, from a plan and the first invitation
// to the post in the channel.
func (v *visitor) journey(plan string) {
	v.t.Helper()
	v.ownPlan(plan)
	v.invite("финансовое управление", "Начальник финансового управления", "one")
	v.invite("отдел жилищно-коммунального", "Специалист отдела ЖКХ", "two")
	v.bind()
	v.confirm()
	v.complete()
	v.publish()
	v.faults()
}

// firstPost follows the advice of the page, as somebody does who has never seen the
// bot, in two tabs, one of which sleeps meanwhile.
func (v *visitor) firstPost() {
	v.t.Helper()
	other, shut := v.second()
	defer shut()
	call(other, page.SetWebLifecycleState, page.SetWebLifecycleStateParams{State: page.SetWebLifecycleStateStateFrozen})
	v.advised("Шаг 1 из 6 · Специалист отдела ЖКХ", "«Новый пост»")
	v.click("zhkh", ".keyboard button", "Новый пост")
	v.advised("Шаг 2 из 6", "Напишите текст")
	v.reload()
	v.click("zhkh", ".attach summary", "")
	v.click("zhkh", ".ready", "Парк")
	v.say("zhkh", "В парке начались работы. #СДЕЛАЕМВМЕСТЕ")
	v.advised("Шаг 3 из 6", "«На согласование»")
	v.press("zhkh", "На согласование")
	v.advised("Шаг 4 из 6 · Медиаплан: согласование", "«Утвердить»")
	v.reload()
	v.press("group", "Утвердить")
	v.see("channel", "В парке начались работы")
	v.see("max", "В парке начались работы")
	v.advised("Шаг 5 из 6 · Петровский округ", "Следующее утро")
	v.turn(`#advice [value=morning]`)
	v.advised("Шаг 6 из 6 · Специалист отдела ЖКХ", "«Выполнено»")
	v.number("zhkh", "1")
	v.newest("zhkh", "Срок по плану")
	v.press("zhkh", "Выполнено")
	v.newest("zhkh", "Без подтверждения")
	v.say("zhkh", "https://petrgosk.ru/otchet")
	v.advised("", "Главное вы видели")
	call(other, page.SetWebLifecycleState, page.SetWebLifecycleStateParams{State: page.SetWebLifecycleStateStateActive})
	other.see("channel", "В парке начались работы")
	other.advised("", "Главное вы видели")
}

// crowded lets the group hold 2,000 messages more: the telephone shows the newest of
// them, their own page all.
func (v *visitor) crowded() {
	v.t.Helper()
	group, _ := v.site.find("group")
	chief, _ := v.site.find("ctl")
	for i := range 2000 {
		v.site.district.Telegram.Say(chief.ID, group.ID, fmt.Sprintf("сообщение %d.", i))
	}
	v.newest("group", "сообщение 1999.")
	v.until("the telephone shows no more than the newest", fmt.Sprintf(`document.querySelectorAll("#phone-group article").length === %d`, recent))
	v.click("group", ".day a", "Ранние сообщения")
	v.until("their own page shows all", `document.querySelectorAll(".history article").length > 2000`)
	v.do(chromedp.Click(chromedp.CSS(`a[href="/"]`)), chromedp.WaitReady(chromedp.CSS("#phones")))
	v.newest("group", "сообщение 1999.")
}

// heavy tries to send a photo of 20 MB: the page says why not, and the photo is still
// chosen, to be sent as a file.
func (v *visitor) heavy(dir string) {
	v.t.Helper()
	photo, _ := demo.File("park.jpg")
	file := filepath.Join(dir, "парк.jpg")
	must(v.t, os.WriteFile(file, append(photo, make([]byte, 20<<20)...), 0o600))
	v.do(chromedp.SetUploadFiles(chromedp.CSS("#phone-cult [name=file]"), []string{file}))
	v.click("cult", ".send", "")
	v.until("the page says that the photo is too heavy", `document.querySelector("#phone-cult .toast").textContent.includes("больше 10 МБ") && !document.querySelector("#phone-cult .toast").hidden`)
	v.click("cult", ".attach summary", "")
	v.click("cult", "[name=asfile]", "")
	v.click("cult", ".send", "")
	v.see("cult", "парк.jpg")
}

// advised waits until the page advises something.
func (v *visitor) advised(step, text string) {
	v.t.Helper()
	v.until("the page advises "+step+text, fmt.Sprintf(`[%q, %q].every(w => document.querySelector("#advice").textContent.includes(w))`, step, text))
}

func (v *visitor) reload() {
	v.t.Helper()
	v.do(chromedp.Reload(), chromedp.WaitReady(chromedp.CSS("#phones")))
}

// drop drops files onto the page: a letter, which is no plan, and a plan.
func (v *visitor) drop(dir string) {
	v.t.Helper()
	letter, plan := filepath.Join(dir, "письмо.docx"), filepath.Join(dir, "план.docx")
	broken, err := os.ReadFile("../../../plans/planfile/testdata/broken/not-a-plan.docx")
	must(v.t, err)
	must(v.t, os.WriteFile(letter, broken, 0o600))
	document, _ := demo.File("mediaplan-2023.docx")
	must(v.t, os.WriteFile(plan, document, 0o600))

	v.dropped(letter)
	v.see("admin", "письмо.docx")
	v.advised("Шаг 1 из 4 · Администратор", "План не загружен, бот написал почему")
	v.newest("admin", "В документе нет таблицы")
	v.dropped(plan)
	v.see("admin", "план.docx")
	v.advised("Шаг 1 из 4 · Администратор", "Ответьте боту на вопросы")
	v.until("the plan can be loaded", `[...document.querySelectorAll("#phone-admin .keys button")].length > 0`)
}

// dropped drags a file over the page, lets it fall and confirms.
func (v *visitor) dropped(file string) {
	v.t.Helper()
	began := ask[string](v, `document.body.dataset.district`)
	for _, kind := range []input.DispatchDragEventType{input.DispatchDragEventTypeDragEnter, input.DispatchDragEventTypeDragOver, input.DispatchDragEventTypeDrop} {
		call(v, input.DispatchDragEvent, input.DispatchDragEventParams{
			Type: kind, X: 600, Y: 300, Data: &input.DragData{Items: []*input.DragDataItem{}, Files: []string{file}, DragOperationsMask: 1},
		})
	}
	v.until("the page asks", `document.querySelector("#own").open && document.querySelector("#own [name=plan]").files.length === 1`)
	v.do(chromedp.Click(chromedp.CSS(`#own .main`)))
	v.until("another district has begun", fmt.Sprintf(`document.body.dataset.district !== %q && document.readyState === "complete"`, began))
}

func (v *visitor) ownPlan(plan string) {
	v.t.Helper()
	began := ask[string](v, `document.body.dataset.district`)
	v.do(chromedp.Click(chromedp.CSS(`[data-open=own]`)),
		chromedp.SetUploadFiles(chromedp.CSS(`#own [name=plan]`), []string{plan}),
		chromedp.Click(chromedp.CSS(`#own .main`)))
	v.until("another district has begun", fmt.Sprintf(`document.body.dataset.district !== %q && document.readyState === "complete"`, began))
	v.see("admin", "Неясных строк осталось: 2")
	v.press("admin", "Пропустить")
	v.see("admin", "Строка 2.3")
	v.press("admin", "Пропустить")
	v.press("admin", "Загрузить")
	v.press("admin", "Да") // the channel that is offered
	v.see("admin", "Посты будут публиковаться в канале")
}

// invite invites somebody of a unit; a phone's owner follows the link.
func (v *visitor) invite(unit, person, who string) {
	v.t.Helper()
	v.command("admin", "/people")
	v.newest("admin", "Подразделения")
	v.press("admin", unit)
	v.newest("admin", person)
	v.press("admin", "Пригласить")
	v.newest("admin", "https://t.me")
	v.click("admin", "article:last-of-type [data-follow]", "t.me")
	v.do(chromedp.SetValue(chromedp.CSS(`#follow [name=who]`), who), chromedp.Click(chromedp.CSS(`#follow .main`)))
	v.see(who, "Здравствуйте")
}

func (v *visitor) bind() {
	v.t.Helper()
	v.as("admin")
	v.say("group", "/bind")
	v.see("group", "Готово: посты согласуются здесь")
}

// confirm takes the first reminder to its confirmation with a link.
func (v *visitor) confirm() {
	v.t.Helper()
	v.turn(`#panel [value=next]`)
	v.see("one", "Все задачи")
	v.number("one", "1")
	v.press("one", "Выполнено")
	v.say("one", "https://petrgosk.ru/grafik")
	v.see("one", "petrgosk.ru/grafik")
}

// complete records that a project is completed, of which deadlines follow.
func (v *visitor) complete() {
	v.t.Helper()
	v.command("two", "/projects")
	v.press("two", "Благоустройство парка")
	v.press("two", "Проект завершён")
	v.press("two", "Сегодня")
	v.see("two", "3.3")
}

// publish takes a post with a photograph through the group into the channel.
func (v *visitor) publish() {
	v.t.Helper()
	v.command("two", "/post")
	v.click("two", ".attach summary", "")
	v.click("two", ".ready", "Парк")
	v.click("two", ".ready", "Дом культуры")
	v.say("two", "В селе Гофицком открыт парк. #СДЕЛАЕМВМЕСТЕ")
	v.press("two", "На согласование")
	v.see("group", "открыт парк")
	v.as("one")
	v.press("group", "Утвердить")
	v.see("channel", "открыт парк")
	v.until("the photographs are shown", `[...document.querySelectorAll("#phone-channel img")].length === 2 && (document.querySelector("#phone-channel img").scrollIntoView(), true) && [...document.querySelectorAll("#phone-channel img")].every(i => i.naturalWidth > 100)`)
}

// faults turns the clock a week, kills the process and sends one more photograph.
func (v *visitor) faults() {
	v.t.Helper()
	v.turn(`#panel [value=week]`)
	v.turn(`.faults [value=kill]`)
	v.until("the page tells of the kill", `document.querySelector("#notice").textContent.includes("Процесс убит")`)
	v.click("two", ".attach summary", "")
	v.click("two", ".ready", "Спортплощадка")
	v.say("two", "Фото с площадки")
	v.until("the photograph is shown", `[...document.querySelectorAll("#phone-two article img")].some(i => i.closest("article").textContent.includes("Фото с площадки"))`)
	v.until("the bot answers it", `document.querySelector("#phone-two article:last-of-type").classList.contains("theirs")`)
	v.until("nothing came twice", `[...document.querySelectorAll("#phone-channel article")].length === 1`)
}

// leave ends the process under the open page.
func (v *visitor) leave() {
	v.t.Helper()
	v.end()
	v.until("the page says that the program has ended", `!document.querySelector("#lost").hidden`)
}
