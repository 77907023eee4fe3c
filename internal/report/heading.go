package report

// Heading is what the document has become, in a sentence: «Отчёт о выполнении плана
// «…» за II квартал 2023 года по состоянию на 3 июля 2023 г.».
func (r Report) Heading() string {
	return "Отчёт о выполнении плана «" + clean(r.Plan.Title) + "» за " + r.Period.Words + " " + r.AsOf()
}

// AsOf is «по состоянию на 3 июля 2023 г.».
func (r Report) AsOf() string { return "по состоянию на " + longDate(r.On) }
