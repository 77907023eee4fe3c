package planfile

import (
	"time"

	"sdelaemvmeste/plans/planfile/yaml"
)

// zones are the time zones of Russia from west to east, each by a city that
// people know it by.
var zones = []Choice{
	{"Europe/Kaliningrad", "Калининград"}, {"Europe/Moscow", "Москва"}, {"Europe/Samara", "Самара"},
	{"Asia/Yekaterinburg", "Екатеринбург"}, {"Asia/Omsk", "Омск"}, {"Asia/Krasnoyarsk", "Красноярск"},
	{"Asia/Irkutsk", "Иркутск"}, {"Asia/Yakutsk", "Якутск"}, {"Asia/Vladivostok", "Владивосток"},
	{"Asia/Magadan", "Магадан"}, {"Asia/Kamchatka", "Камчатка"},
}

// validZone reports whether a name is a time zone.
func validZone(name string) bool {
	if name == "" || name == "Local" {
		return false
	}
	_, err := time.LoadLocation(name)
	return err == nil
}

// zone gives the zone of a document, and the question for it when nobody has
// said it.
func zone(o Options, given answers) (string, []Question) {
	for _, name := range []string{o.Zone, given.of(zoneKey)} {
		if validZone(name) {
			return name, nil
		}
	}
	return yaml.DefaultZone, []Question{{
		Kind: AskZone, Key: zoneKey, Text: "По какому времени напоминать?", Choices: zones,
	}}
}
