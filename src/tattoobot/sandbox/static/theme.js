// Runs before the first paint, so that a chosen theme does not flash.
{
  let chosen = null;
  try {
    chosen = localStorage.getItem("theme");
  } catch {
    // Storage may be forbidden; the system's theme is fine then.
  }
  if (chosen) document.documentElement.dataset.theme = chosen;
}
