"""The artist has answered a client from the phone app."""

from datetime import datetime

from tattoobot.actions.answer_client import artist_answered
from tattoobot.actions.house import House, to_artist
from tattoobot.actions.recognise import by_sender, recognise
from tattoobot.db import clients, handovers, leads, said, transcript
from tattoobot.db.engine import Connection
from tattoobot.db.leads import Entry
from tattoobot.db.transcript import Aside
from tattoobot.domain.handover import wrote_itself
from tattoobot.domain.lead import Actor, Lead
from tattoobot.domain.messages import Inbound

ANSWERED = "artist_answered"
BY_ITSELF = "app_answered_by_itself"


async def keep_echo(db: Connection, house: House, echo: Inbound, now: datetime) -> None:
    """Keep what the artist wrote in the phone app; while they talk to the client, the bot keeps quiet.
    What the app says on its own is kept, and no more.

    `echo` names the client it was written to. Somebody whom the artist wrote to first becomes a client too.
    """
    senders = by_sender([echo])
    if not senders or echo.group_id is not None:
        return
    client_id = (await recognise(db, senders, now, they_wrote=False))[0].client_id
    lead = (await leads.latest(db, [client_id])).get(client_id)
    artist = house.artist_of(lead) if lead else house.first_artist
    aside = Aside(
        echo, direction="out", client_id=client_id, lead_id=lead.id if lead else None, artist_id=artist.id
    )
    new = await transcript.keep_aside(db, [aside], now)
    if lead is None or not new:
        return
    detail = {"message_id": new[echo.provider_id]}
    if await _wrote_itself(db, client_id, echo):
        await _tell_once(db, house, lead, now)
        await leads.enter(db, [Entry(lead.id, Actor.WHATSAPP, BY_ITSELF, detail=detail)], now)
        return
    await leads.enter(db, [Entry(lead.id, Actor.ARTIST, ANSWERED, detail=detail)], now)
    await artist_answered(db, house, lead, now)


async def _wrote_itself(db: Connection, client_id: int, echo: Inbound) -> bool:
    if await handovers.open_among(db, [client_id]):
        return False  # a person is talking to them, and may be quick
    client = await clients.by_id(db, client_id)
    others = await said.said_to_others(db, client_id, echo.text)
    return wrote_itself(echo, client.last_message_at, said_to_others=others)


async def _tell_once(db: Connection, house: House, lead: Lead, now: datetime) -> None:
    """The studio hears the first time that its app answers too."""
    if await leads.ever(db, BY_ITSELF):
        return
    wording = house.wording(None, house.artist_of(lead))
    await to_artist(db, house, lead, wording.say("artist.app_answers"), (), now)
