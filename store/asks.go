package store

import (
	"fmt"
	"time"

	"sdelaemvmeste/plans"
)

var asks = table[ChannelAsk]{"asks"}

// ChannelAsk is that the administrators were asked about a channel, or are to be.
type ChannelAsk struct {
	Channel int64 `json:"channel"`
	// By is the account that let the bot in, 0 when it was forgotten.
	By plans.UserID `json:"by,omitempty"`
	At time.Time    `json:"at"`
	// Listed says that the channel is not asked about by itself but told in a list:
	// a stranger's, or one more than a person may ask about in a day.
	Listed bool `json:"listed,omitempty"`
	// Told is true once the question, or the list, went out.
	Told bool `json:"told,omitempty"`
}

// PutAsk keeps a question about a channel.
func (tx *Tx) PutAsk(a ChannelAsk) error { return asks.put(tx, fmt.Append(nil, a.Channel), a) }

// Ask gives the question about a channel; ok is false when there was none.
func (tx *Tx) Ask(channel int64) (a ChannelAsk, ok bool, err error) {
	return asks.get(tx, fmt.Append(nil, channel))
}

// Asks gives every question about a channel.
func (tx *Tx) Asks() ([]ChannelAsk, error) { return asks.all(tx, nil) }

// NextList is when the list of channels that wait to be told may go out; zero when none
// waits. It stands apart so that a tick reads nothing else.
func (tx *Tx) NextList() (time.Time, error) { return tx.instant("next list") }

// SetNextList sets when the list may go out; zero, and none waits.
func (tx *Tx) SetNextList(at time.Time) error { return tx.putInstant("next list", at) }
