package emulator

import (
	"encoding/json"
	"strconv"
)

// parseEntities reads the entities parameter. What is not a JSON array (null,
// above all) is no entities at all: the server does not complain.
func parseEntities(raw string) ([]Entity, *apiError) {
	items, _ := jsonArray(raw)
	var es []Entity
	for _, item := range items {
		e, known, err := parseEntity(item)
		if err != nil {
			return nil, bad("Can't parse MessageEntity: %s", err)
		}
		if known {
			es = append(es, e)
		}
	}
	return es, nil
}

// foundTypes are the entities that the server finds by itself: given by a bot
// they are dropped and looked for anew.
var foundTypes = map[string]bool{
	"mention": true, "hashtag": true, "cashtag": true, "bot_command": true, "url": true, "email": true,
	"phone_number": true, "bank_card_number": true,
}

func parseEntity(raw json.RawMessage) (e Entity, known bool, err error) {
	o, err := parseObject(raw)
	if err != nil {
		return e, false, err
	}
	if e.Offset, err = o.requiredInt("offset"); err != nil {
		return e, false, err
	}
	if e.Length, err = o.requiredInt("length"); err != nil {
		return e, false, err
	}
	if e.Type, err = o.requiredString("type"); err != nil {
		return e, false, err
	}
	if foundTypes[e.Type] {
		return e, false, nil
	}
	if err := entityDetail(&e, o); err != nil {
		return e, false, err
	}
	return e, true, nil
}

func entityDetail(e *Entity, o fields) (err error) {
	switch e.Type {
	case "bold", "italic", "underline", "strikethrough", "spoiler", "code", "blockquote", "expandable_blockquote":
	case "pre":
		e.Language, err = o.optionalString("language")
	case "text_link":
		if e.URL, err = o.requiredString("url"); err != nil {
			return err
		}
		e.URL, err = checkLink(e.URL)
		if err != nil {
			return fieldError("Entity " + err.Error())
		}
	case "text_mention":
		var user fields
		if user, err = o.requiredObject("user"); err != nil {
			return err
		}
		id, err := user.requiredString("id")
		if err != nil {
			return err
		}
		e.User, _ = strconv.ParseInt(id, 10, 64)
	case "custom_emoji":
		if e.CustomEmojiID, err = o.requiredString("custom_emoji_id"); err != nil {
			return err
		}
		if _, convErr := strconv.ParseInt(e.CustomEmojiID, 10, 64); convErr != nil {
			return fieldError(`Field "custom_emoji_id" must be a valid Number`)
		}
	default:
		return fieldError("Unsupported type specified")
	}
	return err
}
