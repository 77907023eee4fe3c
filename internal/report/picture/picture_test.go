package picture_test

import (
	"bytes"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"sdelaemvmeste/internal/report/picture"
	"sdelaemvmeste/internal/report/reporttest"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile"
)

func TestPictureIsAPNGForAPhone(t *testing.T) {
	p := planfile.Read("plan.yaml", plans.Petrovsky2023, nil).Plan
	for i := range 20 {
		p.Units = append(p.Units, plans.Unit{ID: plans.UnitID(rune('a' + i)), Name: "Отдел с очень длинным названием, каких много в районе"})
	}
	p.Projects = []plans.Project{
		{ID: "park", Name: "Парк", Unit: "zhkh", Contract: plans.NewDate(2023, 4, 10), Completed: plans.NewDate(2023, 5, 15)},
		{ID: "school", Name: "Школа", Unit: "education", Contract: plans.NewDate(2023, 2, 10), Completed: plans.NewDate(2023, 8, 15)},
	}
	r := reporttest.Report(p)
	heights := map[picture.Part]int{}
	for _, part := range []picture.Part{picture.Whole, picture.Growth, picture.Heat} {
		data, err := picture.Draw(r, part)
		if err != nil {
			t.Fatal(err)
		}
		im, err := png.Decode(bytes.NewReader(data))
		if err != nil || im.Bounds().Dx() != 780 {
			t.Fatal(err, im)
		}
		heights[part] = im.Bounds().Dy()
		if dir := os.Getenv("REPORT_OUT"); dir != "" {
			os.WriteFile(filepath.Join(dir, "picture-"+string(part)+".png"), data, 0o600)
		}
	}
	if heights[picture.Whole] <= max(heights[picture.Growth], heights[picture.Heat]) {
		t.Error(heights)
	}
}
