package planfile

import (
	"regexp"
	"strings"
	"unicode"

	"sdelaemvmeste/plans/phrase"
	"sdelaemvmeste/plans/planfile/document"
	"sdelaemvmeste/plans/planfile/offices"
	"sdelaemvmeste/plans/planfile/spelling"
)

// A cell is broken into lines by people who press Enter to make it look well.
// This file says which lines are one.

// bond is how a line hangs on the one before it.
type bond int

const (
	// loose lines stand alone.
	loose bond = iota
	// soft is a line that looks like the end of a sentence, or like an item of
	// a list that is written in small letters.
	soft
	// tight is a line that is nothing without the one before it.
	tight
)

var (
	// openEnd ends a line that goes on in the next.
	openEnd = regexp.MustCompile(`(?i)(?:[-–—−/(«]|(?:^|[\s(«])(?:и|или|а также|с|со|по|в|во|на|о|об|от|для|к|ко|из|за|при|у|до|над|под|не|не позднее|не ранее|не реже|до конца|начиная с))$`)
	// startsInside begins a line in the middle of a sentence.
	startsInside = regexp.MustCompile(`(?i)^(?:и|или|а также|в|во|на|о|об|по|с|со|для|к|ко|из|за|при|у|от|до|над|под|среди|между|не)\s`)
	// yearTail is only the year of the line before: «2026 г.», «(2026 год)».
	yearTail = regexp.MustCompile(`(?i)^\(?(?:в )?(?:20\d\d ?)?(?:гг?\.?|год\p{L}{0,3})\)?[.,;]?$|^\(?20\d\d\)?[.,;]?$`)
	// dueInside begins the end of a deadline.
	dueInside = regexp.MustCompile(`(?i)^(?:[-–—−,;:)/]|(?:и|или|по|г\.|года?|включительно|числа|текущего|следующего|(?:\d+ )?(?:рабоч|календарн)\p{L}+|месяца|квартала|полугодия|числом|при условии|но|после|со дня|с даты|с момента)(?:[\s.,;]|$))`)
	fromOnly  = regexp.MustCompile(`(?i)^(?:с|со|от|начиная с)\s`)
	upTo      = regexp.MustCompile(`(?i)^(?:по|до)\s`)
)

// formBond says how a line of what is to be done hangs on the one before it.
// Where the first line begins with a small letter, as in lists, so do the lines
// that stand alone.
func formBond(before, line string, small bool) bond {
	switch {
	case openEnd.MatchString(before), offices.Unclosed(before), strings.HasPrefix(line, ")"), strings.HasPrefix(line, "("), yearTail.MatchString(line):
		return tight
	case strings.HasSuffix(before, ","), beginsSmall(line) != small && !strings.ContainsAny(line[:1], "0123456789"), startsInside.MatchString(line):
		return soft
	}
	return loose
}

// dueBond says how a line of a deadline hangs on the one before it.
func dueBond(before, line string) bond {
	switch {
	case openEnd.MatchString(before), offices.Unclosed(before), strings.HasSuffix(before, ","), strings.HasSuffix(before, ":"),
		dueInside.MatchString(line), yearTail.MatchString(line), fromOnly.MatchString(before) && upTo.MatchString(line):
		return tight
	}
	return loose
}

func beginsSmall(line string) bool {
	for _, r := range line {
		return unicode.IsLower(r)
	}
	return false
}

// joinForms joins the lines of what is to be done that are one. A line with a
// number of its own begins a row whatever it looks like.
func joinForms(forms []document.Para, most bond) []document.Para {
	small := len(forms) > 0 && beginsSmall(bareLine(forms[0]))
	var all []document.Para
	for _, f := range forms {
		label, _ := cutLabel(f)
		text := spelling.Tidy(f.Text)
		if n := len(all); n > 0 && label == "" && !bullet.MatchString(text) {
			if b := formBond(spelling.Tidy(all[n-1].Text), text, small); b != loose && b >= most {
				all[n-1].Text += " " + text
				continue
			}
		}
		all = append(all, f)
	}
	return all
}

func bareLine(f document.Para) string {
	_, text := cutLabel(f)
	return text
}

// joinDues joins the lines of a deadline that are one.
func joinDues(dues []string) []string {
	var all []string
	for _, d := range dues {
		if n := len(all); n > 0 && dueBond(all[n-1], d) == tight {
			all[n-1] += " " + d
			continue
		}
		all = append(all, d)
	}
	return all
}

// joinPhrases makes one deadline of several lines: a list when the lines stand
// apart, else one phrase that was broken.
func joinPhrases(lines []string) string {
	lines = joinDues(lines)
	if len(lines) > 1 && len(lines) <= maxPhrases && standApart(lines) {
		return strings.Join(lines, "; ")
	}
	return strings.Join(lines, " ")
}

// standApart reports whether lines of a deadline are deadlines of their own, and
// none of them can go on with the one before it.
func standApart(dues []string) bool {
	for i, d := range dues {
		if !phrase.Complete(d) || i > 0 && phrase.Continues(dues[i-1], d) {
			return false
		}
	}
	return true
}
