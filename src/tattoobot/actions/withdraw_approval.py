"""The artist takes back a yes, as long as nothing is paid."""

from datetime import datetime

from tattoobot.actions.close_page import close_pages
from tattoobot.actions.house import House, to_artist, to_client
from tattoobot.db import clients, leads, transcript
from tattoobot.db.engine import Connection
from tattoobot.db.leads import Entry
from tattoobot.domain.lead import Action, Actor, Happened, Lead, require, usual_actions
from tattoobot.domain.says import say


async def withdraw_approval(
    db: Connection, house: House, lead_id: int, now: datetime, *, reason: str = ""
) -> Lead:
    """`reason` is said to the client as it is. A payment that overtakes it changes no status and is flagged.

    Raises `NotPossible` outside `awaiting_deposit`.
    """
    lead = await leads.locked(db, lead_id)
    require(lead.status, Action.WITHDRAW)
    moved = lead.moved(Happened.WITHDRAWN)
    entry = Entry(lead.id, Actor.ARTIST, Happened.WITHDRAWN, lead.status, moved.status, {"reason": reason})
    await leads.save(db, [moved], [entry], now)
    await close_pages(db, lead.id, now)
    client = await clients.by_id(db, lead.client_id)
    kindly = say("withdrawn", reason=f" {reason}" if reason else "")
    await transcript.write(db, [to_client(house, client, moved, kindly)], now)
    own = house.wording(None, house.artist_of(lead))
    text = own.say("artist.withdrawn", id=lead.id, name=client.called)
    await to_artist(db, house, moved, text, usual_actions(moved.status, to_come=False), now)
    return moved
