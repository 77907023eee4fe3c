package bot

import (
	"maps"
	"slices"
	"strings"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// templateLimit is how long a template may be, in UTF-16 units: the question that
// shows it must fit a message.
const templateLimit = 3000

// templateOf reads the template's name out of a button or a dialog.
func templateOf(arg string) (templateName, error) {
	name := templateName(arg)
	if !slices.Contains(templateNames, name) {
		return "", stale()
	}
	return name, nil
}

// pressedTemplates lists the texts offered for posts.
func (t *turn) pressedTemplates(press) error {
	if err := t.may(changeSettings); err != nil {
		return err
	}
	var k keyboard
	for pair := range slices.Chunk(templateNames, 2) {
		var row []key
		for _, name := range pair {
			row = append(row, key{text: textTemplateName(name), verb: "tpl", arg: string(name)})
		}
		k.row(row...)
	}
	return t.say(textTemplates, k)
}

// pressedTemplateText shows a template and asks for another.
func (t *turn) pressedTemplateText(p press) error {
	if err := t.may(changeSettings); err != nil {
		return err
	}
	name, err := templateOf(p.arg)
	if err != nil {
		return err
	}
	text, err := t.templateText(name)
	if err != nil {
		return err
	}
	if err := t.await(store.Dialog{Await: "tpl", Text: string(name)}); err != nil {
		return err
	}
	var k keyboard
	if _, own := t.settings.Templates[string(name)]; own {
		k.row(key{text: "Вернуть исходный", verb: "tplorig", arg: string(name)})
	}
	k.row(key{text: "Отмена", verb: "no"})
	return t.say(textAskTemplate(name, text), k)
}

// templateWords takes the new text of a template.
func (t *turn) templateWords(d store.Dialog) error {
	if err := t.may(changeSettings); err != nil {
		return err
	}
	name, err := templateOf(d.Text)
	if err != nil {
		return err
	}
	words := t.words()
	if wrong := templateFault(words, strings.HasSuffix(string(name), "-project")); wrong != "" {
		return refuse(plans.ErrInvalid, wrong)
	}
	own := maps.Clone(t.settings.Templates)
	if own == nil {
		own = map[string]string{}
	}
	own[string(name)] = words
	if err := t.keepTemplates(name, own); err != nil {
		return err
	}
	return t.say(textTemplateKept(name, fill(words, exampleFacts(t.plan.Hashtag))), keyboard{})
}

// templateFault says what is wrong with a template, "" for nothing.
func templateFault(text string, project bool) string {
	switch {
	case text == "":
		return textSendWords
	case plans.Len(text) > templateLimit:
		return textTemplateLong(plans.Len(text))
	case !paired(text, '[', ']') || !paired(text, '{', '}'):
		return textTemplateBrackets
	case len(factsIn(text)) > templateFactLimit:
		return textTemplateFacts
	}
	for _, name := range factsIn(text) {
		if !slices.Contains(factsFor(project), name) {
			return textTemplateUnknown(name, factsFor(project))
		}
	}
	return ""
}

// templateFactLimit is how many facts a template may name: each may be long.
const templateFactLimit = 12

// paired tells whether every opening bracket is closed before the next opens.
func paired(text string, opening, closing rune) bool {
	open := false
	for _, r := range text {
		if r == opening && open || r == closing && !open {
			return false
		}
		open = r == opening || open && r != closing
	}
	return !open
}

// factsFor are the facts a template may name: without a project only the hashtag
// is known.
func factsFor(project bool) []string {
	if project {
		return templateFactNames
	}
	return []string{"хештег"}
}

func exampleFacts(hashtag string) templateFacts {
	return templateFacts{
		"проект": "Благоустройство парка", "место": "с. Гофицкое", "хештег": hashtag,
		"дата отбора": "1 июля 2022 года", "дата контракта": "12 сентября 2022 года",
		"дата завершения": "13 марта 2023 года", "дата открытия": "20 марта 2023 года",
	}
}

// pressedOriginalTemplate puts the program's own template back.
func (t *turn) pressedOriginalTemplate(p press) error {
	if err := t.may(changeSettings); err != nil {
		return err
	}
	name, err := templateOf(p.arg)
	if err != nil {
		return err
	}
	if _, own := t.settings.Templates[string(name)]; !own {
		return refuse(plans.ErrConflict, textTemplateIsOriginal)
	}
	own := maps.Clone(t.settings.Templates)
	delete(own, string(name))
	if err := t.keepTemplates(name, own); err != nil {
		return err
	}
	if err := t.strip(); err != nil {
		return err
	}
	return t.say(textTemplateBack(name), keyboard{})
}

func (t *turn) keepTemplates(name templateName, own map[string]string) error {
	after, was := t.settings, t.settings.Templates[string(name)]
	after.Templates = own
	if err := t.done(); err != nil {
		return err
	}
	return t.keepSettings(after, "template "+string(name), was, own[string(name)])
}
