package openapi

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"mime"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// parameters holds those of a request against their schemas. One that the
// description does not name is refused: nobody would look at it.
func parameters(op *openapi3.Operation, path map[string]string, query url.Values) error {
	for name, given := range query {
		p := op.Parameters.GetByInAndName(openapi3.ParameterInQuery, name)
		switch {
		case p == nil:
			return fmt.Errorf("%s has no parameter %q", op.OperationID, name)
		case len(given) != 1:
			return fmt.Errorf("parameter %q is given %d times", name, len(given))
		}
		if err := parameter(p, given[0]); err != nil {
			return err
		}
	}
	for _, ref := range op.Parameters {
		p := ref.Value
		if p.In == openapi3.ParameterInPath {
			if err := parameter(p, path[p.Name]); err != nil {
				return err
			}
			continue
		}
		if p.Required && !query.Has(p.Name) {
			return fmt.Errorf("parameter %q is missing", p.Name)
		}
	}
	return nil
}

// parameter holds one against its schema; a list stands with commas.
func parameter(p *openapi3.Parameter, given string) error {
	schema := p.Schema.Value
	v := plain(schema, given)
	if schema.Items != nil {
		var list []any
		for s := range strings.SplitSeq(given, ",") {
			list = append(list, plain(schema.Items.Value, s))
		}
		v = list
	}
	if err := schema.VisitJSON(v, openapi3.MultiErrors()); err != nil {
		return fmt.Errorf("parameter %q: %w", p.Name, brief(err))
	}
	return nil
}

// plain is a value of a parameter as JSON would have it.
func plain(schema *openapi3.Schema, s string) any {
	switch {
	case schema.Type.Is("integer"), schema.Type.Is("number"):
		if n, err := strconv.ParseInt(s, 10, 64); err == nil {
			return float64(n)
		}
	case schema.Type.Is("boolean"):
		if b, err := strconv.ParseBool(s); err == nil {
			return b
		}
	}
	return s
}

// content holds a body against the schema of its kind.
func (d *Description) content(by openapi3.Content, contentType string, body []byte, closed bool) error {
	kind, _, err := mime.ParseMediaType(contentType)
	if err != nil || by[kind] == nil {
		return fmt.Errorf("content type %q", contentType)
	}
	var v any
	decoder := json.NewDecoder(bytes.NewReader(body))
	if err := decoder.Decode(&v); err != nil {
		return fmt.Errorf("body is no JSON: %w", err)
	}
	if decoder.More() {
		return errors.New("more than one JSON value in the body")
	}
	return d.value("", by[kind].Schema, v, closed)
}

// value holds a value against its schema and, where the schema only says which
// other one decides («discriminator»), against that.
func (d *Description) value(at string, ref *openapi3.SchemaRef, v any, closed bool) error {
	schema, err := d.deciding(at, ref.Value, v)
	if err != nil {
		return err
	}
	if err := schema.VisitJSON(v, openapi3.MultiErrors()); err != nil {
		return fmt.Errorf("%s: %w", at, brief(err))
	}
	known := members(schema)
	switch v := v.(type) {
	case map[string]any:
		if schema.AdditionalProperties.Schema != nil {
			for name, x := range v {
				if err := d.value(at+"."+name, schema.AdditionalProperties.Schema, x, closed); err != nil {
					return err
				}
			}
			return nil
		}
		for name, x := range v {
			p := known[name]
			switch {
			case p != nil:
				if err := d.value(at+"."+name, p, x, closed); err != nil {
					return err
				}
			case closed && len(known) > 0:
				return fmt.Errorf("%s.%s is not in the description", at, name)
			}
		}
	case []any:
		items := itemsOf(schema)
		for i := 0; items != nil && i < len(v); i++ {
			if err := d.value(fmt.Sprintf("%s[%d]", at, i), items, v[i], closed); err != nil {
				return err
			}
		}
	}
	return nil
}

// deciding is the schema that a value names by its type; the given one when there
// is no choice.
func (d *Description) deciding(at string, schema *openapi3.Schema, v any) (*openapi3.Schema, error) {
	choice := schema.Discriminator
	fields, ok := v.(map[string]any)
	if choice == nil || !ok {
		return schema, nil
	}
	name, _ := fields[choice.PropertyName].(string)
	target, ok := choice.Mapping[name]
	if !ok {
		return nil, fmt.Errorf("%s.%s is %q, and there is no such one", at, choice.PropertyName, name)
	}
	found := d.doc.Components.Schemas[target.Ref[strings.LastIndexByte(target.Ref, '/')+1:]]
	if found == nil {
		return nil, fmt.Errorf("%s: the description has no %s", at, target.Ref)
	}
	// What the chosen schema stands on names the choice again: there is none left.
	return withoutChoice(found.Value), nil
}

// withoutChoice is a schema and all it is made of, without discriminators.
func withoutChoice(s *openapi3.Schema) *openapi3.Schema {
	next := *s
	next.Discriminator = nil
	next.AllOf = slices.Clone(s.AllOf)
	for i, part := range next.AllOf {
		next.AllOf[i] = &openapi3.SchemaRef{Value: withoutChoice(part.Value)}
	}
	return &next
}

// members are the properties of a schema and of all it is made of.
func members(s *openapi3.Schema) map[string]*openapi3.SchemaRef {
	all := map[string]*openapi3.SchemaRef{}
	maps.Copy(all, s.Properties)
	for _, part := range slices.Concat(s.AllOf, s.OneOf) {
		maps.Copy(all, members(part.Value))
	}
	return all
}

func itemsOf(s *openapi3.Schema) *openapi3.SchemaRef {
	if s.Items != nil {
		return s.Items
	}
	for _, part := range s.AllOf {
		if found := itemsOf(part.Value); found != nil {
			return found
		}
	}
	return nil
}

// brief is the first line of an error: the library repeats the whole schema and
// the whole value below it.
func brief(err error) error {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return errors.New(line)
}
