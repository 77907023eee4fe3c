// Package winservice runs the program as a service of Windows and tells the service
// manager about it. It must not know what the program does. On other systems there is
// no such service.
package winservice

import (
	"context"
	"errors"
	"fmt"
	"time"

	"golang.org/x/sys/windows/svc"
	"golang.org/x/sys/windows/svc/mgr"
)

// Name is the service's.
const Name = "sdelaem"

// account is that of services which need the network and no rights on the computer.
const account = `NT AUTHORITY\LocalService`

// Again after a failure: soon, and then not so often that the log fills up.
const (
	firstPause = 10 * time.Second
	laterPause = 5 * time.Minute
	forgotten  = 24 * 60 * 60 // seconds
)

// Hosted reports whether the service manager has started the program.
func Hosted() (bool, error) { return svc.IsWindowsService() }

// Host runs the program under the service manager: its context ends when the manager
// wants it to stop, and its exit code is the service's.
func Host(run func(context.Context) int) error { return svc.Run(Name, host{run}) }

type host struct {
	run func(context.Context) int
}

// Execute satisfies [svc.Handler].
func (h host) Execute(_ []string, requests <-chan svc.ChangeRequest, changes chan<- svc.Status) (ownCode bool, code uint32) {
	changes <- svc.Status{State: svc.StartPending}
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	ended := make(chan int, 1)
	go func() { ended <- h.run(ctx) }()
	changes <- svc.Status{State: svc.Running, Accepts: svc.AcceptStop | svc.AcceptShutdown}
	for {
		select {
		case code := <-ended:
			changes <- svc.Status{State: svc.StopPending}
			return code != 0, uint32(code)
		case r := <-requests:
			switch r.Cmd {
			case svc.Interrogate:
				changes <- r.CurrentStatus
			case svc.Stop, svc.Shutdown:
				changes <- svc.Status{State: svc.StopPending}
				stop()
			}
		}
	}
}

// Install makes the service of a program with its arguments and starts it. It begins
// with the computer and is started again when it fails.
func Install(executable string, args ...string) (err error) {
	m, err := mgr.Connect()
	if err != nil {
		return fmt.Errorf("ask the service manager: %w", err)
	}
	defer func() { err = errors.Join(err, m.Disconnect()) }()
	s, err := m.CreateService(Name, executable, mgr.Config{
		DisplayName: "Сделаем вместе", Description: "Напоминания и публикации медиаплана",
		StartType: mgr.StartAutomatic, DelayedAutoStart: true, ServiceStartName: account,
	}, args...)
	if err != nil {
		return fmt.Errorf("make the service: %w", err)
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	again := []mgr.RecoveryAction{{Type: mgr.ServiceRestart, Delay: firstPause}, {Type: mgr.ServiceRestart, Delay: laterPause}}
	if err := errors.Join(s.SetRecoveryActions(again, forgotten), s.SetRecoveryActionsOnNonCrashFailures(true)); err != nil {
		return fmt.Errorf("have the service started again: %w", err)
	}
	if err := s.Start(); err != nil {
		return fmt.Errorf("start the service: %w", err)
	}
	return nil
}

// Remove stops the service and takes it away.
func Remove() (err error) {
	m, err := mgr.Connect()
	if err != nil {
		return fmt.Errorf("ask the service manager: %w", err)
	}
	defer func() { err = errors.Join(err, m.Disconnect()) }()
	s, err := m.OpenService(Name)
	if err != nil {
		return fmt.Errorf("find the service: %w", err)
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	_, stopped := s.Control(svc.Stop) // one that does not run cannot be stopped
	if err := s.Delete(); err != nil {
		return fmt.Errorf("take the service away: %w", errors.Join(err, stopped))
	}
	return nil
}
