/** The clock, the moods, and what just happened. */

import * as api from "./api.js";
import { calm, h, icon } from "./dom.js";
import { exactly, face, fullDate, hhmmss, until } from "./time.js";

const KINDS = {
  message: "message-circle",
  status: "check-check",
  typing: "ellipsis",
  webhook: "arrow-down-left",
  call: "arrow-up-right",
  checkout: "credit-card",
  clock: "clock",
  mood: "zap",
  sheet: "list",
};

const MOODS = {
  whatsapp: [
    ["ok", "works", ""],
    ["slow", "slow", "WhatsApp takes seconds to answer the bot."],
    ["down", "down", "WhatsApp answers nothing; what the bot says waits and comes later."],
    ["refuses", "refuses", "WhatsApp turns every message down, as if the number were gone."],
    [
      "drops_after_accepting",
      "loses answers",
      "Messages arrive, but the bot is never told so: it must not say things twice.",
    ],
    ["rate_limited", "too many", "WhatsApp says that the bot writes too much, and makes it wait."],
  ],
  stripe: [
    ["ok", "works", ""],
    ["late", "late", "The word of a payment comes late."],
    ["slow", "slow", "Stripe takes seconds to answer the bot."],
    ["down", "down", "No payment link can be made; the bot tries again."],
  ],
  google: [
    ["ok", "works", ""],
    ["down", "down", "The sheet stands still; nobody who chats notices, and it catches up."],
    ["flaky", "unreliable", "One call in twenty goes wrong, half of them after they were done."],
    ["rate_limited", "too many", "Google wants fewer calls: the bot waits longer each time."],
    ["revoked", "not shared", "The studio took the sheet back: the bot says why, and goes on when it is shared again."],
  ],
};
const EVENTS_KEPT = 1000;
const LINES_KEPT = 200;

const find = (selector) => document.querySelector(selector);

/** The product's time, running on between two answers. */
export class Clock {
  constructor(ticked) {
    this.ticked = ticked;
    this.base = Date.now();
    this.asked = performance.now();
    this.face = find("[data-testid=clock-now]");
    this.due = find("[data-testid=advance-due]");
    for (const button of document.querySelectorAll("[data-advance]")) {
      button.addEventListener("click", () => this.advance(Number(button.dataset.advance)));
    }
    this.due.addEventListener("click", () =>
      this.advance(Math.max(1, Math.ceil((this.dueAt - this.now()) / 1000) + 1)),
    );
    setInterval(() => this.show(), 1000);
    setInterval(() => this.refresh(), 15_000);
  }

  now() {
    return new Date(this.base + performance.now() - this.asked);
  }

  set(answer) {
    const before = this.now();
    this.base = new Date(answer.now).getTime();
    this.asked = performance.now();
    this._next(answer.next_due);
    if (Math.abs(this.now() - before) > 60_000) this._wind(before);
    else this.show();
  }

  async refresh() {
    try {
      this.set(await api.clock());
    } catch {
      // The line that listens to events tells when the product is away.
    }
  }

  async advance(seconds) {
    this.set(await api.advance(seconds));
    setTimeout(() => this.refresh(), 1500);
  }

  show(moment = this.now()) {
    this.face.textContent = face(moment);
    this.face.dateTime = moment.toISOString();
    this.face.dataset.now = moment.toISOString();
    this.face.title = exactly(moment);
    find(".clock-day").textContent = fullDate(moment);
    if (this.dueAt) find(".due-what").lastChild.textContent = until(this.dueAt, moment);
    this.ticked(moment);
  }

  /** The hands run to the new time instead of jumping. */
  _wind(before) {
    if (calm()) {
      this.show();
      return;
    }
    const start = performance.now();
    const step = (at) => {
      const share = Math.min(1, (at - start) / 190);
      this.show(new Date(before.getTime() + (this.now() - before) * share));
      if (share < 1) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }

  _next(due) {
    this.dueAt = due ? new Date(due.at) : null;
    this.due.hidden = !due;
    if (!due) return;
    find(".due-what").replaceChildren(`To: ${due.what}, `, h("span", {}, until(this.dueAt, this.now())));
    this.due.title = exactly(this.dueAt);
  }
}

export class Moods {
  constructor() {
    for (const [service, moods] of Object.entries(MOODS)) {
      const chips = moods.map(([value, words]) => this._chip(service, value, words));
      find(`[data-mood=${service}] .chips`).replaceChildren(...chips);
    }
    for (const box of document.querySelectorAll("[data-switch]")) {
      box.addEventListener("change", () => this._change({ [box.dataset.switch]: box.checked }));
    }
    // On a small window the list of what happened is worth more than the moods.
    if (matchMedia("(max-height: 1199px), (max-width: 1099px)").matches) find(".moods").open = false;
  }

  _chip(service, value, words) {
    const radio = h("input", {
      type: "radio",
      name: service,
      value,
      onchange: () => this._change({ [service]: value }),
    });
    return h("label", { class: "chip" }, radio, h("span", {}, words));
  }

  async _change(moods) {
    this.show(await api.changeMoods(moods));
  }

  show(moods) {
    for (const service of Object.keys(MOODS)) {
      const wanted = document.querySelector(`input[name=${service}][value="${moods[service]}"]`);
      if (wanted) wanted.checked = true;
      const help = MOODS[service].find(([value]) => value === moods[service])?.[2] ?? "";
      find(`[data-mood=${service}] .mood-help`).textContent = help;
    }
    for (const box of document.querySelectorAll("[data-switch]"))
      box.checked = moods[box.dataset.switch] === true;
    find(".moods-said").textContent = saidMoods(moods);
  }
}

/** What is not as usual. */
function saidMoods(moods) {
  const said = Object.entries(MOODS).flatMap(([service, known]) => {
    if (moods[service] === "ok") return [];
    const name = { whatsapp: "WhatsApp", stripe: "Stripe", google: "Google" }[service];
    return [`${name} ${known.find(([value]) => value === moods[service])?.[1] ?? moods[service]}`];
  });
  if (moods.duplicates) said.push("webhooks twice");
  if (moods.reorder) said.push("webhooks out of order");
  return said.join(" · ") || "all well";
}

const lineOf = (event) => (event.kind === "mood" ? `Moods: ${saidMoods(event.payload)}` : event.line);

/** The list of what happened; each line opens what really went over the wire. */
export class Happened {
  constructor() {
    this.list = find(".events");
    this.dialog = find(".payload");
    this.events = [];
    this.all = find("[data-testid=events-all]");
    this.all.addEventListener("change", () =>
      this.list.replaceChildren(
        ...this._wanted()
          .map((event) => this._line(event))
          .reverse(),
      ),
    );
    this.dialog.querySelector("[data-close]").addEventListener("click", () => this.dialog.close());
    this.dialog
      .querySelector("[data-copy]")
      .addEventListener("click", () => navigator.clipboard?.writeText(this.json));
    this.dialog.addEventListener("click", (event) => {
      if (event.target === this.dialog) this.dialog.close();
    });
  }

  add(event) {
    find(".happened-none").hidden = true;
    this.events.push(event);
    if (this.events.length > EVENTS_KEPT) this.events.shift();
    if (!this._wants(event)) return;
    this.list.prepend(this._line(event));
    while (this.list.childElementCount > LINES_KEPT) this.list.lastChild.remove();
  }

  _wants(event) {
    return this.all.checked || !small(event) || trouble(event);
  }

  _wanted() {
    return this.events.filter((event) => this._wants(event)).slice(-LINES_KEPT);
  }

  _line(event) {
    const data = { testid: "event", kind: event.kind, n: event.n };
    const at = new Date(event.at);
    const button = h(
      "button",
      {
        type: "button",
        class: trouble(event) ? "trouble" : small(event) ? "small" : "",
        onclick: () => this.open(event),
        data,
      },
      icon(trouble(event) ? "triangle-alert" : (KINDS[event.kind] ?? "ellipsis")),
      h("span", { class: "line" }, lineOf(event)),
      h("time", { datetime: event.at, title: exactly(at) }, hhmmss(at)),
    );
    return h("li", {}, button);
  }

  open(event) {
    this.json = JSON.stringify(event.payload ?? {}, null, 2);
    this.dialog.querySelector("h2").textContent = lineOf(event);
    this.dialog.querySelector(".payload-about").textContent =
      `${event.kind} · ${exactly(new Date(event.at))}`;
    this.dialog.querySelector("pre").replaceChildren(...coloured(this.json));
    this.dialog.showModal();
  }
}

const OUTSIDE = 131047; // more than 24 hours after the client wrote: the bot asks, and then sends a template
const isRule = (payload) => payload?.answer?.error?.code === OUTSIDE;
const trouble = ({ kind, status, payload }) =>
  kind === "webhook"
    ? status === null || status >= 300
    : kind === "call" && payload?.status >= 400 && !isRule(payload);

/**
 * Ticks and dots come by the dozen, a message that went through has a line of its own with the same JSON, and
 * the bot looks after its account: such calls are shown on request.
 */
function small({ kind, line, payload }) {
  if (kind === "status" || kind === "typing") return true;
  if (kind === "call" && (payload?.to === "google" || line.startsWith("The bot looked"))) return true;
  if (kind === "call" && isRule(payload)) return false;
  if (kind === "webhook") return payload?.object === "whatsapp_business_account";
  return kind === "call" && payload?.to === "whatsapp" && payload.path.endsWith("/messages");
}

const TOKEN = /("(?:\\.|[^"\\])*")(\s*:)?|\b(true|false|null)\b|-?\d+(?:\.\d+)?/g;

function coloured(json) {
  const parts = [];
  let end = 0;
  for (const match of json.matchAll(TOKEN)) {
    parts.push(json.slice(end, match.index));
    const kind = match[1] ? (match[2] ? "name" : "string") : "value";
    parts.push(h("span", { class: kind }, match[1] ?? match[0]), match[2] ?? "");
    end = match.index + match[0].length;
  }
  parts.push(json.slice(end));
  return parts;
}
