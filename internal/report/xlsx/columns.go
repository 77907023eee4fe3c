package xlsx

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"sdelaemvmeste/internal/report/splice"
	"sdelaemvmeste/plans"
)

// columns gives the new columns their widths. A column that the sheet describes with
// others is taken out of them.
func (g *grid) columns() {
	var fresh strings.Builder
	for _, col := range slices.Sorted(maps.Keys(g.wide)) {
		own := fmt.Sprintf(`<col%s min="%d" max="%d" width="%g" customWidth="1"/>`, g.space, col, col, g.wide[col])
		if !g.divide(col, own) {
			fresh.WriteString(own)
		}
	}
	if fresh.Len() == 0 {
		return
	}
	list := g.root.Kid("cols")
	if list == nil {
		g.addTo("cols", fresh.String(), 0)
		return
	}
	// They stand in their order; what is to the right of the plan is described after it.
	first := slices.Min(slices.Collect(maps.Keys(g.wide)))
	for _, k := range list.Kids {
		if n, err := strconv.Atoi(attrOf(k, "min")); err == nil && n > first {
			g.Put(k.From, fresh.String())
			return
		}
	}
	g.into(list, fresh.String())
}

// divide puts a column into the middle of those described together with it; ok is false
// when the sheet says nothing of it.
func (g *grid) divide(col int, own string) (ok bool) {
	list := g.root.Kid("cols")
	if list == nil {
		return false
	}
	for _, k := range list.Kids {
		from, err1 := strconv.Atoi(attrOf(k, "min"))
		to, err2 := strconv.Atoi(attrOf(k, "max"))
		if err1 != nil || err2 != nil || col < from || col > to {
			continue
		}
		piece := func(from, to int) string {
			if from > to {
				return ""
			}
			p := part{raw: g.raw[k.From:k.End], space: g.space}
			n := *k
			n.From, n.Open, n.End = 0, k.Open-k.From, k.End-k.From
			p.set(&n, "min", strconv.Itoa(from))
			p.set(&n, "max", strconv.Itoa(to))
			changed, err := p.Apply(p.raw)
			if err != nil {
				return ""
			}
			return string(changed)
		}
		g.Replace(k.From, k.End, piece(from, col-1)+own+piece(col+1, to))
		return true
	}
	return false
}

// fitPage makes the sheet as wide as paper, whatever columns it has now. What it says
// of itself stands first, what it says of paper behind all else that is written.
func (g *grid) fitPage() {
	const fit = `<pageSetUpPr%s fitToPage="1"/>`
	switch props := g.root.Kid("sheetPr"); {
	case props == nil:
		g.Put(g.root.Open, fmt.Sprintf(`<sheetPr%s>`+fit+`</sheetPr>`, g.space, ""))
	case props.Kid("pageSetUpPr") == nil:
		g.into(props, fmt.Sprintf(fit, g.space))
	default:
		g.set(props.Kid("pageSetUpPr"), "fitToPage", "1")
	}
}

func (g *grid) fitPaper() {
	if n := g.root.Kid("pageSetup"); n != nil {
		g.set(n, "fitToWidth", "1")
		g.set(n, "fitToHeight", "0")
	} else {
		g.Put(g.placeOf("pageSetup"), fmt.Sprintf(`<pageSetup%s paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>`, g.space))
	}
	g.printed()
}

// printedTo finds the right edge of the area that is printed.
var printedTo = regexp.MustCompile(`\$([A-Z]{1,3})(\$\d+)$`)

// printed makes the area that is printed reach over the new column.
func (g *grid) printed() {
	list := g.book.main.root.Kid("definedNames")
	if list == nil {
		return
	}
	last := slices.Max(slices.Collect(maps.Keys(g.wide)))
	for _, k := range list.Kids {
		if attrOf(k, "name") != "_xlnm.Print_Area" || attrOf(k, "localSheetId") != strconv.Itoa(g.index) {
			continue
		}
		from, to := k.Open, splice.EndTagOf(g.book.main.raw, k.End)
		if from >= to {
			continue
		}
		m := printedTo.FindSubmatchIndex(g.book.main.raw[from:to])
		if m == nil {
			continue
		}
		if col, _, ok := place(string(g.book.main.raw[from+int64(m[2]):from+int64(m[3])]) + "1"); ok && col < last {
			g.book.main.Replace(from+int64(m[2]), from+int64(m[3]), columnName(last))
		}
	}
}

// longestHeader is how long a printed header may be (ISO/IEC 29500-1, 18.3.1.46, and what
// Excel takes), with the sign that puts it in the middle.
const longestHeader = 255

// printTitle has a title printed above each page; false where the office has a header or
// footer of its own. An ampersand is said twice there.
func (g *grid) printTitle(title string) bool {
	if g.root.Kid("headerFooter") != nil {
		return false
	}
	const middle = "&C"
	g.header = middle
	for _, r := range title {
		s := string(r)
		if r == '&' {
			s = "&&"
		}
		if plans.Len(g.header+s) >= longestHeader {
			g.header += "…"
			break
		}
		g.header += s
	}
	return true
}
