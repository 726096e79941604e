"""An artist wants to open the front desk: a link is on its way to their WhatsApp."""

from datetime import datetime

from tattoobot.actions.house import House
from tattoobot.db import transcript
from tattoobot.db.artists import Artist
from tattoobot.db.engine import Connection
from tattoobot.db.transcript import Written
from tattoobot.domain.action_links import DESK, PLACEHOLDER, Promised, one_button

TEMPLATE = "artist_desk"


async def send_desk_link(db: Connection, house: House, artist: Artist, now: datetime) -> None:
    """The artist has a number. The link itself is made when the message is sent."""
    wording = house.wording(None, artist)
    facts = {"studio": house.studio.name, DESK: PLACEHOLDER}
    written = Written(
        one_button(wording.say("artist.desk"), wording.say("artist.desk.open")),
        artist_id=artist.id,
        instead=house.template(TEMPLATE, wording, **facts),
        links=Promised(desk_of=artist.id),
    )
    await transcript.write(db, [written], now)
