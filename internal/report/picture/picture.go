// Package picture draws a report as one PNG for a phone: how much of the year's tasks
// was due and done by each day, and how each unit stands month by month. Its colours
// are told apart by those who do not see all of them (Okabe and Ito), and every cell
// says its figures in words as well.
package picture

import (
	"fmt"

	"github.com/go-analyze/charts"

	"sdelaemvmeste/internal/report"
)

// The picture is twice as wide as a phone, whose letters then are half as high.
const (
	width    = 780
	margin   = 24
	titleAt  = 44
	large    = 19
	usual    = 16
	small    = 13
	curveTop = 130
	curveLow = 470
	legendAt = 540
	heatTop  = 640
	rowHigh  = 52
	nameWide = 250
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

// Draw draws the report.
func Draw(r report.Report) ([]byte, error) {
	heat := heatOf(r)
	high := heatTop + 60 + rowHigh*(len(heat.rows)+1)
	p := charts.NewPainter(charts.PainterOptions{OutputFormat: charts.ChartOutputPNG, Width: width, Height: high})
	p.FilledRect(0, 0, width, high, white(), white(), 0)
	c := canvas{p, r}
	c.write(c.fit("Исполнение плана: "+report.Clean(r.Plan.Title), large, width-2*margin), margin, titleAt, large, black())
	c.write("за "+r.Period.Words+" "+r.AsOf(), margin, titleAt+32, usual, grey())
	c.curve()
	c.heat(heat)
	data, err := p.Bytes()
	if err != nil {
		return nil, fmt.Errorf("draw: %w", err)
	}
	return data, nil
}

func (c canvas) write(text string, x, y int, size float64, color charts.Color) {
	c.Text(text, x, y, 0, charts.FontStyle{FontSize: size, FontColor: color})
}

func (c canvas) wide(text string, size float64) int {
	return c.MeasureText(text, 0, charts.FontStyle{FontSize: size, FontColor: black()}).Width()
}

// centre writes a small text around a place.
func (c canvas) centre(text string, x, y int, color charts.Color) {
	c.write(text, x-c.wide(text, small)/2, y, small, color)
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
