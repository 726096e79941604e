"""Tells whoever started the sandbox what matters to a person: who wrote, what was decided, what was paid.

A line for each step of an enquiry, and nothing for all that lies between.
"""

import asyncio
from collections.abc import Callable

from tattoobot.sandbox.journal import Journal
from tattoobot.sandbox.leads import Json, Leads, NoAnswer

STEPS = {
    "qualifying": "has written",
    "pending_approval": "has sent the enquiry: the artist decides",
    "awaiting_deposit": "has a yes, and a link for the deposit",
    "deposit_paid": "has paid the deposit",
    "booking_pending": "has a link to choose a date",
    "booked": "is booked",
    "completed": "has the tattoo",
    "rejected": "has a no",
    "cancelled": "is cancelled",
    "lapsed": "went quiet",
    "waitlisted": "is on the waiting list",
}
WORTH_A_LOOK = frozenset({"message", "checkout"})
"""What happened when an enquiry may have taken a step, as the journal calls it."""
LONGEST_NAME = 40
LOOK_AGAIN = 1.0
"""Seconds: in between, steps are told together."""


async def tell(journal: Journal, leads: Leads, say: Callable[[str], None]) -> None:
    """Runs until the sandbox ends. What was there before is not told again."""
    heard = journal.cursor
    known = await _as_it_is(leads)
    while not journal.closed:
        news = await journal.after(heard, wait=60)
        heard = journal.cursor
        if not any(event["kind"] in WORTH_A_LOOK for event in news):
            await asyncio.sleep(LOOK_AGAIN)
            continue
        try:
            items = await leads.newest()
        except NoAnswer:
            items = []
        for lead in sorted(items, key=lambda one: one["id"]):
            if known.get(lead["id"]) != lead["status"]:
                known[lead["id"]] = lead["status"]
                say(line_of(lead))
        await asyncio.sleep(LOOK_AGAIN)


async def _as_it_is(leads: Leads) -> dict[int, str]:
    while True:
        try:
            return {lead["id"]: lead["status"] for lead in await leads.newest()}
        except NoAnswer:
            await asyncio.sleep(LOOK_AGAIN)


def line_of(lead: Json) -> str:
    """What a client calls herself is hers: nothing of it may move the cursor or colour the screen."""
    name = "".join(one for one in lead["client"]["name"] or "Somebody" if one.isprintable())[:LONGEST_NAME]
    step = STEPS.get(lead["status"], lead["status"])
    return f"#{lead['id']} {name} {step}"
