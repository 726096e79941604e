/** The studio's spreadsheet, small: it fills while somebody chats. */

import * as api from "./api.js";
import { h, soon } from "./dom.js";

const MOST_ROWS = 60;

const find = (selector) => document.querySelector(selector);

export class Sheet {
  constructor() {
    this.box = find("[data-testid=sheet]");
    this.table = this.box.querySelector("table");
    this.tabs = this.box.querySelector(".sheet-tabs");
    this.said = this.box.querySelector(".sheet-said");
    this.chosen = null;
    this.before = new Map();
    this.refresh = soon(() => this._load(), 300);
    // On a wide page the strip beside the phones has room for it only where the window is not low.
    this.box.open = matchMedia("(max-width: 1099px), (min-height: 840px)").matches;
    this.refresh();
  }

  async _load() {
    const book = await api.sheet().catch(() => null);
    if (!book) return;
    // What a new spreadsheet begins with stays empty: nobody needs to see it.
    const kept = book.tabs.filter((tab) => tab.rows.length);
    this.box.querySelector(".sheet-none").hidden = kept.length > 0;
    this.box.querySelector(".sheet-grid").hidden = !kept.length;
    this.tabs.hidden = !kept.length;
    if (!kept.length) return;
    const tab = kept.find(({ id }) => id === this.chosen) ?? kept[0];
    const count = kept[0].rows.length - 1;
    this.said.textContent = count === 1 ? "1 row" : `${count} rows`;
    this.tabs.replaceChildren(...kept.map((one) => this._tab(one, one === tab)));
    this._draw(tab);
  }

  _tab({ id, title }, current) {
    const look = () => {
      this.chosen = id;
      this._load();
    };
    return h("button", { type: "button", "aria-pressed": String(current), onclick: look }, title);
  }

  _draw({ id, rows }) {
    const before = this.before.get(id);
    this.before.set(id, rows);
    const [head, ...others] = rows;
    const wide = Math.max(...rows.map((row) => row.length));
    const first = Math.max(0, others.length - MOST_ROWS);
    const cells = (row) => Array.from({ length: wide }, (_, n) => row[n] ?? "");
    const letters = cells([]).map((_, n) => h("th", { scope: "col" }, String.fromCharCode(65 + (n % 26))));
    this.table.replaceChildren(
      h("thead", {}, h("tr", { "aria-hidden": "true" }, h("th"), letters)),
      h(
        "tbody",
        {},
        h("tr", { class: "head" }, h("th", {}, "1"), cells(head).map((text) => h("th", { scope: "col" }, text))),
        others.slice(first).map((row, n) => this._row(cells(row), first + n, before)),
      ),
    );
  }

  /** What changed since the last look is marked. */
  _row(row, n, before) {
    const was = before?.[n + 1];
    const fresh = (text, m) => before !== undefined && (was?.[m] ?? "") !== text;
    return h(
      "tr",
      { data: { testid: "sheet-row" } },
      h("th", { scope: "row" }, String(n + 2)),
      row.map((text, m) => h("td", { class: fresh(text, m) ? "fresh" : null, title: text || null }, text)),
    );
  }
}
