"""What was agreed on will not take place: the enquiry is over, and a person says what becomes of the money."""

from datetime import datetime

from tattoobot.actions.close_page import close_pages
from tattoobot.actions.forfeit_deposit import forfeit_deposit
from tattoobot.actions.hand_back import end_with_a_no
from tattoobot.actions.house import House, to_client
from tattoobot.actions.refund_deposit import refund_deposit
from tattoobot.db import clients, leads, refunds, transcript
from tattoobot.db.engine import Connection
from tattoobot.db.leads import Entry, Flag
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import CALLED_OFF, Actor, Happened, Lead, Status
from tattoobot.domain.says import Phrase, Say

ALL = "full"
NOTHING = "none"

AGREED = frozenset({Status.DEPOSIT_PAID, Status.BOOKING_PENDING, Status.BOOKED})
"""Here the client believes that they have a date, or are about to."""


async def cancel_lead(
    db: Connection,
    house: House,
    lead_id: int,
    now: datetime,
    *,
    reason: str = "",
    refund: str | None = None,
) -> Lead:
    """`refund`: `full`, `none` or an amount; what does not go back stays with the studio. None: decided later.

    What is called off already can still be told what becomes of its money. `reason` is said to the client as it is.
    Raises `NotPossible` where it is over already or money was spoken of and none is held, and `BadRefund`.
    """
    lead = await leads.locked(db, lead_id)
    if lead.status in CALLED_OFF and refund is not None and await refunds.left_of_lead(db, lead.id):
        await _decide(db, house, lead.id, refund, reason, now)
        return lead
    moved = lead.moved(Happened.CANCELLED)
    detail = {"reason": reason, "refund": refund}
    entry = Entry(lead.id, Actor.ARTIST, Happened.CANCELLED, lead.status, moved.status, detail)
    await end_with_a_no(db, lead, now)
    await leads.save(db, [moved], [entry], now)
    await leads.resolve_flags(db, lead.id, now)
    await close_pages(db, lead.id, now)
    client = await clients.by_id(db, lead.client_id)
    key = "cancelled" if lead.status in AGREED else "cancelled_enquiry"
    kindly = Phrase(key, {"reason": f" {reason}" if reason else ""})
    open_ = await _left_open(db, moved, now) if refund is None else []
    await transcript.write(db, [to_client(house, client, moved, Say((kindly, *open_)))], now)
    if refund is not None:
        await _decide(db, house, lead.id, refund, reason, now)
    return moved


async def _left_open(db: Connection, lead: Lead, now: datetime) -> list[Phrase]:
    """Of money that is here and decided about later the client hears, and the artist is not let forget it."""
    left = await refunds.left_of_lead(db, lead.id)
    for deposit, _ in left[:1]:
        detail = {"deposit_id": deposit.id, "status": lead.status}
        await leads.raise_flags(db, [Flag(lead.id, FlagReason.PAID_UNEXPECTEDLY, detail)], now)
    return [Phrase("money_left_open", {"amount": amount}) for _, amount in left]


async def _decide(
    db: Connection, house: House, lead_id: int, refund: str, reason: str, now: datetime
) -> None:
    """Asked for nothing where nothing is held, there is nothing to decide."""
    if refund in {ALL, NOTHING} and not await refunds.left_of_lead(db, lead_id):
        return
    if refund != NOTHING:
        amount = None if refund == ALL else refund
        await refund_deposit(db, house, lead_id, now, amount=amount, reason=reason)
    if await refunds.left_of_lead(db, lead_id):
        await forfeit_deposit(db, house, lead_id, now, reason=reason)
