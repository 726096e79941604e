// The front desk, live: when something has happened the page looks again, and takes over what is new where that moves
// nothing under the thumb. Without this script the desk does all the same things, when it is loaded anew.

const fresh = document.querySelector(".fresh");

// What somebody is about to do is left alone: an open sheet, a field with something in it, a chosen word.
function isBusy() {
  const field = document.activeElement?.matches("input, textarea, select");
  return field || document.querySelector(".act-sheet[open]") !== null;
}

function sameContent(one, other) {
  return one.innerHTML.trim() === other.innerHTML.trim() && one.className === other.className;
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
    if (!old) added.push(item);
    else if (!sameContent(old, item) && !old.contains(document.activeElement)) old.replaceWith(item);
  }
  if (newest) list.prepend(...added);
  else list.append(...added);
  if (!newest) {
    for (const [key, item] of known) item.classList.toggle("gone", !there.has(key));
  }
  for (const item of added) item.classList.add("arrived");
}

function takeOverPart(part, news) {
  if (!sameContent(part, news)) part.replaceWith(news);
}

// Nothing is there yet that could move.
function fill(page) {
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
    const part = document.querySelector(`[data-part="${news.dataset.part}"]`);
    if (!part) whole = false;
    else if (!isBusy() || sameContent(part, news)) takeOverPart(part, news);
    else whole = false;
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

if (document.querySelector("[data-list], [data-part], .empty") && !location.search.includes("after=")) {
  const events = new EventSource("/desk/events");
  events.addEventListener("look", look);
  addEventListener("pagehide", () => events.close());
  addEventListener("pageshow", (event) => event.persisted && location.reload());
}
