"""A message to the artist is about to go out: the links that it promised are made, and stand in it alone."""

from datetime import datetime

from tattoobot.actions.house import House
from tattoobot.db import photos, tokens
from tattoobot.db.engine import Connection
from tattoobot.domain.action_links import Promised, has_one_button, with_links
from tattoobot.domain.lead import Action, Status
from tattoobot.domain.messages import Outgoing
from tattoobot.domain.pictures import WHATSAPP_BYTES, WHATSAPP_TYPES


async def issue_links(
    db: Connection, house: House, lead_id: int, promised: Promised, message: Outgoing, now: datetime
) -> Outgoing:
    """Sent once more it gets links anew, and those before go on working: it may have arrived with them.

    Where one button stands for them all, its page finds the others by the first.
    """
    first = None
    links = {}
    for action in promised.actions:
        assert promised.status is not None
        does = (lead_id, action, promised.status)
        token = await _issued(db, house, does, now, beside=first if has_one_button(message) else None)
        first = first or token
        links[action] = _at(house, token)
    named = () if has_one_button(message) else promised.also
    also = [_at(house, await _issued(db, house, other, now)) for other in named]
    return with_links(message, links, also, picture=await _picture(db, lead_id) if promised.pictured else "")


async def _picture(db: Connection, lead_id: int) -> str:
    """Where it is, below the link: it is seen by whoever may decide, and only for as long as they may."""
    photo = await photos.first_for_whatsapp(db, lead_id, WHATSAPP_TYPES, WHATSAPP_BYTES)
    return f"/photos/{photo}" if photo else ""


async def _issued(
    db: Connection,
    house: House,
    does: tuple[int, Action, Status],
    now: datetime,
    *,
    beside: str | None = None,
) -> str:
    return await tokens.issue(db, *does, now + house.studio.action_links_live, now, beside=beside)


def _at(house: House, token: str) -> str:
    return f"{house.public_base_url}/a/{token}"
