/** Elements without a framework. */

/** h("p", {class: "quiet", onclick: f, data: {testid: "x"}}, "text", child) */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "data") Object.assign(node.dataset, value);
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

const SVG = "http://www.w3.org/2000/svg";

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `/sandbox/static/icons.svg#${name}`);
  svg.append(use);
  return svg;
}

export const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
export const narrow = () => matchMedia("(max-width: 759px)").matches;

/** Run `work` once, a moment after the last of many calls. */
export function soon(work, milliseconds) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(work, milliseconds);
  };
}

/**
 * Bring a parent's children in line with `items` of {key, version, build}, touching only what changed:
 * a screen reader then hears only what is new, and pictures do not load twice.
 */
export function reconcile(parent, items, known) {
  const wanted = new Set(items.map((item) => item.key));
  for (const [key, entry] of known) {
    if (!wanted.has(key)) {
      entry.node.remove();
      known.delete(key);
    }
  }
  let place = parent.firstChild;
  for (const { key, version, build } of items) {
    const entry = known.get(key);
    if (!entry) {
      const node = build(true);
      parent.insertBefore(node, place);
      known.set(key, { node, version });
      continue;
    }
    if (entry.version !== version) {
      const node = build(false);
      if (place === entry.node) place = node;
      entry.node.replaceWith(node);
      known.set(key, { node, version });
      entry.node = node;
    }
    const { node } = known.get(key);
    if (node === place) place = node.nextSibling;
    else parent.insertBefore(node, place);
  }
}
