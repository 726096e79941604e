"""A complete brief goes to its artist, with one button behind which they look and decide: at once, or where several
wait already, in one message with them."""

from datetime import datetime

from tattoobot.actions.house import House, to_artist
from tattoobot.actions.tell_who_waits import tell_of_one_more
from tattoobot.db.engine import Connection
from tattoobot.domain.client import Client
from tattoobot.domain.conversation.kindness import FIRST
from tattoobot.domain.lead import Lead, Status, usual_actions
from tattoobot.domain.messages import BODY_LIMIT
from tattoobot.wording import ROOM, Wording


async def send_brief(db: Connection, house: House, client: Client, lead: Lead, now: datetime) -> None:
    artist = house.artist_of(lead)
    if await tell_of_one_more(db, house, artist, lead, now):
        return
    wording = house.wording(None, artist)
    said = (_said(wording, client, lead, now, room) for room in ROOM)
    text = next(
        (text for text in said if len(text) <= BODY_LIMIT), _said(wording, client, lead, now, ROOM[-1])
    )
    facts = {"client": client.called, "idea": wording.idea(lead.answers)}
    actions = usual_actions(Status.PENDING_APPROVAL, to_come=False)
    await to_artist(
        db, house, lead, text, actions, now, template="artist_enquiry", facts=facts, pictured=True
    )


def _said(wording: Wording, client: Client, lead: Lead, now: datetime, room: int) -> str:
    """Long answers are shortened before a line is left out: the page has them whole."""
    also = [wording.say("desk.chip.first")] if FIRST in lead.asked else []
    lines = [
        wording.under_age(client.under_age, now),
        wording.advert(lead.advert),
        wording.for_artist(lead.answers, *also, room=room),
    ]
    return wording.say("artist.new", id=lead.id, name=client.called, lines="\n".join(filter(None, lines)))
