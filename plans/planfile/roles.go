package planfile

import (
	"regexp"
	"strings"
)

// role is what a heading means by itself.
type role int

const (
	otherRole role = iota
	numberRole
	dueRole
	responsibleRole
	controlRole
	channelRole
	sectionRole
	formRole
	nameRole
	// helperRole is who answers where no other column says it.
	helperRole
)

// roleSigns tell the role of a heading, the first that fits. Those that look at
// its beginning come before those that look anywhere in it.
var roleSigns = []struct {
	role role
	sign *regexp.Regexp
}{
	{otherRole, regexp.MustCompile(`^(?:отметка|примечан|факт|информация о|сведения о)|отметка о`)},
	{controlRole, regexp.MustCompile(`^(?:кто |лицо,? |должностное лицо,? )?(?:согласов|соглас|утвержда|контрол|визир)|за контроль|осуществля\p{L}+ контроль|^контрол`)},
	{nameRole, regexp.MustCompile(`^(?:мероприят|наименовани\p{L}* (?:\p{L}+ )?(?:мероприят|работ|событ|документ|дел)|название мероприят|содержание мероприят)`)},
	{responsibleRole, regexp.MustCompile(`ответствен|исполнит|^отв\.|(?:^|\s)отв\.|^кто `)},
	{dueRole, regexp.MustCompile(`^(?:планов\p{L}+ |примерн\p{L}+ |предельн\p{L}+ |контрольн\p{L}+ )?(?:срок|дата|даты|месяц|квартал|когда|время |период|график)|^место\p{L}*,? (?:и |, )?(?:дата|время|срок)`)},
	{channelRole, regexp.MustCompile(`место размещ|место публик`)},
	{otherRole, regexp.MustCompile(`результат|показател|финансир|стоимост|сумма|контакт|телефон|место провед|участник|охват|количеств|цель|целев|выполнен|населенн|адрес|место|плательщик`)},
	{dueRole, regexp.MustCompile(`срок|дата|даты|период|время |когда|график`)},
	{channelRole, regexp.MustCompile(`канал|площадк|ресурс|источник| сми `)},
	{sectionRole, regexp.MustCompile(`(?:^|\P{L})раздел|направлен|блок |рубрик|группа `)},
	{helperRole, regexp.MustCompile(`^(?:организатор|куратор|структурн\p{L}+ подразделен|подразделен|отдел|управление|орган)`)},
	{formRole, regexp.MustCompile(` форм|содержан|действи|информационный повод|инфоповод|вид работ|вид деятельн|материал|тема `)},
	{nameRole, regexp.MustCompile(`мероприят|наименован|название|активност|работ|задач|пункт`)},
}

// numberHeading is «№ п/п», «N п.», «NN п/п», «№ п.п.» and their like.
var numberHeading = regexp.MustCompile(`^(?:№+|n+|no|номер)?(?:[пn]/?[пn]?|строки?|пункта)?$`)

func roleOf(heading string) role {
	h := strings.ReplaceAll(strings.ToLower(heading), "ё", "е")
	bare := strings.Trim(strings.NewReplacer(" ", "", ".", "", "\\", "/").Replace(h), "/")
	if bare != "" && numberHeading.MatchString(bare) || strings.HasPrefix(bare, "№") && len([]rune(bare)) < 16 {
		return numberRole
	}
	for _, s := range roleSigns {
		if s.sign.MatchString(h) || s.sign.MatchString(" "+h+" ") {
			return s.role
		}
	}
	return otherRole
}

// withPlace is a heading over a day and something else that belongs to what is
// to be done.
var withPlace = regexp.MustCompile(`(?i)мест|результат|форма`)
