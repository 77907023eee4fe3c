package settings

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// stepsLimit is how many steps there may be: more would be a way of never publishing.
const stepsLimit = 5

// stepQuorum is the number of votes at the end of a step, «(2)».
var stepQuorum = regexp.MustCompile(`\((\d{1,2})\)$`)

// readSteps reads steps, one a line: «пресс-служба: Иванова, Петров (2)».
func readSteps(t about, words string, s *store.Settings) bool {
	if strings.EqualFold(words, "нет") {
		voting(t, s).Steps = nil
		return true
	}
	people, err := t.Tx.People()
	if err != nil {
		t.Fail(err)
		return false
	}
	people = slices.DeleteFunc(people, func(p store.PersonRecord) bool { return p.Left })
	var steps []plans.ApprovalStep
	for line := range strings.FieldsFuncSeq(words, func(r rune) bool { return r == '\n' || r == ';' }) {
		step, ok := readStep(line, people)
		if !ok || slices.ContainsFunc(steps, func(o plans.ApprovalStep) bool { return o.Name == step.Name }) {
			return false
		}
		steps = append(steps, step)
	}
	if len(steps) == 0 || len(steps) > stepsLimit {
		return false
	}
	voting(t, s).Steps = steps
	return true
}

func readStep(line string, people []store.PersonRecord) (plans.ApprovalStep, bool) {
	name, who, named := strings.Cut(line, ":")
	step := plans.ApprovalStep{Name: chat.Cut(strings.TrimSpace(name), 60), Quorum: 1}
	who = strings.TrimSpace(who)
	if m := stepQuorum.FindStringSubmatch(who); m != nil {
		step.Quorum, _ = strconv.Atoi(m[1]) // two digits
		who = strings.TrimSpace(strings.TrimSuffix(who, m[0]))
	}
	for one := range strings.SplitSeq(who, ",") {
		match := chat.Matcher(one)
		if match == nil {
			return step, false
		}
		found := slices.DeleteFunc(slices.Clone(people), func(p store.PersonRecord) bool { return !match(p.Name) })
		if len(found) != 1 || slices.Contains(step.People, found[0].ID) {
			return step, false
		}
		step.People = append(step.People, found[0].ID)
	}
	return step, named && step.Name != "" && step.Quorum > 0 && step.Quorum <= len(step.People)
}

func saySteps(t about, s store.Settings) string {
	_, a := s.Rules(t.plan)
	names, err := t.Names()
	if err != nil {
		t.Fail(err)
	}
	var parts []string
	for _, step := range a.Steps {
		var who []string
		for _, id := range step.People {
			who = append(who, chat.NameOr(names[id]))
		}
		part := step.Name
		if len(who) > 0 {
			part += ": " + strings.Join(who, ", ")
		}
		if step.Quorum > 1 {
			part += fmt.Sprintf(" (%d)", step.Quorum)
		}
		parts = append(parts, part)
	}
	if len(parts) == 0 {
		return "нет"
	}
	return strings.Join(parts, "; ")
}

func readSlips(_ about, words string, s *store.Settings) bool {
	s.Slips = strings.EqualFold(words, "да")
	return s.Slips || strings.EqualFold(words, "нет")
}

func saySlips(_ about, s store.Settings) string {
	if s.Slips {
		return "одним голосом"
	}
	return "как всё остальное"
}
