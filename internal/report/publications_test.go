package report_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/internal/report"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// Publications are told page by page: what came out in the period, and what waits to
// be placed by hand; of another plan's posts nothing.
func TestPublicationsPageByPage(t *testing.T) {
	f := year()
	f.Pages = []store.Page{
		{Page: plans.Page{ID: -1, Kind: plans.TelegramPage, Name: "Канал"}},
		{Page: plans.Page{ID: 1, Kind: plans.VKPage, Name: "ВКонтакте"}, Removed: true},
	}
	post := func(n uint64, task plans.TaskID, all ...plans.Publication) {
		f.Posts = append(f.Posts, store.PostRecord{Post: plans.Post{
			Number: n, Task: task, State: plans.Published, Frozen: plans.Content{Text: fmt.Sprintf("Пост %d", n)}, Publications: all,
		}})
	}
	post(1, f.Tasks[0].ID,
		plans.Publication{Page: 1, Kind: plans.VKPage, State: plans.Out, At: at("2023-06-30 23:59"), Link: "https://vk.com/wall-1_2"},
		plans.Publication{Page: -1, Kind: plans.TelegramPage, State: plans.TakenDown, At: at("2023-04-10 10:00"), Reactions: 7})
	post(2, f.Tasks[1].ID,
		plans.Publication{Page: -1, Kind: plans.TelegramPage, State: plans.Out, At: at("2023-07-01 00:01")},
		plans.Publication{Page: 1, Kind: plans.VKPage, State: plans.Unplaced})
	post(3, "other/1.1", plans.Publication{Page: -1, Kind: plans.TelegramPage, State: plans.Out, At: at("2023-05-01 10:00")})
	post(4, f.Tasks[1].ID, plans.Publication{Page: 1, Kind: plans.VKPage, State: plans.ToPlace})
	r := report.Make(f, report.PeriodOf(report.Quarter(day("2023-04-01"))), at("2023-06-30 12:00"))
	want := []report.Publication{
		{Post: 4, Page: "ВКонтакте", State: "ждёт размещения", Text: "Пост 4"},
		{Post: 1, Day: day("2023-06-30"), Page: "ВКонтакте", State: "вышел", Text: "Пост 1", Link: "https://vk.com/wall-1_2"},
		{Post: 1, Day: day("2023-04-10"), Page: "Канал", State: "снят", Text: "Пост 1", Reactions: 7},
	}
	if d := cmp.Diff(want, r.Publications); d != "" {
		t.Errorf("want -, got +\n%s", d)
	}
}
