"""A complete brief goes to its artist at once, with the links that decide."""

from datetime import datetime

from tattoobot.actions.house import House, to_artist
from tattoobot.db.engine import Connection
from tattoobot.domain.client import Client
from tattoobot.domain.lead import Lead, Status, allowed_actions


async def send_brief(db: Connection, house: House, client: Client, lead: Lead, now: datetime) -> None:
    wording = house.wording(None, house.artist_of(lead))
    lines = [
        wording.under_age(client.under_age, now),
        wording.advert(lead.advert),
        wording.for_artist(lead.answers),
    ]
    text = wording.say("artist.new", id=lead.id, name=client.called, lines="\n\n".join(filter(None, lines)))
    facts = {"client": client.called, "idea": wording.idea(lead.answers)}
    actions = allowed_actions(Status.PENDING_APPROVAL)
    await to_artist(db, house, lead, text, actions, now, template="artist_new_enquiry", facts=facts)
