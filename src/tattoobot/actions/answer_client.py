"""The artist answers a client through the bot's number; the bot keeps quiet meanwhile."""

from datetime import datetime

from tattoobot.actions.call_artist import HANDOVER
from tattoobot.actions.hand_over import begin
from tattoobot.actions.house import House
from tattoobot.db import calls, clients, handovers, leads, transcript
from tattoobot.db.engine import Connection
from tattoobot.db.transcript import Written
from tattoobot.domain import service_window
from tattoobot.domain.flags import SETTLED_BY_AN_ANSWER
from tattoobot.domain.handover import Reason
from tattoobot.domain.lead import Actor, Lead
from tattoobot.domain.messages import Text
from tattoobot.errors import BookingError


class WindowClosed(BookingError):
    """WhatsApp delivers free text for 24 hours after the client's last message; that time is over."""

    http_status = 409
    code = "window_closed"


class ClientOptedOut(BookingError):
    """The client has asked us not to write any more. Please reach them yourself."""

    http_status = 409
    code = "client_opted_out"


async def answer_client(
    db: Connection, house: House, lead_id: int, text: str, now: datetime, *, may_wait: bool = False
) -> Lead:
    """Send the artist's own words. Raises `WindowClosed` and `ClientOptedOut`.

    `may_wait`: outside the service window they wait until the client writes, who gets word that they do. The caller
    tells the artist so, and that the bot keeps quiet from now on.
    """
    lead = await leads.locked(db, lead_id)
    client = await clients.by_id(db, lead.client_id)
    if client.opted_out:
        raise ClientOptedOut
    if not may_wait and (
        client.last_message_at is None or service_window.is_closed(client.last_message_at, now)
    ):
        raise WindowClosed
    artist = house.artist_of(lead)
    said = Written(Text(text), client_id=client.id, lead_id=lead.id, artist_id=artist.id)
    await transcript.write(db, [said], now)
    await artist_answered(db, house, lead, now, tell=not may_wait)
    return lead


async def artist_answered(
    db: Connection, house: House, lead: Lead, now: datetime, *, tell: bool = True
) -> None:
    """A person is talking to this client: the bot lets them, and waits longer before it goes on."""
    client = await clients.by_id(db, lead.client_id)
    await begin(db, house, client, lead, Reason.ARTIST_ANSWERED, Actor.ARTIST, now, tell=tell)
    await handovers.answered(db, client.id, now, now + house.studio.handover.resume_after)
    await calls.settle(db, client.id, HANDOVER)
    await leads.resolve_flags(db, lead.id, now, among=SETTLED_BY_AN_ANSWER)
