// Package picture draws a report for a phone: how much of the year's tasks was due and
// done by each day, and how each unit stands month by month, each on a picture of its
// own or both on one. Its colours are told apart by those who do not see all of them
// (Okabe and Ito), and every cell says its figures in words as well.
package picture

import (
	"fmt"

	"github.com/go-analyze/charts"

	"sdelaemvmeste/internal/report"
)

// Part is what of the report is drawn.
type Part string

// The parts.
const (
	// Whole is both of the others, one above the other.
	Whole Part = ""
	// Growth is how the tasks fall due and are done over the year, Heat how each unit
	// stands month by month.
	Growth Part = "growth"
	Heat   Part = "heat"
)

// The picture is twice as wide as a phone, whose letters then are half as high.
const (
	width  = 780
	margin = 24
	large  = 20
	usual  = 17
	small  = 15
	// titleHigh, curveHigh and the rest are the heights of what stands below each
	// other.
	titleHigh = 132
	curveHigh = 470
	headHigh  = 104
	rowHigh   = 92
	footHigh  = 44
)

// The colours of the picture.
func black() charts.Color  { return charts.ColorRGB(0x22, 0x22, 0x22) }
func grey() charts.Color   { return charts.ColorRGB(0x77, 0x77, 0x77) }
func pale() charts.Color   { return charts.ColorRGB(0xEE, 0xEE, 0xEE) }
func white() charts.Color  { return charts.ColorRGB(0xFF, 0xFF, 0xFF) }
func blue() charts.Color   { return charts.ColorRGB(0x00, 0x72, 0xB2) }
func orange() charts.Color { return charts.ColorRGB(0xE6, 0x9F, 0x00) }
func red() charts.Color    { return charts.ColorRGB(0xA8, 0x32, 0x00) }

// canvas is the picture being drawn.
type canvas struct {
	*charts.Painter
	report.Report
}

// Draw draws a part of the report as a PNG.
func Draw(r report.Report, part Part) ([]byte, error) {
	heat := heatOf(r)
	curveAt, heatAt := titleHigh, titleHigh
	high := titleHigh
	if part != Heat {
		high += curveHigh
		heatAt = high
	}
	if part != Growth {
		high += headHigh + rowHigh*len(heat.rows)
		if heat.left > 0 {
			high += footHigh
		}
	}
	p := charts.NewPainter(charts.PainterOptions{OutputFormat: charts.ChartOutputPNG, Width: width, Height: high})
	p.FilledRect(0, 0, width, high, white(), white(), 0)
	c := canvas{p, r}
	c.title()
	if part != Heat {
		c.curve(curveAt)
	}
	if part != Growth {
		c.heat(heat, heatAt)
	}
	data, err := p.Bytes()
	if err != nil {
		return nil, fmt.Errorf("draw: %w", err)
	}
	return data, nil
}

// title names the plan in two lines at most, and the time.
func (c canvas) title() {
	first, rest := c.split(report.Clean(c.Plan.Title), large, width-2*margin)
	c.write(first, margin, 40, large, black())
	c.write(c.fit(rest, large, width-2*margin), margin, 70, large, black())
	at := 102
	if rest == "" {
		at = 74
	}
	c.write(c.fit("за "+c.Period.Words+" "+c.AsOf(), usual, width-2*margin), margin, at, usual, grey())
}

// split divides a text where its first line is full.
func (c canvas) split(text string, size float64, most int) (first, rest string) {
	if c.wide(text, size) <= most {
		return text, ""
	}
	for i, r := range text {
		if r != ' ' {
			continue
		}
		if c.wide(text[:i], size) > most {
			break
		}
		first, rest = text[:i], text[i+1:]
	}
	if first == "" {
		return c.fit(text, size, most), ""
	}
	return first, rest
}

func (c canvas) write(text string, x, y int, size float64, color charts.Color) {
	c.Text(text, x, y, 0, charts.FontStyle{FontSize: size, FontColor: color})
}

func (c canvas) wide(text string, size float64) int {
	return c.MeasureText(text, 0, charts.FontStyle{FontSize: size, FontColor: black()}).Width()
}

// centre writes a text around a place.
func (c canvas) centre(text string, x, y int, size float64, color charts.Color) {
	c.write(text, x-c.wide(text, size)/2, y, size, color)
}

// fit cuts a text to a width, with an ellipsis.
func (c canvas) fit(text string, size float64, most int) string {
	if c.wide(text, size) <= most {
		return text
	}
	runes := []rune(text)
	low, high := 0, len(runes)
	for low < high {
		mid := (low + high + 1) / 2
		if c.wide(string(runes[:mid])+"…", size) <= most {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return string(runes[:low]) + "…"
}
