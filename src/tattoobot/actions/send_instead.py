"""WhatsApp's service window is closed: a template goes out in place of the words, once."""

from datetime import datetime

from tattoobot.actions.house import House
from tattoobot.db import clients, transcript
from tattoobot.db.engine import Connection
from tattoobot.db.transcript import Written
from tattoobot.domain.messages import Template

NEWS_WAITING = "news_waiting"


async def send_instead(db: Connection, house: House, message_id: int, now: datetime) -> bool:
    """Send the template that a message brought along. One that brought none waits until they write, and they are
    told once that something waits. False: there is nothing to replace, it was a template itself.
    """
    held = await transcript.outside_window(db, message_id)
    if held is None:
        return False
    template = held.instead or await _news(db, house, held)
    if held.instead is None and await transcript.word_given(db, held, NEWS_WAITING):
        return True
    await transcript.write(
        db,
        [Written(template, client_id=held.client_id, lead_id=held.lead_id, artist_id=held.artist_id)],
        now,
    )
    return True


async def _news(db: Connection, house: House, held: Written) -> Template:
    client = await clients.by_id(db, held.client_id) if held.client_id is not None else None
    wording = house.wording(client, house.first_artist)
    return house.catalogue.fill(NEWS_WAITING, wording.language, {"studio": house.studio.name})
