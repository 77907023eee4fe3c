// Package openapi holds requests and answers against MAX's own description of its
// Bot API. Only tests import it: what checks a description is larger than all
// that the program needs of MAX.
package openapi

import (
	_ "embed"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// published is the description as MAX publishes it, version 0.0.30.
//
//go:embed max-bot-api.yaml
var published []byte

// Description is what MAX says of its own API.
type Description struct {
	doc   *openapi3.T
	paths []address
}

// address is a path of the description: the shape its requests have.
type address struct {
	template string
	shape    *regexp.Regexp
	names    []string
	item     *openapi3.PathItem
}

// Max reads the description.
func Max() (*Description, error) {
	doc, err := openapi3.NewLoader().LoadFromData(published)
	if err != nil {
		return nil, fmt.Errorf("read the description of MAX: %w", err)
	}
	d := &Description{doc: doc}
	for template, item := range doc.Paths.Map() {
		a, err := newAddress(template, item)
		if err != nil {
			return nil, fmt.Errorf("read the description of MAX: %w", err)
		}
		d.paths = append(d.paths, a)
	}
	// «/messages/{messageId}» must not take what belongs to a path without a name.
	slices.SortFunc(d.paths, func(a, b address) int {
		if n := len(a.names) - len(b.names); n != 0 {
			return n
		}
		return strings.Compare(a.template, b.template)
	})
	return d, nil
}

var named = regexp.MustCompile(`\\\{(\w+)\\\}`)

func newAddress(template string, item *openapi3.PathItem) (address, error) {
	a := address{template: template, item: item}
	shape := named.ReplaceAllStringFunc(regexp.QuoteMeta(template), func(s string) string {
		name := named.FindStringSubmatch(s)[1]
		a.names = append(a.names, name)
		for _, op := range item.Operations() {
			if p := op.Parameters.GetByInAndName(openapi3.ParameterInPath, name); p != nil && p.Schema.Value.Pattern != "" {
				return "(" + groupless(p.Schema.Value.Pattern) + ")"
			}
		}
		return "([^/]+)"
	})
	var err error
	a.shape, err = regexp.Compile("^" + shape + "$")
	return a, err
}

// groupless is a pattern whose groups are not counted.
func groupless(pattern string) string { return strings.ReplaceAll(pattern, "(", "(?:") }

// find gives the operation of a request and the values in its path.
func (d *Description) find(method string, u *url.URL) (*openapi3.Operation, map[string]string, error) {
	for _, a := range d.paths {
		m := a.shape.FindStringSubmatch(u.Path)
		if m == nil {
			continue
		}
		op := a.item.GetOperation(method)
		if op == nil {
			return nil, nil, fmt.Errorf("%s has no %s", a.template, method)
		}
		values := map[string]string{}
		for i, name := range a.names {
			values[name] = m[i+1]
		}
		return op, values, nil
	}
	return nil, nil, fmt.Errorf("no path %s", u.Path)
}

// Request reports what a request asks otherwise than the description says.
func (d *Description) Request(r *http.Request, body []byte) error {
	op, path, err := d.find(r.Method, r.URL)
	if err != nil {
		return err
	}
	if err := parameters(op, path, r.URL.Query()); err != nil {
		return err
	}
	switch {
	case op.RequestBody == nil && len(body) > 0:
		return fmt.Errorf("%s takes no body", op.OperationID)
	case op.RequestBody == nil:
		return nil
	}
	return d.content(op.RequestBody.Value.Content, r.Header.Get("Content-Type"), body, true)
}

// Response reports what an answer gives otherwise than the description says.
func (d *Description) Response(r *http.Request, status int, contentType string, body []byte) error {
	op, _, err := d.find(r.Method, r.URL)
	if err != nil {
		return err
	}
	answer := op.Responses.Status(status)
	if answer == nil {
		// Every status over 400 holds an error, named or not («Error responses»).
		answer = d.doc.Components.Responses["InternalError"]
	}
	return d.content(answer.Value.Content, contentType, body, false)
}
