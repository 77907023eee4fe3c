package report

// Heading is what the document has become, in a sentence: «Отчёт о выполнении плана
// «…» за II квартал 2023 года по состоянию на 3 июля 2023 г.».
func (r Report) Heading() string {
	return "Отчёт о выполнении плана «" + clean(r.Plan.Title) + "» за " + r.Period.Words + " по состоянию на " + longDate(r.On)
}
