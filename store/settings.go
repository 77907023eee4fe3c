package store

import (
	"fmt"
	"maps"
	"time"

	"sdelaemvmeste/plans"
)

var settings = table[Settings]{"settings"}

// Settings is what administrators have set in chat for the district. A zero field
// leaves the plan's own rule in force.
type Settings struct {
	// Group approves posts; Thread is its forum topic, 0 for none.
	Group      int64  `json:"group,omitempty"`
	GroupTitle string `json:"group_title,omitempty"`
	Thread     int    `json:"thread,omitempty"`
	// Pages are the official pages that posts are for, and those that were removed,
	// which earlier posts still name; LastPage numbers them.
	Pages    []Page       `json:"pages,omitempty"`
	LastPage plans.PageID `json:"last_page,omitempty"`
	// AllPages closes a row only when its post is out on all pages; else the first one
	// is enough.
	AllPages bool `json:"all_pages,omitempty"`
	// PageRounds is when official pages were last looked after.
	PageRounds PageRounds `json:"page_rounds,omitzero"`
	// At is the hour of the morning message, which is one for all plans; nil leaves
	// it to the plan that has been in force longest.
	At *plans.Clock `json:"at,omitempty"`
	// Plans holds the rules set for single plans.
	Plans map[plans.PlanID]PlanRules `json:"plans,omitempty"`
	// Units are the decisions about units, oldest first.
	Units []plans.UnitDecision `json:"units,omitempty"`
	// PlanAnswers are what was answered about plan files and holds for the next ones.
	PlanAnswers []PlanAnswer `json:"plan_answers,omitempty"`
	// Quiet are the hours in which nothing is published without asking twice.
	Quiet *plans.Hours `json:"quiet,omitempty"`
	// LocalDays correct the production calendar.
	LocalDays []LocalDay `json:"local_days,omitempty"`
	// Mentions are the organisations whose mention the law wants explained; nil
	// leaves the program's own list in force.
	Mentions *[]Mention `json:"mentions,omitempty"`
	// Unprobed is true when the links of drafts are not to be looked at.
	Unprobed bool `json:"unprobed,omitempty"`
	// Unpictured is true when the group is not to get a picture of each month.
	Unpictured bool `json:"unpictured,omitempty"`
	// Bot is the bot's user name, as Telegram told it.
	Bot string `json:"bot,omitempty"`
	// BotID is the bot's account: buttons, files and the numbers of messages are its
	// own, so that another bot can do nothing with them. 0 until it was noted.
	BotID plans.UserID `json:"bot_id,omitempty"`
	// Menus is the print of the commands whose menus Telegram was told last.
	Menus string `json:"menus,omitempty"`
	// Admins are the accounts of administrators who have pressed Start.
	Admins []plans.UserID `json:"admins,omitempty"`
	// Setup is the checklist that the administrators were shown; nil before.
	Setup *Setup `json:"setup,omitempty"`
	// Slips lets a slip of the pen in a post that is out be mended by one vote.
	Slips bool `json:"slips,omitempty"`
	// NoBelow takes the keyboard under the input field away from everybody.
	NoBelow bool `json:"no_below,omitempty"`
	// Recast are the people whose roles or units were changed and who have not been
	// told yet.
	Recast map[plans.PersonID]Recast `json:"recast,omitempty"`
}

// Setup is how far the putting up had come when the administrators last saw it.
type Setup struct {
	Stood []string `json:"stood,omitempty"`
}

// Recast is what somebody was before a change that they have not been told of, and
// when the newest change was made.
type Recast struct {
	Roles []plans.Role   `json:"roles,omitempty"`
	Units []plans.UnitID `json:"units,omitempty"`
	Since time.Time      `json:"since"`
}

// BoundChannel is a channel to which posts are published.
type BoundChannel struct {
	ID       int64  `json:"id"`
	Title    string `json:"title"`
	Username string `json:"username,omitempty"`
}

// Link is the address of a message in the channel: t.me/name/N, for a private
// channel t.me/c/id/N (core.telegram.org/api/links).
func (c BoundChannel) Link(message int) string {
	if c.Username != "" {
		return fmt.Sprintf("https://t.me/%s/%d", c.Username, message)
	}
	return fmt.Sprintf("https://t.me/c/%d/%d", -c.ID-1_000_000_000_000, message)
}

// PageRounds is when people were last reminded of what is to be placed on pages, the
// Mondays of the weeks whose norms were told and before which views were asked for, and
// when the program is to look again.
type PageRounds struct {
	Reminded plans.Date `json:"reminded,omitempty"`
	Normed   plans.Date `json:"normed,omitempty"`
	Viewed   plans.Date `json:"viewed,omitempty"`
	Next     time.Time  `json:"next,omitzero"`
}

// LocalDay is a day off or a working day of the district's own.
type LocalDay struct {
	Day     plans.Date `json:"day"`
	Working bool       `json:"working"`
	Why     string     `json:"why,omitempty"`
}

// Mention is an organisation whose mention the law wants explained. An asterisk
// after its name stands for any ending.
type Mention struct {
	Name string `json:"name"`
	Note string `json:"note"`
}

// Settings gives what was set; nothing set is the zero Settings.
func (tx *Tx) Settings() (Settings, error) {
	s, _, err := settings.get(tx, []byte("settings"))
	return s, err
}

// PutSettings keeps what was set.
func (tx *Tx) PutSettings(s Settings) error {
	tx.drafted = true
	return settings.put(tx, []byte("settings"), s)
}

// PlanRules replace what a plan itself says of how it is kept.
type PlanRules struct {
	Reminders *plans.Reminders `json:"reminders,omitempty"`
	Approval  *plans.Approval  `json:"approval,omitempty"`
	// Templates are the texts offered for posts in the place of the program's
	// own, by their names.
	Templates map[string]string `json:"templates,omitempty"`
}

// Rules gives the reminders and approval in force for a plan: its own, where nothing
// else was set.
func (s Settings) Rules(p plans.Plan) (plans.Reminders, plans.Approval) {
	r, a, set := p.Reminders, p.Approval, s.Plans[p.ID]
	if set.Reminders != nil {
		r = *set.Reminders
	}
	if set.Approval != nil {
		a = *set.Approval
	}
	return r, a
}

// WithPlan gives the settings with other rules for a plan. The original is left as it
// is.
func (s Settings) WithPlan(id plans.PlanID, r PlanRules) Settings {
	s.Plans = maps.Clone(s.Plans)
	if s.Plans == nil {
		s.Plans = map[plans.PlanID]PlanRules{}
	}
	s.Plans[id] = r
	return s
}

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
