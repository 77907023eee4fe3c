package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"runtime"
	"syscall"

	"sdelaemvmeste/internal/demo"
	"sdelaemvmeste/internal/demo/page"
)

// demoCmd shows the main job with nothing to set up.
type demoCmd struct {
	Script bool `help:"Проиграть готовую историю, напечатать переписку и закончить."`
	Open   bool `help:"Открыть страницу в браузере."`
}

// pageAddress is where the page is served unless --listen names another address.
const pageAddress = "127.0.0.1:8420"

// Run plays the story; at a terminal and without --script it then serves a page
// with the telephones and the clock, until it is interrupted.
func (c demoCmd) Run(ctx context.Context, p *Process, e *Environment) error {
	if c.Script || !terminal(p.Stdout) {
		d, err := demo.Play(p.Stdout, p.Real)
		if err != nil {
			return err
		}
		return d.Close()
	}
	listener, err := listenForPage(ctx, cmp.Or(e.Listen, pageAddress))
	if err != nil {
		return err
	}
	defer listener.Close()
	fmt.Fprintln(p.Stdout, "Играем историю, это несколько секунд.")
	return c.serve(ctx, p, listener)
}

// listenForPage takes an address for the page.
func listenForPage(ctx context.Context, address string) (net.Listener, error) {
	if !listenable(address) {
		return nil, misuse("--listen: «%s» не адрес; нужен вид %s", address, pageAddress)
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, misuse("адрес %s уже занят другой программой; укажите свободный: --listen 127.0.0.1:8421", address)
	case err != nil:
		return nil, misuse("адрес %s занять нельзя: %s; укажите другой: --listen %s", address, untaken(err), pageAddress)
	}
	return listener, nil
}

func (c demoCmd) serve(ctx context.Context, p *Process, listener net.Listener) (err error) {
	d, err := demo.Play(io.Discard, p.Real)
	if err != nil {
		return err
	}
	site, err := page.New(d, p.Real)
	if err != nil {
		return errors.Join(err, d.Close())
	}
	defer func() { err = errors.Join(err, site.Close()) }()
	address := "http://" + listener.Addr().String()
	fmt.Fprintf(p.Stdout, "Откройте %s, закончить: Ctrl+C\n", address)
	if c.Open {
		if err := openBrowser(ctx, address); err != nil {
			fmt.Fprintf(p.Stderr, "sdelaem: браузер не открылся (%v), откройте страницу сами\n", err)
		}
	}
	return site.Serve(ctx, listener)
}

// terminal reports whether what is printed goes to a person.
func terminal(out io.Writer) bool {
	f, ok := out.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	null, err := os.Stat(os.DevNull)
	return err != nil || !os.SameFile(info, null)
}

// openBrowser opens an address with the system's own program for that.
func openBrowser(ctx context.Context, address string) error {
	name, args := "xdg-open", []string{address}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", address}
	}
	command := exec.CommandContext(ctx, name, args...) //nolint:gosec // the address is our own listener's
	if err := command.Start(); err != nil {
		return err
	}
	return command.Process.Release()
}
