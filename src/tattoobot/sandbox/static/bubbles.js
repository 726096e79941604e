/** One message as it looks on a phone. */

import { h, icon } from "./dom.js";
import { ownPath, withLinks } from "./links.js";
import { exactly, hhmm } from "./time.js";

const TICKS = {
  sending: ["clock", "Sending"],
  sent: ["check", "Sent"],
  delivered: ["check-check", "Delivered"],
  read: ["check-check", "Read"],
  failed: ["triangle-alert", "Not delivered"],
};

const NAMED = {
  audio: ["mic", "Voice message"],
  voice: ["mic", "Voice message"],
  video: ["image", "Video"],
  document: ["file-text", "Document"],
  contacts: ["user-round", "Contact"],
  location: ["map-pin", "Location"],
};

/**
 * `view` says how the chat sees it: `own` (sent from this phone), `artist` (it is the artist's chat),
 * `quoted`, `reactions`, `chosen` (title tapped in answer), and what to do: `tap(choice)`, `openList(list)`,
 * `openLink(url)`, `openPicture(url, words)`.
 */
export function bubbleNode(bubble, view) {
  const text = (bubble.caption || bubble.text || "").trimEnd();
  const parts = [
    view.quoted ? h("p", { class: "quoted" }, view.quoted) : null,
    bubble.header ? h("p", { class: "head" }, bubble.header) : null,
    content(bubble, view),
    words(text, bubble, view),
    bubble.footer ? h("p", { class: "foot" }, bubble.footer) : null,
    meta(bubble, view),
    view.reactions?.length ? h("span", { class: "reactions" }, view.reactions.join("")) : null,
  ];
  const own = view.own ? "own" : "other";
  const data = {
    testid: "bubble",
    from: bubble.from,
    type: bubble.type,
    status: bubble.status,
    id: bubble.id,
  };
  const said = h("div", { class: "said" }, parts);
  return h("div", { class: `bubble ${own} is-${bubble.type}`, data }, said, ...below(bubble, view));
}

function content(bubble, view) {
  if (bubble.media_url && ["image", "sticker", "link"].includes(bubble.type)) return picture(bubble, view);
  if (bubble.type === "location") return map(bubble);
  const named = NAMED[bubble.type];
  if (named) return h("p", { class: "thing" }, icon(named[0]), h("span", {}, named[1]));
  return null;
}

/** The box has its size before the picture is there, so nothing jumps. */
function picture(bubble, view) {
  const words = bubble.caption || "Picture";
  const height = bubble.type === "link" ? 126 : 240;
  const image = h("img", { src: bubble.media_url, alt: words, width: 240, height, draggable: "false" });
  const open = () => view.openPicture(bubble.media_url, bubble.caption ?? "");
  return h(
    "button",
    { class: "picture", type: "button", "aria-label": `Open: ${words}`, onclick: open },
    image,
  );
}

function map(bubble) {
  const { latitude, longitude } = bubble.location ?? {};
  const where =
    latitude === undefined ? "" : `${Number(latitude).toFixed(3)}, ${Number(longitude).toFixed(3)}`;
  return h("div", { class: "map" }, icon("map-pin"), h("span", {}, where));
}

function words(text, bubble, view) {
  if (!text) {
    const known = bubble.media_url || NAMED[bubble.type];
    return known ? null : h("p", { class: "words quiet" }, `(${bubble.type})`);
  }
  return h("p", { class: `words${lonelyEmoji(text) ? " large" : ""}` }, ...formatted(text, view));
}

const lonelyEmoji = (text) => /^(\p{Extended_Pictographic}\uFE0F?\s*){1,3}$/u.test(text);

const QUOTED = /^> ?(.*(?:\n> ?.*)*)\n?/m;

/** WhatsApp's *bold*, _italic_ and ~struck~, "> " for somebody else's words, and links. */
function formatted(text, view) {
  const quoted = text.match(QUOTED);
  if (!quoted) return linked(text, view);
  const before = text.slice(0, quoted.index).replace(/\n$/, "");
  const theirs = h("span", { class: "theirs" }, ...linked(quoted[1].replace(/^> ?/gm, ""), view));
  const after = text.slice(quoted.index + quoted[0].length);
  return [...linked(before, view), theirs, ...formatted(after, view)];
}

function linked(text, view) {
  let before = "";
  return withLinks(text).flatMap((part) => {
    if (part.url) return link(part.url, before, view);
    before = part.split("\n").at(-1).trim();
    return styled(part);
  });
}

const MARKS = /(?<![\p{L}\p{N}])([*_~])(?=\S)([^\n]*?\S)\1(?![\p{L}\p{N}])/gu;
const TAGS = { "*": "strong", _: "em", "~": "s" };

function styled(text) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(MARKS)) {
    parts.push(text.slice(end, match.index), h(TAGS[match[1]], {}, match[2]));
    end = match.index + match[0].length;
  }
  parts.push(text.slice(end));
  return parts;
}

/** As WhatsApp shows it: the whole address. In the artist's chat the `word` before it says what it does. */
function link(url, word, view) {
  const data = view.artist && !view.own ? { testid: "artist-link", word } : {};
  return h("a", { href: url, target: "_blank", rel: "noopener", data, ...opens(url, view) }, url);
}

/** Pages of ours open inside the phone; anything else in a tab of its own. */
function opens(url, view) {
  if (!ownPath(url)) return {};
  const onclick = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    view.openLink(url);
  };
  return { onclick };
}

function linkButton(label, url, view) {
  const data = view.artist ? { testid: "artist-link", word: label } : { testid: "link", label };
  const about = { class: "choice to", href: url, target: "_blank", rel: "noopener", title: url, data };
  return h("a", { ...about, ...opens(url, view) }, icon("arrow-up-right"), h("span", {}, label));
}

function meta(bubble, view) {
  const at = new Date(bubble.at);
  const time = h("time", { datetime: bubble.at, title: exactly(at) }, hhmm(at));
  const ticks = view.own || bubble.status === "failed" ? tick(bubble.status) : null;
  return h("p", { class: "meta" }, time, ticks);
}

function tick(status) {
  const [shape, name] = TICKS[status] ?? TICKS.sent;
  const label = status === "failed" ? h("span", { class: "why" }, name) : h("span", { class: "hush" }, name);
  return h("span", { class: `tick ${status}` }, icon(shape), label);
}

/** What can be tapped: under the words, as WhatsApp shows it. */
function below(bubble, view) {
  const rows = [];
  const links = bubble.links ?? (bubble.link ? [bubble.link] : []);
  for (const { label, url } of links) rows.push(linkButton(label, url, view));
  for (const button of bubble.buttons ?? []) rows.push(choice(button, view));
  if (bubble.list) {
    const open = () => view.openList(bubble.list);
    rows.push(
      h(
        "button",
        { class: "choice", type: "button", onclick: open, data: { testid: "open-list" } },
        icon("list"),
        bubble.list.button,
      ),
    );
  }
  return rows.length ? [h("div", { class: `choices${view.chosen ? " answered" : ""}` }, rows)] : [];
}

function choice(button, view) {
  const taken = view.chosen === button.title;
  const data = { testid: "choice", title: button.title };
  return h(
    "button",
    { class: `choice${taken ? " taken" : ""}`, type: "button", onclick: () => view.tap({ button }), data },
    icon(taken ? "check" : "reply"),
    button.title,
  );
}
