/** How far a client's enquiry is, as the product says it. */

import { h, icon } from "./dom.js";

const STEPS = [
  ["enquiry", "Enquiry", "Enquiry"],
  ["approved", "Approval", "Approved"],
  ["deposit", "Deposit", "Paid"],
  ["booked", "Date", "Booked"],
];

/** Steps done in each status; what is not listed is an end of its own. */
const DONE = {
  qualifying: 0,
  pending_approval: 1,
  awaiting_deposit: 2,
  deposit_paid: 3,
  booking_pending: 3,
  booked: 4,
  completed: 4,
};
const ENDED = {
  rejected: "Rejected",
  cancelled: "Cancelled",
  lapsed: "Went quiet",
  waitlisted: "On the waitlist",
};

const list = document.querySelector(".journey");

export function showJourney(lead) {
  list.hidden = !lead;
  if (!lead) return;
  const ended = ENDED[lead.status];
  list.title = `#${lead.id}: ${lead.status.replaceAll("_", " ")}`;
  if (ended) list.replaceChildren(h("li", { data: { state: "over" } }, icon("x"), ended));
  else list.replaceChildren(...STEPS.map((step, n) => stepNode(step, n, DONE[lead.status] ?? 0)));
}

function stepNode([key, ahead, behind], n, done) {
  const state = n < done ? "done" : n === done ? "now" : "next";
  const data = { testid: "journey-step", step: key, state };
  const mark = state === "done" ? icon("check") : h("i", { class: "dot" });
  return h(
    "li",
    { data, "aria-current": state === "now" ? "step" : null },
    mark,
    state === "done" ? behind : ahead,
  );
}

const digits = (text) => String(text ?? "").replace(/\D/g, "");

/** The newest lead of a client, who is known by a user id, a phone number, or both. */
export function leadOf(client, leads) {
  const phone = digits(client.phone);
  const isTheirs = ({ client: whose }) =>
    (whose.user_id && whose.user_id === client.user_id) || (phone && digits(whose.phone) === phone);
  return leads?.findLast(isTheirs) ?? null;
}
