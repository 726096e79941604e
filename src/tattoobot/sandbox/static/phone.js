/** A phone with one chat on it: the client's, or the artist's. */

import * as api from "./api.js";
import { addDate } from "./calendar.js";
import { Composer } from "./composer.js";
import { h } from "./dom.js";
import { isDate } from "./links.js";
import { Log } from "./log.js";
import { Sheets } from "./sheets.js";
import { hhmm } from "./time.js";

const TYPING_MS = 25_000;
const RINGING_MS = 1200;
const NOTE_MS = 6000;

export class Phone {
  /** `about`: {chat, kind: "client"|"artist", studio: {name, number}, owner, ownerNote, empty(), now(), changed()} */
  constructor(about) {
    Object.assign(this, about);
    this.unread = 0;
    this.unsent = [];
    this.element = document.getElementById("phone").content.firstElementChild.cloneNode(true);
    this.element.classList.add(this.kind);
    this.element.dataset.testid = `${this.kind}-phone`;
    this.element.dataset.chat = this.chat;
    this.find = (selector) => this.element.querySelector(selector);
    this._head();
    this.sheets = new Sheets(this.find(".screen"));
    this.log = this._makeLog();
    this.composer = this._makeComposer();
    this.element.addEventListener("focusin", () => this.seen());
    this.element.addEventListener("pointerdown", () => this.seen());
  }

  _head() {
    this.find(".avatar").textContent = this.studio.name.trim().charAt(0).toUpperCase();
    this.find("h3").textContent = this.studio.name;
    this.subtitle = this.find(".chat-head p");
    this.subtitle.textContent = this.studio.number;
    this.find(".owner").textContent = this.ownerNote;
  }

  _makeLog() {
    const list = this.find(".log");
    list.dataset.testid = `${this.kind}-log`;
    list.setAttribute("aria-label", `Messages on ${this.owner}'s phone`);
    const act = {
      tap: (tapped, bubble) => this.post({ ...tapped, context: bubble.id }),
      openList: (choices, bubble) => this._openList(choices, bubble),
      openLink: (url) => (isDate(url) ? addDate(this.sheets, url, this.owner) : this.sheets.browser(url)),
      openPicture: (url, words) => this.sheets.picture(url, words),
    };
    const { empty, now } = this;
    return new Log({ list, newest: this.find(".newest"), artist: this.kind === "artist", empty, now, act });
  }

  _makeComposer() {
    const { element: phone, kind, owner, sheets } = this;
    const post = (message) => this.post(message);
    const postPictures = (files, caption) => this._send(() => api.sendPictures(this.chat, files, caption));
    return new Composer({ phone, kind, owner, sheets, post, postPictures });
  }

  // What came

  load(bubbles) {
    this.log.load(bubbles);
    this._begun();
  }

  receive(event) {
    if (event.kind === "typing") this._type(true);
    else if (event.kind === "status") this.log.mark(event.message_id, event.status);
    else if (event.kind === "message" && event.bubble) this._put(event.bubble);
  }

  _put(bubble) {
    const fromStudio = bubble.from === "business";
    if (fromStudio) this._type(false);
    if (this.log.put(bubble) && fromStudio) this._ring();
    this._begun();
  }

  _begun() {
    this.find(".tries").hidden = this.kind !== "client" || this.log.bubbles.size > 0;
  }

  _type(typing) {
    clearTimeout(this.typingEnds);
    if (typing) this.typingEnds = setTimeout(() => this._type(false), TYPING_MS);
    this.subtitle.textContent = typing ? "typing…" : this.studio.number;
    this.log.type(typing);
  }

  _ring() {
    this.unread += 1;
    this.sheets.tell(this.unread);
    this.element.classList.add("ringing");
    clearTimeout(this.ringEnds);
    this.ringEnds = setTimeout(() => this.element.classList.remove("ringing"), RINGING_MS);
    this.changed();
  }

  seen() {
    if (!this.unread) return;
    this.unread = 0;
    this.changed();
  }

  /** Called when it is put on the page again: a scroll position does not survive being taken off. */
  shown() {
    this.log.toEnd();
    this.seen();
  }

  tick(now) {
    this.find(".statusbar time").textContent = hhmm(now);
  }

  // What goes

  post(message) {
    return this._send(() => api.send(this.chat, message));
  }

  async _send(send) {
    if (this.unsent.length) this.unsent.push(send);
    else await this._try(send);
    if (this.unsent.length) this._tellUnsent();
  }

  /** False where the server is away: then it is kept, in its order. */
  async _try(send) {
    try {
      await send();
    } catch (failure) {
      if (failure instanceof api.Refused && failure.status < 500) this._note(`Not sent: ${failure.message}`);
      else this.unsent.push(send);
    }
  }

  async _again() {
    const waiting = this.unsent;
    this.unsent = [];
    for (const send of waiting) {
      if (this.unsent.length) this.unsent.push(send);
      else await this._try(send);
    }
    this._tellUnsent();
  }

  _tellUnsent() {
    this.find(".note.unsent")?.remove();
    const count = this.unsent.length;
    if (!count) return;
    const said = count === 1 ? "Your message is not sent" : `${count} messages are not sent`;
    const again = h("button", { type: "button", class: "button", onclick: () => this._again(), data: { testid: "send-again" } }, "Try again");
    const note = h("p", { class: "note unsent", role: "alert" }, `${said}: the sandbox does not answer. `, again);
    this.find(".log-wrap").append(note);
  }

  _note(words) {
    const note = h("p", { class: "note", role: "alert" }, words);
    this.find(".log-wrap").append(note);
    setTimeout(() => note.remove(), NOTE_MS);
  }

  _openList({ button, rows }, bubble) {
    const made = rows.map((row) => ({
      title: row.title,
      description: row.description,
      pick: () => this.post({ row, context: bubble.id }),
    }));
    this.sheets.list(button, made);
  }
}
