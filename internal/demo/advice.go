package demo

import (
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// Advice is what somebody who has never seen the bot may do next.
type Advice struct {
	Step, Steps int    // which step of how many; zero after the last one
	Chat        string // the chat in which it is done
	Text        string
	Turn        string // of the clock, where that is the step: "morning" or "next"
}

const storySteps = 6

// adviseOnStory leads from the first message to a post in the channel and from the
// next morning to a confirmation, by what has been done since the story ended.
func (d *Demo) adviseOnStory(tx *store.Tx) (Advice, error) {
	post, author, err := d.newestPost(tx)
	if err != nil {
		return Advice{}, err
	}
	step := func(n int, chat, text string) (Advice, error) {
		return Advice{Step: n, Steps: storySteps, Chat: chat, Text: text}, nil
	}
	switch post.State {
	case plans.Drafting:
		if post.Draft.Empty() {
			return step(2, author, "Напишите текст поста, нажмите 📎, отметьте фотографии и отправьте: ➤.")
		}
		return step(3, author, "Черновик готов. Под ним нажмите «На согласование».")
	case plans.InReview:
		return step(4, "group", "Пост пришёл на согласование. Нажмите под ним «Утвердить».")
	case plans.Approved, plans.Publishing, plans.Uncertain, plans.Published, plans.Amending:
		return d.adviseOnMorning(tx, author)
	}
	return step(1, "zhkh", "Опубликуйте пост: нажмите «Новый пост».")
}

// adviseOnMorning is what comes after a post has been approved.
func (d *Demo) adviseOnMorning(tx *store.Tx, author string) (Advice, error) {
	if plans.DateOf(d.Now(), d.Zone) == plans.DateOf(d.played, d.Zone) {
		return Advice{5, storySteps, "channel", "Пост вышел в канале. Теперь переведите часы.", "morning"}, nil
	}
	all, err := tx.AllConfirmations()
	if err != nil {
		return Advice{}, err
	}
	for _, c := range all {
		if c.At.After(d.played) && plans.DateOf(c.At, d.Zone) != plans.DateOf(d.played, d.Zone) {
			return Advice{Chat: "admin", Text: "Главное вы видели. Дальше сами: устройте сбой или начните свою историю со своим планом."}, nil
		}
	}
	return Advice{Step: 6, Steps: storySteps, Chat: author, Text: "Бот напомнил о сроках. Нажмите номер задачи, «Выполнено» и пришлите ссылку."}, nil
}

// newestPost is the newest post begun since the story ended and its author's chat;
// the zero post when there is none.
func (d *Demo) newestPost(tx *store.Tx) (newest store.PostRecord, chat string, err error) {
	posts, err := tx.Posts()
	if err != nil {
		return newest, "", err
	}
	for _, p := range posts {
		if !p.Created.Before(d.played) && p.Number > newest.Number {
			newest = p
		}
	}
	if newest.Number == 0 {
		return newest, "", nil
	}
	author, err := tx.Person(newest.Author)
	for _, c := range d.play.Chats() {
		if c.ID == int64(author.User) {
			chat = c.Name
		}
	}
	return newest, chat, err
}

const ownSteps = 4

// adviseOnOwn leads from a plan of one's own to its first reminder.
func (d *Demo) adviseOnOwn(tx *store.Tx) (Advice, error) {
	step := func(n int, chat, text string) (Advice, error) {
		return Advice{Step: n, Steps: ownSteps, Chat: chat, Text: text}, nil
	}
	tasks, err := tx.Tasks()
	if err != nil {
		return Advice{}, err
	}
	if len(tasks) == 0 {
		return adviseOnPlan(tx)
	}
	people, err := tx.People()
	if err != nil {
		return Advice{}, err
	}
	joined := 0
	for _, p := range people {
		if p.User != 0 && p.User != admin {
			joined++
		}
	}
	settings, err := tx.Settings()
	switch {
	case err != nil:
		return Advice{}, err
	case joined == 0:
		return step(2, "admin", "Пригласите людей: нажмите «Добавить людей» или отправьте /people, выберите подразделение, нажмите «Пригласить» и напишите кого. Нажмите на ссылку и выберите, кто её откроет.")
	case settings.Group == 0:
		return step(3, "group", "Здесь согласуют посты. От имени администратора отправьте /bind.")
	case len(settings.InForce()) == 0:
		return step(3, "admin", "Бот спросил, публиковать ли в канале. Нажмите «Да».")
	}
	return Advice{4, ownSteps, "one", "Всё готово. Посмотрите, кому и о чём бот напомнит.", "next"}, nil
}

// adviseOnPlan is what is to be done before a plan is loaded.
func adviseOnPlan(tx *store.Tx) (Advice, error) {
	advice := Advice{Step: 1, Steps: ownSteps, Chat: "admin", Text: "План не загружен, бот написал почему. Исправьте файл и пришлите его ещё раз: 📎."}
	who, err := tx.PersonOf(admin)
	if err != nil {
		return advice, err
	}
	load, ok, err := tx.PlanLoad(who.ID)
	if ok && len(load.Faults) == 0 {
		advice.Text = "Ответьте боту на вопросы о плане: вопрос стоит над кнопками. Где ответа нет, нажмите «Пропустить». В конце нажмите «Загрузить»."
	}
	return advice, err
}
