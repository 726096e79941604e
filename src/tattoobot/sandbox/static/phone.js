/** A phone with one chat on it: the client's, or the artist's. */

import * as api from "./api.js";
import { bubbleNode } from "./bubbles.js";
import { calm, h, icon, reconcile } from "./dom.js";
import { sampleDrawing } from "./drawing.js";
import { Sheets } from "./sheets.js";
import { dayKey, dayName, hhmm } from "./time.js";
import { TRIES } from "./tries.js";

const TYPING_MS = 25_000;
const PLACES = [
  { name: "Hackney, London", latitude: 51.545, longitude: -0.055 },
  { name: "Leith, Edinburgh", latitude: 55.975, longitude: -3.17 },
  { name: "Alfama, Lisbon", latitude: 38.712, longitude: -9.128 },
];

export class Phone {
  /** `about`: {chat, kind: "client"|"artist", business, owner, empty, now(), changed()} */
  constructor(about) {
    Object.assign(this, about);
    this.bubbles = new Map();
    this.drawn = new Map();
    this.unread = 0;
    this.next = []; // what a "Try" chip still wants to type
    this.loaded = false;
    this._build();
  }

  // Building

  _build() {
    this.element = document.getElementById("phone").content.firstElementChild.cloneNode(true);
    this.element.classList.add(this.kind);
    this.element.dataset.testid = `${this.kind}-phone`;
    this.element.dataset.chat = this.chat;
    this.find = (selector) => this.element.querySelector(selector);
    this.log = this.find(".log");
    this.log.dataset.testid = `${this.kind}-log`;
    this.log.setAttribute("aria-label", `Messages on ${this.owner}'s phone`);
    this.input = this.find("textarea");
    this.input.dataset.testid = `${this.kind}-input`;
    this.input.setAttribute("aria-label", `Message from ${this.owner}`);
    this.find(".send").dataset.testid = `${this.kind}-send`;
    this.find("[data-attach]").dataset.testid = "attach";
    this.files = this.find("input[type=file]");
    this.files.dataset.testid = "photo-file";
    this.sheets = new Sheets(this.find(".screen"));
    this._head();
    this._listen();
    this._offerTries();
  }

  _head() {
    this.find(".avatar").textContent = this.business.name.trim().charAt(0).toUpperCase();
    this.find("h3").textContent = this.business.name;
    this.subtitle = this.find(".chat-head p");
    this.subtitle.textContent = this.business.about;
    this.find(".owner").textContent = this.ownerNote ?? "";
  }

  _listen() {
    const form = this.find(".composer");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.sendText();
    });
    this.input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.sendText();
      }
    });
    this.input.addEventListener("input", () => this._grow());
    this.input.addEventListener("paste", (event) => this._offer(event.clipboardData.files, event));
    this.element.addEventListener("dragover", (event) => event.preventDefault());
    this.element.addEventListener("drop", (event) => this._offer(event.dataTransfer.files, event));
    this.files.addEventListener("change", () => {
      this._offer(this.files.files);
      this.files.value = "";
    });
    this.find("[data-attach]").addEventListener("click", () => this._attach());
    this.find(".newest").addEventListener("click", () => this._toEnd());
    this.log.addEventListener("scroll", () => {
      if (this._atEnd()) this.find(".newest").hidden = true;
    });
    this.element.addEventListener("focusin", () => this.seen());
    this.element.addEventListener("pointerdown", () => this.seen());
  }

  _offerTries() {
    if (this.kind !== "client") return;
    const chips = TRIES.map((attempt) =>
      h("button", { class: "chip", type: "button", onclick: () => this._try(attempt), data: { testid: "try", try: attempt.key } }, attempt.label),
    );
    this.find(".tries div").replaceChildren(...chips);
  }

  // What came

  /** Everything that is in the chat so far. */
  load(bubbles) {
    this.bubbles = new Map(bubbles.map((bubble) => [bubble.id, bubble]));
    this.render();
    this._toEnd();
    this.loaded = true;
  }

  receive(event) {
    if (event.kind === "typing") this._typing(true);
    else if (event.kind === "message" && event.bubble) this._add(event.bubble);
    else if (event.kind === "status") this._mark(event);
  }

  _add(bubble) {
    const known = this.bubbles.has(bubble.id);
    this.bubbles.set(bubble.id, { ...this.bubbles.get(bubble.id), ...bubble });
    if (bubble.from === "business" && !known) {
      this._typing(false);
      this.unread += 1;
      this._ring();
    }
    this.render();
  }

  _mark({ message_id: id, status }) {
    const bubble = this.bubbles.get(id);
    if (!bubble || bubble.status === status) return;
    this.bubbles.set(id, { ...bubble, status });
    if (showsTicks({ ...bubble, status })) this.render();
    else this.drawn.get(id)?.node.setAttribute("data-status", status);
  }

  _typing(typing) {
    clearTimeout(this.typingEnds);
    if (typing) this.typingEnds = setTimeout(() => this._typing(false), TYPING_MS);
    if (this.typing === typing) return;
    this.typing = typing;
    this.render();
  }

  _ring() {
    this.element.classList.add("ringing");
    clearTimeout(this.ringEnds);
    this.ringEnds = setTimeout(() => this.element.classList.remove("ringing"), 1200);
    this.changed();
  }

  seen() {
    if (!this.unread) return;
    this.unread = 0;
    this.changed();
  }

  // Drawing

  render() {
    const end = this._atEnd();
    reconcile(this.log, this._items(), this.drawn);
    this.log.dataset.typing = String(Boolean(this.typing));
    this.subtitle.textContent = this.typing ? "typing…" : this.business.about;
    this.find(".tries").hidden = this.kind !== "client" || this.bubbles.size > 0;
    this.element.classList.toggle("blank", this.bubbles.size === 0);
    if (end || this._lastIsOwn()) this._toEnd();
    else if (this.loaded) this.find(".newest").hidden = false;
  }

  _items() {
    const items = [];
    const shown = [...this.bubbles.values()].filter((bubble) => bubble.type !== "reaction");
    if (!shown.length) items.push({ key: "empty", version: "", build: () => this.empty() });
    let day = null;
    for (const group of albums(shown)) {
      const [first] = group;
      const at = new Date(first.at);
      if (dayKey(at) !== day) {
        day = dayKey(at);
        items.push(this._dayItem(at));
      }
      items.push(this._item(group));
      if (this.stamp && group.some((bubble) => bubble.id === this.stamp.after)) items.push(this._stampItem());
    }
    if (this.typing) items.push({ key: "typing", version: "", build: dots });
    return items;
  }

  _dayItem(at) {
    const name = dayName(at, this.now());
    return { key: `day ${dayKey(at)}`, version: name, build: () => h("p", { class: "day" }, h("span", {}, name)) };
  }

  _item(group) {
    const views = group.map((bubble) => this._view(bubble));
    const build = (fresh) => {
      const nodes = group.map((bubble, n) => bubbleNode(bubble, views[n]));
      const node = nodes.length > 1 ? h("div", { class: `album ${views[0].own ? "own" : "other"}` }, nodes) : nodes[0];
      if (fresh && this.loaded) node.classList.add("fresh");
      return node;
    };
    const version = JSON.stringify(group.map((bubble, n) => [visible(bubble), views[n].quoted, views[n].reactions, views[n].chosen]));
    return { key: group[0].id, version, build };
  }

  _view(bubble) {
    const all = [...this.bubbles.values()];
    const quoted = bubble.reply_to && bubble.from !== "business" ? this.bubbles.get(bubble.reply_to) : null;
    const answer = all.findLast((other) => other.reply_to === bubble.id && other.type !== "reaction");
    return {
      own: bubble.from !== "business",
      artist: this.kind === "artist",
      quoted: quoted ? short(quoted.text || quoted.caption || quoted.type) : null,
      reactions: all.filter((other) => other.type === "reaction" && other.reply_to === bubble.id && other.text).map((r) => r.text),
      chosen: answer?.text ?? null,
      tap: (tapped) => this._post({ ...tapped, context: bubble.id }),
      openList: (list) => this._openList(list, bubble),
      openLink: (url) => this.sheets.browser(url, () => this.changed()),
      openPicture: (url, words) => this.sheets.picture(url, words),
    };
  }

  _stampItem() {
    const build = (fresh) => {
      const mark = h("div", { class: `stamp${fresh && this.stamp.new ? " pressed" : ""}`, data: { testid: "stamp" } });
      mark.append(h("span", {}, h("b", {}, "Booked"), h("i", {}, this.stamp.words)));
      return mark;
    };
    return { key: "stamp", version: this.stamp.words, build };
  }

  /** The moment of joy: an ink stamp under the last message. `isNew`: it happened just now. */
  press(words, isNew) {
    const last = [...this.bubbles.values()].findLast((bubble) => bubble.from === "business");
    if (!last || this.stamp) return;
    this.stamp = { words, after: last.id, new: isNew };
    this.render();
  }

  lift() {
    if (!this.stamp) return;
    this.stamp = null;
    this.render();
  }

  _lastIsOwn() {
    const last = [...this.bubbles.values()].at(-1);
    return last && last.from !== "business" && last.id !== this.lastSeenOwn && (this.lastSeenOwn = last.id);
  }

  _atEnd() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 80;
  }

  _toEnd() {
    this.log.scrollTop = this.log.scrollHeight;
    this.find(".newest").hidden = true;
  }

  tick(now) {
    this.find(".statusbar time").textContent = hhmm(now);
  }

  /** Called when it is put on the page again: a scroll position does not survive being taken off. */
  shown() {
    this._toEnd();
    this.seen();
  }

  // Sending

  async sendText() {
    const text = this.input.value.trim();
    if (!text) return;
    this.input.value = "";
    this._grow();
    this.input.focus({ preventScroll: true });
    const sent = this._post({ text });
    if (this.next.length) this._type(this.next.shift());
    await sent;
  }

  async _post(message) {
    try {
      await api.send(this.chat, message);
    } catch (failure) {
      this._say(`Not sent: ${failure.message}`);
    }
  }

  _say(words) {
    const note = h("p", { class: "note", role: "alert" }, words);
    this.find(".log-wrap").append(note);
    setTimeout(() => note.remove(), 6000);
  }

  _try(attempt) {
    this.next = attempt.texts.slice(1);
    if (attempt.picture) this._sample(attempt.texts[0]);
    else this._type(attempt.texts[0]);
  }

  /** As if somebody typed it, but quickly. */
  _type(text) {
    cancelAnimationFrame(this.typingText);
    const start = performance.now();
    const step = (now) => {
      const share = calm() ? 1 : Math.min(1, (now - start) / 180);
      this.input.value = text.slice(0, Math.ceil(text.length * share));
      this._grow();
      if (share < 1) this.typingText = requestAnimationFrame(step);
    };
    step(start);
    this.input.focus({ preventScroll: true });
  }

  _grow() {
    const { input } = this;
    input.style.height = "auto";
    input.style.height = `${Math.min(input.scrollHeight, 128)}px`;
    this.element.classList.toggle("typed", input.value.trim() !== "");
  }

  _openList(list, bubble) {
    const pick = (row) => this._post({ row, context: bubble.id });
    this.sheets.list(
      list.button,
      list.rows.map((row) => ({ title: row.title, description: row.description, pick: () => pick(row) })),
    );
  }

  _attach() {
    this.sheets.list("Send", [
      { title: "Pictures", description: "from this device", icon: "image-plus", testid: "attach-photo", pick: () => this.files.click() },
      { title: "A sample drawing", description: "a fox, drawn by us", icon: "pen-tool", testid: "attach-sample", pick: () => this._sample() },
      { title: "A place", description: "where the client lives", icon: "map-pin", testid: "attach-location", pick: () => this._place() },
    ]);
  }

  _place() {
    this.sheets.list(
      "A place",
      PLACES.map((location) => ({ title: location.name, icon: "map-pin", pick: () => this._post({ location }) })),
    );
  }

  async _sample(caption = "") {
    this._preview([await sampleDrawing()], caption);
  }

  _offer(files, event) {
    const pictures = [...files].filter((file) => file.type.startsWith("image/"));
    if (!pictures.length) return;
    event?.preventDefault();
    this._preview(pictures);
  }

  /** Look at the pictures and add a caption before they go. */
  _preview(files, caption = "") {
    const urls = files.map((file) => URL.createObjectURL(file));
    const thumbs = urls.map((url, n) => h("img", { src: url, alt: files[n].name }));
    const field = h("input", { type: "text", placeholder: "Add a caption", "aria-label": "Caption", data: { testid: "caption" } });
    field.value = caption;
    const send = h("button", { class: "round send", type: "submit", "aria-label": "Send", data: { testid: "photo-send" } }, icon("send-horizontal"));
    const form = h("form", { class: "composer" }, field, send);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.sheets.close();
      api.sendPictures(this.chat, files, field.value.trim()).catch((failure) => this._say(`Not sent: ${failure.message}`));
    });
    const title = files.length === 1 ? "Send this picture" : `Send these ${files.length} pictures`;
    const sheet = this.sheets.panel(title, h("div", { class: `thumbs n${Math.min(files.length, 4)}` }, thumbs), form);
    this.sheets.leave = () => urls.forEach((url) => URL.revokeObjectURL(url));
    return sheet;
  }
}

const showsTicks = (bubble) => bubble.from !== "business" || bubble.status === "failed";

/** A bubble is drawn anew when this changes, and a tap at that moment is lost: so not for ticks that nobody sees. */
const visible = (bubble) => (showsTicks(bubble) ? bubble : { ...bubble, status: "" });

/** Pictures sent one after the other by the same person stand together. */
function albums(bubbles) {
  const groups = [];
  for (const bubble of bubbles) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    const together = last?.type === "image" && bubble.type === "image" && last.from === bubble.from && !bubble.caption;
    if (together && new Date(bubble.at) - new Date(last.at) < 60_000) group.push(bubble);
    else groups.push([bubble]);
  }
  return groups;
}

const short = (text) => (text.length > 60 ? `${text.slice(0, 59)}…` : text).replaceAll("\n", " ");
const dots = () => h("p", { class: "dots", "aria-label": "The studio is typing" }, h("i"), h("i"), h("i"));
