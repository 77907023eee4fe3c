package xlsx

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"sdelaemvmeste/internal/report/splice"
)

// grid is a sheet of the plan's workbook that is being written into.
type grid struct {
	*part
	book  *book
	name  string
	index int
	rows  map[int]*gridRow
	// order are the numbers of the rows as they stand.
	order  []int
	merges areas
	// wide are the widths of new columns.
	wide map[int]float64
	// merged are areas that are merged anew, grown those that reach further.
	merged []area
	grown  map[int]area
	// fresh are rows that the sheet did not have, high how high they are.
	fresh map[int]string
	high  map[int]float64
	// header is what is printed above each page, "" for what the sheet says itself.
	header string
}

// gridRow is a row with its cells by their columns.
type gridRow struct {
	*splice.Node
	number int
	cells  map[int]*splice.Node
	last   int
}

// sheet opens a sheet by its name.
func (b *book) sheet(name string) (*grid, error) {
	if g := b.sheets[name]; g != nil {
		return g, nil
	}
	n, index := b.sheetNode(name)
	if n == nil {
		return nil, fmt.Errorf("no sheet of that name: %w", splice.ErrShape)
	}
	target := ""
	for _, k := range b.rels.root.Kids {
		if k.Attr("Id") == idOf(n) {
			target = targetOf(b.main.name, k.Attr("Target"))
		}
	}
	p, err := b.part(target)
	if err != nil {
		return nil, err
	}
	g := &grid{part: p, book: b, name: name, index: index, rows: map[int]*gridRow{}, wide: map[int]float64{}, grown: map[int]area{}, fresh: map[int]string{}, high: map[int]float64{}}
	if p.root.Kid("sheetData") == nil {
		return nil, fmt.Errorf("sheet without cells: %w", splice.ErrShape)
	}
	g.read()
	b.sheets[name] = g
	return g, nil
}

// idOf is the name of the relation that leads to a sheet.
func idOf(n *splice.Node) string {
	for _, a := range n.Attrs {
		if a.Name.Local == "id" && a.Name.Space != "" {
			return a.Value
		}
	}
	return ""
}

// read finds rows, cells and merged areas. A row or a cell that does not say where it
// stands is the next one (ISO/IEC 29500-1, 18.3.1.73 and 18.3.1.4).
func (g *grid) read() {
	number := 0
	for _, r := range g.root.Kid("sheetData").Kids {
		number++
		if n, err := strconv.Atoi(attrOf(r, "r")); err == nil {
			number = n
		}
		row := &gridRow{Node: r, number: number, cells: map[int]*splice.Node{}}
		col := 0
		for _, c := range r.Kids {
			if c.Local != "c" {
				continue
			}
			col++
			if x, _, ok := place(attrOf(c, "r")); ok {
				col = x
			}
			row.cells[col] = c
			row.last = max(row.last, col)
		}
		g.rows[number] = row
		g.order = append(g.order, number)
	}
	if list := g.root.Kid("mergeCells"); list != nil {
		for _, k := range list.Kids {
			a, ok := areaOf(attrOf(k, "ref"))
			if !ok {
				a = area{}
			}
			g.merges = append(g.merges, a)
		}
	}
}

// put writes a cell's XML into a place that has none, or in the place of the one there.
func (g *grid) put(row, col int, xml string) {
	r := g.rows[row]
	if r == nil {
		g.fresh[row] += xml
		return
	}
	g.cut(r.Node, "spans")
	if c := r.cells[col]; c != nil {
		g.Replace(c.From, c.End, xml)
		return
	}
	for x := col + 1; x <= r.last; x++ {
		if c := r.cells[x]; c != nil {
			g.Put(c.From, xml)
			return
		}
	}
	g.into(r.Node, xml)
}

// styleOf is the style of a cell, of its row where it has none.
func (g *grid) styleOf(row, col int) int {
	r := g.rows[row]
	if r == nil {
		return 0
	}
	text := attrOf(r.cells[col], "s")
	if r.cells[col] == nil && attrOf(r.Node, "customFormat") == "1" {
		text = attrOf(r.Node, "s")
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0
	}
	return n
}

// fillRow makes a cell all that a row holds, so high.
func (g *grid) fillRow(row int, xml string, high float64) {
	r := g.rows[row]
	if r == nil {
		g.fresh[row], g.high[row] = xml, high
		return
	}
	for _, c := range r.cells {
		g.Replace(c.From, c.End, "")
	}
	if splice.EndTagOf(g.raw, r.End) < r.End {
		g.Put(r.Open, xml)
	} else {
		g.into(r.Node, xml)
	}
	g.cut(r.Node, "spans")
	g.set(r.Node, "ht", points(high))
	g.set(r.Node, "customHeight", "1")
}

func points(high float64) string { return strconv.FormatFloat(min(high, maxHeight), 'f', -1, 64) }

// raise makes a row at least so high, in points. One without a height of its own gets
// what all of its cells need: not every program fits it to them.
func (g *grid) raise(row int, need float64) {
	r := g.rows[row]
	if r == nil {
		return
	}
	high, err := strconv.ParseFloat(attrOf(r.Node, "ht"), 64)
	if err != nil {
		for col := range r.cells {
			if !g.merges.has(row, col) {
				need = max(need, float64(lines(g.valueOf(row, col), g.widthOf(col))*lineHeight))
			}
		}
		high = lineHeight
	}
	if need > high {
		g.set(r.Node, "ht", points(need))
		g.set(r.Node, "customHeight", "1")
	}
}

// usualWidth is how wide a column is of which nothing is said, in signs.
const usualWidth = 9

// widthOf is how wide a column is, in signs.
func (g *grid) widthOf(col int) float64 {
	if w := g.wide[col]; w > 0 {
		return w
	}
	if list := g.root.Kid("cols"); list != nil {
		for _, k := range list.Kids {
			from, err1 := strconv.Atoi(attrOf(k, "min"))
			to, err2 := strconv.Atoi(attrOf(k, "max"))
			w, err3 := strconv.ParseFloat(attrOf(k, "width"), 64)
			if err1 == nil && err2 == nil && err3 == nil && from <= col && col <= to {
				return w
			}
		}
	}
	return usualWidth
}

// sheetOrder is the order of the parts of a sheet (ISO/IEC 29500-1, 18.3.1.99).
func sheetOrder() []string {
	return []string{
		"sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection", "protectedRanges",
		"scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting",
		"dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter",
	}
}

// addTo puts a text into a part of the sheet, or that part with it where the sheet has
// none.
func (g *grid) addTo(name, text string, count int) {
	if n := g.root.Kid(name); n != nil {
		g.into(n, text)
		if attrOf(n, "count") != "" {
			g.set(n, "count", strconv.Itoa(len(n.Kids)+count))
		}
		return
	}
	g.Put(g.placeOf(name), fmt.Sprintf("<%s%s>%s</%s>", name, g.space, text, name))
}

// placeOf is where a part of the sheet that it does not have would stand.
func (g *grid) placeOf(name string) int64 {
	order := sheetOrder()
	at := g.root.Open
	for _, k := range g.root.Kids {
		if i := slices.Index(order, k.Local); i >= 0 && i < slices.Index(order, name) {
			at = max(at, k.End)
		}
	}
	return at
}

// finish writes what does not stand in a single cell, from the sheet's beginning to its
// end.
func (g *grid) finish() {
	widened := len(g.wide) > 0
	if widened {
		g.fitPage()
	}
	if n := g.root.Kid("dimension"); n != nil {
		g.Replace(n.From, n.End, "")
	}
	g.columns()
	g.freshRows()
	g.merge()
	if widened {
		g.fitPaper()
	}
	if g.header != "" {
		g.Put(g.placeOf("headerFooter"), fmt.Sprintf("<headerFooter%s><oddHeader%s>%s</oddHeader></headerFooter>", g.space, g.space, splice.Escape(g.header)))
	}
}

func (g *grid) merge() {
	for i, a := range g.grown {
		g.set(g.root.Kid("mergeCells").Kids[i], "ref", a.String())
	}
	if len(g.merged) == 0 {
		return
	}
	var all strings.Builder
	for _, a := range g.merged {
		fmt.Fprintf(&all, `<mergeCell%s ref="%s"/>`, g.space, a)
	}
	g.addTo("mergeCells", all.String(), len(g.merged))
}

// freshRows writes rows that the sheet did not have.
func (g *grid) freshRows() {
	var numbers []int
	for n := range g.fresh {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	for _, n := range numbers {
		high := ""
		if h := g.high[n]; h > 0 {
			high = ` ht="` + points(h) + `" customHeight="1"`
		}
		text := fmt.Sprintf(`<row%s r="%d"%s>%s</row>`, g.space, n, high, g.fresh[n])
		i := slices.IndexFunc(g.order, func(m int) bool { return m > n })
		if i < 0 {
			g.into(g.root.Kid("sheetData"), text)
			continue
		}
		g.Put(g.rows[g.order[i]].From, text)
	}
}
