/** What comes up from below inside a phone: lists, pictures, the in-app browser. One at a time. */

import { h, icon } from "./dom.js";
import { hostOf, ownPath } from "./links.js";

const modal = (label) => ({ role: "dialog", "aria-modal": "true", "aria-label": label });

export class Sheets {
  constructor(screen) {
    this.glass = screen.querySelector(".glass");
    this.host = screen.querySelector(".sheets");
    this.host.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
    });
  }

  close() {
    this.host.replaceChildren();
    this.glass.inert = false;
    this.leave?.();
    this.leave = null;
    if (this.opener?.isConnected) this.opener.focus({ preventScroll: true });
  }

  /** `leave` is called when it goes. */
  show(sheet, leave = null) {
    if (!this.host.childElementCount) this.opener = document.activeElement;
    this.leave?.();
    this.leave = leave;
    this.glass.inert = true;
    this.host.replaceChildren(h("div", { class: "veil", onclick: () => this.close() }), sheet);
    (sheet.querySelector("input") ?? sheet.querySelector("button"))?.focus({ preventScroll: true });
  }

  /** A sheet with a title, a way out, and something in it. */
  panel(title, children, leave = null) {
    const head = h("header", {}, this._closeButton(), h("h2", {}, title));
    this.show(h("div", { class: "sheet", ...modal(title) }, head, ...children), leave);
  }

  /** Rows to choose from; each {title, description?, icon?, testid?, pick}. */
  list(title, rows) {
    this.panel(title, [h("ul", { class: "rows" }, ...rows.map((row) => h("li", {}, this._row(row))))]);
  }

  _row({ title, description, icon: shape, testid = "list-row", pick }) {
    const onclick = () => {
      this.close();
      pick();
    };
    const words = h("span", {}, title, description ? h("small", {}, description) : null);
    return h(
      "button",
      { type: "button", onclick, data: { testid, title } },
      shape ? icon(shape) : null,
      words,
    );
  }

  picture(url, words) {
    const image = h("img", { src: url, alt: words || "Picture" });
    const caption = words ? h("figcaption", {}, words) : null;
    this.show(
      h("figure", { class: "sheet large", ...modal("Picture") }, this._closeButton(), image, caption),
    );
  }

  _closeButton() {
    return h(
      "button",
      { class: "round", type: "button", "aria-label": "Close", onclick: () => this.close() },
      icon("x"),
    );
  }

  /** A page of ours, in the phone's own browser. */
  browser(url) {
    const path = ownPath(url);
    const host = h("span", {}, hostOf(url));
    const frame = h("iframe", {
      src: path,
      title: "Page opened from the chat",
      data: { testid: "browser-frame" },
    });
    this.news = h("span", {}, "Back to the chat");
    const done = h(
      "button",
      { class: "button main done", type: "button", hidden: true, onclick: () => this.close(), data: { testid: "browser-done" } },
      this.news,
    );
    frame.addEventListener("load", () => dress(frame, host, done));
    const back = {
      class: "back",
      type: "button",
      onclick: () => this.close(),
      data: { testid: "browser-close" },
    };
    const out = {
      class: "round",
      href: path,
      target: "_blank",
      rel: "noopener",
      "aria-label": "Open in a tab",
    };
    const head = h(
      "header",
      {},
      h("button", back, icon("chevron-left"), "Chat"),
      h("span", { class: "host" }, icon("lock"), host),
      h("a", out, icon("external-link")),
    );
    this.show(
      h("div", { class: "sheet browser", ...modal("Page"), data: { testid: "browser" } }, head, frame, done),
    );
  }

  /** Something was written in the chat that a page hides: the way back says so. */
  tell(count) {
    if (!this.news?.isConnected) return;
    this.news.textContent = `Back to the chat · ${count === 1 ? "1 new message" : `${count} new messages`}`;
    this.news.parentElement.hidden = false;
  }
}

/**
 * The page inside follows the theme that was chosen out here, and its title is shown. One that has nothing left
 * to do offers the way back.
 */
function dress(frame, label, done) {
  try {
    const { documentElement, title, forms, location: at } = frame.contentDocument;
    // At the front desk one goes on looking around.
    if (!forms.length && !at.pathname.startsWith("/desk")) done.hidden = false;
    const { theme } = document.documentElement.dataset;
    if (theme) documentElement.dataset.theme = theme;
    if (title) label.textContent = title;
  } catch {
    // Another origin: it keeps its own looks.
  }
}
