//go:build !unix

package bench

import "time"

// processor is the clock's time, where that of the processor is not asked for.
func processor() time.Duration { return time.Duration(time.Now().UnixNano()) }
