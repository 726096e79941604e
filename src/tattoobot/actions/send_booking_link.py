"""After the deposit: the client gets the link where the date is chosen."""

from datetime import datetime
from urllib.parse import urlsplit

from tattoobot.actions.house import House, to_artist, to_client
from tattoobot.db import clients, leads, transcript
from tattoobot.db.engine import Connection
from tattoobot.db.leads import Entry
from tattoobot.domain.client import Client
from tattoobot.domain.lead import Action, Actor, Happened, Lead, require
from tattoobot.domain.says import Phrase, Say, say
from tattoobot.errors import BookingError

URL_LIMIT = 2000


class BadLink(BookingError):
    """A booking link is a web address that begins with https:// or http://."""

    http_status = 422
    code = "bad_link"


async def send_booking_link(
    db: Connection, house: House, lead_id: int, now: datetime, *, url: str | None = None
) -> Lead:
    """`url`, else the artist's own from the studio's file; without either the client is asked for days in the chat.

    Raises `NotPossible` outside `deposit_paid`, `BadLink` for anything that is not a web address.
    """
    lead = await leads.locked(db, lead_id)
    require(lead.status, Action.SEND_BOOKING_LINK)
    link = checked(url or house.artist_of(lead).booking_url)
    moved = lead.moved(Happened.BOOKING_LINK_SENT)
    entry = Entry(lead.id, Actor.ARTIST, Happened.BOOKING_LINK_SENT, lead.status, moved.status, {"url": link})
    await leads.save(db, [moved], [entry], now)
    await leads.resolve_flags(db, lead.id, now)
    client = await clients.by_id(db, lead.client_id)
    offer = (
        Say((Phrase("booking_link"),), link=link, link_label="choose_date")
        if link
        else say("booking_link_by_chat")
    )
    template = "booking_link" if link else "choose_your_date"
    written = to_client(house, client, moved, offer, template=template, facts={"link": link or ""})
    await transcript.write(db, [written], now)
    await _tell_artist(db, house, moved, client, now)
    return moved


def checked(url: str | None) -> str | None:
    if url is None:
        return None
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise BadLink from error
    if (
        parts.scheme not in {"https", "http"}
        or not parts.hostname
        or len(url) > URL_LIMIT
        or not url.isprintable()
    ):
        raise BadLink
    return url


async def _tell_artist(db: Connection, house: House, lead: Lead, client: Client, now: datetime) -> None:
    own = house.wording(None, house.artist_of(lead))
    key = "artist.booking_link_kept" if client.opted_out else "artist.booking_link_sent"
    text = own.say(key, id=lead.id, name=client.called)
    await to_artist(db, house, lead, text, (Action.MARK_BOOKED, Action.ANSWER), now)
