/** A date that is taken into the phone's calendar, as a phone shows it. */

import { h } from "./dom.js";
import { ownPath } from "./links.js";
import { dayOfDate, hhmm } from "./time.js";

/** Shows the date behind `url`; where there is none any more, the page that says so. */
export async function addDate(sheets, url, owner) {
  const answer = await fetch(ownPath(url)).catch(() => null);
  const date = answer?.ok ? read(await answer.text()) : null;
  if (!date) return sheets.browser(url);
  const { start, end, title, where, off } = date;
  const { weekday, day, month } = dayOfDate(start);
  const leaf = h(
    "p",
    { class: "leaf", "aria-hidden": "true" },
    h("span", {}, month),
    h("b", {}, day),
    h("span", {}, weekday),
  );
  const said = h(
    "div",
    {},
    h("p", { class: "leaf-title" }, title),
    h("p", {}, `${weekday} ${day} ${month}, ${hhmm(start)}${end ? `–${hhmm(end)}` : ""}`),
    where ? h("p", { class: "quiet" }, where) : null,
  );
  const close = { class: "button main", type: "button", onclick: () => sheets.close() };
  sheets.panel(off ? "Called off" : `In ${owner}’s calendar`, [
    h("div", { class: "date", data: { testid: "date" } }, leaf, said),
    h("div", { class: "date-done" }, h("button", close, "Back to the chat")),
  ]);
}

/** What a calendar reads in the file (RFC 5545): long lines go on after a space. */
function read(file) {
  const lines = file.replace(/\r?\n[ \t]/g, "").split(/\r?\n/);
  const value = (name) => lines.find((line) => line.startsWith(`${name}:`))?.slice(name.length + 1);
  const start = moment(value("DTSTART"));
  if (!start) return null;
  return {
    start,
    end: moment(value("DTEND")),
    title: text(value("SUMMARY")),
    where: text(value("LOCATION")),
    off: value("STATUS") === "CANCELLED",
  };
}

const MOMENT = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

function moment(written) {
  const found = MOMENT.exec(written ?? "");
  return found ? new Date(written.replace(MOMENT, "$1-$2-$3T$4:$5:$6Z")) : null;
}

const text = (written = "") => written.replace(/\\([\\;,n])/g, (_, sign) => (sign === "n" ? "\n" : sign));
