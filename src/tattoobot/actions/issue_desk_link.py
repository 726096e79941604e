"""A message that opens the front desk is about to go out: its link is made, and stands in it alone."""

from datetime import datetime, timedelta

from tattoobot.actions.house import House
from tattoobot.db import desk_links
from tattoobot.db.engine import Connection
from tattoobot.domain.action_links import to_desk
from tattoobot.domain.messages import Outgoing

LIVES = timedelta(minutes=15)
UNASKED = timedelta(hours=4)
"""As long as the message that brought it without being asked is news. Where the desk is open the link needs no time."""


async def issue_desk_link(
    db: Connection,
    house: House,
    artist_id: int,
    message: Outgoing,
    now: datetime,
    *,
    lives: timedelta = LIVES,
) -> Outgoing:
    """Sent once more it gets another link, and the one before goes on working: it may have arrived with it."""
    token = await desk_links.issue(db, artist_id, now + lives, now)
    return to_desk(message, f"{house.public_base_url}/desk/in/{token}")
