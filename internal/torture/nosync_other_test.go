//go:build !linux

package torture

import "errors"

func failSyncs() error { return errors.New("syncs can be made to fail on Linux only") }
