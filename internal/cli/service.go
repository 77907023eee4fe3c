package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"

	"sdelaemvmeste/internal/winservice"
)

type serviceCmd struct {
	Install serviceInstallCmd `cmd:"" settings:"settings" help:"Сделать программу службой Windows и запустить её."`
	Remove  serviceRemoveCmd  `cmd:"" help:"Остановить и убрать службу Windows; настройки и база остаются."`
}

type serviceInstallCmd struct{}

// Run makes the service of Windows.
func (serviceInstallCmd) Run(p *Process, e *Environment) error {
	if runtime.GOOS != "windows" {
		return noWindows()
	}
	path, _ := p.settingsPath(nil)
	if e.Settings != "" {
		path = e.Settings
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	if _, err := os.Stat(path); err != nil {
		return badValue(settingsVariable, "не читается: %s; сначала выполните sdelaem setup", unread(err))
	}
	if err := winservice.Install(p.Executable, "run", settingsFlag, path); err != nil {
		return fault("служба не сделана: %v; нужны права администратора", err)
	}
	_, err = fmt.Fprintf(p.Stdout, "Служба sdelaem работает. Журнал: %s\n", serviceLog(path))
	return err
}

type serviceRemoveCmd struct{}

// Run takes the service of Windows away.
func (serviceRemoveCmd) Run(p *Process) error {
	if runtime.GOOS != "windows" {
		return noWindows()
	}
	if err := winservice.Remove(); err != nil {
		return fault("служба не убрана: %v; нужны права администратора", err)
	}
	_, err := fmt.Fprintln(p.Stdout, "Служба убрана. Настройки и база данных остались.")
	return err
}

func noWindows() error {
	return misuse("команда service только для Windows; здесь службу ведёт systemd: systemctl enable --now sdelaem")
}

// serviceLog is where the service of Windows writes its log: it has no terminal and no
// journal.
func serviceLog(settings string) string { return filepath.Join(filepath.Dir(settings), "sdelaem.log") }

// logLimit is from which size on a log is put aside at the start, in bytes.
const logLimit = 10 << 20

// openLog opens a log to write on; one that has grown long becomes the one before.
func openLog(path string) (io.WriteCloser, error) {
	if info, err := os.Stat(path); err == nil && info.Size() > logLimit {
		if err := os.Rename(path, path+".1"); err != nil {
			return nil, err
		}
	}
	return os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
}

// hosted runs the service of Windows with the arguments that it was made with.
func hosted(args []string, getenv func(string) string) error {
	p := &Process{Getenv: getenv}
	path, _ := p.settingsPath(args)
	log, err := openLog(serviceLog(path))
	if err != nil {
		return fmt.Errorf("open the log: %w", err)
	}
	err = winservice.Host(func(ctx context.Context) int { return Run(ctx, args, getenv, log, log) })
	return errors.Join(err, log.Close())
}
