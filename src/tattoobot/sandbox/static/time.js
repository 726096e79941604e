/** Time as people say it. All moments are the product's time, which the clock may have moved. */

const format = (options) => new Intl.DateTimeFormat("en-GB", options);
const minute = format({ hour: "2-digit", minute: "2-digit" });
const second = format({ hour: "2-digit", minute: "2-digit", second: "2-digit" });
const weekday = format({ weekday: "short" });
const day = format({ weekday: "short", day: "numeric", month: "short" });
const leaf = format({ weekday: "short", day: "numeric", month: "short" });
const date = format({ day: "numeric", month: "long", year: "numeric" });
const exact = format({ dateStyle: "full", timeStyle: "long" });

export const hhmm = (moment) => minute.format(moment);
export const hhmmss = (moment) => second.format(moment);
export const face = (moment) => `${weekday.format(moment)} ${minute.format(moment)}`;
export const fullDate = (moment) => date.format(moment);
export const exactly = (moment) => exact.format(moment);
export const dayKey = (moment) => `${moment.getFullYear()}-${moment.getMonth()}-${moment.getDate()}`;

export function dayName(moment, now) {
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  if (dayKey(moment) === dayKey(now)) return "Today";
  if (dayKey(moment) === dayKey(yesterday)) return "Yesterday";
  return day.format(moment);
}

/** The parts of a day, as a leaf of a calendar has them. */
export const dayOfDate = (moment) =>
  Object.fromEntries(leaf.formatToParts(moment).map(({ type, value }) => [type, value]));

/** "in 3 h", "in 2 d", "now" */
export function until(moment, now) {
  const minutes = Math.round((moment - now) / 60_000);
  if (minutes < 1) return "now";
  if (minutes < 60) return `in ${minutes} min`;
  if (minutes < 48 * 60) return `in ${Math.round(minutes / 60)} h`;
  return `in ${Math.round(minutes / 1440)} d`;
}
