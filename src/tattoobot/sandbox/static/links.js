/** Which addresses open inside a phone, and how words become links. */

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);
const NOBODYS = /(^|\.)example\.(com|net|org)$/; // RFC 2606: kept for examples

/**
 * The path of a page of ours, or null; for an address that is nobody's, the page that says so. The same machine has
 * several names, and a page opened under the name that the browser already uses keeps the phone's policy, theme and
 * cookies.
 */
export function ownPath(address) {
  let url;
  try {
    url = new URL(address, location.href);
  } catch {
    return null;
  }
  const here = url.host === location.host || (LOOPBACK.has(url.hostname) && url.port === location.port);
  const ours = /^\/(a|pay|mine|cal|desk|sandbox)(\/|$)/.test(url.pathname);
  if (here || ours) return url.pathname + url.search + url.hash;
  const there = encodeURIComponent(url.host + url.pathname);
  return NOBODYS.test(url.hostname) ? `/sandbox/elsewhere?address=${there}` : null;
}

/** The way to a date's calendar file. */
export const isDate = (address) => /^\/cal\//.test(ownPath(address) ?? "");

export function hostOf(address) {
  try {
    return new URL(address, location.href).host;
  } catch {
    return address;
  }
}

const LINK = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/g;

/** A text cut into plain strings and {url}. */
export function withLinks(text) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    if (match.index > end) parts.push(text.slice(end, match.index));
    parts.push({ url: match[0] });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}
