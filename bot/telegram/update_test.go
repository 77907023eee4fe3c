package telegram

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/store"
)

var at = time.Date(2023, 3, 13, 6, 0, 0, 0, time.UTC)

const (
	jsonUser    = `{"id":7,"is_bot":false,"first_name":"Анна","last_name":"Иванова","username":"anna"}`
	jsonPrivate = `{"id":7,"type":"private","first_name":"Анна","last_name":"Иванова","username":"anna"}`
	jsonForum   = `{"id":-1001,"type":"supergroup","title":"Группа","is_forum":true}`
	jsonGroup   = `{"id":-1,"type":"group","title":"Группа"}`
	jsonChannel = `{"id":-1002,"type":"channel","title":"Новости","username":"news"}`
)

var (
	anna    = store.User{ID: 7, Name: "Анна Иванова", Username: "anna"}
	private = store.Chat{ID: 7, Kind: store.Private, Title: "Анна Иванова", Username: "anna"}
	forum   = store.Chat{ID: -1001, Kind: store.Supergroup, Title: "Группа", Forum: true}
	group   = store.Chat{ID: -1, Kind: store.Group, Title: "Группа"}
	channel = store.Chat{ID: -1002, Kind: store.Channel, Title: "Новости", Username: "news"}
)

// incoming is a message of Anna's with what differs.
func incoming(change func(*store.Incoming)) store.Incoming {
	in := store.Incoming{Update: 1, At: at, Sent: time.Unix(1, 0).UTC(), Kind: store.InMessage, Chat: private, From: anna, Message: 5}
	change(&in)
	if in.Kind == store.InPress || in.Kind == store.InMember {
		in.Sent = time.Time{} // these are no messages
	}
	return in
}

func TestDecode(t *testing.T) {
	private5 := `"message_id":5,"date":1,"from":` + jsonUser + `,"chat":` + jsonPrivate
	forum5 := `"message_id":5,"date":1,"from":` + jsonUser + `,"chat":` + jsonForum
	for name, c := range map[string]struct {
		raw  string
		want store.Incoming
	}{
		"text": {`"message":{` + private5 + `,"text":"привет"}`, incoming(func(in *store.Incoming) {
			in.Text = "привет"
		})},
		"edited": {`"edited_message":{` + private5 + `,"edit_date":2,"text":"привет"}`, incoming(func(in *store.Incoming) {
			in.Kind, in.Text = store.InEdited, "привет"
		})},
		"entities": {
			`"message":{` + private5 + `,"text":"а😀б","entities":[{"type":"bold","offset":0,"length":1},
			{"type":"custom_emoji","offset":1,"length":2,"custom_emoji_id":"5368"},
			{"type":"text_mention","offset":3,"length":1,"user":` + jsonUser + `},
			{"type":"text_link","offset":0,"length":1,"url":"https://e.ru"},{"type":"pre","offset":0,"length":1,"language":"go"}]}`,
			incoming(func(in *store.Incoming) {
				in.Text = "а😀б"
				in.Entities = []store.Entity{
					{Type: "bold", Length: 1}, {Type: "custom_emoji", Offset: 1, Length: 2, CustomEmoji: "5368"},
					{Type: "text_mention", Offset: 3, Length: 1, User: 7},
					{Type: "text_link", Length: 1, URL: "https://e.ru"}, {Type: "pre", Length: 1, Language: "go"},
				}
			}),
		},
		"photo of an album": {
			`"message":{` + private5 + `,"media_group_id":"42","caption":"подпись","caption_entities":[{"type":"italic","offset":0,"length":3}],
			"photo":[{"file_id":"s","file_unique_id":"us","width":90,"height":67,"file_size":1},
			{"file_id":"l","file_unique_id":"ul","width":1280,"height":960,"file_size":3},
			{"file_id":"m","file_unique_id":"um","width":320,"height":240,"file_size":2}]}`,
			incoming(func(in *store.Incoming) {
				in.Album, in.Text = "42", "подпись"
				in.Entities = []store.Entity{{Type: "italic", Length: 3}}
				in.Media = &store.Media{Kind: store.Photo, File: "l", Unique: "ul", Size: 3}
			}),
		},
		"animation, which is also a document": {
			`"message":{` + private5 + `,"animation":{"file_id":"a","file_unique_id":"ua"},"document":{"file_id":"a","file_unique_id":"ua"}}`,
			incoming(func(in *store.Incoming) { in.Media = &store.Media{Kind: store.Animation, File: "a", Unique: "ua"} }),
		},
		"document": {
			`"message":{` + private5 + `,"document":{"file_id":"d","file_unique_id":"ud","file_name":"План.docx","mime_type":"application/msword","file_size":5000000000}}`,
			incoming(func(in *store.Incoming) {
				in.Media = &store.Media{Kind: store.Document, File: "d", Unique: "ud", Name: "План.docx", MIME: "application/msword", Size: 5_000_000_000}
			}),
		},
		"voice": {
			`"message":{` + private5 + `,"voice":{"file_id":"v","file_unique_id":"uv"}}`,
			incoming(func(in *store.Incoming) { in.Media = &store.Media{Kind: store.Voice, File: "v", Unique: "uv"} }),
		},
		"place": {
			`"message":{` + private5 + `,"location":{"latitude":45.2,"longitude":42.9}}`,
			incoming(func(in *store.Incoming) { in.Media = &store.Media{Kind: store.OtherMedia} }),
		},
		"content newer than this program": {
			`"message":{` + private5 + `,"hologram":{}}`,
			incoming(func(in *store.Incoming) { in.Media = &store.Media{Kind: store.OtherMedia} }),
		},
		"forwarded answer": {
			`"message":{` + private5 + `,"text":"т","forward_origin":{"type":"hidden_user","sender_user_name":"Кто-то","date":1},"reply_to_message":{"message_id":3,"date":1,"chat":` + jsonPrivate + `}}`,
			incoming(func(in *store.Incoming) { in.Text, in.Forwarded, in.ReplyTo = "т", true, 3 }),
		},
		"message in a topic": {
			`"message":{` + forum5 + `,"text":"т","message_thread_id":2,"is_topic_message":true,"reply_to_message":{"message_id":2,"date":1,"chat":` + jsonForum + `,"forum_topic_created":{"name":"Тема","icon_color":1}}}`,
			incoming(func(in *store.Incoming) { in.Chat, in.Text, in.Thread = forum, "т", 2 }),
		},
		"answer in a topic": {
			`"message":{` + forum5 + `,"text":"т","message_thread_id":2,"is_topic_message":true,"reply_to_message":{"message_id":4,"date":1,"chat":` + jsonForum + `}}`,
			incoming(func(in *store.Incoming) { in.Chat, in.Text, in.Thread, in.ReplyTo = forum, "т", 2, 4 }),
		},
		"answer in General, with a thread id that is no topic": {
			`"message":{` + forum5 + `,"text":"т","message_thread_id":3,"reply_to_message":{"message_id":3,"date":1,"chat":` + jsonForum + `}}`,
			incoming(func(in *store.Incoming) { in.Chat, in.Text, in.ReplyTo = forum, "т", 3 }),
		},
		"service message": {
			`"message":{` + forum5 + `,"pinned_message":{"message_id":3,"date":0,"chat":` + jsonForum + `}}`,
			incoming(func(in *store.Incoming) { in.Chat, in.Kind = forum, store.InService }),
		},
		"migration to": {
			`"message":{"message_id":5,"date":1,"from":` + jsonUser + `,"chat":` + jsonGroup + `,"migrate_to_chat_id":-1001}`,
			incoming(func(in *store.Incoming) { in.Chat, in.Kind, in.MigratedTo = group, store.InMigration, -1001 }),
		},
		"migration from": {
			`"message":{` + forum5 + `,"migrate_from_chat_id":-1}`,
			incoming(func(in *store.Incoming) { in.Chat, in.Kind, in.MigratedFrom = forum, store.InMigration, -1 }),
		},
		"channel post": {
			`"channel_post":{"message_id":5,"date":1,"sender_chat":` + jsonChannel + `,"chat":` + jsonChannel + `,"text":"пост"}`,
			incoming(func(in *store.Incoming) {
				in.Kind, in.Chat, in.From, in.Text = store.InChannelPost, channel, store.User{}, "пост"
			}),
		},
		"edited channel post": {
			`"edited_channel_post":{"message_id":5,"date":1,"chat":` + jsonChannel + `,"caption":"пост","video":{"file_id":"v","file_unique_id":"uv"}}`,
			incoming(func(in *store.Incoming) {
				in.Kind, in.Chat, in.From, in.Text = store.InEditedChannel, channel, store.User{}, "пост"
				in.Media = &store.Media{Kind: store.Video, File: "v", Unique: "uv"}
			}),
		},
		"press": {
			`"callback_query":{"id":"99","from":` + jsonUser + `,"chat_instance":"1","data":"v1:done:3","message":{` + forum5 + `,"text":"к","message_thread_id":2,"is_topic_message":true}}`,
			incoming(func(in *store.Incoming) {
				in.Kind, in.Chat, in.PressID, in.Data, in.Thread = store.InPress, forum, "99", "v1:done:3", 2
			}),
		},
		"press on a message too old to be shown": {
			`"callback_query":{"id":"99","from":` + jsonUser + `,"data":"d","message":{"message_id":5,"date":0,"chat":` + jsonPrivate + `}}`,
			incoming(func(in *store.Incoming) { in.Kind, in.PressID, in.Data = store.InPress, "99", "d" }),
		},
		"press without a message": {
			`"callback_query":{"id":"99","from":` + jsonUser + `,"inline_message_id":"1","data":"d"}`,
			incoming(func(in *store.Incoming) {
				in.Kind, in.PressID, in.Data, in.Chat, in.Message = store.InPress, "99", "d", store.Chat{}, 0
			}),
		},
		"reactions": {
			`"message_reaction_count":{"chat":` + jsonChannel + `,"message_id":5,"date":1,"reactions":[` +
				`{"type":{"type":"emoji","emoji":"👍"},"total_count":12},{"type":{"type":"paid"},"total_count":3}]}`,
			incoming(func(in *store.Incoming) {
				in.Kind, in.Chat, in.From, in.Reactions = store.InReactions, channel, store.User{}, 15
				in.Sent = time.Time{}
			}),
		},
		"promoted in a channel": {
			`"my_chat_member":{"date":1,"from":` + jsonUser + `,"chat":` + jsonChannel + `,"old_chat_member":{"status":"left","user":{"id":9}},
			"new_chat_member":{"status":"administrator","user":{"id":9},"can_post_messages":true}}`,
			incoming(func(in *store.Incoming) {
				in.Kind, in.Chat, in.Message = store.InMember, channel, 0
				in.Member = store.Member{Was: "left", Now: "administrator", CanPost: true}
			}),
		},
		"restricted and gone": {
			`"my_chat_member":{"date":1,"from":` + jsonUser + `,"chat":` + jsonForum + `,"old_chat_member":{"status":"restricted","is_member":true},
			"new_chat_member":{"status":"restricted","is_member":false}}`,
			incoming(func(in *store.Incoming) {
				in.Kind, in.Chat, in.Message = store.InMember, forum, 0
				in.Member = store.Member{Was: "restricted", Now: "left"}
			}),
		},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := decode(json.RawMessage(`{"update_id":1,`+c.raw+`}`), at)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestDecodeErrors(t *testing.T) {
	if _, err := decode(json.RawMessage(`{"update_id":1,"poll":{"id":"3"}}`), at); !errors.Is(err, errOtherKind) {
		t.Errorf("another kind: %v", err)
	}
	for _, raw := range []string{
		``, `null`, `[]`, `{}`, `{"update_id":null}`, `{"update_id":"1","message":{}}`,
		`{"update_id":1,"message":{"message_id":"x"}}`, `{"update_id":1.5,"message":{}}`, `{"update_id":1,"message":[]}`,
	} {
		if got, err := decode(json.RawMessage(raw), at); err == nil {
			t.Errorf("%s was understood as %+v", raw, got)
		}
	}
}

// FuzzDecode: nothing that comes from the network ends the program, and what is
// understood can be kept and read again.
func FuzzDecode(f *testing.F) {
	f.Add([]byte(`{"update_id":1,"message":{"message_id":5,"date":1,"chat":` + jsonPrivate + `,"from":` + jsonUser + `,"text":"т","entities":[{"type":"bold","offset":0,"length":1}]}}`))
	f.Add([]byte(`{"update_id":1,"callback_query":{"id":"9","from":` + jsonUser + `,"message":null,"data":"d"}}`))
	f.Add([]byte(`{"update_id":1,"my_chat_member":{"chat":` + jsonChannel + `,"new_chat_member":{"status":"kicked"}}}`))
	f.Add([]byte(`{"update_id":1,"message":{"photo":[{}],"reply_to_message":{},"migrate_to_chat_id":-9}}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		in, err := decode(raw, at)
		if err != nil {
			return
		}
		kept, err := json.Marshal(in)
		if err != nil {
			t.Fatalf("cannot be kept: %v", err)
		}
		var again store.Incoming
		if err := json.Unmarshal(kept, &again); err != nil {
			t.Fatalf("cannot be read again: %v", err)
		}
		if d := cmp.Diff(in, again); d != "" {
			t.Error(d)
		}
		if in.Kind == "" {
			t.Error("no kind")
		}
	})
}
