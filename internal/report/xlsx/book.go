// Package xlsx writes a report as an Excel workbook: into the one that its plan was
// loaded from, or a new one, with sheets of rows, figures, posts and the journal. Every
// byte of the plan's sheets stays but for the column of marks and what makes it fit.
// What people wrote is always text, never a formula.
package xlsx

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"sdelaemvmeste/internal/report"
	"sdelaemvmeste/internal/report/splice"
	"sdelaemvmeste/plans"
)

// Fill writes a report into the workbook of its plan, and its sheets behind the plan's
// own. The error wraps [splice.ErrShape] when the plan's sheets are not there any more
// as they were read.
func Fill(original plans.Original, r report.Report) ([]byte, error) {
	b, err := open(original.Data)
	if err != nil {
		return nil, err
	}
	marks := map[plans.ItemNo]report.Text{}
	for _, row := range r.Rows {
		marks[row.Item.No] = row.Mark
	}
	for _, laid := range original.Layout.Tables {
		s, err := b.sheet(laid.Sheet)
		if err != nil {
			return nil, fmt.Errorf("workbook: table %d: %w", laid.Number, err)
		}
		t := table{grid: s, laid: laid, marks: marks, title: r.Heading(), heading: Heading + "\nза " + r.Period.Words + "\n" + r.AsOf()}
		t.fill()
	}
	return b.finish(ownSheets(r)...)
}

// Plain writes a report as a workbook of its own.
func Plain(r report.Report) ([]byte, error) { return fresh(ownSheets(r)...) }

// Journal writes entries of the journal as a workbook, in a zone.
func Journal(all []report.Noted, zone *time.Location) ([]byte, error) {
	s := journalSheet(report.Report{Journal: all, Zone: zone})
	s.head, s.widths = append(s.head, "Сумма предыдущей записи"), append(s.widths, 70)
	for i := range s.rows {
		s.rows[i] = append(s.rows[i], all[i].Entry.Prev)
	}
	return fresh(s)
}

func ownSheets(r report.Report) []sheet {
	return []sheet{summarySheet(r), rowsSheet(r), unitsSheet(r), postsSheet(r), publicationsSheet(r), journalSheet(r)}
}

// fresh makes a workbook of the report's own sheets.
func fresh(sheets ...sheet) ([]byte, error) {
	const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	empty, err := splice.Pack(
		typesPart, declaration+`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">`+
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`+
			`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
		"_rels/.rels", declaration+`<Relationships xmlns="`+packageSpace+`"><Relationship Id="rId1" Type="`+office+`/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml", declaration+`<workbook xmlns="`+mainSpace+`"><bookViews><workbookView/></bookViews><sheets></sheets></workbook>`,
	)
	if err != nil {
		return nil, err
	}
	b, err := open(empty)
	if err != nil {
		return nil, err
	}
	return b.finish(sheets...)
}

// book is a workbook being written.
type book struct {
	*files
	main   *part
	rels   *part
	types  *part
	styles *styles
	// texts are those that cells share, read when one of them is needed.
	texts  *part
	sheets map[string]*grid
	// ns and space are the namespaces of workbooks and of relations.
	ns, space string
	// related counts the parts that the workbook was told of.
	related int
}

func open(data []byte) (*book, error) {
	f, err := openFiles(data)
	if err != nil {
		return nil, err
	}
	b := &book{files: f, sheets: map[string]*grid{}, ns: mainSpace, space: relationsSpace}
	if b.main, err = f.part(f.has.Main()); err != nil {
		return nil, fmt.Errorf("workbook: %w", err)
	}
	if b.rels, err = f.relations(b.main.name); err != nil {
		return nil, err
	}
	if b.types, err = f.part(typesPart); err != nil {
		return nil, err
	}
	if strings.Contains(string(b.main.raw[:b.main.root.Open]), strictSpace) {
		b.ns, b.space = strictSpace, relationsStrict
	}
	name := f.has.Relations(b.main.name)["styles"]
	if f.has[name] == nil {
		name = "xl/styles.xml"
		if _, err := f.open(name, []byte(noStyles)); err != nil {
			return nil, err
		}
		b.own(name, "styles")
	}
	p, err := f.part(name)
	if err != nil {
		return nil, err
	}
	b.styles, err = newStyles(p)
	return b, err
}

// own tells the workbook of a part that is added to it and gives the relation's name.
func (b *book) own(name, kind string) string {
	b.related++
	id := unique(b.rels, b.related)
	relate(b.rels, relation(id, b.space+"/"+kind, "/"+name, false))
	b.types.into(b.types.root, fmt.Sprintf(`<Override xmlns="http://schemas.openxmlformats.org/package/2006/content-types" PartName="/%s" `+
		`ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.%s+xml"/>`, splice.Escape(name), kind))
	return id
}

// sheetNode is a sheet of the workbook by its name, nil for none.
func (b *book) sheetNode(name string) (n *splice.Node, index int) {
	sheets := b.main.root.Kid("sheets")
	if sheets == nil {
		return nil, 0
	}
	i := slices.IndexFunc(sheets.Kids, func(k *splice.Node) bool { return attrOf(k, "name") == name })
	if i < 0 {
		return nil, 0
	}
	return sheets.Kids[i], i
}

// finish adds sheets and gives the file.
func (b *book) finish(sheets ...sheet) ([]byte, error) {
	list := b.main.root.Kid("sheets")
	if list == nil {
		return nil, fmt.Errorf("workbook without sheets: %w", splice.ErrShape)
	}
	number := 0
	var names strings.Builder
	taken := map[string]bool{}
	for _, k := range list.Kids {
		taken[attrOf(k, "name")] = true
		if n, err := strconv.Atoi(attrOf(k, "sheetId")); err == nil {
			number = max(number, n)
		}
	}
	for _, s := range sheets {
		name := s.name
		for n := 2; taken[name]; n++ {
			name = fmt.Sprintf("%s (%d)", s.name, n)
		}
		taken[name] = true
		number++
		fmt.Fprintf(&names, `<sheet%s xmlns:r="%s" name="%s" sheetId="%d" r:id="%s"/>`, b.main.space, b.space, splice.Escape(name), number, b.write(s))
	}
	b.main.into(list, names.String())
	for _, g := range b.sheets {
		g.finish()
	}
	b.styles.finish()
	return b.pack()
}
