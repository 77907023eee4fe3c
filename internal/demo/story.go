package demo

// admin is the account of the demonstration's administrator.
const admin = 1001

// people is laid over the 2023 plan: people are named by their posts.
const people = `
people:
  - {id: fin-1, name: Специалист финансового управления, unit: finance, roles: [responsible, approver]}
  - {id: ctl-1, name: Начальник финансового управления, unit: finance, roles: [controller, approver]}
  - {id: zhkh-1, name: Специалист отдела ЖКХ, unit: zhkh, roles: [responsible]}
  - {id: cult-1, name: Специалист отдела культуры, unit: culture, roles: [responsible]}
projects:
  - {id: park, name: Благоустройство парка, place: с. Гофицкое, unit: zhkh, contract: 12.09.2022}
  - {id: club, name: Ремонт дома культуры, place: с. Николина Балка, unit: culture, contract: 01.03.2023}
  - {id: court, name: Спортивная площадка, place: с. Константиновское, unit: zhkh, contract: 20.02.2023}
`

// cast brings the people in by their invitations.
const cast = `
person admin "Администратор" 1001
person fin "Специалист финансового управления"
person ctl "Начальник финансового управления"
person zhkh "Специалист отдела ЖКХ"
person cult "Специалист отдела культуры"
note "Администратор приглашает людей: одна ссылка на человека."
admin says /start
admin says /people
admin presses "финансовое управление"
admin presses "Пригласить"
fin joins admin
admin presses "Пригласить"
ctl joins admin
admin says /people
admin presses "жилищно-коммунального"
admin presses "Пригласить"
zhkh joins admin
admin says /people
admin presses "отдел культуры"
admin presses "Пригласить"
cult joins admin
note "Группа согласования и каналы в Telegram и в MAX."
group group "Медиаплан: согласование" ctl fin admin
admin says /bind @group
channel channel "Петровский округ" petrgosk admin
admin presses "Да"
max channel max "Петровский округ" petrgosk
admin says /settings
admin presses "Официальные страницы"
admin presses "Добавить страницу"
admin presses "MAX"
admin says "https://max.ru/petrgosk"
`

// story is the main job from end to end.
const story = `
note "Утро рабочего дня: напоминание, подтверждение ссылкой, проверка."
time 2023-03-13 09:00
fin presses 1
fin presses "Выполнено"
fin says https://petrgosk.ru/grafik-obucheniya
ctl presses "Принять"

note "Проект завершён: из этого следуют три срока."
time 2023-03-14 10:00
zhkh says /projects
zhkh presses "Благоустройство парка"
zhkh presses "Проект завершён"
zhkh presses "Вчера"

note "Пост об итогах: черновик с двумя фотографиями, согласование, канал."
time 2023-03-15 11:00
zhkh presses "3.3"
zhkh presses "Подготовить пост"
zhkh album 2 "В селе Гофицком завершено благоустройство парка. Жители выбрали проект сами. #СДЕЛАЕМВМЕСТЕ"
zhkh presses "На согласование"
ctl presses "Утвердить" @group

note "Строка плана закрыта ссылкой на пост."
zhkh presses "3.3"

note "Прошёл месяц. Об итогах на сайте никто не отчитался: срок был 12 апреля. Через пять рабочих дней об этом узнаёт группа."
pass 2023-04-18 12:00
time 2023-04-19 09:00
`

// ownCast is a district whose people are not invited yet: the plan, the units and
// the roles are the visitor's own.
const ownCast = `
person admin "Администратор" 1001
person one "Первый сотрудник"
person two "Второй сотрудник"
person three "Третий сотрудник"
person four "Четвёртый сотрудник"
admin says /start
group group "Согласование постов" admin one two three four
channel channel "Канал округа" okrug admin
max channel max "Канал округа" okrug
`
