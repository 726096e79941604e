"""A message to the artist is about to go out: the links that it promised are made, and stand in it alone."""

from datetime import datetime

from tattoobot.actions.house import House
from tattoobot.db import tokens
from tattoobot.db.engine import Connection
from tattoobot.domain.action_links import Promised, with_links
from tattoobot.domain.lead import Action
from tattoobot.domain.messages import Outgoing


async def issue_links(
    db: Connection, house: House, lead_id: int, promised: Promised, message: Outgoing, now: datetime
) -> Outgoing:
    """Sent once more it gets links anew, and those before go on working: it may have arrived with them."""
    links: dict[Action, str] = {}
    for action in promised.actions:
        until = now + house.studio.action_links_live
        token = await tokens.issue(db, lead_id, action, promised.status, until, now)
        links[action] = f"{house.public_base_url}/a/{token}"
    return with_links(message, links)
