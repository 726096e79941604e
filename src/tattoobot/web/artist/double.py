"""A date that lies over another one of the same artist's: said before it is done, with whose. They may still do it."""

from datetime import datetime

from tattoobot.actions.house import House
from tattoobot.db import desk_week
from tattoobot.db.engine import Connection
from tattoobot.domain.lead import Lead, Status
from tattoobot.domain.sittings import LONGEST, end_of, overlap
from tattoobot.web.artist.forms import Given, NotSure

MOST = 20
NAMED = 3


async def make_sure(
    db: Connection,
    house: House,
    lead: Lead,
    given: Given,
    starts_at: datetime | None,
    ends_at: datetime | None,
) -> None:
    """Raises `NotSure`, unless what comes back as `confirm` is about the same dates."""
    if starts_at is None:
        return
    wanted = (starts_at, end_of(house.studio, lead.answers, starts_at, ends_at))
    near = await desk_week.dates(db, [lead.artist_id], starts_at - LONGEST, wanted[1], MOST)
    over = [
        one
        for one in near
        if one.lead.id != lead.id
        and one.lead.status is Status.BOOKED
        and overlap(wanted, (one.at, end_of(house.studio, one.lead.answers, one.at, one.until)))
    ]
    # The time as it was typed stands first: what was asked about it before is not asked again.
    confirm = " ".join([given.get("starts_at", ""), *(f"#{one.lead.id}" for one in over)])
    if not over or given.get("confirm") == confirm:
        return
    wording = house.wording(None, house.artist_of(lead))
    others = [
        f"{one.client.called} #{one.lead.id}, {wording.moment(one.at)}–"
        + wording.clock(end_of(house.studio, one.lead.answers, one.at, one.until))
        for one in over[:NAMED]
    ]
    said = " · ".join([*others, *(["…"] if len(over) > NAMED else [])])
    raise NotSure(wording.say("page.overlap", others=said), confirm)
