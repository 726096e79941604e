/** The row of clients' phones, and the sheet that makes a new one. */

import { h, icon } from "./dom.js";

const row = document.querySelector(".phones");
let shown = () => {};

// It has no width while another place is shown, and another one when the window is turned.
new ResizeObserver(() => shown()).observe(row.parentElement);

/** `clients`: [{id, name, hidden, unread, current}], the newest last. */
export function showPhones(clients, look, create) {
  shown = () => arrange(clients, look, create);
  shown();
}

/** As many as have room, none of them cut; all of them in one choice, where some have none. */
function arrange(clients, look, create) {
  const about = { type: "button", class: "add", "aria-label": "New phone", title: "New phone", onclick: create };
  const add = h("button", { ...about, data: { testid: "new-phone" } }, icon("plus"));
  const tabs = new Map(clients.map((client) => [client, tab(client, look)]));
  row.replaceChildren(...tabs.values(), add);
  if (!isFull()) return;
  const news = h("span", { class: "badge", hidden: true });
  row.prepend(chooser(clients, look), news);
  let unread = 0;
  for (const client of leastWanted(clients)) {
    if (!isFull()) break;
    tabs.get(client).remove();
    unread += client.unread;
    news.textContent = String(unread);
    news.hidden = !unread;
  }
}

const isFull = () => row.clientWidth > 0 && row.scrollWidth > row.clientWidth;

/** Who is looked at stays, then who has written something, then the newest. */
function leastWanted(clients) {
  const worth = ({ current, unread }) => (current ? 2 : unread ? 1 : 0);
  return [...clients].sort((one, other) => worth(one) - worth(other));
}

function chooser(clients, look) {
  const options = clients.map(({ id, name, unread, current }) =>
    h("option", { value: id }, unread && !current ? `${name} · ${unread} new` : name),
  );
  const all = h("option", { value: "", selected: true, hidden: true }, `All ${clients.length}`);
  const about = { "aria-label": "All phones", data: { testid: "all-phones" } };
  return h("select", { ...about, onchange: (event) => look(event.target.value) }, all, options);
}

function tab({ id, name, hidden, unread, current }, look) {
  const badge = unread && !current ? h("span", { class: "badge" }, String(unread)) : null;
  const data = { testid: "phone-tab", chat: id };
  const about = { type: "button", "aria-pressed": String(current), onclick: () => look(id), data };
  return h("button", about, hidden ? icon("eye-off") : null, name, badge);
}

/** Asks for a name in `sheets`; `created({name, hide_phone})` when it is given. */
export function askForPhone(sheets, suggestion, created) {
  const name = h("input", {
    type: "text",
    placeholder: suggestion,
    autocomplete: "off",
    data: { testid: "new-phone-name" },
  });
  const hidden = h("input", { type: "checkbox", data: { testid: "new-phone-hidden" } });
  const why = h("small", {}, "They took a WhatsApp username: the studio sees only an id.");
  const form = h(
    "form",
    { class: "form" },
    h("label", {}, "Name", name),
    h("label", { class: "check" }, hidden, h("span", {}, "Without a phone number", why)),
    h(
      "button",
      { class: "button main", type: "submit", data: { testid: "new-phone-create" } },
      "Add this client",
    ),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    sheets.close();
    created({ name: name.value.trim(), hide_phone: hidden.checked });
  });
  sheets.panel("A new phone", [form]);
}
