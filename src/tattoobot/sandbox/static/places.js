/** What a narrow window shows, and light or dark. */

import { narrow } from "./dom.js";

const find = (selector) => document.querySelector(selector);
const tabs = () => document.querySelectorAll("[data-tab]");

/** Tabs of a narrow window; `shown(place)` is called when one is chosen. */
export function watchTabs(shown) {
  for (const tab of tabs()) {
    tab.addEventListener("click", () => {
      const { tab: place } = tab.dataset;
      document.body.dataset.show = place;
      for (const other of tabs()) {
        if (other === tab) other.setAttribute("aria-current", "true");
        else other.removeAttribute("aria-current");
      }
      shown(place);
    });
  }
}

export const lookedAt = (place) =>
  document.visibilityState === "visible" && (!narrow() || document.body.dataset.show === place);

export function badge(place, count) {
  const mark = find(`[data-tab=${place}] .badge`);
  mark.hidden = !count;
  mark.textContent = String(count);
}

// Light or dark: as the system says, until somebody chooses.

const dark = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (document.documentElement.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark";

export function watchTheme() {
  find(".theme").addEventListener("click", () => choose(isDark() ? "light" : "dark"));
  dark.addEventListener("change", showChoice);
  showChoice();
}

function choose(theme) {
  document.documentElement.dataset.theme = theme;
  for (const frame of document.querySelectorAll("iframe")) {
    const inside = frame.contentDocument; // null on another origin
    if (inside) inside.documentElement.dataset.theme = theme;
  }
  try {
    localStorage.setItem("theme", theme);
  } catch {
    // Then it is forgotten when the page is left.
  }
  showChoice();
}

function showChoice() {
  find(".theme use").setAttribute("href", `/sandbox/static/icons.svg#${isDark() ? "sun" : "moon"}`);
}
