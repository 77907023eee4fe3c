//go:build !windows

// Package winservice runs the program as a service of Windows and tells the service
// manager about it. It must not know what the program does. On other systems there is
// no such service.
package winservice

import (
	"context"
	"errors"
)

// ErrNone says that the system has no such services.
var ErrNone = errors.New("this system has no services of Windows")

// Hosted reports whether the service manager has started the program.
func Hosted() (bool, error) { return false, nil }

// Host gives [ErrNone].
func Host(func(context.Context) int) error { return ErrNone }

// Install gives [ErrNone].
func Install(string, ...string) error { return ErrNone }

// Remove gives [ErrNone].
func Remove() error { return ErrNone }
