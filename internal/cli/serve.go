package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"path/filepath"

	"sdelaemvmeste/internal/app"
	"sdelaemvmeste/internal/host"
	"sdelaemvmeste/internal/proxy"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile"
	"sdelaemvmeste/store"
)

// listen takes the address, so that one in use is told at the start; without an
// address it gives none.
func listen(ctx context.Context, address string) (net.Listener, error) {
	if address == "" {
		return nil, nil
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	if err != nil {
		return nil, badValue("SDELAEM_LISTEN", "адрес %s не занять: %s", address, untaken(err))
	}
	return listener, nil
}

func closeListener(l net.Listener) error {
	if l == nil {
		return nil
	}
	return l.Close()
}

// floodLimit is how many updates of one account are heard in a minute. A person
// at work sends a few; ten albums of ten photos still pass.
const floodLimit = 120

type runCmd struct{}

// Run is the service: it works until the context ends.
func (runCmd) Run(ctx context.Context, p *Process, e *Environment) (err error) {
	settings, err := p.settings(e)
	if err != nil {
		return err
	}
	listener, err := listen(ctx, settings.listen)
	if err != nil {
		return err
	}
	compacted := e.compact()
	db, err := e.open(settings.log)
	if err != nil {
		return errors.Join(err, closeListener(listener))
	}
	compacted(settings.log)
	defer func() {
		if failed := db.Close(); err == nil && failed != nil {
			err = fault("база данных не закрылась: %v", failed)
		}
	}()
	if err := e.sameClock(db); err != nil {
		return errors.Join(err, closeListener(listener))
	}
	if err := ownBot(db, settings.token); err != nil {
		return errors.Join(err, closeListener(listener))
	}
	if err := settings.loadFirstPlan(db, e.Plan); err != nil {
		return errors.Join(err, closeListener(listener))
	}
	web, ways := client(settings.ways, p.Real, settings.log)
	health := app.NewHealth(db, settings.clock.now, p.Real)
	settings.max.Status, settings.max.Observe = health.MaxStatus, health.MaxObserver()
	program, err := app.Assemble(app.Parts{
		Store: db, Token: settings.token, ApiURL: e.APIURL, Http: web,
		Now: settings.clock.now, Real: p.Real, Steady: host.Steady(p.Real), Speed: float64(settings.clock.speed), Rehearsal: settings.clock.note,
		Admins: settings.admins, Log: settings.log, Status: health.Status, Observe: health.Observer(), Ticked: health.Ticked, Refused: health.Refused,
		Copies: filepath.Join(e.Data, store.CopiesFolder), Seal: settings.seal, Free: func() (uint64, bool) { return app.FreeSpace(e.Data) },
		Flood: floodLimit, Step: p.Step, Lost: app.NewPages(ways.Proxy).Lost, Max: settings.max,
	})
	if err != nil {
		return errors.Join(misuse("TELEGRAM_TOKEN или TELEGRAM_API_URL не подходят: %v", err), closeListener(listener))
	}
	settings.log.Info("started", "database", db.Path(), "admins", len(settings.admins), "rehearsal", settings.clock.note)
	stopListening := health.Serve(listener, settings.log)
	err = program.Run(ctx)
	stopListening()
	if err != nil {
		return e.stopped(err)
	}
	settings.log.Info("stopped")
	return nil
}

// settings is what the service needs of the environment, checked.
type settings struct {
	token  string
	max    app.Max
	ways   []proxy.Way
	admins []plans.UserID
	listen string
	// seal encrypts copies for the way through a chat; nil without a key.
	seal  func([]byte) ([]byte, error)
	clock clock
	log   *slog.Logger
}

// settings checks everything before anything is opened.
func (p *Process) settings(e *Environment) (s settings, err error) {
	if s.token, err = e.telegram(); err != nil {
		return s, err
	}
	if s.ways, err = e.ways(p.Getenv); err != nil {
		return s, err
	}
	if s.max, err = e.max(); err != nil {
		return s, err
	}
	if s.admins, err = e.admins(); err != nil {
		return s, err
	}
	if s.listen, err = e.listen(); err != nil {
		return s, err
	}
	if s.seal, err = e.Seal(); err != nil {
		return s, err
	}
	if s.clock, err = e.clock(p.Real); err != nil {
		return s, err
	}
	s.log, err = e.logger(p.Stderr, s.clock)
	return s, err
}

// loadFirstPlan loads the plan of SDELAEM_PLAN into a database that has none.
func (s settings) loadFirstPlan(db *store.DB, file string) error {
	any := false
	err := db.View(func(tx *store.Tx) error {
		states, err := tx.PlanStates()
		any = len(states) > 0
		return err
	})
	switch {
	case any:
		return nil
	case err != nil:
		return fault("план в базе данных не читается: %v", err)
	case file == "":
		s.log.Warn("no plan is loaded: set SDELAEM_PLAN or use the command plan load")
		return nil
	}
	r, err := readPlan(file, planfile.Options{})
	if f, ok := errors.AsType[failure](err); ok {
		return badValue("SDELAEM_PLAN", "%s", f.text)
	}
	if faults := r.Faults(); len(faults) > 0 {
		return badValue("SDELAEM_PLAN", "план загрузить нельзя, ошибок в файле %s — %d, первая: %s; все покажет sdelaem plan check %s",
			file, len(faults), oneLine(faults[0].String()), file)
	}
	_, change, err := load(db, r, "", s.clock.now())
	if err != nil {
		return fault("SDELAEM_PLAN: план %s не загружен: %v", file, err)
	}
	s.log.Info("plan loaded", "tasks", len(change.Added))
	return nil
}

// stopped says why the service ended by itself.
func (e Environment) stopped(err error) error {
	// Not a wrong call: a supervisor that does not repeat those is to start it again.
	if errors.Is(err, store.ErrFatal) {
		return fault("%v", e.unopened(err))
	}
	return fault("служба остановлена: %s", fmt.Sprint(err))
}
