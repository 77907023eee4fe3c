package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"syscall"

	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

func (e Environment) database() string { return filepath.Join(e.Data, store.FileName) }

// open opens the database to work with, or makes a new one. One of the usual size
// is read whole before: a service must not begin on a damaged one, and what is
// merely out of step is worth a line in the log.
func (e Environment) open(log *slog.Logger) (*store.DB, error) {
	info, err := os.Lstat(e.database())
	small := err == nil && info.Size() <= checkable
	if small {
		r, err := store.Check(e.database())
		if err == nil && len(r.Damage) > 0 {
			err = fmt.Errorf("%s: %w", r.Damage[0], store.ErrCorrupt)
		}
		if err != nil {
			return nil, e.unopened(err)
		}
		outOfStep(log, r.Faults)
	}
	db, err := store.Open(e.Data)
	if err != nil {
		return nil, e.unopened(err)
	}
	if small {
		outOfStep(log, underived(db))
	}
	return db, nil
}

// checkable is up to which size a file is read through at the start, in bytes: a
// district's whole year takes a few millions. A larger one would keep people
// waiting; it is still checked with every nightly copy and by the command check.
const checkable = 64 << 20

// underived names the tasks and moments that are kept otherwise than the facts say.
func underived(db *store.DB) (faults []string) {
	err := db.View(func(tx *store.Tx) (err error) {
		faults, err = schedule.Verify(tx)
		return err
	})
	if err != nil {
		faults = append(faults, err.Error())
	}
	return faults
}

// outOfStep warns of what disagrees in a database that can be read.
func outOfStep(log *slog.Logger, faults []string) {
	for _, f := range faults[:min(len(faults), findingsShown)] {
		log.Warn("database is out of step", "fault", f)
	}
}

// compact gives the space of a file more than half free back before the service
// opens it, and gives what is to be logged of it once it is open: what is wrong with
// the database is said by opening it.
func (e Environment) compact() func(*slog.Logger) {
	c, err := store.Compact(e.Data)
	return func(log *slog.Logger) {
		switch {
		case err != nil:
			log.Warn("database not compacted", "err", err)
		case c.Before > 0:
			log.Info("database compacted", "before", c.Before, "after", c.After)
		}
	}
}

// unopened says what is wrong with the database and how to mend it.
func (e Environment) unopened(err error) error {
	path := e.database()
	switch {
	case errors.Is(err, store.ErrHeld):
		return misuse("база данных %s занята другим процессом: остановите службу (sdelaem run) и повторите", path)
	case isFolder(path):
		return misuse("база данных %s не открывается: на её месте стоит папка, уберите её или укажите другую папку базы в SDELAEM_DATA (--data)", path)
	case errors.Is(err, store.ErrCorrupt):
		return misuse("база данных %s повреждена: верните копию командой «sdelaem restore КОПИЯ --force», повреждённый файл останется рядом (%v)", path, err)
	case errors.Is(err, store.ErrNewer):
		return misuse("база данных %s записана более новой версией программы: поставьте её или верните прежнюю копию%s (%v)", path, e.earlier(), err)
	case errors.Is(err, store.ErrUncopied):
		return misuse("база данных %s не обновлена и осталась прежней: копия в папке %s не снята, %s",
			path, filepath.Join(e.Data, store.CopiesFolder), unwritten(err))
	case errors.Is(err, store.ErrFatal):
		return fault("база данных %s не записывается: проверьте диск и место на нём (%v)", path, err)
	case unmade(err):
		return misuse("папки базы данных %s нет, и создать её нельзя: %s; укажите папку в SDELAEM_DATA (--data)", e.Data, unwritten(err))
	case errors.Is(err, syscall.ENOTDIR):
		return misuse("базы данных %s нет: в этом пути на месте папки стоит файл; укажите её папку в SDELAEM_DATA (--data)", path)
	case errors.Is(err, fs.ErrNotExist):
		return misuse("базы данных %s нет: укажите её папку в SDELAEM_DATA (--data)", path)
	}
	return misuse("база данных %s не открывается: %s; папка базы указывается в SDELAEM_DATA (--data)", path, unwritten(err))
}

// earlier names the copy that was made before a later program changed the database.
func (e Environment) earlier() string {
	name, err := store.EarlierCopy(e.Data)
	if err != nil || name == "" {
		return "" // the database is what is to be told of
	}
	return fmt.Sprintf(": «sdelaem restore %s --force»", name)
}

type backupCmd struct {
	File string `arg:"" help:"Куда записать копию; такого файла ещё быть не должно."`
}

// Run copies the database of the stopped service.
func (c backupCmd) Run(p *Process, e *Environment) (err error) {
	db, err := store.OpenReadOnly(e.database())
	if err != nil {
		return e.unopened(err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	r, err := db.Backup(c.File)
	switch {
	case errors.Is(err, fs.ErrExist):
		return misuse("файл %s уже есть: назовите копию иначе", c.File)
	case len(r.Findings()) > 0:
		return fault("копия не снята, в базе данных есть нарушения, первое из %d: %s; все покажет «sdelaem check»", len(r.Findings()), r.Findings()[0])
	case err != nil:
		return fault("копия %s не снята: %s", c.File, unwritten(err))
	}
	_, err = fmt.Fprintf(p.Stdout, "Копия снята и проверена: %s\n", c.File)
	return err
}

type restoreCmd struct {
	File     string `arg:"" help:"Копия: снятая командой backup, ночная или присланная в чат."`
	Force    bool   `help:"Заменить имеющуюся базу данных; она останется рядом."`
	Identity string `placeholder:"ФАЙЛ" help:"Закрытый ключ age для копии, присланной в чат."`
}

// Run puts a copy in the place of the database of the stopped service.
func (c restoreCmd) Run(p *Process, e *Environment) (err error) {
	given := c.File
	opened, err := e.unsealed(c.File, c.Identity)
	if err != nil {
		return err
	}
	if opened != "" {
		c.File = opened
		defer func() { err = errors.Join(err, os.Remove(opened)) }()
	}
	stamp := p.Real().UTC().Format("20060102T150405.000Z")
	kept, err := store.Restore(c.File, e.Data, stamp, c.Force)
	switch {
	case errors.Is(err, store.ErrHeld):
		return e.unopened(err)
	case errors.Is(err, fs.ErrExist):
		return misuse("база данных %s уже есть: чтобы заменить её, добавьте --force, прежняя останется рядом", e.database())
	case errors.Is(err, store.ErrCorrupt), errors.Is(err, store.ErrNewer):
		return fault("%s не годится как копия, ничего не изменено (%v)", given, err)
	case errors.Is(err, fs.ErrNotExist) && absent(c.File):
		return misuse("копии %s нет", given)
	case unmade(err):
		return misuse("копия не возвращена: папки базы данных %s нет, и создать её нельзя: %s; укажите папку в SDELAEM_DATA (--data)", e.Data, unwritten(err))
	case isFolder(e.database()):
		return misuse("копия не возвращена: на месте базы данных %s стоит папка, уберите её или укажите другую папку базы в SDELAEM_DATA (--data)", e.database())
	case err != nil:
		return fault("копия не возвращена в %s: %s", e.Data, unwritten(err))
	}
	if kept != "" {
		fmt.Fprintf(p.Stdout, "Прежняя база данных осталась в %s\n", kept)
	}
	_, err = fmt.Fprintf(p.Stdout, "База данных возвращена из копии: %s\n", e.database())
	return err
}

type checkCmd struct{}

// Run reads the whole database of the stopped service and says what is wrong
// with it.
func (checkCmd) Run(p *Process, e *Environment) (err error) {
	db, err := store.OpenReadOnly(e.database())
	switch {
	case errors.Is(err, store.ErrCorrupt):
		// Here damage is the finding asked for, not what kept the command from working.
		return fault("%v", e.unopened(err))
	case err != nil:
		return e.unopened(err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	var r store.Report
	earlier := false
	err = db.View(func(tx *store.Tx) error {
		r = tx.Check()
		if earlier = !tx.Current(); earlier || len(r.Damage) > 0 {
			return nil
		}
		wrong, err := schedule.Verify(tx)
		r.Faults = append(r.Faults, wrong...)
		if err != nil {
			return err
		}
		ahead, err := aheadOf(tx, p.Real())
		r.Faults = append(r.Faults, ahead...)
		return err
	})
	if err != nil {
		r.Damage = append(r.Damage, err.Error())
	}
	fmt.Fprintf(p.Stdout, "База данных %s\n", e.database())
	for _, c := range r.Counts {
		fmt.Fprintf(p.Stdout, "  %-14s %7d\n", c.Bucket, c.Records)
	}
	if earlier {
		fmt.Fprintln(p.Stdout, "Файл записан прежней версией программы: задачи и напоминания сверятся с фактами после первого запуска этой.")
	}
	if r.Sound() {
		_, err = fmt.Fprintln(p.Stdout, "Нарушений нет.")
		return err
	}
	return p.report(r.Findings())
}

// findingsShown bounds what is printed of a database that is wrong throughout.
const findingsShown = 100

func (p *Process) report(findings []string) error {
	for _, f := range findings[:min(len(findings), findingsShown)] {
		fmt.Fprintln(p.Stdout, "! "+oneLine(f))
	}
	return fault("в базе данных нарушения: %d", len(findings))
}
