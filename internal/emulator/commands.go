package emulator

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Command is an entry of the bot's menu.
type Command struct {
	Command, Description string
}

// Commands is the menu set for a scope: "default", "all_private_chats",
// "all_group_chats", "all_chat_administrators", "chat:<id>",
// "chat_administrators:<id>" or "chat_member:<id>:<user>"; with a language, its
// code follows after a slash.
func (s *Server) Commands(scope string) []Command {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.commands[scope])
}

func (s *Server) setMyCommands(r *request) (action, *apiError) {
	if !r.has("commands") {
		return nil, violation("setMyCommands without commands empties the menu in silence")
	}
	list, refusal := parseCommands(r.params["commands"])
	if refusal != nil {
		return nil, refusal
	}
	return s.withMenu(r, func(key string) (any, *apiError) {
		if refusal := checkCommands(list); refusal != nil {
			return nil, refusal
		}
		s.commands[key] = list
		return true, nil
	})
}

// deleteMyCommands takes the menu of a scope away; a wider scope's is then shown.
func (s *Server) deleteMyCommands(r *request) (action, *apiError) {
	return s.withMenu(r, func(key string) (any, *apiError) {
		delete(s.commands, key)
		return true, nil
	})
}

func (s *Server) getMyCommands(r *request) (action, *apiError) {
	return s.withMenu(r, func(key string) (any, *apiError) {
		list := []object{}
		for _, c := range s.commands[key] {
			list = append(list, object{"command": c.Command, "description": c.Description})
		}
		return list, nil
	})
}

// withMenu does something to the menu of the request's scope and language.
func (s *Server) withMenu(r *request, do func(key string) (any, *apiError)) (action, *apiError) {
	scope, refusal := parseScope(r.params["scope"])
	if refusal != nil {
		return nil, refusal
	}
	return func() (any, *apiError) {
		key, refusal := s.scopeKey(scope, r.params["language_code"])
		if refusal != nil {
			return nil, refusal
		}
		return do(key)
	}, nil
}

func parseCommands(raw string) ([]Command, *apiError) {
	if !json.Valid([]byte(raw)) {
		return nil, bad("Can't parse commands JSON object")
	}
	items, ok := jsonArray(raw)
	if !ok {
		return nil, bad("Expected an Array of BotCommand")
	}
	var list []Command
	for _, item := range items {
		o, err := parseObject(item)
		var c Command
		if err == nil {
			c.Command, err = o.requiredString("command")
		}
		if err == nil {
			c.Description, err = o.requiredString("description")
		}
		if err != nil {
			return nil, bad("Can't parse BotCommand: %s", err)
		}
		c.Command = strings.TrimPrefix(strings.TrimSpace(c.Command), "/")
		c.Description = strings.TrimSpace(c.Description)
		list = append(list, c)
	}
	return list, nil
}

func checkCommands(list []Command) *apiError {
	if len(list) > 100 {
		return bad("BOT_COMMANDS_TOO_MUCH")
	}
	for _, c := range list {
		switch n := utf8.RuneCountInString(c.Description); {
		case c.Command == "":
			return bad("Command must be non-empty")
		case utf8.RuneCountInString(c.Command) > 32:
			return bad("Command length must not exceed 32")
		case n == 0:
			return bad("Command description must be non-empty")
		case n > 256:
			return bad("Command description length must not exceed 256")
		}
		for i := range len(c.Command) {
			if b := c.Command[i]; b != '_' && (!isAlnum(b) || 'A' <= b && b <= 'Z') {
				return bad("BOT_COMMAND_INVALID")
			}
		}
	}
	return nil
}

// commandScope is whom a menu is for.
type commandScope struct {
	kind string
	chat string
	user int64
}

func parseScope(raw string) (commandScope, *apiError) {
	scope := commandScope{kind: "default"}
	if raw == "" {
		return scope, nil
	}
	if !json.Valid([]byte(raw)) {
		return scope, bad("Can't parse BotCommandScope JSON object")
	}
	if err := scope.read(json.RawMessage(raw)); err != nil {
		return scope, bad("Can't parse BotCommandScope: %s", err)
	}
	return scope, nil
}

func (scope *commandScope) read(raw json.RawMessage) error {
	o, err := parseObject(raw)
	if err != nil {
		return fieldError("BotCommandScope must be an Object")
	}
	if scope.kind, err = o.requiredString("type"); err != nil {
		return err
	}
	switch scope.kind {
	case "default", "all_private_chats", "all_group_chats", "all_chat_administrators":
		return nil
	case "chat", "chat_administrators", "chat_member":
	default:
		return fieldError("Unsupported type specified")
	}
	if scope.chat, err = o.requiredString("chat_id"); err != nil {
		return err
	}
	if scope.chat == "" {
		return fieldError("Empty chat_id specified")
	}
	if scope.kind == "chat_member" {
		id, err := o.requiredString("user_id")
		if err != nil {
			return err
		}
		if scope.user, _ = strconv.ParseInt(id, 10, 64); scope.user <= 0 {
			return fieldError("Invalid user_id specified")
		}
	}
	return nil
}

// scopeKey checks a scope as TDLib's BotCommandScope does: a private chat has no
// administrators and no members to tell apart, a channel has no menu.
func (s *Server) scopeKey(scope commandScope, language string) (string, *apiError) {
	key := scope.kind
	if scope.chat != "" {
		c, refusal := s.reach(scope.chat, toRead)
		switch {
		case refusal != nil:
			return "", refusal
		case c.kind == Private && scope.kind != "chat":
			return "", bad("Can't use specified scope in private chats")
		case c.kind == Channel:
			return "", bad("Can't change commands in channel chats")
		}
		key += ":" + strconv.FormatInt(c.id, 10)
	}
	if language != "" && (len(language) != 2 || strings.Trim(language, "abcdefghijklmnopqrstuvwxyz") != "") {
		return "", bad("Invalid language code specified")
	}
	if scope.user != 0 {
		key += ":" + strconv.FormatInt(scope.user, 10)
	}
	if language != "" {
		key += "/" + language
	}
	return key, nil
}
