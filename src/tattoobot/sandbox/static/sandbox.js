/** The page: who has a phone, which one is looked at, and who hears what happened. */

import * as api from "./api.js";
import { h, icon, narrow, soon } from "./dom.js";
import { showJourney } from "./journey.js";
import { Phone } from "./phone.js";
import { Clock, Happened, Moods } from "./world.js";

const LINES_AT_START = 40;

const find = (selector) => document.querySelector(selector);
const phones = new Map();
const clients = new Map();
const stands = { client: find("[data-stand=client]"), artist: find("[data-stand=artist]") };
const known = { leads: null, booked: new Set() };
let mayAskForLeads = true;
let studio = { name: "The studio", about: "" };
let current = null;
let cursor = 0;

const clock = new Clock((now) => phones.forEach((phone) => phone.tick(now)));
const moods = new Moods();
const happened = new Happened();

start();

async function start() {
  const state = await reached();
  studio = { name: state.studio?.name ?? "The studio", about: plus(state.business_number) };
  clock.set({ now: state.now });
  clock.refresh();
  moods.show(state.moods);
  const artist = addPhone("artist", state.artist);
  stands.artist.replaceChildren(artist.element);
  for (const client of state.clients) addPhone("client", client);
  await Promise.all([...phones.values()].map(load));
  const wanted = recall("client");
  look(clients.has(wanted) ? wanted : [...clients.keys()].at(-1));
  artist.shown();
  cursor = state.cursor;
  for (const event of await api.recent(Math.max(0, cursor - LINES_AT_START))) {
    happened.add(event);
    if (event.n > cursor) phones.get(event.chat)?.receive(event);
    cursor = Math.max(cursor, event.n);
  }
  await refreshLeads();
  api.listen(cursor, hear, (there) => (find(".lost").hidden = there));
}

/** The state, however long the sandbox takes to start. */
async function reached() {
  for (;;) {
    try {
      const state = await api.state();
      find(".lost").hidden = true;
      return state;
    } catch {
      find(".lost").hidden = false;
      await new Promise((wait) => setTimeout(wait, 1000));
    }
  }
}

async function load(phone) {
  phone.load((await api.chat(phone.chat)).messages);
}

// Phones

function addPhone(kind, person) {
  const about = {
    chat: person.id,
    kind,
    business: studio,
    owner: person.name,
    ownerNote: kind === "client" ? (person.phone ? plus(person.phone) : "number hidden") : "",
    empty: kind === "client" ? emptyClient : emptyArtist,
    now: () => clock.now(),
    changed: badges,
  };
  const phone = new Phone(about);
  phones.set(person.id, phone);
  if (kind === "client") clients.set(person.id, person);
  return phone;
}

function emptyClient() {
  return h(
    "div",
    { class: "empty" },
    h("p", { class: "lead" }, "This is a client’s phone."),
    h("p", {}, "Write to the studio as you would. It asks what it needs to know, the artist says yes, you pay a pretend deposit, and the tattoo is booked."),
  );
}

function emptyArtist() {
  return h("div", { class: "empty" }, h("p", { class: "lead" }, "Nobody waits for you. Go draw."), h("p", {}, "This phone rings when an enquiry is complete, and asks for your yes or no."));
}

function look(id) {
  if (!id) return;
  current = id;
  remember("client", id);
  const phone = phones.get(id);
  if (stands.client.firstChild !== phone.element) stands.client.replaceChildren(phone.element);
  phone.tick(clock.now());
  phone.shown();
  tabs();
  journey();
}

function tabs() {
  const made = [...clients.values()].map((client) => {
    const { unread } = phones.get(client.id);
    const pressed = client.id === current;
    const badge = unread && !pressed ? h("span", { class: "badge" }, String(unread)) : null;
    const about = { type: "button", "aria-pressed": String(pressed), onclick: () => look(client.id), data: { testid: "phone-tab", chat: client.id } };
    return h("button", about, client.phone ? null : icon("eye-off"), client.name, badge);
  });
  const add = h("button", { type: "button", class: "add", "aria-label": "New phone", title: "New phone", onclick: newPhone, data: { testid: "new-phone" } }, icon("plus"));
  const row = find(".phones");
  const { scrollLeft } = row;
  row.replaceChildren(...made, add);
  row.scrollLeft = scrollLeft;
  const mine = row.querySelector("[aria-pressed=true]");
  const hidden = mine && mine.offsetLeft + mine.offsetWidth - row.scrollLeft > row.clientWidth - add.offsetWidth;
  if (hidden || mine?.offsetLeft < row.scrollLeft) row.scrollLeft = mine.offsetLeft - add.offsetWidth;
}

function newPhone() {
  const name = h("input", { type: "text", placeholder: `Client ${clients.size + 1}`, "aria-label": "Name", autocomplete: "off", data: { testid: "new-phone-name" } });
  const hidden = h("input", { type: "checkbox", data: { testid: "new-phone-hidden" } });
  const create = h("button", { class: "button main", type: "submit", data: { testid: "new-phone-create" } }, "Hand over the phone");
  const form = h(
    "form",
    { class: "form" },
    h("label", {}, "Name", name),
    h("label", { class: "check" }, hidden, h("span", {}, "Without a phone number", h("small", {}, "They took a WhatsApp username: the studio sees only an id."))),
    create,
  );
  const { sheets } = phones.get(current);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const person = await api.addClient({ name: name.value.trim(), hide_phone: hidden.checked });
    sheets.close();
    await load(addPhone("client", person));
    look(person.id);
    phones.get(person.id).input.focus();
  });
  sheets.panel("A new phone", form);
}

// What happens

function hear(event) {
  if (event.n <= cursor) {
    // Numbers begin anew when a sandbox without memory was started again.
    location.reload();
    return;
  }
  cursor = event.n;
  happened.add(event);
  if (event.kind === "mood") moods.show(event.payload);
  if (event.kind === "clock") clock.refresh();
  if (event.chat) phones.get(event.chat)?.receive(event);
  if (event.chat && !phones.has(event.chat)) meet();
  if (event.chat === current && lookedAt("client")) phones.get(current).seen();
  if (event.chat === "artist" && narrow() && lookedAt("artist")) phones.get("artist").seen();
  later();
}

const later = soon(() => {
  refreshLeads();
  clock.refresh();
}, 400);

/** Somebody else made a phone: in another tab, or by a script. */
const meet = soon(async () => {
  const state = await api.state();
  for (const client of state.clients) if (!phones.has(client.id)) await load(addPhone("client", client));
  tabs();
}, 200);

async function refreshLeads() {
  if (!mayAskForLeads) return;
  const answer = await api.leads().catch(() => undefined); // the product is away: later, then
  if (answer === null) mayAskForLeads = false;
  if (!answer) return;
  const first = known.leads === null;
  known.leads = answer;
  journey();
  for (const client of clients.values()) celebrate(client, first);
}

function leadOf(client) {
  const phone = digits(client.phone);
  return known.leads?.findLast(
    ({ client: whose }) => (whose.user_id && whose.user_id === client.user_id) || (phone && digits(whose.phone) === phone),
  );
}

function journey() {
  const client = clients.get(current);
  showJourney(client ? leadOf(client) : null);
}

/** Wait a moment: the message that says it may still be on its way. */
function celebrate(client, atStart) {
  const lead = leadOf(client);
  const phone = phones.get(client.id);
  if (lead?.status !== "booked") {
    phone.lift();
    known.booked.delete(client.id);
    return;
  }
  if (known.booked.has(client.id)) return;
  known.booked.add(client.id);
  setTimeout(() => phone.press(`#${lead.id}`, !atStart), atStart ? 0 : 1200);
}

// Tabs of a narrow window, badges, theme

function lookedAt(place) {
  return document.visibilityState === "visible" && (!narrow() || document.body.dataset.show === place);
}

function badges() {
  const artist = phones.get("artist");
  const waiting = [...clients.keys()].reduce((sum, id) => sum + phones.get(id).unread, 0);
  badge("client", waiting);
  badge("artist", artist.unread);
  const rings = find("[data-rings]");
  rings.hidden = !artist.unread;
  rings.textContent = artist.unread === 1 ? "1 new message" : `${artist.unread} new messages`;
  tabs();
}

function badge(place, count) {
  const mark = find(`[data-tab=${place}] .badge`);
  mark.hidden = !count;
  mark.textContent = String(count);
}

for (const tab of document.querySelectorAll("[data-tab]")) {
  tab.addEventListener("click", () => {
    document.body.dataset.show = tab.dataset.tab;
    for (const other of document.querySelectorAll("[data-tab]")) {
      if (other === tab) other.setAttribute("aria-current", "true");
      else other.removeAttribute("aria-current");
    }
    if (tab.dataset.tab === "client" && current) phones.get(current).shown();
    if (tab.dataset.tab === "artist") phones.get("artist")?.shown();
  });
}

const dark = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (document.documentElement.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark";
const themeIcon = () => find(".theme use").setAttribute("href", `/sandbox/static/icons.svg#${isDark() ? "sun" : "moon"}`);

find(".theme").addEventListener("click", () => {
  const chosen = isDark() ? "light" : "dark";
  document.documentElement.dataset.theme = chosen;
  for (const frame of document.querySelectorAll("iframe")) frame.contentDocument.documentElement.dataset.theme = chosen;
  try {
    localStorage.setItem("theme", chosen);
  } catch {
    // Then it is forgotten when the page is left.
  }
  themeIcon();
});
dark.addEventListener("change", themeIcon);
themeIcon();

// Small things

function plus(number) {
  const only = digits(number ?? "");
  return only ? `+${only.replace(/^(1)(\d{3})(\d{3})(\d{4})$/, "$1 $2 $3 $4")}` : "";
}

function digits(text) {
  return String(text ?? "").replace(/\D/g, "");
}

function remember(key, value) {
  try {
    sessionStorage.setItem(key, value);
  } catch {
    // Then the newest phone is shown after a reload.
  }
}

function recall(key) {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}
