package card

import (
	"fmt"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
)

const textApart = "Текст длиннее 1024 знаков и под фотографиями не поместится: в канале сначала выйдут фотографии, затем текст отдельным сообщением."

const textUnfilled = "В тексте остались многоточия из образца."

const textPlainLink = "В тексте есть ссылка http://. Такая ссылка не защищена: если сайт открывается и по https://, замените её."

const textEmptyLink = "В тексте есть ссылка без адреса. Уберите её или впишите адрес."

const textPrivateData = "В тексте есть номер телефона или адрес электронной почты. Проверьте, что они служебные: личные публиковать нельзя."

func TextTooLong(length int) string {
	over := length - plans.TextLimit
	return fmt.Sprintf("Текст длиннее 4096 знаков: сократите его на %s.", chat.Count(over, "знак", "знака", "знаков"))
}

func textNoHashtag(hashtag string) string {
	return "В тексте нет хештега " + hashtag + "."
}

// textLostLink names a link that leads nowhere.
func textLostLink(link string) string {
	return "Страница не найдена: " + link + ". Проверьте ссылку, прежде чем отправлять пост."
}

func textSameText(n uint64) string {
	return fmt.Sprintf("Такой же текст уже вышел в посте № %d.", n)
}

func textSamePhoto(n uint64) string {
	return fmt.Sprintf("Среди фотографий есть уже вышедшие в посте № %d.", n)
}
