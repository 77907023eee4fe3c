package store

import "fmt"

// ChannelNumber is the numbering of channels by their chat ids.
const ChannelNumber NumberKind = "channel"

var offered = table[BoundChannel]{"channels"}

// OfferChannel keeps a channel the bot may post to until an administrator
// answers whether it should.
func (tx *Tx) OfferChannel(c BoundChannel) error {
	return offered.put(tx, fmt.Append(nil, c.ID), c)
}

// OfferedChannel gives a channel by its chat id; an unknown one is a
// [plans.ErrNotFound].
func (tx *Tx) OfferedChannel(id string) (BoundChannel, error) {
	c, ok, err := offered.get(tx, []byte(id))
	if err == nil && !ok {
		err = fmt.Errorf("channel %s: %w", id, errNotFound)
	}
	return c, err
}

// OfferedChannels gives every channel the bot was ever offered, bound or not.
func (tx *Tx) OfferedChannels() ([]BoundChannel, error) { return offered.all(tx, nil) }
