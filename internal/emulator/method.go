package emulator

// action is the effect of a method whose parameters are already read. It runs
// with the server locked and gives the result of the answer.
type action func() (any, *apiError)

// method reads the parameters of a request; what it refuses, the server refuses
// before it looks at any chat.
type method func(s *Server, r *request) (action, *apiError)

// methods are the methods served, by the names the API spells them with.
// getUpdates is not among them: it waits, and is served apart.
var methods = map[string]method{
	"getMe":                  (*Server).getMe,
	"sendMessage":            (*Server).sendMessage,
	"sendPhoto":              (*Server).sendPhoto,
	"sendVideo":              (*Server).sendVideo,
	"sendAnimation":          (*Server).sendAnimation,
	"sendDocument":           (*Server).sendDocument,
	"sendMediaGroup":         (*Server).sendMediaGroup,
	"copyMessage":            (*Server).copyMessage,
	"forwardMessage":         (*Server).forwardMessage,
	"editMessageText":        (*Server).editMessageText,
	"editMessageCaption":     (*Server).editMessageCaption,
	"editMessageMedia":       (*Server).editMessageMedia,
	"editMessageReplyMarkup": (*Server).editMessageReplyMarkup,
	"deleteMessage":          (*Server).deleteMessage,
	"pinChatMessage":         (*Server).pinChatMessage,
	"unpinChatMessage":       (*Server).unpinChatMessage,
	"answerCallbackQuery":    (*Server).answerCallbackQuery,
	"setMyCommands":          (*Server).setMyCommands,
	"getMyCommands":          (*Server).getMyCommands,
	"deleteMyCommands":       (*Server).deleteMyCommands,
	"getFile":                (*Server).getFile,
	"getChat":                (*Server).getChat,
	"getChatMember":          (*Server).getChatMember,
	"getChatMemberCount":     (*Server).getChatMemberCount,
	"getChatAdministrators":  (*Server).getChatAdministrators,
	"leaveChat":              (*Server).leaveChat,
	"sendChatAction":         (*Server).sendChatAction,
	"setWebhook":             (*Server).setWebhook,
	"deleteWebhook":          (*Server).deleteWebhook,
	"getWebhookInfo":         (*Server).getWebhookInfo,
}

// sentMessages is a result together with the messages it made, for the journal.
type sentMessages struct {
	result any
	ids    []int
}

func (s *Server) sent(m *message) sentMessages {
	return sentMessages{s.messageJSON(m, true), []int{m.id}}
}
