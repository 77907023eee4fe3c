package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

type planCmd struct {
	Check   planCheckCmd   `cmd:"" help:"Показать, как понята каждая строка плана, и все ошибки с их местом."`
	Preview planPreviewCmd `cmd:"" help:"Репетиция: все напоминания, которые ушли бы, если никто ничего не подтвердит."`
	Export  planExportCmd  `cmd:"" help:"Сохранить распознанный план в YAML, чтобы поправить и загрузить."`
	Load    planLoadCmd    `cmd:"" settings:"data,clock,log" help:"Загрузить план в базу данных (служба остановлена)."`
	List    planListCmd    `cmd:"" settings:"data,clock,log" help:"Показать действующие и завершённые планы (служба остановлена)."`
}

// fileLimit is more than a plan may have: what is longer need not be read to
// the end to be refused.
const fileLimit = 21 << 20

// yearFlag is the year of a plan whose document names none.
type yearFlag struct {
	Year int `placeholder:"ГОД" help:"Год плана, если в документе он не назван."`
}

// readPlan understands a file with what is known beside it; a file that cannot be
// read at all is a misuse.
func readPlan(name string, o planfile.Options) (planfile.Result, error) {
	f, err := os.Open(name)
	if err != nil {
		return planfile.Result{}, misuse("файл плана не читается: %s", unread(err))
	}
	data, err := io.ReadAll(io.LimitReader(f, fileLimit))
	if err := errors.Join(err, f.Close()); err != nil {
		return planfile.Result{}, misuse("файл плана не читается: %s", unread(err))
	}
	return planfile.ReadWith(filepath.Base(name), data, o), nil
}

// refuse lists every fault of a plan file on stderr.
func (p *Process) refuse(name string, r planfile.Result) error {
	for _, f := range r.Faults() {
		fmt.Fprintf(p.Stderr, "%s: %s\n", name, oneLine(f.String()))
	}
	return fault("план загрузить нельзя: ошибок в файле %s — %d", name, len(r.Faults()))
}

type planCheckCmd struct {
	File string `arg:"" help:"План: YAML, DOCX, XLSX, ODT или ODS."`
	JSON bool   `name:"json" help:"Печатать JSON: по объекту на строку плана и ещё один с итогом."`
	yearFlag
}

// Run prints how every row was understood and every problem.
func (c planCheckCmd) Run(p *Process) error {
	r, err := readPlan(c.File, planfile.Options{Year: c.Year})
	if err != nil {
		return err
	}
	if c.JSON {
		err = planfile.WriteJSON(p.Stdout, r)
	} else {
		err = planfile.WriteText(p.Stdout, r)
	}
	if err != nil || r.Loadable() {
		return err
	}
	return failure{code: CodeFault}
}

type planPreviewCmd struct {
	Files   []string `arg:"" name:"file" help:"План или несколько: YAML, DOCX, XLSX, ODT или ODS."`
	From    string   `placeholder:"ДАТА" help:"С какого дня, 2023-03-01 или 01.03.2023; иначе с начала плана."`
	To      string   `placeholder:"ДАТА" help:"По какой день; иначе до конца плана."`
	JSON    bool     `name:"json" help:"Печатать JSON: по объекту на напоминание."`
	Summary bool     `help:"Только счёт: писем в месяц, подразделению, человеку."`
	yearFlag
}

// Run prints every reminder in order of time.
func (c planPreviewCmd) Run(p *Process) error {
	from, err := day("--from", c.From)
	if err != nil {
		return err
	}
	to, err := day("--to", c.To)
	if err != nil {
		return err
	}
	var all []plans.Plan
	for _, name := range c.Files {
		r, err := readPlan(name, planfile.Options{Year: c.Year, Known: unitsOf(all)})
		if err != nil {
			return err
		}
		if !r.Loadable() {
			return p.refuse(name, r)
		}
		if err := together(all, r.Plan, name); err != nil {
			return err
		}
		all = append(all, r.Plan)
	}
	if to != 0 && from > to {
		return misuse("--from: %s позже, чем --to: %s", from, to)
	}
	entries, err := schedule.Preview(all, from, to, schedule.NewCalendar(nil))
	if err != nil {
		return fault("репетиция не удалась: %v", err)
	}
	switch {
	case c.Summary && c.JSON:
		return encodeSummary(p.Stdout, summarised(all, entries))
	case c.Summary:
		return writeSummary(p.Stdout, p.width(), summarised(all, entries))
	case !c.JSON:
		return writePreview(p.Stdout, p.width(), all, entries)
	}
	out := json.NewEncoder(p.Stdout)
	out.SetEscapeHTML(false)
	for _, e := range entries {
		if err := out.Encode(e); err != nil {
			return err
		}
	}
	return nil
}

// day reads a date as people or as programs write it; no date is zero.
func day(flag, text string) (plans.Date, error) {
	if text == "" {
		return 0, nil
	}
	for _, layout := range []string{time.DateOnly, "02.01.2006"} {
		if t, err := time.Parse(layout, text); err == nil {
			return plans.NewDate(t.Date()), nil
		}
	}
	return 0, badValue(flag, "«%s» не дата; нужен вид 2023-03-01 или 01.03.2023", text)
}

// unitsOf are the units of plans, each once.
func unitsOf(all []plans.Plan) []plans.Unit {
	var units []plans.Unit
	for _, p := range all {
		for _, u := range p.Units {
			if !slices.ContainsFunc(units, func(o plans.Unit) bool { return o.ID == u.ID }) {
				units = append(units, u)
			}
		}
	}
	return units
}

// together refuses a plan that cannot be rehearsed beside the others.
func together(all []plans.Plan, p plans.Plan, name string) error {
	for _, o := range all {
		switch {
		case o.ID == p.ID:
			return misuse("%s: план %s уже назван среди файлов; репетиция нескольких планов требует разных обозначений", name, p.ID)
		case o.Zone != p.Zone:
			return misuse("%s: часовой пояс %s, а в плане %s — %s; пояс у района один", name, p.Zone, o.ID, o.Zone)
		}
	}
	return nil
}

type planLoadCmd struct {
	File    string       `arg:"" help:"План: YAML, DOCX, XLSX, ODT или ODS."`
	Instead plans.PlanID `placeholder:"ПЛАН" help:"Вместо какого действующего плана; иначе рядом с ними или новой версией того же плана."`
	yearFlag
}

// Run puts a plan in force in the database of the stopped service.
func (c planLoadCmd) Run(p *Process, e *Environment) (err error) {
	clock, err := e.clock(p.Real)
	if err != nil {
		return err
	}
	log, err := e.logger(p.Stderr, clock)
	if err != nil {
		return err
	}
	// A file with faults is refused before a database is even made for it.
	r, err := readPlan(c.File, planfile.Options{Year: c.Year})
	if err != nil {
		return err
	}
	if !r.Loadable() {
		return p.refuse(c.File, r)
	}
	db, err := e.open(log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	loaded, change, err := loadKnown(db, c.File, c.Year, c.Instead, clock.now())
	if err != nil {
		return e.unloaded(err)
	}
	plan := loaded.Plan
	if loaded.Renamed {
		fmt.Fprintf(p.Stdout, "Обозначение %s уже у другого плана, этот получил своё: %s\n", r.Plan.ID, plan.ID)
	}
	_, err = fmt.Fprintf(p.Stdout, "План %s загружен: строк %d, неясных сроков %d; задач добавлено %d, изменено %d, снято %d\n",
		plan.ID, len(r.Plan.Items()), r.Unclear(), len(change.Added), len(change.Moved), len(change.Ended))
	return err
}

// known is what is known beside a plan file: the units and the zone of the district
// and what was answered about files before; nothing before the first plan.
func known(db *store.DB) (o planfile.Options, err error) {
	err = db.View(func(tx *store.Tx) error {
		force, err := tx.InForce()
		if err != nil {
			return err
		}
		if len(force) > 0 {
			o.Zone = force[0].Plan.Zone
		}
		if o.Known, err = schedule.KnownUnits(tx); err != nil {
			return err
		}
		s, err := tx.Settings()
		for _, a := range s.PlanAnswers {
			o.Answers = append(o.Answers, planfile.Answer(a))
		}
		return err
	})
	return o, err
}

// load puts a plan that was read in force: as a newer version of the plan in force that
// it is, in the place of another, or beside them.
func load(db *store.DB, r planfile.Result, instead plans.PlanID, now time.Time) (loaded schedule.Proposal, change schedule.Change, err error) {
	err = db.Update(func(tx *store.Tx) error {
		if err := replaceable(tx, instead); err != nil {
			return err
		}
		loaded, err = schedule.Propose(tx, r.Plan, r.Document, schedule.Place{Instead: instead})
		if err != nil {
			return err
		}
		if err := loadable(loaded, r.Document); err != nil {
			return err
		}
		if change, err = schedule.Replace(tx, loaded.Instead, loaded.Plan, "", now); err != nil {
			return err
		}
		document := r.Original
		document.Layout = document.Layout.Of(loaded.Plan)
		return tx.PutOriginal(loaded.Plan.ID, document)
	})
	return loaded, change, err
}

// adopted is a plan written in YAML under the ids of the district's units.
func adopted(db *store.DB, r planfile.Result, units []plans.Unit) (p plans.Plan, err error) {
	p = r.Plan
	err = db.View(func(tx *store.Tx) error {
		before, err := tx.Plan(p.ID)
		switch {
		case err != nil && !errors.Is(err, plans.ErrNotFound):
			return err
		case r.Document:
			return nil
		}
		p, _ = planfile.Adopt(p, before.Plan.Units, units)
		return nil
	})
	return p, err
}

// replaceable refuses to put a plan in the place of one that is not in force.
func replaceable(tx *store.Tx, instead plans.PlanID) error {
	if instead == "" {
		return nil
	}
	states, err := tx.PlanStates()
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(states, func(s store.PlanState) bool { return s.Plan == instead && s.InForce() }) {
		return misuse("--instead: плана %s среди действующих нет; действующие покажет sdelaem plan list", instead)
	}
	return nil
}

// loadable refuses what cannot be decided on the command line. The id of a document is
// a guess, so that another one of the same time is given its own; a YAML file says whose
// id it has.
func loadable(p schedule.Proposal, document bool) error {
	switch {
	case p.Zone != "":
		return fault("часовой пояс плана %s, а действующие планы идут по %s; пояс у района один: исправьте timezone", p.Plan.Zone, p.Zone)
	case p.Unplaced && p.Renamed && !document:
		return fault("план с этим обозначением уже действует на другой период; дайте новому своё обозначение (plan: …) или добавьте --instead с прежним")
	}
	return nil
}

// loadKnown reads a plan file with what is known beside it and puts it in force.
func loadKnown(db *store.DB, name string, year int, instead plans.PlanID, now time.Time) (loaded schedule.Proposal, change schedule.Change, err error) {
	o, err := known(db)
	if err != nil {
		return loaded, change, err
	}
	o.Year = year
	r, err := readPlan(name, o)
	if err != nil {
		return loaded, change, err
	}
	if err := r.Err(); err != nil {
		return loaded, change, err
	}
	if r.Plan, err = adopted(db, r, o.Known); err != nil {
		return loaded, change, err
	}
	return load(db, r, instead, now)
}

// unloaded says why a plan that could be read was not loaded.
func (e Environment) unloaded(err error) error {
	if errors.Is(err, store.ErrFatal) {
		return e.unopened(err)
	}
	if f, ok := errors.AsType[failure](err); ok {
		return f
	}
	return fault("план не загружен: %v", err)
}
