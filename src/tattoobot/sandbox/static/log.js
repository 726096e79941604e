/** The messages of one chat, drawn: days, albums, ticks, typing dots, the stamp. */

import { bubbleNode } from "./bubbles.js";
import { h, reconcile } from "./dom.js";
import { isDate } from "./links.js";
import { dayKey, dayName } from "./time.js";

const NEAR_THE_END = 80;
const ALBUM_MS = 60_000;

export class Log {
  /** `about`: {list, newest (a button), artist, empty(), now(), act} where act is {tap, openList, openLink, openPicture}. */
  constructor(about) {
    Object.assign(this, about);
    this.bubbles = new Map();
    this.drawn = new Map();
    this.typing = false;
    this.stamp = null;
    this.loaded = false;
    this.newest.addEventListener("click", () => this.toEnd());
    this.list.addEventListener("scroll", () => {
      if (this._atEnd()) this.newest.hidden = true;
    });
  }

  /** Everything that is in the chat so far. */
  load(bubbles) {
    this.bubbles = new Map(bubbles.map((bubble) => [bubble.id, bubble]));
    this.render();
    this.toEnd();
    this.loaded = true;
  }

  /** True if it was not there before. */
  put(bubble) {
    const known = this.bubbles.get(bubble.id);
    this.bubbles.set(bubble.id, { ...known, ...bubble });
    this.render();
    if (isOwn(bubble)) this.toEnd();
    return !known;
  }

  mark(id, status) {
    const bubble = this.bubbles.get(id);
    if (!bubble || bubble.status === status) return;
    const marked = { ...bubble, status };
    this.bubbles.set(id, marked);
    if (showsTicks(marked)) this.render();
    else this.drawn.get(id)?.node.setAttribute("data-status", status);
  }

  type(typing) {
    if (this.typing === typing) return;
    this.typing = typing;
    this.list.dataset.typing = String(typing);
    this.render();
  }

  /** The moment of joy: an ink stamp under the message that brought the date. `fresh`: it happened just now. */
  press(words, fresh) {
    const theirs = [...this.bubbles.values()].filter((bubble) => !isOwn(bubble));
    const last = theirs.findLast(hasDate) ?? theirs.at(-1);
    if (!last || this.stamp) return;
    this.stamp = { words, after: last.id, fresh };
    this.render();
  }

  lift() {
    if (!this.stamp) return;
    this.stamp = null;
    this.render();
  }

  toEnd() {
    this.list.scrollTop = this.list.scrollHeight;
    this.newest.hidden = true;
  }

  render() {
    const end = this._atEnd();
    reconcile(this.list, this._items(), this.drawn);
    if (end) this.toEnd();
    else if (this.loaded) this.newest.hidden = false;
  }

  _atEnd() {
    return this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < NEAR_THE_END;
  }

  _items() {
    const items = [];
    const shown = [...this.bubbles.values()].filter((bubble) => bubble.type !== "reaction");
    if (!shown.length) items.push({ key: "empty", version: "", build: this.empty });
    let day = null;
    for (const group of albums(shown)) {
      const at = new Date(group[0].at);
      if (dayKey(at) !== day) items.push(this._day(at));
      day = dayKey(at);
      items.push(this._group(group));
      if (group.some((bubble) => bubble.id === this.stamp?.after)) items.push(this._stamp());
    }
    if (this.typing) items.push({ key: "typing", version: "", build: dots });
    return items;
  }

  _day(at) {
    const name = dayName(at, this.now());
    const build = () => h("p", { class: "day" }, h("span", {}, name));
    return { key: `day ${dayKey(at)}`, version: name, build };
  }

  _group(group) {
    const views = group.map((bubble) => this._view(bubble));
    const build = (fresh) => {
      const nodes = group.map((bubble, n) => bubbleNode(bubble, views[n]));
      const album = () => h("div", { class: `album ${views[0].own ? "own" : "other"}` }, nodes);
      const node = nodes.length > 1 ? album() : nodes[0];
      if (fresh && this.loaded) node.classList.add("fresh");
      return node;
    };
    const seen = group.map((bubble, n) => [
      visible(bubble),
      views[n].quoted,
      views[n].reactions,
      views[n].chosen,
    ]);
    return { key: group[0].id, version: JSON.stringify(seen), build };
  }

  _view(bubble) {
    const about = [...this.bubbles.values()].filter((other) => other.reply_to === bubble.id);
    const quoted = isOwn(bubble) ? this.bubbles.get(bubble.reply_to) : null;
    const view = {
      own: isOwn(bubble),
      artist: this.artist,
      quoted: quoted ? short(quoted.text || quoted.caption || quoted.type) : null,
      reactions: about.filter((other) => other.type === "reaction" && other.text).map((other) => other.text),
      chosen: about.findLast((other) => other.type !== "reaction")?.text ?? null,
    };
    const { tap, openList, openLink, openPicture } = this.act;
    return {
      ...view,
      tap: (tapped) => tap(tapped, bubble),
      openList: (list) => openList(list, bubble),
      openLink,
      openPicture,
    };
  }

  _stamp() {
    const { words, fresh } = this.stamp;
    const build = (first) => {
      const pressed = first && fresh ? " pressed" : "";
      const ink = h("span", {}, h("b", {}, "Booked"), h("i", {}, words));
      return h("div", { class: `stamp${pressed}`, data: { testid: "stamp" } }, ink);
    };
    return { key: "stamp", version: words, build };
  }
}

/** A date comes with its way into the calendar. */
const hasDate = ({ link, links = [] }) => [link, ...links].some((one) => one && isDate(one.url));
const isOwn = (bubble) => bubble.from !== "business";
const showsTicks = (bubble) => isOwn(bubble) || bubble.status === "failed";

/** A bubble is drawn anew when this changes, and a tap at that moment is lost: so not for ticks that nobody sees. */
const visible = (bubble) => (showsTicks(bubble) ? bubble : { ...bubble, status: "" });

/** Pictures sent one after the other by the same person stand together. */
function albums(bubbles) {
  const groups = [];
  for (const bubble of bubbles) {
    const last = groups.at(-1)?.at(-1);
    const alike = last?.type === "image" && bubble.type === "image" && last.from === bubble.from;
    if (alike && !bubble.caption && new Date(bubble.at) - new Date(last.at) < ALBUM_MS)
      groups.at(-1).push(bubble);
    else groups.push([bubble]);
  }
  return groups;
}

const short = (text) => (text.length > 60 ? `${text.slice(0, 59)}…` : text).replaceAll("\n", " ");
const dots = () => h("p", { class: "dots", "aria-label": "The studio is typing" }, h("i"), h("i"), h("i"));
