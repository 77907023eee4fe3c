package emulator

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"
)

// request is one call of a Bot API method with its parameters, whichever of the
// four ways they came: query, form, JSON or multipart.
type request struct {
	method string // as the API spells it; as the client spelled it when unknown
	params map[string]string
	files  map[string]upload
	// partial is how many items of an album a fault lets through; 0 is all.
	partial int
}

// upload is a file part of a multipart request.
type upload struct {
	name    string
	content []byte
}

// maxBody is what the cloud server takes: 50 MB of files and a little around.
const maxBody = 50<<20 + 1<<20

// parseRequest reads the parameters. The body comes whole.
func parseRequest(method, query, contentType string, body []byte) (*request, *apiError) {
	r := &request{method: method, params: map[string]string{}, files: map[string]upload{}}
	if len(body) > maxBody {
		return r, &apiError{code: http.StatusRequestEntityTooLarge, text: "Request Entity Too Large"}
	}
	if err := r.readQuery(query); err != nil {
		return r, err
	}
	if len(body) > 0 {
		if err := r.readBody(contentType, body); err != nil {
			return r, err
		}
	}
	for _, value := range r.params {
		if !utf8.ValidString(value) {
			return r, bad("Strings must be encoded in UTF-8")
		}
	}
	return r, nil
}

func (r *request) readQuery(raw string) *apiError {
	values, err := url.ParseQuery(raw)
	if err != nil {
		return violation("query cannot be parsed")
	}
	for name, list := range values {
		r.params[name] = list[0]
	}
	return nil
}

func (r *request) readBody(contentType string, body []byte) *apiError {
	kind, attributes, err := mime.ParseMediaType(contentType)
	if err != nil {
		return violation("Content-Type %q cannot be parsed", contentType)
	}
	switch kind {
	case "application/x-www-form-urlencoded":
		return r.readQuery(string(body))
	case "application/json":
		return r.readJSON(body)
	case "multipart/form-data":
		return r.readMultipart(multipart.NewReader(bytes.NewReader(body), attributes["boundary"]))
	}
	return violation("Content-Type %q is not one of the four", kind)
}

// readJSON takes strings as they are and everything else as its JSON text, which
// is what the methods then parse.
func (r *request) readJSON(body []byte) *apiError {
	var top map[string]json.RawMessage
	if json.Unmarshal(body, &top) != nil || top == nil {
		return bad("Can't parse request JSON object")
	}
	for name, raw := range top {
		var s string
		if json.Unmarshal(raw, &s) == nil && string(raw) != "null" {
			r.params[name] = s
			continue
		}
		r.params[name] = string(raw)
	}
	return nil
}

func (r *request) readMultipart(reader *multipart.Reader) *apiError {
	for {
		part, err := reader.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return violation("multipart body cannot be parsed: %s", err)
		}
		content, err := io.ReadAll(part)
		if err != nil {
			return violation("multipart body cannot be parsed: %s", err)
		}
		if name := part.FileName(); name != "" {
			r.files[part.FormName()] = upload{name, content}
			continue
		}
		r.params[part.FormName()] = string(content)
	}
}

func (r *request) has(name string) bool { return r.params[name] != "" }

// number reads a Number parameter; absent is 0.
func (r *request) number(name string) int {
	n, _ := strconv.Atoi(r.params[name])
	return n
}

// clamped reads a Number that the server forces into bounds.
func (r *request) clamped(name string, fallback, low, high int) int {
	n := fallback
	if r.has(name) {
		n = r.number(name)
	}
	return min(max(n, low), high)
}

func (r *request) truth(name string) bool {
	switch strings.TrimSpace(strings.ToLower(r.params[name])) {
	case "true", "yes", "1":
		return true
	}
	return false
}

// logged is the parameters as the journal keeps them, files by their names.
func (r *request) logged() map[string]string {
	out := maps.Clone(r.params)
	for name, f := range r.files {
		out[name] = "file:" + f.name
	}
	return out
}
