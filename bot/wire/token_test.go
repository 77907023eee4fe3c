package wire

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"testing"
)

// TestSecretShowsNowhere prints a secret in every careless way there is.
func TestSecretShowsNowhere(t *testing.T) {
	const token = "12:half/of+it"
	s := NewSecret(token, "half/of+it")
	encoded, _ := json.Marshal(struct{ Token any }{s})
	refused := &url.Error{Op: "Post", URL: "https://host/" + token, Err: errors.New("refused " + url.PathEscape(token))}
	said := fmt.Sprintf("%v %+v %#v %s %s %s", s, s, s, encoded, s.Clean(refused), s.Scrub("half/of+it, "+url.QueryEscape(token)))
	if strings.Contains(said, "half") || strings.Contains(said, "https://host") {
		t.Error(said)
	}
	if s.Reveal() != token {
		t.Error("the token itself is lost")
	}
}

func TestBaseURL(t *testing.T) {
	for address, want := range map[string]string{
		"": "https://usual", "http://a:1/": "http://a:1", "https://a/b/": "https://a/b",
		"a": "", "ftp://a": "", "http://": "", "http://a?b": "", "http://a#b": "", ":": "",
	} {
		got, err := BaseURL(address, "https://usual")
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v", address, got, err)
		}
		if err != nil && address != ":" && strings.Contains(err.Error(), address+" ") {
			t.Errorf("the error repeats the address: %v", err)
		}
	}
}
