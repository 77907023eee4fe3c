package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"sdelaemvmeste/internal/report"
	"sdelaemvmeste/internal/report/render"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

type reportCmd struct {
	To      string `placeholder:"ФАЙЛ" required:"" help:"Куда записать отчёт: .docx, .odt, .xlsx, .png или .ics; такого файла ещё быть не должно."`
	Period  string `placeholder:"ПЕРИОД" help:"2023, 2023Q2, 2023H1, 2023-04 или 2023-04-01..2023-05-15; без ключа — с начала плана по сегодня."`
	Picture string `placeholder:"ЧТО" help:"Что нарисовать в .png: growth — ход выполнения, heat — подразделения по месяцам; без ключа — и то и другое."`
	From    string `placeholder:"КОПИЯ" help:"Взять данные из копии базы, пока служба работает."`
}

// Run writes a report of the stopped service, or of a copy of its database.
func (c reportCmd) Run(p *Process, e *Environment) (err error) {
	kind, err := c.kind()
	if err != nil {
		return err
	}
	var period report.Period
	if c.Period != "" {
		if period, err = report.ParsePeriod(c.Period); err != nil {
			return badValue("--period", "«%s» не период; нужен вид 2023, 2023Q2, 2023H1, 2023-04 или 2023-04-01..2023-05-15", c.Period)
		}
	}
	clock, err := e.clock(p.Real)
	if err != nil {
		return err
	}
	now := clock.now()
	id := plans.PlanID(e.Plan)
	if e.Plan == p.Getenv("SDELAEM_PLAN") {
		// The variable names a file; the flag of the same name a plan, here.
		id = ""
	}
	facts, original, err := c.facts(e, id)
	if err != nil {
		return err
	}
	if c.Period == "" {
		period = report.SoFar(facts.Plan.Period, plans.DateOf(now, facts.Zone))
	}
	file, err := render.Make(kind, report.Make(facts, period, now), original, now)
	if err != nil {
		return fault("отчёт не составлен: %v", err)
	}
	if err := written(c.To, file.Data); err != nil {
		return err
	}
	if _, err := fmt.Fprintf(p.Stdout, "Отчёт записан в %s: план %s, за %s\n", c.To, facts.Plan.ID, period.Words); err != nil {
		return err
	}
	if text := file.Plain.Words(); text != "" {
		_, err = fmt.Fprintln(p.Stdout, text)
	}
	return err
}

// kind is what the ending of the file asks for.
func (c reportCmd) kind() (render.Kind, error) {
	kind := render.Kind(strings.TrimPrefix(strings.ToLower(filepath.Ext(c.To)), "."))
	if !slices.Contains([]render.Kind{render.Docx, render.Odt, render.Xlsx, render.Picture, render.Calendar}, kind) {
		return "", badValue("--to", "«%s»: нужен файл .docx, .odt, .xlsx, .png или .ics", c.To)
	}
	switch part := render.Kind(c.Picture); {
	case part == "":
	case kind != render.Picture:
		return "", badValue("--picture", "ключ нужен только для файла .png")
	case part != render.Growth && part != render.Heat:
		return "", badValue("--picture", "«%s»: бывает growth или heat", c.Picture)
	default:
		return part, nil
	}
	return kind, nil
}

// facts reads what is known of the plan.
func (c reportCmd) facts(e *Environment, named plans.PlanID) (f report.Facts, o plans.Original, err error) {
	path := e.database()
	if c.From != "" {
		path = c.From
	}
	db, err := store.OpenReadOnly(path)
	if err != nil {
		if c.From != "" && !errors.Is(err, store.ErrNewer) {
			return f, o, badValue("--from", "%s", notCopy(c.From, err))
		}
		return f, o, e.unopened(err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	err = db.View(func(tx *store.Tx) error {
		if !tx.Current() {
			return misuse("база данных записана прежней версией программы: запустите службу один раз, чтобы обновить её")
		}
		id, err := planOf(tx, named)
		if err != nil {
			return err
		}
		if f, err = report.Gather(tx, id); err != nil {
			return err
		}
		o, _, err = tx.Original(id)
		return err
	})
	if _, told := errors.AsType[failure](err); err != nil && !told {
		err = e.unopened(err)
	}
	return f, o, err
}

// notCopy says why a file is no copy that a report can be made of.
func notCopy(name string, err error) string {
	switch {
	case isFolder(name):
		return fmt.Sprintf("%s — папка, назовите файл копии", name)
	case errors.Is(err, store.ErrHeld):
		return fmt.Sprintf("файл %s занят другим процессом, назовите копию", name)
	case errors.Is(err, store.ErrCorrupt):
		return fmt.Sprintf("файл %s не копия базы данных или повреждён, возьмите другую копию", name)
	}
	return "копия не читается: " + unread(err)
}

// planOf is the plan that is meant: the one named, or the only one in force.
func planOf(tx *store.Tx, named plans.PlanID) (plans.PlanID, error) {
	states, err := tx.PlanStates()
	if err != nil {
		return "", err
	}
	var force []string
	for _, s := range states {
		if s.Plan == named {
			return s.Plan, nil
		}
		if s.InForce() {
			force = append(force, string(s.Plan))
		}
	}
	switch {
	case named != "":
		return "", badValue("--plan", "плана %s в базе данных нет; планы покажет sdelaem plan list", named)
	case len(force) == 1:
		return plans.PlanID(force[0]), nil
	case len(force) == 0:
		return "", misuse("действующих планов нет; назовите завершённый ключом --plan, планы покажет sdelaem plan list")
	}
	return "", badValue("--plan", "действует несколько планов (%s): назовите один", strings.Join(force, ", "))
}

// written writes a new file whole or not at all.
func written(name string, data []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return misuse("файл %s не записать: %s", name, unwritten(err))
	}
	_, err = f.Write(data)
	if err := errors.Join(err, f.Close()); err != nil {
		return fault("файл %s не записан: %s", name, unwritten(errors.Join(err, os.Remove(name))))
	}
	return nil
}
