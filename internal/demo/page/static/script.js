"use strict";
// The page works without this script, by forms. With it nothing is loaded anew:
// forms go in the background, and the server pushes what has changed.
const one = (s, at = document) => at.querySelector(s);
const all = (s, at = document) => [...at.querySelectorAll(s)];
const phone = name => document.getElementById("phone-" + name);
let active = "", shown = "", subject = null;

// unread marks a phone in which something new stands, until somebody touches it.
function unread(name, is) {
  for (const dot of [one(".dot", phone(name)), one(`[data-tab="${name}"] .dot`)]) dot.hidden = !is;
}

function toast(name, text) {
  const t = one(".toast", phone(name));
  t.textContent = text;
  t.hidden = false;
  clearTimeout(t.timer);
  t.timer = setTimeout(() => { t.hidden = true; }, 6000);
}
function notice(text) { one("#notice").textContent = text; }
function tell(box, words) { if (box) toast(box.dataset.phone, words); else notice(words); }
function lost(is) { one("#lost").hidden = !is; }

// keepFocus does something that may take the focused element away, and gives the
// focus to what stands under the same id afterwards.
function keepFocus(change) {
  const id = document.activeElement?.id;
  change();
  const next = id && document.getElementById(id);
  if (next && next !== document.activeElement) next.focus({ preventScroll: true });
}

// begins shows the newest message of a phone, from its beginning where not all of it fits.
function begins(log, newest) {
  log.scrollTop = 0;
  log.scrollTop -= Math.max(0, log.getBoundingClientRect().top - newest.getBoundingClientRect().top + 8);
}

// renew makes a phone's messages those of the HTML; what is as it was stays. What
// comes before the first message that stood there is old, not news.
function renew(name, html) {
  const lines = one(".lines", phone(name));
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  let known = !one("article", lines), news = false, grown = false;
  keepFocus(() => {
    const old = new Map([...lines.children].map(e => [e.id, e]));
    let at = lines.firstElementChild;
    for (const e of [...fresh.content.children]) {
      const was = old.get(e.id);
      old.delete(e.id);
      if (was && was.tagName === "ARTICLE") known = true;
      const stays = was && was.isEqualNode(e), inPlace = was && was === at;
      if (inPlace) at = at.nextElementSibling;
      if (stays && inPlace) continue;
      if (!was && known) { grown = true; news = news || e.dataset.bot !== undefined; }
      lines.insertBefore(stays ? was : e, at);
      if (was && !stays) was.remove();
    }
    for (const e of old.values()) e.remove();
  });
  if (grown && name === active) begins(lines.parentElement, all("article", lines).pop());
  if (news && name !== active) unread(name, true);
}

// listen hears what changes from now on, and first everything.
function listen() {
  const events = new EventSource("/events");
  const on = (name, tell) => events.addEventListener(name, e => tell(JSON.parse(e.data)));
  on("hello", id => { if (id !== document.body.dataset.district) location.reload(); });
  on("chat", c => {
    if (!phone(c.id)) return;
    renew(c.id, c.html);
    const menu = one(".menu ul", phone(c.id));
    if (menu && menu.innerHTML !== c.menu && !menu.contains(document.activeElement)) menu.innerHTML = c.menu;
  });
  on("toast", t => { if (phone(t.id)) toast(t.id, t.text); });
  on("notice", notice);
  on("panel", p => {
    if (p.advice !== one("#advice").innerHTML) one("#advice").innerHTML = p.advice;
    for (const box of all(".phone")) box.classList.toggle("wanted", box.dataset.phone === p.wanted);
    if (p.html === shown || document.activeElement === one("#date")) return;
    const date = one("#date").value;
    keepFocus(() => { one("#panel").innerHTML = shown = p.html; });
    one("#date").value = date;
  });
  on("ended", () => lost(true));
  events.onerror = () => lost(true);
  events.onopen = () => lost(false);
}
// What the page came with is painted first; one that nobody sees is not painted.
Promise.race([new Promise(requestAnimationFrame), new Promise(done => setTimeout(done, 300))]).then(() => setTimeout(listen));

// cancel ends a reply or an edit that was begun in a phone.
function cancel(form) {
  if (form.elements.edit.value) form.elements.text.value = "";
  form.elements.reply.value = form.elements.edit.value = "";
  one(".quote", form).hidden = true;
}

function begin(form, kind, id, words) {
  cancel(form);
  form.elements[kind].value = id;
  one(".quote span", form).textContent = words;
  one(".quote", form).hidden = false;
  form.elements.text.focus();
}

function chosen(form) {
  const names = all("[name=ready]:checked", form).map(e => e.closest("label").textContent.trim())
    .concat([...form.elements.file.files].map(f => f.name));
  one(".chosen", form).textContent = names.length ? "Приложено: " + names.join(", ") : "";
  one(".chosen", form).hidden = !names.length;
}

document.addEventListener("submit", async e => {
  e.preventDefault();
  const form = e.target, button = e.submitter, data = new FormData(form, button);
  const box = form.closest(".phone"), sends = button && button.name === "send";
  if (box && !sends) for (const name of ["file", "ready", "text"]) data.delete(name);
  for (const d of all("details[open]", form)) if (d.contains(button) || sends) d.open = false;
  if (!box) notice("Подождите…");
  form.setAttribute("aria-busy", "true");
  try {
    const r = await fetch(form.action, { method: "POST", body: data, headers: { "X-Script": "1" } });
    form.closest("dialog")?.close();
    if (!r.ok) return tell(box, await r.text());
    if (!box && one("#notice").textContent === "Подождите…") notice("");
    if (sends) { cancel(form); form.elements.text.value = ""; for (const i of all("[name=ready],[name=asfile]", form)) i.checked = false; form.elements.file.value = ""; chosen(form); }
  } catch {
    tell(box, "Программа не отвечает. Возможно, она остановлена.");
  } finally {
    form.removeAttribute("aria-busy");
  }
});

function open(dialog, values) {
  for (const [name, value] of Object.entries(values)) one(`[name=${name}]`, dialog).value = value;
  dialog.showModal();
}

// actions are what can be done with the message whose button was pressed last.
function actions(button) {
  subject = button;
  const menu = one("#actions"), at = button.getBoundingClientRect();
  for (const b of all("button", menu)) b.hidden = b.dataset.do !== "forward" && button.dataset[b.dataset.do] === undefined;
  menu.style.top = Math.min(at.bottom, innerHeight - 150) + "px";
  menu.style.left = Math.max(8, at.right - 140) + "px";
}

function act(kind) {
  const { message, text } = subject.dataset, box = subject.closest(".phone"), form = one("form", box);
  const words = one(".text", subject.closest("article"));
  one("#actions").hidePopover();
  if (kind === "reply") begin(form, kind, message, "Ответ: " + (words ? words.textContent.slice(0, 60) : "сообщение"));
  if (kind === "edit") { begin(form, kind, message, "Правка сообщения"); form.elements.text.value = text; }
  if (kind !== "forward") return;
  const from = box.dataset.phone, who = one("#forward [name=who]");
  open(one("#forward"), { from, message });
  if ([...who.options].some(o => o.value === from)) who.value = from;
}

document.addEventListener("click", e => {
  const b = e.target.closest("button");
  for (const d of all("details[open]")) if (!d.contains(e.target)) d.open = false;
  if (!b) return;
  if (b.popoverTargetElement) actions(b);
  if (b.dataset.do) act(b.dataset.do);
  if (b.dataset.cancel !== undefined) cancel(b.form);
  if (b.dataset.follow) open(one("#follow"), { code: b.dataset.follow });
  if (b.dataset.open) open(document.getElementById(b.dataset.open), {});
  if (b.dataset.close !== undefined) b.closest("dialog").close();
});

// A phone is read when it is touched, typed in or gone to by its tab.
for (const kind of ["focusin", "pointerdown"]) document.addEventListener(kind, e => {
  const box = e.target.closest("[data-phone],[data-tab]");
  active = box ? box.dataset.phone || box.dataset.tab : "";
  if (box) unread(active, false);
});

document.addEventListener("keydown", e => {
  if (e.target.name === "text" && e.key === "Enter" && !e.shiftKey && !e.isComposing) {
    e.preventDefault();
    e.target.form.requestSubmit(one(".send", e.target.form));
  }
  if (e.key === "Escape") for (const d of all("details[open]")) { d.open = false; one("summary", d).focus(); }
});

document.addEventListener("change", e => { if (["ready", "file"].includes(e.target.name)) chosen(e.target.form); });

// A plan dropped anywhere begins a story of one's own, once that is confirmed.
document.addEventListener("dragover", e => e.preventDefault());
document.addEventListener("drop", e => {
  e.preventDefault();
  one("#own [name=plan]").files = e.dataTransfer.files;
  if (e.dataTransfer.files.length) open(one("#own"), {});
});
