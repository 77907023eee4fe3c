package emulator

import (
	"io"
	"net/http/httptest"
	"strings"
	"testing"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// library is the real client over the emulator.
func library(w *world) *tgbotapi.BotAPI {
	bot := &tgbotapi.BotAPI{Token: w.s.Token(), Client: w.client, Buffer: 100}
	bot.SetAPIEndpoint(tgbotapi.APIEndpoint)
	return bot
}

func TestLibraryInProcess(t *testing.T) {
	w := newWorld(t, Config{Limits: Limits{Off: true}})
	converse(t, w, library(w))
}

func TestLibraryOverSockets(t *testing.T) {
	w := newWorld(t, Config{Limits: Limits{Off: true}})
	server := httptest.NewServer(w.s)
	defer server.Close()
	w.client = server.Client()
	bot := library(w)
	bot.SetAPIEndpoint(server.URL + "/bot%s/%s")
	converse(t, w, bot)
}

// converse goes through all that the program does with the library.
func converse(t *testing.T, w *world, bot *tgbotapi.BotAPI) {
	t.Helper()
	me, err := bot.GetMe()
	if err != nil || me.ID != w.s.Bot().ID || !me.IsBot {
		t.Fatalf("getMe: %+v %v", me, err)
	}
	got, err := bot.GetUpdates(tgbotapi.UpdateConfig{})
	if err != nil || len(got) != 5 {
		t.Fatalf("%d updates, %v", len(got), err)
	}
	if got[0].Message.Text != "/start" || got[1].MyChatMember == nil || got[2].Message.NewChatMembers == nil ||
		got[3].Message.Command() != "help" || got[4].MyChatMember == nil {
		t.Fatalf("got %+v", got)
	}
	message := tgbotapi.NewMessage(w.anna, "<i>Пост</i> на согласование")
	message.ParseMode = tgbotapi.ModeHTML
	message.ReplyMarkup = tgbotapi.NewInlineKeyboardMarkup(tgbotapi.NewInlineKeyboardRow(
		tgbotapi.NewInlineKeyboardButtonData("👍 Утвердить", "v1:ok:1")))
	sent, err := bot.Send(message)
	if err != nil || sent.Text != "Пост на согласование" || sent.Entities[0].Length != 4 {
		t.Fatalf("%+v %v", sent, err)
	}
	press(t, w, bot, sent.MessageID)
	edit := tgbotapi.NewEditMessageText(w.anna, sent.MessageID, "Утверждено")
	if edited, err := bot.Send(edit); err != nil || edited.ReplyMarkup != nil || edited.EditDate == 0 {
		t.Fatalf("%+v %v", edited, err)
	}
	publish(t, w, bot)
	if _, err := bot.Request(tgbotapi.NewDeleteMessage(w.anna, sent.MessageID)); err != nil {
		t.Fatal(err)
	}
	commands := tgbotapi.NewSetMyCommandsWithScope(tgbotapi.NewBotCommandScopeAllPrivateChats(),
		tgbotapi.BotCommand{Command: "tasks", Description: "Мои задачи"})
	if _, err := bot.Request(commands); err != nil || len(w.s.Commands("all_private_chats")) != 1 {
		t.Fatal(err, w.s.Commands("all_private_chats"))
	}
	if v := w.s.Violations(); len(v) != 0 {
		t.Errorf("violations: %v", v)
	}
}

func press(t *testing.T, w *world, bot *tgbotapi.BotAPI, id int) {
	t.Helper()
	p, err := w.s.Press(w.anna, w.anna, id, "Утвердить")
	if err != nil {
		t.Fatal(err)
	}
	last := firstID + 5
	got, err := bot.GetUpdates(tgbotapi.UpdateConfig{Offset: last, Timeout: 50})
	if err != nil || len(got) != 1 || got[0].CallbackQuery.Data != "v1:ok:1" || got[0].CallbackQuery.Message.MessageID != id {
		t.Fatalf("%+v %v", got, err)
	}
	if _, err := bot.Request(tgbotapi.NewCallback(got[0].CallbackQuery.ID, "Учтено")); err != nil {
		t.Fatal(err)
	}
	if text, _, ok := p.Answered(); !ok || text != "Учтено" {
		t.Errorf("answered %q %v", text, ok)
	}
}

// publish uploads a photo, sends it again in an album and downloads it.
func publish(t *testing.T, w *world, bot *tgbotapi.BotAPI) {
	t.Helper()
	content := jpegOf(t, 1600, 900)
	sent, err := bot.Send(tgbotapi.NewPhoto(w.anna, tgbotapi.FileBytes{Name: "парк.jpg", Bytes: content}))
	if err != nil || len(sent.Photo) != 4 || sent.Photo[3].Width != 1280 {
		t.Fatalf("%+v %v", sent, err)
	}
	id := sent.Photo[3].FileID
	first := tgbotapi.NewInputMediaPhoto(tgbotapi.FileID(id))
	first.Caption = "Парк открыт #СДЕЛАЕМВМЕСТЕ"
	second := tgbotapi.NewInputMediaPhoto(tgbotapi.FileBytes{Name: "b.jpg", Bytes: content})
	album, err := bot.SendMediaGroup(tgbotapi.NewMediaGroup(w.post, []any{first, second}))
	if err != nil || len(album) != 2 || album[0].MediaGroupID == "" || album[0].MediaGroupID != album[1].MediaGroupID {
		t.Fatalf("%+v %v", album, err)
	}
	if e := album[0].CaptionEntities; len(e) != 1 || e[0].Type != "hashtag" || album[0].SenderChat.ID != w.post {
		t.Errorf("%+v", album[0])
	}
	file, err := bot.GetFile(tgbotapi.FileConfig{FileID: id})
	if err != nil {
		t.Fatal(err)
	}
	response, err := w.s.Client().Get("https://api.telegram.org/file/bot" + w.s.Token() + "/" + file.FilePath)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	got, err := io.ReadAll(response.Body)
	if err != nil || string(got) != string(content) {
		t.Errorf("downloaded %d bytes of %d, %v", len(got), len(content), err)
	}
}

// The library's empty keyboard travels as null and is refused; its nil list of
// allowed updates keeps the old setting.
func TestLibraryNulls(t *testing.T) {
	w := newWorld(t, Config{})
	bot := library(w)
	message := tgbotapi.NewMessage(w.anna, "x")
	message.ReplyMarkup = tgbotapi.InlineKeyboardMarkup{}
	if _, err := bot.Send(message); err == nil || !strings.Contains(err.Error(), `field "inline_keyboard" must be of type Array`) {
		t.Errorf("got %v", err)
	}
	w.updates(params{"allowed_updates": []string{"callback_query"}})
	if _, err := bot.GetUpdates(tgbotapi.UpdateConfig{Offset: firstID + 100}); err != nil {
		t.Fatal(err)
	}
	w.s.Say(w.anna, w.anna, "не просили")
	if n := w.s.Pending(); n != 5 {
		t.Errorf("%d updates wait, want the five of before", n)
	}
}
