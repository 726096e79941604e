// The front desk, live: when something has happened the page looks again, and takes over what is new where that moves
// nothing under the thumb. Without this script the desk does all the same things, when it is loaded anew.

const fresh = document.querySelector(".fresh");

// What somebody is about to do is left alone: an open sheet, a field with something in it, a chosen word.
function isBusy() {
  const field = document.activeElement?.matches("input, textarea, select");
  return field || document.querySelector(".act-sheet[open]") !== null;
}

// What is the same however it is looked at: no sheet is open, and nobody says how long ago anything was.
function said(part) {
  const copy = part.cloneNode(true);
  for (const sheet of copy.querySelectorAll(".act-sheet[open]")) sheet.removeAttribute("open");
  for (const time of copy.querySelectorAll("time[title]")) time.textContent = "";
  return `${part.className} ${copy.innerHTML.trim()}`;
}

function read(page) {
  const parts = [...page.querySelectorAll("[data-part]")].map((part) => [`part ${part.dataset.part}`, said(part)]);
  const items = [...page.querySelectorAll("[data-key]")].map((item) => [`item ${item.dataset.key}`, said(item)]);
  return new Map([...parts, ...items]);
}

// What this page was made from. Only what differs from that is new, whatever is open or typed here meanwhile.
const shown = read(document);

// Put what is new in the place of what was there.
function takeOverOne(name, old, news) {
  if (shown.get(name) === said(news)) return;
  shown.set(name, said(news));
  for (const sheet of news.querySelectorAll(".act-sheet[open]")) sheet.removeAttribute("open");
  old.replaceWith(news);
}

// A list grows at its end, where nothing above it moves; what has left it fades, and goes when the page is loaded anew.
function takeOverList(list, news) {
  const newest = list.dataset.list === "newest-first";
  const known = new Map([...list.children].map((item) => [item.dataset.key, item]));
  const there = new Set();
  const added = [];
  for (const item of [...news.children]) {
    there.add(item.dataset.key);
    const old = known.get(item.dataset.key);
    const name = `item ${item.dataset.key}`;
    if (!old) {
      shown.set(name, said(item));
      added.push(item);
    } else if (!old.contains(document.activeElement)) takeOverOne(name, old, item);
  }
  if (newest) list.prepend(...added);
  else list.append(...added);
  if (!newest) {
    for (const [key, item] of known) item.classList.toggle("gone", !there.has(key));
  }
  for (const item of added) item.classList.add("arrived");
}

// Nothing is there yet that could move.
function fill(page) {
  for (const [name, part] of read(page)) shown.set(name, part);
  for (const part of [".top", "main"]) document.querySelector(part).replaceWith(page.querySelector(part));
  return true;
}

// Whether everything that differs could be taken over.
function takeOver(page) {
  if (document.querySelector(".empty") && page.querySelector("[data-list]")) return fill(page);
  // Before anything moves from one to the other.
  const parts = [document, page].map((each) => each.querySelectorAll("[data-list], [data-part]").length);
  let whole = parts[0] === parts[1];
  for (const list of document.querySelectorAll("[data-list]")) {
    const news = page.querySelector("[data-list]");
    if (news) takeOverList(list, news);
    else whole = false;
  }
  for (const news of page.querySelectorAll("[data-part]")) {
    const name = `part ${news.dataset.part}`;
    const part = document.querySelector(`[data-part="${news.dataset.part}"]`);
    if (!part) whole = false;
    else if (!isBusy()) takeOverOne(name, part, news);
    else if (shown.get(name) !== said(news)) whole = false;
  }
  return whole;
}

let looking = false;
let again = false;

async function look() {
  if (looking) {
    again = true;
    return;
  }
  looking = true;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" }, redirect: "manual" });
    if (answer.type === "opaqueredirect") location.reload();
    else if (answer.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      document.title = page.title;
      fresh.hidden = takeOver(page);
    }
  } catch {
    // The way there is gone for the moment; the next event looks again.
  }
  looking = false;
  if (again) {
    again = false;
    look();
  }
}

// Sheets: one is open at a time, which the page sees to itself. Escape and the way back close it, and the focus is where
// it was opened.

const OPEN = ".act-sheet[open]";

function close(sheet) {
  sheet.open = false;
  sheet.querySelector("summary").focus();
}

function closeLast() {
  const sheet = [...document.querySelectorAll(OPEN)].at(-1);
  if (sheet) close(sheet);
  return sheet;
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.defaultPrevented && closeLast()) event.preventDefault();
});

// An amount that stands in its field is typed over, not on.
document.addEventListener("focusin", (event) => {
  if (event.target.matches(".money input")) event.target.select();
});

let goingBack = false;

// An open sheet is a step of its own, so that the way back closes it and does not leave the page.
function keepStep() {
  const open = document.querySelector(OPEN);
  if (goingBack) return;
  if (open && !history.state?.sheet) history.pushState({ sheet: true }, "");
  else if (!open && history.state?.sheet) {
    goingBack = true;
    history.back();
  }
}

addEventListener("popstate", () => {
  if (!goingBack) {
    for (const sheet of document.querySelectorAll(OPEN)) close(sheet);
  }
  goingBack = false;
  keepStep();
});

// Heard also for sheets that come later; the event itself does not bubble.
document.addEventListener(
  "toggle",
  (event) => {
    if (!event.target.matches(".act-sheet")) return;
    for (const inner of event.target.open ? [] : event.target.querySelectorAll(OPEN)) inner.open = false;
    keepStep();
    if (!document.querySelector(OPEN) && !fresh.hidden) look();
  },
  true,
);

// Loaded anew at the place that an open sheet had.
if (history.state?.sheet && !document.querySelector(OPEN)) history.replaceState(null, "");

if (document.querySelector("[data-list], [data-part], .empty") && !location.search.includes("after=")) {
  const events = new EventSource("/desk/events");
  events.addEventListener("look", look);
  addEventListener("pagehide", () => events.close());
  addEventListener("pageshow", (event) => event.persisted && location.reload());
}
