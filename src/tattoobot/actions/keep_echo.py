"""The artist has answered a client from the phone app."""

from datetime import datetime

from tattoobot.actions.answer_client import artist_answered
from tattoobot.actions.house import House
from tattoobot.actions.recognise import by_sender, recognise
from tattoobot.db import leads, transcript
from tattoobot.db.engine import Connection
from tattoobot.db.leads import Entry
from tattoobot.db.transcript import Aside
from tattoobot.domain.messages import Inbound

ANSWERED = "artist_answered"


async def keep_echo(db: Connection, house: House, echo: Inbound, now: datetime) -> None:
    """It goes into the transcript as the artist's; while they talk to the client, the bot keeps quiet.

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
    await leads.enter(
        db, [Entry(lead.id, "artist", ANSWERED, detail={"message_id": new[echo.provider_id]})], now
    )
    await artist_answered(db, house, lead, now)
