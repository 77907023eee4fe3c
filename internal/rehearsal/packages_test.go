//go:build packages && linux

package rehearsal

import (
	"context"
	"io/fs"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/internal/play"
	"sdelaemvmeste/plans"
)

const adminID, finID = 1001, 1002

// office is a district's Telegram.
type office struct {
	*emulator.Server
	t   *testing.T
	url string
}

func newOffice(t *testing.T) office {
	t.Helper()
	o := office{emulator.New(emulator.Config{Username: "sdelaem_bot"}), t, ""}
	web := httptest.NewServer(o.Server)
	t.Cleanup(web.Close)
	o.url = web.URL
	o.AddUser(emulator.User{ID: adminID, FirstName: "Администратор"})
	o.AddUser(emulator.User{ID: finID, FirstName: "Специалист"})
	return o
}

// reads waits until the last message of somebody is one.
func (o office) reads(who int64, is func(string) bool) {
	o.t.Helper()
	ctx, cancel := context.WithTimeout(o.t.Context(), patience)
	defer cancel()
	if err := o.Wait(ctx, func() bool { return o.Last(who).FromBot && is(o.Last(who).Text) }); err != nil {
		o.t.Fatalf("%v; the last message is %q", err, o.Last(who).Text)
	}
}

func with(words string) func(string) bool {
	return func(text string) bool { return strings.Contains(text, words) }
}

func (o office) press(who int64, caption string) {
	o.t.Helper()
	_, err := o.Press(who, who, 0, caption)
	must(o.t, err)
}

// invite brings the person of the plan in.
func (o office) invite() {
	o.t.Helper()
	o.Start(adminID)
	o.reads(adminID, with("Подготовка к работе"))
	o.Say(adminID, adminID, "/people")
	o.reads(adminID, with("Подразделения"))
	o.press(adminID, "финансовое управление")
	o.reads(adminID, with("Специалист финансового управления"))
	o.press(adminID, "Пригласить")
	o.reads(adminID, with("?start="))
	code := regexp.MustCompile(`\?start=(\S+)`).FindStringSubmatch(o.Last(adminID).Text)[1]
	o.Say(finID, finID, "/start "+code)
	o.reads(finID, with("")) // the person is in
}

// setUp sets the service up without questions and gives it its plan.
func setUp(r root, o office, args ...string) {
	r.t.Helper()
	said, code := r.sdelaem(0, []string{"TELEGRAM_TOKEN=" + o.Token(), "TELEGRAM_API_URL=" + o.url, "SDELAEM_ADMINS=1001"}, append([]string{"setup", "--yes"}, args...)...)
	if code != 0 || !strings.Contains(said, "Токен проверен") || !strings.Contains(said, "systemctl enable") {
		r.t.Fatalf("setup ended with %d: %s", code, said)
	}
	r.write("etc/sdelaem/plan.yaml", string(plans.Petrovsky2023)+`
people:
  - {id: fin-1, name: Специалист финансового управления, unit: finance, roles: [responsible]}
`, 0o644)
}

// The service is given its plan and a working day's early morning; once people are in,
// nine o'clock comes within seconds, however long the inviting took.
var (
	early   = []string{"SDELAEM_PLAN=/etc/sdelaem/plan.yaml", "SDELAEM_CLOCK=2023-03-13T08:30:00+03:00"}
	morning = []string{early[0], "SDELAEM_CLOCK=2023-03-13T08:58:00+03:00*60"}
)

// firstReminder starts the service of a unit, brings a person in and waits for the
// person's first reminder.
func (r root) firstReminder(u unit, o office) {
	r.t.Helper()
	s := r.start(u, early...)
	o.invite()
	s.stop()
	s = r.start(u, morning...)
	o.reads(finID, play.Morning)
	s.stop()
}

// TestFromThePackageToTheFirstReminder installs, sets up, starts, upgrades, removes and
// purges.
func TestFromThePackageToTheFirstReminder(t *testing.T) {
	t.Parallel()
	r, o := newRoot(t), newOffice(t)
	began := time.Now()
	if said := r.dpkg("-i", *first); !strings.Contains(said, "sudo sdelaem setup") {
		t.Errorf("the package does not say what comes next: %s", said)
	}
	service := r.user()
	r.rights("etc/sdelaem", 0o750, 0, service)
	r.rights("var/lib/sdelaem", 0o700, service, service)
	setUp(r, o)
	r.rights("etc/sdelaem/token", 0o640, 0, service)
	r.rights("etc/sdelaem/sdelaem.env", 0o640, 0, service)

	r.firstReminder(r.readUnit("sdelaem.service", ""), o)
	t.Logf("from the package to the first reminder: %v", time.Since(began).Round(time.Second/10))

	r.write("etc/sdelaem/common.env", "# mine\n", 0o640)
	kept := func() (all []string) {
		for _, name := range []string{"token", "sdelaem.env", "common.env"} {
			all = append(all, r.read("etc/sdelaem/"+name))
		}
		said, code := r.sdelaem(service, nil, "plan", "list")
		if code != 0 {
			t.Errorf("plan list: %s", said)
		}
		return append(all, said)
	}
	before := kept()
	r.dpkg("-i", *second)
	if !slices.Equal(before, kept()) || r.user() != service {
		t.Errorf("the upgrade has changed %q to %q", before, kept())
	}
	s := r.start(r.readUnit("sdelaem.service", ""), early...)
	o.Say(finID, finID, "/tasks")
	o.reads(finID, with("Ваши открытые задачи"))
	s.stop()
	if said, code := r.sdelaem(service, nil, "check"); code != 0 {
		t.Errorf("check: %s", said)
	}

	if said := r.dpkg("-r", "sdelaem"); !strings.Contains(said, "/var/lib/sdelaem") || r.exists("usr/bin/sdelaem") || !r.exists("etc/sdelaem/token") || !r.exists("var/lib/sdelaem/sdelaem.db") {
		t.Errorf("removed: %s", said)
	}
	if said := r.dpkg("-P", "sdelaem"); !strings.Contains(said, "rm -r /var/lib/sdelaem") {
		t.Errorf("purged: %s", said)
	}
	if left := r.left(); !slices.Equal(left, []string{"var/lib/sdelaem/sdelaem.db"}) {
		t.Errorf("purge leaves %q", left)
	}
	r.rights("var/lib/sdelaem", 0o700, 0, 0)
	if strings.Contains(r.read("etc/passwd"), "sdelaem") {
		t.Error("the account is left")
	}

	r.dpkg("-i", *second)
	r.rights("var/lib/sdelaem/sdelaem.db", 0o600, r.user(), r.user())
	if v := o.Violations(); len(v) > 0 {
		t.Errorf("requests a real Telegram would not understand: %q", v)
	}
}

// left are the files in the root but those of the package manager and of accounts.
func (r root) left() (names []string) {
	r.t.Helper()
	must(r.t, filepath.WalkDir(r.path, func(path string, entry fs.DirEntry, err error) error {
		name, _ := filepath.Rel(r.path, path)
		if err != nil || entry.IsDir() || strings.HasPrefix(name, "var/lib/dpkg/") || filepath.Dir(name) == "etc" {
			return err
		}
		names = append(names, name)
		return nil
	}))
	return names
}

// TestPackageOverAnInstallationMadeByHand takes settings, token and data over and says
// what is left of the old one.
func TestPackageOverAnInstallationMadeByHand(t *testing.T) {
	t.Parallel()
	r, o := newRoot(t), newOffice(t)
	r.write("etc/sdelaem/token", o.Token()+"\n", 0o600)
	r.write("etc/sdelaem/sdelaem.env", "# by hand\nSDELAEM_ADMINS=1001\nTELEGRAM_API_URL="+o.url+"\n", 0o600)
	r.write("etc/systemd/system/sdelaem.service", "[Service]\n", 0o644)
	r.write("usr/local/bin/sdelaem", "old", 0o755)
	r.write("var/lib/sdelaem/note", "kept", 0o600)
	must(t, os.Chown(r.in("var/lib/sdelaem"), 77, 77))
	must(t, os.Chmod(r.in("var/lib/sdelaem"), 0o700))
	said := r.dpkg("-i", *first)
	for _, words := range []string{"/etc/systemd/system/sdelaem.service", "rm /usr/local/bin/sdelaem"} {
		if !strings.Contains(said, words) {
			t.Errorf("%q is not said: %s", words, said)
		}
	}
	service := r.user()
	r.rights("etc/sdelaem/token", 0o640, 0, service)
	r.rights("etc/sdelaem/sdelaem.env", 0o640, 0, service)
	r.rights("var/lib/sdelaem/note", 0o600, service, service)
	if !strings.Contains(r.read("etc/sdelaem/sdelaem.env"), "# by hand") {
		t.Error("the settings have changed")
	}
	s := r.start(r.readUnit("sdelaem.service", ""))
	s.says("msg=started")
	o.Start(adminID)
	o.reads(adminID, with("Здравствуйте"))
	s.stop()
}

// TestDistrictsSideBySide sets two districts of one server up and runs both.
func TestDistrictsSideBySide(t *testing.T) {
	t.Parallel()
	r := newRoot(t)
	r.dpkg("-i", *first)
	for _, name := range []string{"petrovsky", "ipatovo"} {
		o := newOffice(t)
		setUp(r, o, "--district", name)
		r.rights("etc/sdelaem/"+name, 0o750, 0, r.user())
		r.firstReminder(r.readUnit("sdelaem@.service", name), o)
		if !r.exists("var/lib/sdelaem/" + name + "/sdelaem.db") {
			t.Errorf("%s has no database of its own", name)
		}
		if said, code := r.sdelaem(r.user(), nil, "check", "--settings", "/etc/sdelaem/"+name+"/sdelaem.env"); code != 0 {
			t.Errorf("check: %s", said)
		}
	}
}
