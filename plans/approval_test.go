package plans

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// twoSteps is the press office, then the head.
func twoSteps() Approval {
	return Approval{Quorum: 1, Steps: []ApprovalStep{
		{Name: "пресс-служба", People: []PersonID{"a", "b"}, Quorum: 2}, {Name: "глава", People: []PersonID{"head"}, Quorum: 1},
	}}
}

func inReview(t *testing.T) Post {
	t.Helper()
	p, err := NewPost("author", "", time.Unix(0, 0)).Edit(Content{Text: "текст"})
	if err != nil {
		t.Fatal(err)
	}
	if p, err = p.Submit(); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestStepsAreTakenInTurn(t *testing.T) {
	p, rules := inReview(t), twoSteps()
	vote := func(by PersonID) error {
		next, err := p.Approve(by, p.Version, time.Unix(1, 0), rules)
		if err == nil {
			p = next
		}
		return err
	}
	if err := vote("head"); !errors.Is(err, ErrTurn) {
		t.Errorf("the head before his turn: %v", err)
	}
	for _, by := range []PersonID{"a", "a", "b"} {
		if err := vote(by); err != nil {
			t.Fatal(err)
		}
	}
	if rules.At(p.Votes) != 1 || p.State != InReview || len(p.Votes) != 2 {
		t.Errorf("after the first step: step %d, %s, %d votes", rules.At(p.Votes), p.State, len(p.Votes))
	}
	if err := vote("a"); !errors.Is(err, ErrTurn) {
		t.Errorf("a vote for a step that is passed: %v", err)
	}
	if err := vote("head"); err != nil || p.State != Approved {
		t.Errorf("the last vote: %v, %s", err, p.State)
	}
}

// TestAVoteAfterTheLastStepIsNotCounted: rules may lose a step while the post is in review.
func TestAVoteAfterTheLastStepIsNotCounted(t *testing.T) {
	p, rules := inReview(t), twoSteps()
	for _, by := range []PersonID{"a", "b"} {
		var err error
		if p, err = p.Approve(by, p.Version, time.Unix(1, 0), rules); err != nil {
			t.Fatal(err)
		}
	}
	rules.Steps = rules.Steps[:1]
	p, err := p.Approve("head", p.Version, time.Unix(2, 0), rules)
	if err != nil || p.State != Approved || len(p.Votes) != 2 {
		t.Errorf("%v, %s, %d votes", err, p.State, len(p.Votes))
	}
}

func TestAVoteTakenBackVoidsTheStepsAfterIt(t *testing.T) {
	p := inReview(t)
	rules := Approval{Steps: []ApprovalStep{{People: []PersonID{"a"}}, {People: []PersonID{"b"}}, {People: []PersonID{"head"}}}}
	for _, by := range []PersonID{"a", "b"} {
		next, err := p.Approve(by, p.Version, time.Unix(1, 0), rules)
		if err != nil {
			t.Fatal(err)
		}
		p = next
	}
	p, err := p.Unvote("a", p.Version)
	if err != nil || len(p.Votes) != 0 || rules.At(p.Votes) != 0 {
		t.Errorf("left %v, %v", p.Votes, err)
	}
}

func TestAChangeVoidsAllSteps(t *testing.T) {
	p, err := inReview(t).Approve("a", 1, time.Unix(1, 0), twoSteps())
	if err != nil {
		t.Fatal(err)
	}
	if p, err = p.Edit(Content{Text: "другой"}); err != nil || len(p.Votes) != 0 {
		t.Errorf("left %v, %v", p.Votes, err)
	}
}

// TestStepsPassInOrder lets anybody press at any time: a version is approved only when
// each step has its votes from its own people.
func TestStepsPassInOrder(t *testing.T) {
	people := []PersonID{"a", "b", "head", "stranger"}
	rapid.Check(t, func(t *rapid.T) {
		rules := twoSteps()
		p := Post{State: InReview, Version: 1, Author: "author"}
		for _, by := range rapid.SliceOfN(rapid.SampledFrom(people), 0, 12).Draw(t, "votes") {
			if next, err := p.Approve(by, 1, time.Unix(1, 0), rules); err == nil {
				p = next
			}
		}
		whole := p.Voted("a") && p.Voted("b") && p.Voted("head")
		if (p.State == Approved) != whole {
			t.Fatalf("%s with %v", p.State, p.Votes)
		}
	})
}
