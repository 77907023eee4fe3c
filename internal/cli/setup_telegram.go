package cli

import (
	"context"
	"errors"
	"log/slog"

	"sdelaemvmeste/bot/telegram"
	"sdelaemvmeste/internal/setup"
	"sdelaemvmeste/store"
)

// acquaintance asks Telegram by the ways that the answers so far describe.
type acquaintance struct{ s *setting }

func (a acquaintance) stranger(with setup.Answers) (telegram.Stranger, error) {
	e := Environment{Proxies: with.Proxies, APIURL: a.s.e.APIURL}
	ways, err := e.ways(a.s.p.Getenv)
	if err != nil {
		return telegram.Stranger{}, err
	}
	log := slog.New(slog.DiscardHandler)
	web, _ := client(ways, a.s.p.Real, log)
	return telegram.NewStranger(telegram.Config{Token: with.Token, APIURL: e.APIURL, HTTP: web, Real: a.s.p.Real, Now: a.s.p.Real, Log: log, PollTimeout: startPoll})
}

// Me asks who the bot is.
func (a acquaintance) Me(ctx context.Context, with setup.Answers) (string, error) {
	stranger, err := a.stranger(with)
	if err != nil {
		return "", err
	}
	me, err := stranger.Me(ctx)
	if errors.Is(err, telegram.ErrBadToken) {
		err = setup.ErrBadToken
	}
	return me.Username, err
}

// Starters waits for who writes /start.
func (a acquaintance) Starters(ctx context.Context, with setup.Answers, seen func(int64) bool) ([]setup.Person, error) {
	stranger, err := a.stranger(with)
	if err != nil {
		return nil, err
	}
	found, err := stranger.Starters(ctx, func(u store.User) bool { return seen(int64(u.ID)) })
	if errors.Is(err, telegram.ErrTaken) {
		err = setup.ErrTaken
	}
	var people []setup.Person
	for _, u := range found {
		people = append(people, setup.Person{ID: int64(u.ID), Name: u.Name})
	}
	return people, err
}
