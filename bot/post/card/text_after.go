package card

import (
	"fmt"

	"sdelaemvmeste/plans"
)

// textLiveCard ends the group's card of the version the channels show.
func textLiveCard(v PostView) string {
	switch v.State {
	case plans.Removing:
		return "\n\nСнимается с публикации."
	case plans.Removed:
		return "\n\n🗑 Снят с публикации."
	case plans.Drafting, plans.InReview, plans.Approved, plans.Amending:
		return "\n\n📣 Опубликован." + v.where() + "\n\nАвтор готовит исправление."
	case plans.Published, plans.Publishing, plans.Uncertain, plans.Rejected, plans.Withdrawn:
	}
	return "\n\n📣 Опубликован" + v.voters() + "." + v.where()
}

// textCorrectionCard ends the group's card of a correction that was settled.
func textCorrectionCard(v PostView) string {
	if v.State == plans.Amending {
		return "\n\n✅ Исправление утверждено" + v.voters() + ". Вносится в канал."
	}
	return fmt.Sprintf("\n\nИсправление отменено: в канале осталась версия %d.", v.LiveVersion)
}
