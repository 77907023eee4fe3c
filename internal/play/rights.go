package play

import "sdelaemvmeste/internal/emulator"

// kicks removes the bot from a chat.
func (p *Play) kicks(who, where int64, _ []string) error {
	p.server.KickBot(where, who)
	return nil
}

// mutes takes from the bot the right to post in a channel, unmutes gives it back.
func (p *Play) mutes(who, where int64, _ []string) error {
	rights := emulator.AllRights()
	rights.PostMessages = false
	p.server.PromoteBot(where, rights, who)
	return nil
}

func (p *Play) unmutes(who, where int64, _ []string) error {
	p.server.PromoteBot(where, emulator.AllRights(), who)
	return nil
}
