package store

import (
	"time"

	"sdelaemvmeste/plans"
)

var reports = table[ReportJob]{"reports"}

// ReportJob is a report that somebody has asked for and that is still to be made. It is
// made outside of any transaction, which may take seconds, and outlives a restart.
type ReportJob struct {
	Number uint64         `json:"number"`
	Plan   plans.PlanID   `json:"plan"`
	Period plans.Span     `json:"period"`
	Kind   string         `json:"kind"`
	By     plans.PersonID `json:"by,omitempty"`
	User   plans.UserID   `json:"user"`
	// Chat is where it goes, Message the message that says that it is being made, 0
	// for none.
	Chat    int64 `json:"chat"`
	Message int   `json:"message,omitempty"`
	// Unit limits a calendar to the tasks of a unit, Own to those of its reader.
	Unit plans.UnitID `json:"unit,omitempty"`
	Own  bool         `json:"own,omitempty"`
	// Group is true when nobody asked: it goes to the group.
	Group bool      `json:"group,omitempty"`
	At    time.Time `json:"at"`
}

// AskReport keeps that a report is to be made. One of the same message, or without a
// message of the same plan and unit, that is not made yet is not made twice; asked is false for
// it.
func (tx *Tx) AskReport(j ReportJob) (asked bool, err error) {
	waiting, err := tx.ReportJobs()
	if err != nil {
		return false, err
	}
	for _, w := range waiting {
		if w.Chat == j.Chat && w.Message == j.Message && (j.Message != 0 || w.Unit == j.Unit && w.Own == j.Own && w.Plan == j.Plan) {
			return false, nil
		}
	}
	if j.Number, err = reports.next(tx); err != nil {
		return false, err
	}
	tx.reported = true
	return true, reports.put(tx, num(j.Number), j)
}

// ReportJobs gives the reports that are still to be made, oldest first.
func (tx *Tx) ReportJobs() ([]ReportJob, error) { return reports.all(tx, nil) }

// DropReport forgets a report that was made; ok is false when it was forgotten before.
func (tx *Tx) DropReport(n uint64) (ok bool, err error) {
	if reports.bucket(tx).Get(num(n)) == nil {
		return false, nil
	}
	return true, reports.delete(tx, num(n))
}

func inspectReports(tx *Tx, r *Report) {
	inspect(tx, r, reports, func(key []byte, j ReportJob) error {
		if err := keyed(key, num(j.Number)); err != nil {
			return err
		}
		return numbered(tx, reports, j.Number)
	})
}

// Pictured is the Monday with whose summary the group was last sent a picture of the
// month, zero for none.
func (tx *Tx) Pictured() (plans.Date, error) {
	text, ok, err := meta.get(tx, []byte("pictured"))
	if err != nil || !ok {
		return 0, err
	}
	return plans.ParseDate(text)
}

// SetPictured keeps that the picture of the month goes with the summary of a Monday.
func (tx *Tx) SetPictured(monday plans.Date) error {
	return meta.put(tx, []byte("pictured"), monday.String())
}

// QuarterOffered is the last day of the quarter whose report was offered last, zero for
// none.
func (tx *Tx) QuarterOffered() (plans.Date, error) {
	text, ok, err := meta.get(tx, []byte("quarter"))
	if err != nil || !ok {
		return 0, err
	}
	return plans.ParseDate(text)
}

// OfferQuarter keeps that the report of the quarter that ends on a day was offered.
func (tx *Tx) OfferQuarter(end plans.Date) error {
	return meta.put(tx, []byte("quarter"), end.String())
}
