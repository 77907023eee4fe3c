package draft

import (
	"maps"
	"slices"
	"strings"

	"sdelaemvmeste/bot/chat"
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
		return "", chat.Stale()
	}
	return name, nil
}

// pressedTemplates lists the texts offered for posts.
func pressedTemplates(t *chat.Turn, p chat.Press) error {
	plan, err := settingPlan(t, p.Number)
	if err != nil {
		return err
	}
	var k chat.Keyboard
	for pair := range slices.Chunk(templateNames, 2) {
		var row []chat.Key
		for _, name := range pair {
			row = append(row, chat.Key{Text: textTemplateName(name), Verb: "tpl", Number: p.Number, Arg: chat.ArgsOf(chat.Word(name))})
		}
		k.Row(row...)
	}
	return t.Say(chat.OfPlan(t, plan)+textTemplates, k)
}

// pressedTemplateText shows a template and asks for another.
func pressedTemplateText(t *chat.Turn, p chat.Press) error {
	plan, err := settingPlan(t, p.Number)
	if err != nil {
		return err
	}
	name, err := templateOf(p.Arg.Word())
	if err != nil {
		return err
	}
	text, err := templateText(t, plan.ID, name)
	if err != nil {
		return err
	}
	if err := t.Await(store.Dialog{Await: "tpl", Number: p.Number, Text: string(name)}); err != nil {
		return err
	}
	var k chat.Keyboard
	if _, own := t.Settings.Plans[plan.ID].Templates[string(name)]; own {
		k.Row(chat.Key{Text: "Вернуть исходный", Verb: "tplorig", Number: p.Number, Arg: chat.ArgsOf(chat.Word(name))})
	}
	k.Row(chat.Key{Text: "Отмена", Verb: "no"})
	return t.Say(textAskTemplate(name, text), k)
}

// templateWords takes the new text of a template.
func templateWords(t *chat.Turn, d store.Dialog) error {
	plan, err := settingPlan(t, d.Number)
	if err != nil {
		return err
	}
	name, err := templateOf(d.Text)
	if err != nil {
		return err
	}
	words := t.Words()
	if wrong := templateFault(words, strings.HasSuffix(string(name), "-project")); wrong != "" {
		return chat.Refuse(chat.NotUnderstood, wrong)
	}
	own := maps.Clone(t.Settings.Plans[plan.ID].Templates)
	if own == nil {
		own = map[string]string{}
	}
	own[string(name)] = words
	if err := keepTemplates(t, plan.ID, name, own); err != nil {
		return err
	}
	return t.Say(textTemplateKept(name, fill(words, exampleFacts(plan.Hashtag))), chat.Keyboard{})
}

// templateFault says what is wrong with a template, "" for nothing.
func templateFault(text string, project bool) string {
	switch {
	case text == "":
		return chat.TextSendWords
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

// paired reports whether every opening bracket is closed before the next opens.
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
func pressedOriginalTemplate(t *chat.Turn, p chat.Press) error {
	plan, err := settingPlan(t, p.Number)
	if err != nil {
		return err
	}
	name, err := templateOf(p.Arg.Word())
	if err != nil {
		return err
	}
	if _, own := t.Settings.Plans[plan.ID].Templates[string(name)]; !own {
		return chat.Refuse(chat.NothingToDo, textTemplateIsOriginal)
	}
	own := maps.Clone(t.Settings.Plans[plan.ID].Templates)
	delete(own, string(name))
	if err := keepTemplates(t, plan.ID, name, own); err != nil {
		return err
	}
	if err := t.Strip(); err != nil {
		return err
	}
	return t.Say(textTemplateBack(name), chat.Keyboard{})
}

func keepTemplates(t *chat.Turn, plan plans.PlanID, name templateName, own map[string]string) error {
	rules := t.Settings.Plans[plan]
	was := rules.Templates[string(name)]
	rules.Templates = own
	if err := t.Done(); err != nil {
		return err
	}
	return t.KeepSettings(t.Settings.WithPlan(plan, rules), "template "+string(name), was, own[string(name)])
}

// settingPlan is the plan of a button, for who may change its templates.
func settingPlan(t *chat.Turn, n uint64) (plans.Plan, error) {
	if err := t.May(chat.ChangeSettings); err != nil {
		return plans.Plan{}, err
	}
	return t.NumberedPlan(n)
}
