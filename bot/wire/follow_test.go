package wire

import (
	"errors"
	"strings"
	"testing"
)

// TestFollow: whatever goes wrong in what follows from a delivery is told from a fault of
// the store.
func TestFollow(t *testing.T) {
	if err := Follow(7, func() error { return nil }); err != nil {
		t.Error(err)
	}
	for name, settle := range map[string]func() error{
		"an error": func() error { return errors.New("lost") },
		"a panic":  func() error { panic("lost") },
	} {
		err := Follow(7, settle)
		failed, ok := errors.AsType[*FollowError](err)
		if !ok || failed.Seq != 7 || !strings.Contains(failed.Error(), "follow-up of 7: ") || !strings.Contains(failed.Err.Error(), "lost") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
