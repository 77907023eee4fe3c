//go:build browser

package page

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"

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

// TestJourney clicks through what a visitor may do, from the plan dropped onto the
// page and the first invitation to the post in the channel, on a telephone and on
// a wide screen.
func TestJourney(t *testing.T) {
	plan := filepath.Join(t.TempDir(), "план.yaml")
	if err := os.WriteFile(plan, []byte(string(plans.Petrovsky2023)+rehearsed), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, width := range map[string]int64{"telephone": 390, "wide": 1400} {
		t.Run(name, func(t *testing.T) {
			v := sit(t, width, 900)
			v.accessible()
			v.ownPlan(plan)
			v.invite("финансовое управление", "Начальник финансового управления", "one")
			v.invite("отдел жилищно-коммунального", "Специалист отдела ЖКХ", "two")
			v.bind()
			v.confirm()
			v.complete()
			v.publish()
			v.faults()
			v.accessible()
			v.leave()
			v.content()
		})
	}
}

func (v *visitor) ownPlan(plan string) {
	v.t.Helper()
	v.do(chromedp.Click(chromedp.CSS(`[data-open=own]`)),
		chromedp.SetUploadFiles(chromedp.CSS(`#own [name=plan]`), []string{plan}),
		chromedp.Click(chromedp.CSS(`#own .main`)))
	v.until("the story is one's own", `document.body.textContent.includes("Ваш план и пустая база") && document.readyState === "complete"`)
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
	v.see("one", "Ваши задачи")
	v.press("one", "1. ")
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
