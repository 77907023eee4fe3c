package planfile

// The limits keep a hostile or mistaken file from taking the machine: a real
// plan has some dozens of rows, and Telegram hands over no file above 20 MB.
const (
	maxFileBytes = 20 << 20
	// maxTextBytes and maxTextNodes bound a YAML file: the parser holds some
	// hundreds of bytes for each node, and each node takes one separator.
	maxTextBytes = 8 << 20
	maxTextNodes = 300_000
	maxRows      = 1000
	maxCellRunes = 4000
	// maxCellBytes is what is kept of a cell or a paragraph: more than the
	// longest that is allowed, so that it is seen to be too long.
	maxCellBytes = 64 << 10
	maxUnits     = 500
	// maxNewUnits, maxNames and maxPhrases bound what is compared with each other.
	maxNewUnits = 200
	maxNames    = 60
	maxPhrases  = 40
	maxLines    = 2000
	maxIDBytes  = 64
	// maxPeriodDays is five years: a longer period is a slip in the years.
	maxPeriodDays = 5 * 366
	// maxProblems bounds the list of problems: nobody reads more.
	maxProblems = 200
)

// defaultZone is the zone of a plan that names none (CONTRACT §2).
const defaultZone = "Europe/Moscow"
