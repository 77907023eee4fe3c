//go:build browser

package page

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"sdelaemvmeste/internal/demo"
	"sdelaemvmeste/internal/emulator"
)

// screen is how many pixels of a message a telephone of 390 by 844 shows at once, below
// the head of the chat.
const screen = 800

// crowds are how many tasks the four employees of a district have on one morning.
var crowds = []struct {
	phone, unit string
	tasks       int
}{{"one", "архив", 1}, {"two", "отдел культуры", 10}, {"three", "отдел ЖКХ", 40}, {"four", "финансовое управление", 200}}

// TestMorningOnATelephone measures the morning messages of 1, 10, 40 and 200 tasks in a
// real browser at the width of a telephone: what is due today stands on the first
// screen, and ten tasks are seen at once.
func TestMorningOnATelephone(t *testing.T) {
	d, err := demo.Own("план.yaml", []byte(crowdedPlan()), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	crowd(t, d)
	if _, err := d.Turn(d.Morning().Add(time.Minute), false); err != nil {
		t.Fatal(err)
	}
	v := open(t, d, 390, 844)
	for _, c := range crowds {
		v.see(c.phone, "Сегодня")
		height := ask[float64](v, fmt.Sprintf(`[...document.querySelectorAll("#phone-%s article")].pop().getBoundingClientRect().height`, c.phone))
		today := ask[float64](v, fmt.Sprintf(`(() => {
			const m = [...document.querySelectorAll("#phone-%s article")].pop();
			const h = [...m.querySelectorAll("b")].find(b => b.textContent === "Сегодня");
			return h ? h.getBoundingClientRect().bottom - m.getBoundingClientRect().top : -1;
		})()`, c.phone))
		t.Logf("%3d tasks: %4.0f px, «Сегодня» ends at %3.0f px", c.tasks, height, today)
		if today < 0 || today > screen {
			t.Errorf("%d tasks: «Сегодня» is not on the first screen", c.tasks)
		}
		if c.tasks <= 10 && height > screen {
			t.Errorf("%d tasks take %.0f px, more than a screen of %d", c.tasks, height, screen)
		}
	}
	v.content()
}

// rowNames are rows as real plans have them.
var rowNames = []string{
	"информирование о ходе реализации инициативных проектов, реализуемых в 2023 году",
	"публикация постов о начале работ по благоустройству общественной территории",
	"проведение консультаций для специалистов органов местного самоуправления и активных граждан",
	"информационные статьи в районной газете об итогах конкурсного отбора",
	"разработка и согласование графика проведения информационно-обучающей кампании",
	"пресс-релиз об открытии объекта с участием жителей и депутатов",
	"награждение почётными грамотами авторов лучших проектов",
	"презентация практик инициативного бюджетирования на сходах граждан",
	"анонс общественного обсуждения проектов на следующий год",
	"размещение правовых актов АПГО СК, регламентирующих практику",
}

// rowName is the n-th row of a unit; its names are its own.
func rowName(phone string, n int) string {
	name := rowNames[n%len(rowNames)]
	if phone != "two" {
		name = fmt.Sprintf("%s %d: %s", phone, n, name)
	}
	return name
}

// dueOn is when the i-th of n tasks is due: a fifth on the very day, three tenths in
// the weeks before it, the others after.
func dueOn(i, n int) string {
	switch {
	case n == 1 || i%5 == 0 && i < 50:
		return "до 19.04.2023"
	case i%10 < 4:
		return fmt.Sprintf("до %02d.04.2023", 3+i%15)
	case i%10 < 9:
		return []string{"до 20.04.2023", "до 22.04.2023", "до 26.04.2023"}[i%3]
	}
	return "19.04.2023-31.05.2023"
}

func crowdedPlan() string {
	var b strings.Builder
	b.WriteString("plan: crowd\ntitle: Медиаплан\nperiod: 19.04.2023-31.12.2023\ntimezone: Europe/Moscow\nunits:\n")
	for i, c := range crowds {
		fmt.Fprintf(&b, "  - {id: u%d, name: %s}\n", i, c.unit)
	}
	b.WriteString("sections:\n")
	for i, c := range crowds {
		fmt.Fprintf(&b, "  - title: Раздел %d\n    items:\n", i+1)
		for n := range c.tasks {
			fmt.Fprintf(&b, "      - {form: %q, deadline: %s, responsible: [u%d], channel: site}\n",
				rowName(c.phone, n), dueOn(n, c.tasks), i)
		}
	}
	return b.String()
}

var invitation = regexp.MustCompile(`start=([A-Za-z0-9_-]{8,})`)

// crowd loads the plan and brings each employee into their unit.
func crowd(t *testing.T, d *demo.Demo) {
	t.Helper()
	ids := map[string]int64{}
	for _, c := range d.Chats() {
		ids[c.Name] = c.ID
	}
	admin := ids["admin"]
	press := func(caption string) {
		t.Helper()
		for _, m := range backwards(d.Telegram.Messages(admin)) {
			if _, err := d.Telegram.Press(admin, admin, m.ID, caption); err == nil {
				must(t, d.Settle())
				return
			}
		}
		t.Fatalf("no button %q; the last message: %s", caption, d.Telegram.Last(admin).Text)
	}
	press("Загрузить")
	for _, c := range crowds {
		d.Telegram.Say(admin, admin, "/people")
		must(t, d.Settle())
		press(c.unit)
		press("Пригласить")
		press("Пропустить")
		code := ""
		for _, m := range backwards(d.Telegram.Messages(admin)) {
			if found := invitation.FindStringSubmatch(m.Text); found != nil {
				code = found[1]
				break
			}
		}
		d.Telegram.Say(ids[c.phone], ids[c.phone], "/start "+code)
		must(t, d.Settle())
	}
}

func backwards(all []emulator.Message) []emulator.Message {
	var turned []emulator.Message
	for i := len(all) - 1; i >= 0; i-- {
		turned = append(turned, all[i])
	}
	return turned
}
