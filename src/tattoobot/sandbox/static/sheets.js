/** What comes up from below inside a phone: lists, pictures, the in-app browser. One at a time. */

import { h, icon } from "./dom.js";
import { hostOf, ownPath } from "./links.js";

export class Sheets {
  constructor(screen) {
    this.glass = screen.querySelector(".glass");
    this.host = screen.querySelector(".sheets");
    this.host.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
    });
  }

  get open() {
    return this.host.childElementCount > 0;
  }

  close() {
    this.host.replaceChildren();
    this.glass.inert = false;
    this.leave?.();
    this.leave = null;
    if (this.opener?.isConnected) this.opener.focus({ preventScroll: true });
  }

  show(sheet, leave = null) {
    if (!this.open) this.opener = document.activeElement;
    this.leave?.();
    this.leave = leave;
    this.glass.inert = true;
    const veil = h("div", { class: "veil", onclick: () => this.close() });
    this.host.replaceChildren(veil, sheet);
    (sheet.querySelector("input") ?? sheet.querySelector("button"))?.focus({ preventScroll: true });
  }

  /** A sheet with a title, a way out, and something in it. */
  panel(title, ...children) {
    const close = h("button", { class: "round", type: "button", "aria-label": "Close", onclick: () => this.close() }, icon("x"));
    const head = h("header", {}, close, h("h2", {}, title));
    const sheet = h("div", { class: "sheet", role: "dialog", "aria-modal": "true", "aria-label": title }, head, ...children);
    this.show(sheet);
    return sheet;
  }

  /** Rows to choose from; each {title, description?, icon?, testid?, pick}. */
  list(title, rows) {
    const made = rows.map((row) => {
      const pick = () => {
        this.close();
        row.pick();
      };
      const words = h("span", {}, row.title, row.description ? h("small", {}, row.description) : null);
      const data = { testid: row.testid ?? "list-row", title: row.title };
      return h("li", {}, h("button", { type: "button", onclick: pick, data }, row.icon ? icon(row.icon) : null, words));
    });
    this.panel(title, h("ul", { class: "rows" }, made));
  }

  picture(url, words) {
    const image = h("img", { src: url, alt: words || "Picture" });
    const close = h("button", { class: "round", type: "button", "aria-label": "Close", onclick: () => this.close() }, icon("x"));
    const caption = words ? h("figcaption", {}, words) : null;
    this.show(h("figure", { class: "sheet large", role: "dialog", "aria-modal": "true", "aria-label": "Picture" }, close, image, caption));
  }

  /** A page of ours, in the phone's own browser. */
  browser(url, leave) {
    const path = ownPath(url);
    const host = h("span", { class: "host" }, icon("lock"), h("span", {}, hostOf(url)));
    const frame = h("iframe", { src: path, title: "Page opened from the chat", data: { testid: "browser-frame" } });
    frame.addEventListener("load", () => dressed(frame, host.lastChild));
    const close = h(
      "button",
      { class: "back", type: "button", onclick: () => this.close(), data: { testid: "browser-close" } },
      icon("chevron-left"),
      "Chat",
    );
    const out = h("a", { class: "round", href: path, target: "_blank", rel: "noopener", "aria-label": "Open in a tab" }, icon("external-link"));
    const about = { class: "sheet browser", role: "dialog", "aria-modal": "true", "aria-label": "Page", data: { testid: "browser" } };
    this.show(h("div", about, h("header", {}, close, host, out), frame), leave);
  }
}

/** The page inside follows the theme that was chosen out here, and its title is shown. */
function dressed(frame, label) {
  try {
    const { documentElement, title } = frame.contentDocument;
    const { theme } = document.documentElement.dataset;
    if (theme) documentElement.dataset.theme = theme;
    if (title) label.textContent = title;
  } catch {
    // Another origin: it keeps its own looks.
  }
}
