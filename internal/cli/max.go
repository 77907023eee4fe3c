package cli

import (
	"crypto/x509"
	"os"
	"strings"

	"sdelaemvmeste/internal/app"
)

// max checks the settings of the link to MAX; without a token there is none.
func (e Environment) max() (app.Max, error) {
	variable, token, err := readToken("MAX_TOKEN", e.MaxToken, e.MaxTokenFile, "токен бота в MAX")
	switch {
	case err != nil:
		return app.Max{}, err
	case token == "":
		return app.Max{}, nil
	case len(token) < 8 || strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > '~' }):
		return app.Max{}, badValue(variable, "это не токен: в нём латинские буквы, цифры и знаки без пробелов, как его дал MAX для партнёров")
	case !isServer(e.MaxAPIURL):
		return app.Max{}, badValue("MAX_API_URL", "нужен адрес вида https://platform-api2.max.ru")
	}
	roots, err := e.maxRoots()
	return app.Max{Token: token, URL: e.MaxAPIURL, Roots: roots}, err
}

// maxRoots are the system's roots with the one of MAX_CA_FILE; nil without it: the
// server's certificate may be of a root that no system knows yet.
func (e Environment) maxRoots() (*x509.CertPool, error) {
	const variable = "MAX_CA_FILE"
	if e.MaxCAFile == "" {
		return nil, nil
	}
	text, err := os.ReadFile(e.MaxCAFile)
	if err != nil {
		return nil, badValue(variable, "не читается: %s", unread(err))
	}
	roots, err := x509.SystemCertPool()
	if err != nil {
		roots = x509.NewCertPool()
	}
	if !roots.AppendCertsFromPEM(text) {
		return nil, badValue(variable, "в файле %s нет сертификата; нужен вид PEM", e.MaxCAFile)
	}
	return roots, nil
}
