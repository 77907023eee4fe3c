package planfile

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/plans/planfile/officetest"
)

// numberingPart numbers the first list with «1.» and «1.1».
const numberingPart = `<w:numbering ` + officetest.WordSpaces + `><w:abstractNum w:abstractNumId="0">` +
	`<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>` +
	`<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>` +
	`</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`

func numbered1(list, level int, text string) string {
	return fmt.Sprintf(`<w:p><w:pPr><w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr></w:pPr>%s</w:p>`, level, list, run(text))
}

func TestWordNumbersRows(t *testing.T) {
	section := func(text string) string {
		return tr(`<w:tc><w:tcPr><w:gridSpan w:val="4"/></w:tcPr>` + numbered1(1, 0, text) + `</w:tc>`)
	}
	r := Read("план.docx", word(t, caption2023+tbl(tr("№", "Мероприятие", "Срок", "Ответственные"),
		section("Сайт"), tr(tc(numbered1(1, 1, "")), "анонс", "до 15.06.2023", finance), tr(tc(numbered1(1, 1, "")), "пост", "ежеквартально", finance),
		section("Газета"), tr(tc(numbered1(1, 1, "")), "статья", "декабрь", finance)),
		"word/numbering.xml", numberingPart), known(t))
	want := lines("1.1 | Сайт | анонс | до 15.06.2023 | by_date | finance", "1.2 | Сайт | пост | ежеквартально | every | finance",
		"2.1 | Газета | статья | декабрь | period | finance")
	if diff := cmp.Diff(want, rowsOf(r)); diff != "" {
		t.Errorf("rows (-want +got):\n%s\n%s", diff, problemsOf(r))
	}
}

// What the program leaves out, it says.
func TestWordWarnings(t *testing.T) {
	good := tr("анонс", "до 15.06.2023", finance)
	for _, c := range []struct{ name, blocks, want string }{
		{"a hidden row", tbl(heading3, good, tr(`<w:trPr><w:hidden/></w:trPr>`, "тайна", "декабрь", finance)),
			"? таблица 1, строка 3: скрытая строка не прочитана: покажите её, если она нужна\n"},
		{"a table that is not a plan", tbl(heading3, good) + tbl(tr("Начальник управления", "И.И. Иванов")),
			"? таблица 2: таблица не прочитана: в ней нет столбцов плана\n"},
		{"a table as wide as the plan", tbl(heading3, good) + tbl(tr("объект", "сумма", "остаток"), tr("парк", "100", "20")),
			"! таблица 2: таблица не прочитана: она так же широка, как план, но сроков в ней не видно; повторите в ней заголовки или уберите её\n"},
		{"columns that are not used", tbl(tr("Мероприятие", "Срок", "Ответственные", "Примечание"), tr("анонс", "до 15.06.2023", finance, "важно")),
			"? таблица 1, строка 1: столбцы не использованы: «Примечание»\n"},
		{"a name without rows", tbl(heading3, good, tr("одинокая строка", "", "")),
			"? таблица 1, строка 3, столбец 1: «одинокая строка» принято за название раздела, но строк под ним нет: если это строка плана, впишите срок и ответственных\n"},
		{"numbers that cannot be kept", tbl(tr("№", "Мероприятие", "Срок", "Ответственные"), tr("7", "анонс", "до 15.06.2023", finance), tr("", "пост", "декабрь", finance)),
			"? таблица 1, строка 2: номера строк в документе повторяются или стоят не везде, строки пронумерованы заново\n"},
		{"no one answers", tbl(heading3, tr("анонс", "до 15.06.2023", "")),
			"! таблица 1, строка 2, столбец 3: ответственный не указан: впишите его, а если он общий с соседней строкой, объедините ячейки\n"},
		{"nothing to be done", tbl(heading3, good, tr("", "до 15.06.2023", finance)),
			"! таблица 1, строка 3, столбец 1: в строке не сказано, что надо сделать: заполните ячейку или уберите строку\n"},
		{"a cell too long", tbl(heading3, good, tr(strings.Repeat("слово ", 700), "до 15.06.2023", finance)),
			"! таблица 1, строка 3, столбец 1: в ячейке больше 4000 знаков: сократите текст\n"},
		{"too many rows", tbl(heading3, strings.Repeat(good, 1002)),
			"! таблица 1, строка 1002, столбец 1: в плане больше 1000 строк: разделите его\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, problemsOf(readWord(t, c.blocks))); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}
