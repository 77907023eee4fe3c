package demo

// demoAdmin is the account of the demo's administrator.
const demoAdmin = 1001

// demoPeople is laid over the 2023 plan: people are named by their posts.
const demoPeople = `
people:
  - {id: fin-1, name: Специалист финансового управления, unit: finance, roles: [responsible, approver]}
  - {id: ctl-1, name: Начальник финансового управления, unit: finance, roles: [controller, approver]}
  - {id: zhkh-1, name: Специалист отдела ЖКХ, unit: zhkh, roles: [responsible]}
projects:
  - {id: park, name: Благоустройство парка, place: с. Гофицкое, unit: zhkh, contract: 12.09.2022}
  - {id: court, name: Спортивная площадка, place: с. Константиновское, unit: zhkh, contract: 20.02.2023}
`

// DemoCast brings the people in by their invitations.
const DemoCast = `
person admin "Администратор" 1001
person fin "Специалист финансового управления"
person ctl "Начальник финансового управления"
person zhkh "Специалист отдела ЖКХ"
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
note "Группа согласования и канал."
group group "Медиаплан: согласование" ctl fin admin
admin says /bind @group
channel channel "Петровский округ" petrgosk admin
admin presses "Да"
`

// DemoStory is the main job from end to end.
const DemoStory = `
note "Утро рабочего дня: напоминание, подтверждение ссылкой, проверка."
time 2023-03-13 09:00
fin presses "1. 1.1"
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

// Help is what the reader may type when the story has been told.
const Help = `
Дальше слово за вами. Примеры строк:
  time 2023-04-21 09:00          часы идут до этого момента
  fin says /tasks                специалист финансового управления пишет боту
  fin presses "1. 1.1"           и нажимает кнопку
  zhkh album 2 "Текст поста"     отправляет две фотографии с подписью
  zhkh sends photo "Подпись"     отправляет одну
  ctl replies "Короче" @group    отвечает на последнее сообщение бота в группе
  ctl presses "Утвердить" @group нажимает кнопку в группе
Люди: admin, fin, ctl, zhkh. Чаты: @group, @channel. Конец: Ctrl+D.
`
