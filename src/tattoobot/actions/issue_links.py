"""A message to the artist is about to go out: the links that it promised are made, and stand in it alone."""

from datetime import datetime

from tattoobot.actions.house import House
from tattoobot.db import tokens
from tattoobot.db.engine import Connection
from tattoobot.domain.action_links import Promised, with_links
from tattoobot.domain.lead import Action, Status
from tattoobot.domain.messages import Outgoing


async def issue_links(
    db: Connection, house: House, lead_id: int, promised: Promised, message: Outgoing, now: datetime
) -> Outgoing:
    """Sent once more it gets links anew, and those before go on working: it may have arrived with them."""
    links = {
        action: await _issued(db, house, (lead_id, action, promised.status), now)
        for action in promised.actions
    }
    return with_links(message, links, [await _issued(db, house, other, now) for other in promised.also])


async def _issued(db: Connection, house: House, does: tuple[int, Action, Status], now: datetime) -> str:
    token = await tokens.issue(db, *does, now + house.studio.action_links_live, now)
    return f"{house.public_base_url}/a/{token}"
