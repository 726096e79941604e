"""The artist says no, kindly."""

from datetime import datetime

from tattoobot.actions.close_page import close_pages
from tattoobot.actions.house import House, to_client
from tattoobot.db import clients, leads, transcript
from tattoobot.db.engine import Connection
from tattoobot.db.leads import Entry
from tattoobot.domain.lead import Action, Actor, Happened, Lead, require
from tattoobot.domain.says import say


async def reject_lead(db: Connection, house: House, lead_id: int, now: datetime, *, reason: str = "") -> Lead:
    """`reason` is said to the client as it is. A payment page that is out is closed.

    Raises `NotPossible` outside `pending_approval` and `awaiting_deposit`.
    """
    lead = await leads.locked(db, lead_id)
    require(lead.status, Action.REJECT)
    moved = lead.moved(Happened.REJECTED)
    entry = Entry(lead.id, Actor.ARTIST, Happened.REJECTED, lead.status, moved.status, {"reason": reason})
    await leads.save(db, [moved], [entry], now)
    await leads.resolve_flags(db, lead.id, now)
    await close_pages(db, lead.id, now)
    client = await clients.by_id(db, lead.client_id)
    kindly = say("rejected", reason=f" {reason}" if reason else "")
    await transcript.write(
        db, [to_client(house, client, moved, kindly, template=None if reason else "rejected")], now
    )
    return moved
