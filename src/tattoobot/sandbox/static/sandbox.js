/** The page: who has a phone, which one is looked at, and who hears what happened. */

import * as api from "./api.js";
import { h, narrow, soon } from "./dom.js";
import { leadOf, showJourney } from "./journey.js";
import { Phone } from "./phone.js";
import { badge, lookedAt, watchTabs, watchTheme } from "./places.js";
import { Sheet } from "./spreadsheet.js";
import { askForPhone, showPhones } from "./switcher.js";
import { Clock, Happened, Moods } from "./world.js";

const LINES_AT_START = 500;
const STAMP_AFTER_MS = 1200;

const find = (selector) => document.querySelector(selector);
const phones = new Map();
const clients = new Map();
const booked = new Set();
let studio = null;
let current = null;
let cursor = 0;
let leads = null;
let mayAskForLeads = true;

const clock = new Clock((now) => phones.forEach((phone) => phone.tick(now)));
const moods = new Moods();
const happened = new Happened();
const sheet = new Sheet();

find("[data-rings]").addEventListener("click", () => {
  const artist = phones.get("artist");
  artist.sheets.close();
  artist.shown();
  artist.composer.input.focus({ preventScroll: true });
});

find("[data-again]").addEventListener("click", startOver);

watchTheme();
watchTabs((place) => shownPhone(place)?.shown());
start();

async function start() {
  const state = await reached();
  studio = { name: state.studio.name, number: `The studio’s number\n${plus(state.business_number)}` };
  clock.set({ now: state.now });
  clock.refresh();
  moods.show(state.moods);
  const artist = addPhone("artist", state.artist);
  find("[data-desk]").onclick = () => artist.sheets.browser("/desk");
  find("[data-stand=artist]").replaceChildren(artist.element);
  for (const client of state.clients) addPhone("client", client);
  await Promise.all([...phones.values()].map(load));
  artist.shown();
  const wanted = recalled();
  look(clients.has(wanted) ? wanted : [...clients.keys()].at(-1));
  await catchUp(state.cursor);
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

/** The last few lines, and what happened while the chats were being loaded. */
async function catchUp(loadedAt) {
  cursor = loadedAt;
  for (const event of await api.recent(Math.max(0, loadedAt - LINES_AT_START))) {
    happened.add(event);
    if (event.n > loadedAt) phones.get(event.chat)?.receive(event);
    cursor = Math.max(cursor, event.n);
  }
}

async function load(phone) {
  phone.load((await api.chat(phone.chat)).messages);
}

// Phones

function addPhone(kind, person) {
  const isClient = kind === "client";
  const about = {
    chat: person.id,
    kind,
    studio,
    owner: person.name,
    ownerNote: `${person.name}’s phone${isClient ? `\n${person.phone ? plus(person.phone) : "number hidden"}` : ""}`,
    empty: isClient ? emptyClient : emptyArtist,
    now: () => clock.now(),
    changed: showUnread,
  };
  const phone = new Phone(about);
  phones.set(person.id, phone);
  if (isClient) clients.set(person.id, person);
  return phone;
}

const empty = (lead, words) =>
  h("div", { class: "empty" }, h("p", { class: "lead" }, lead), h("p", {}, words));

const emptyClient = () =>
  empty(
    "This is a client’s phone.",
    "Write to the studio as you would. It asks what it needs to know, the artist says yes, you pay a pretend deposit, and the tattoo is booked.",
  );

const emptyArtist = () =>
  empty(
    "Nobody waits for you. Go draw.",
    "This phone rings when an enquiry is complete, and asks for your yes or no.",
  );

const shownPhone = (place) => phones.get(place === "client" ? current : place);

function look(id) {
  if (!id) return;
  current = id;
  remember(id);
  const phone = phones.get(id);
  const stand = find("[data-stand=client]");
  if (stand.firstChild !== phone.element) stand.replaceChildren(phone.element);
  phone.tick(clock.now());
  phone.shown();
  showClients();
  showJourney(leadOf(clients.get(id), leads));
}

function showClients() {
  const shown = [...clients.values()].map(({ id, name, phone }) => {
    const { unread } = phones.get(id);
    return { id, name, unread, hidden: !phone, current: id === current };
  });
  showPhones(shown, look, newPhone);
}

function newPhone() {
  askForPhone(phones.get(current).sheets, `Client ${clients.size + 1}`, async (about) => {
    const person = await api.addClient(about);
    await load(addPhone("client", person));
    look(person.id);
    phones.get(person.id).composer.input.focus();
  });
}

/** Whatever was tried before: a new person, an empty chat, and providers that work. */
async function startOver() {
  moods.show(await api.changeMoods({ whatsapp: "ok", stripe: "ok", google: "ok", duplicates: false, reorder: false }));
  const person = await api.addClient({});
  if (!phones.has(person.id)) await load(addPhone("client", person));
  look(person.id);
  document.querySelector("[data-testid=tab-client]").click();
  phones.get(person.id).composer.input.focus();
}

function showUnread() {
  const artist = phones.get("artist").unread;
  const waiting = [...clients.keys()].reduce((sum, id) => sum + phones.get(id).unread, 0);
  badge("client", waiting);
  badge("artist", artist);
  const rings = find("[data-rings]");
  rings.hidden = !artist;
  rings.textContent = artist === 1 ? "1 new message" : `${artist} new messages`;
  showClients();
}

// What happens

function hear(event) {
  // Numbers begin anew when a sandbox without memory was started again.
  if (event.n <= cursor) return location.reload();
  cursor = event.n;
  happened.add(event);
  if (event.kind === "mood") moods.show(event.payload);
  if (event.kind === "clock") clock.refresh();
  if (event.kind === "sheet") sheet.refresh();
  const phone = phones.get(event.chat);
  if (phone) phone.receive(event);
  else if (event.chat) meet();
  // The artist's phone on a wide page rings until it is touched: that is where to look next.
  if (event.chat === current && lookedAt("client")) phone.seen();
  if (event.chat === "artist" && narrow() && lookedAt("artist")) phone.seen();
  afterwards();
}

const afterwards = soon(() => {
  refreshLeads();
  clock.refresh();
}, 400);

/** Somebody else made a phone: in another tab, or by a script. */
const meet = soon(async () => {
  for (const client of (await api.state()).clients) {
    if (!phones.has(client.id)) await load(addPhone("client", client));
  }
  showClients();
}, 200);

async function refreshLeads() {
  if (!mayAskForLeads) return;
  const answer = await api.leads().catch(() => undefined); // the product is away: later, then
  if (answer === null) mayAskForLeads = false;
  if (!answer) return;
  const atStart = leads === null;
  leads = answer;
  showJourney(leadOf(clients.get(current), leads));
  for (const client of clients.values()) celebrate(client, atStart);
}

/** The stamp waits a moment: the message that says it may still be on its way. */
function celebrate(client, atStart) {
  const lead = leadOf(client, leads);
  const { log } = phones.get(client.id);
  if (lead?.status !== "booked") {
    log.lift();
    booked.delete(client.id);
  } else if (!booked.has(client.id)) {
    booked.add(client.id);
    setTimeout(() => log.press(`#${lead.id}`, !atStart), atStart ? 0 : STAMP_AFTER_MS);
  }
}

// Small things

function plus(number) {
  const digits = String(number ?? "").replace(/\D/g, "");
  return digits ? `+${digits.replace(/^(1)(\d{3})(\d{3})(\d{4})$/, "$1 $2 $3 $4")}` : "";
}

function remember(id) {
  try {
    sessionStorage.setItem("client", id);
  } catch {
    // Then the newest phone is shown after a reload.
  }
}

function recalled() {
  try {
    return sessionStorage.getItem("client");
  } catch {
    return null;
  }
}
