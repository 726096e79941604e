"""What goes out, once, in place of a message that WhatsApp did not take."""

from dataclasses import replace
from datetime import datetime

from tattoobot.actions.choose_template import choose_template
from tattoobot.actions.house import House
from tattoobot.db import clients, transcript
from tattoobot.db.engine import Connection
from tattoobot.db.transcript import Written

NEWS_WAITING = "news_waiting"
ARTIST_NEWS_WAITING = "artist_news_waiting"


async def send_instead(db: Connection, house: House, message_id: int, now: datetime) -> bool:
    """Send the template that a message brought along. One that brought none waits until they write, and they are
    told once that something waits. False: there is nothing to replace, it was a template itself.
    """
    held = await transcript.outside_window(db, message_id)
    if held is None:
        return False
    if held.instead is not None:
        await transcript.write(db, [replace(held, message=held.instead, instead=None)], now)
    else:
        await say_that_news_waits(db, house, held, now)
    return True


async def say_that_news_waits(db: Connection, house: House, held: Written, now: datetime) -> None:
    """Once, however much waits; not where that template may not be sent either."""
    name = NEWS_WAITING if held.client_id is not None else ARTIST_NEWS_WAITING
    if await transcript.word_given(db, held, name):
        return
    client = await clients.by_id(db, held.client_id) if held.client_id is not None else None
    wording = house.wording(client, house.first_artist)
    template = house.template(name, wording, studio=house.studio.name)
    chosen = template and await choose_template(db, house, template, held.client_id, now)
    if chosen is not None:
        await transcript.write(db, [replace(held, message=chosen, instead=None, links=None)], now)


async def send_without_picture(db: Connection, message_id: int, now: datetime) -> bool:
    """The words matter more than the picture above them. False where there was to be none.

    Whatever the reason: an address that WhatsApp cannot reach and a file that it does not like are refused in many
    ways, mostly after the message was accepted.
    """
    written = await transcript.pictured(db, message_id)
    if written is None or written.links is None:
        return False
    await transcript.replaced(db, message_id)
    await transcript.write(db, [replace(written, links=replace(written.links, pictured=False))], now)
    return True
