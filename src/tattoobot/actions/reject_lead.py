"""The artist says no, kindly."""

from datetime import datetime

from tattoobot.actions.close_page import close_pages
from tattoobot.actions.hand_back import end_with_a_no
from tattoobot.actions.house import House, to_client
from tattoobot.actions.tell_about_money import MONEY_IS_HERE, needs_look
from tattoobot.db import clients, deposits, leads, transcript
from tattoobot.db.engine import Connection
from tattoobot.db.leads import Entry
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import Action, Actor, Happened, Lead, require
from tattoobot.domain.says import Phrase, Say


async def reject_lead(db: Connection, house: House, lead_id: int, now: datetime, *, reason: str = "") -> Lead:
    """`reason` is said to the client as it is. A payment page that is out is closed; money that is here has to go back.

    Raises `NotPossible` outside `pending_approval` and `awaiting_deposit`.
    """
    lead = await leads.locked(db, lead_id)
    require(lead.status, Action.REJECT)
    moved = lead.moved(Happened.REJECTED)
    entry = Entry(lead.id, Actor.ARTIST, Happened.REJECTED, lead.status, moved.status, {"reason": reason})
    await end_with_a_no(db, lead, now)
    await leads.save(db, [moved], [entry], now)
    await leads.resolve_flags(db, lead.id, now)
    await close_pages(db, lead.id, now)
    client = await clients.by_id(db, lead.client_id)
    held = await deposits.held(db, lead.id)
    kindly = Phrase("rejected", {"reason": f"\n\n{reason}" if reason else ""})
    beside = [Phrase("money_goes_back", {"amount": held.left})] if held else []
    template = None if reason or held else "rejected"
    said = to_client(house, client, moved, Say((kindly, *beside)), template=template)
    await transcript.write(db, [said], now)
    if held:
        flag, detail = FlagReason.PAID_UNEXPECTEDLY, {"deposit_id": held.id, "status": moved.status}
        await needs_look(
            db, house, moved, flag, detail, "money.to_give_back", now, offer=MONEY_IS_HERE, amount=held.left
        )
    return moved
