package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"sdelaemvmeste/internal/setup"
)

// settingsVariable names the settings file; --settings does too.
const (
	settingsVariable = "SDELAEM_SETTINGS"
	settingsFlag     = "--settings"
)

// readSettings lays the settings file under the environment: what is set there is heard
// where the environment says nothing. A program installed by a package has one of its
// own, which may be missing, or not be everybody's to read.
func (p *Process) readSettings(args []string) error {
	path, named := p.settingsPath(args)
	if path == "" {
		return nil
	}
	text, err := os.ReadFile(path) //nolint:gosec // whoever runs the program names the file
	switch {
	case err != nil && (!named || isSetup(args) && errors.Is(err, fs.ErrNotExist)):
		return nil
	case err != nil:
		return badValue(settingsVariable, "не читается: %s", unread(err))
	}
	file, err := setup.Parse(text)
	if err != nil {
		return notSettings(path, err)
	}
	environment := p.Getenv
	p.Getenv = func(name string) string {
		if value := environment(name); value != "" {
			return value
		}
		if paired(environment, name) {
			return ""
		}
		return file.Get(name)
	}
	return nil
}

// notSettings says which line of a settings file is none.
func notSettings(path string, err error) error {
	if line, ok := errors.AsType[setup.LineError](err); ok {
		return badValue(settingsVariable, "файл %s, строка %d: нужен вид ПЕРЕМЕННАЯ=значение", path, int(line))
	}
	return err
}

// paired reports whether the environment holds the other of two settings of which only
// one may be given.
func paired(environment func(string) string, name string) bool {
	for _, pair := range [][2]string{{"TELEGRAM_TOKEN", "TELEGRAM_TOKEN_FILE"}, {"MAX_TOKEN", "MAX_TOKEN_FILE"}} {
		if name == pair[0] && environment(pair[1]) != "" || name == pair[1] && environment(pair[0]) != "" {
			return true
		}
	}
	return false
}

func isSetup(args []string) bool {
	for _, arg := range args {
		if !strings.HasPrefix(arg, "-") {
			return arg == "setup"
		}
	}
	return false
}

// settingsPath is the settings file; named tells that somebody asked for it.
func (p *Process) settingsPath(args []string) (path string, named bool) {
	for i, arg := range args {
		if value, ok := strings.CutPrefix(arg, settingsFlag+"="); ok {
			return value, true
		}
		if arg == settingsFlag && i+1 < len(args) {
			return args[i+1], true
		}
	}
	if path := p.Getenv(settingsVariable); path != "" {
		return path, true
	}
	return setup.Installed(p.Executable, p.Getenv), false
}

// places are where the setup puts what it makes.
type places struct{ home, data string }

// usualPlaces are those of a computer with one service: of the system for whoever
// administers it, else the present folder.
func (p *Process) usualPlaces() places {
	if data := p.Getenv("ProgramData"); runtime.GOOS == "windows" && data != "" {
		home := filepath.Join(data, "sdelaem")
		return places{home, filepath.Join(home, "data")}
	}
	if os.Geteuid() == 0 && runtime.GOOS == "linux" {
		return places{"/etc/sdelaem", "/var/lib/sdelaem"}
	}
	return places{".", "data"}
}
