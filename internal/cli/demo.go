package cli

import (
	"context"
	"errors"
	"fmt"
	"os"

	"sdelaemvmeste/internal/demo"
)

// demoCmd shows the main job with nothing to set up.
type demoCmd struct {
	Script bool `help:"Проиграть готовую историю и напечатать переписку."`
}

// Run plays the story; at a terminal and without --script it then takes lines of
// the same language from the keyboard.
func (c demoCmd) Run(ctx context.Context, p *Process) (err error) {
	d, err := demo.New(p.Stdout, p.Real)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	if err := d.Play.Run(demo.DemoCast + demo.DemoStory); err != nil {
		return fmt.Errorf("demo: %w", err)
	}
	if c.Script || !terminal(p.Getenv, os.Stdin) {
		return nil
	}
	fmt.Fprint(p.Stdout, demo.Help)
	return d.Converse(ctx, os.Stdin, p.Stdout)
}

// terminal tells whether a person sits at the file.
func terminal(getenv func(string) string, f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && getenv("TERM") != ""
}
