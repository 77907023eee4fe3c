package xlsx

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// area is a rectangle of cells, counted from 1.
type area struct{ left, top, right, bottom int }

// String is the area as a sheet writes it, «A1:D9».
func (a area) String() string { return cellName(a.left, a.top) + ":" + cellName(a.right, a.bottom) }

// has reports whether a cell lies in the area.
func (a area) has(row, col int) bool {
	return a.top <= row && row <= a.bottom && a.left <= col && col <= a.right
}

// areas are several.
type areas []area

// has reports whether a cell lies in one of them.
func (all areas) has(row, col int) bool {
	return slices.ContainsFunc(all, func(a area) bool { return a.has(row, col) })
}

func areaOf(ref string) (a area, ok bool) {
	from, to, ranged := strings.Cut(ref, ":")
	if !ranged {
		to = from
	}
	if a.left, a.top, ok = place(from); !ok {
		return a, false
	}
	a.right, a.bottom, ok = place(to)
	return a, ok
}

// cellName is the name of a cell, «D9».
func cellName(col, row int) string { return columnName(col) + strconv.Itoa(row) }

// columnName is the name of a column: A, …, Z, AA.
func columnName(col int) string {
	name := ""
	for ; col > 0; col = (col - 1) / 26 {
		name = fmt.Sprintf("%c", 'A'+(col-1)%26) + name
	}
	return name
}

// place reads the name of a cell.
func place(name string) (col, row int, ok bool) {
	i := 0
	for ; i < len(name) && i < 3 && 'A' <= name[i] && name[i] <= 'Z'; i++ {
		col = col*26 + int(name[i]-'A') + 1
	}
	row, err := strconv.Atoi(name[i:])
	return col, row, err == nil && i > 0 && row > 0
}
