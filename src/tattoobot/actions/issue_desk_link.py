"""A message that opens the front desk is about to go out: its link is made, and stands in it alone."""

from datetime import datetime, timedelta

from tattoobot.actions.house import House
from tattoobot.db import desk_links
from tattoobot.db.engine import Connection
from tattoobot.domain.action_links import to_desk
from tattoobot.domain.messages import Outgoing

LIVES = timedelta(minutes=15)


async def issue_desk_link(
    db: Connection, house: House, artist_id: int, message: Outgoing, now: datetime
) -> Outgoing:
    """Sent once more it gets another link, and the one before goes on working: it may have arrived with it."""
    token = await desk_links.issue(db, artist_id, now + LIVES, now)
    return to_desk(message, f"{house.public_base_url}/desk/in/{token}")
