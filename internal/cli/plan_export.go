package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"sdelaemvmeste/plans/planfile"
)

type planExportCmd struct {
	File string `arg:"" help:"План: DOCX, XLSX, ODT или ODS."`
	To   string `placeholder:"ФАЙЛ" required:"" help:"Куда записать: .yaml или .yml; такого файла ещё быть не должно."`
	yearFlag
}

// Run writes the plan as it was understood, even one that cannot be loaded yet:
// it is to be mended there.
func (c planExportCmd) Run(p *Process) error {
	if form := strings.ToLower(filepath.Ext(c.To)); form != ".yaml" && form != ".yml" {
		return badValue("--to", "«%s»: план записывается только в YAML, нужен файл .yaml или .yml", c.To)
	}
	r, err := readPlan(c.File, planfile.Options{Year: c.Year})
	if err != nil {
		return err
	}
	if len(r.Plan.Items()) == 0 {
		return p.refuse(c.File, r)
	}
	f, err := os.OpenFile(c.To, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return misuse("файл %s не записать: %s", c.To, unwritten(err))
	}
	err = planfile.Write(f, r.Plan)
	if err := errors.Join(err, f.Close()); err != nil {
		return fault("файл %s не записан: %s", c.To, unwritten(errors.Join(err, os.Remove(c.To))))
	}
	for _, problem := range r.Problems {
		fmt.Fprintf(p.Stderr, "%s: %s\n", c.File, oneLine(problem.String()))
	}
	_, err = fmt.Fprintf(p.Stdout, "План записан в %s: строк %d, неясных сроков %d, ошибок %d\n", c.To, len(r.Plan.Items()), r.Unclear(), len(r.Faults()))
	return err
}
