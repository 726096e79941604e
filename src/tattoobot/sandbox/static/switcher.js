/** The row of clients' phones, and the sheet that makes a new one. */

import { h, icon } from "./dom.js";

const FEW = 4;
const row = document.querySelector(".phones");

/** `clients`: [{id, name, hidden, unread, current}] */
export function showPhones(clients, look, create) {
  const { scrollLeft } = row;
  const add = h(
    "button",
    {
      type: "button",
      class: "add",
      "aria-label": "New phone",
      title: "New phone",
      onclick: create,
      data: { testid: "new-phone" },
    },
    icon("plus"),
  );
  const many = clients.length > FEW ? [chooser(clients, look)] : [];
  row.replaceChildren(...many, ...clients.map((client) => tab(client, look)), add);
  row.scrollLeft = scrollLeft;
  bringIntoView(row.querySelector("[aria-pressed=true]"), add);
}

/** A row of thirty is not found through by scrolling. */
function chooser(clients, look) {
  const options = clients.map(({ id, name, current }) =>
    h("option", { value: id, selected: current }, name),
  );
  const about = { "aria-label": "All phones", data: { testid: "all-phones" } };
  return h("select", { ...about, onchange: (event) => look(event.target.value) }, options);
}

function tab({ id, name, hidden, unread, current }, look) {
  const badge = unread && !current ? h("span", { class: "badge" }, String(unread)) : null;
  const data = { testid: "phone-tab", chat: id };
  const about = { type: "button", "aria-pressed": String(current), onclick: () => look(id), data };
  return h("button", about, hidden ? icon("eye-off") : null, name, badge);
}

function bringIntoView(current, add) {
  if (!current) return;
  const end = row.scrollLeft + row.clientWidth - add.offsetWidth;
  const hidden = current.offsetLeft < row.scrollLeft || current.offsetLeft + current.offsetWidth > end;
  if (hidden) row.scrollLeft = current.offsetLeft - add.offsetWidth;
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
