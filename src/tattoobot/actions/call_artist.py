"""Call the artist: at once where it is the first for a while, together with others where it is not."""

from datetime import datetime

from tattoobot.actions.house import House, to_artist
from tattoobot.db import calls, leads
from tattoobot.db.engine import Connection
from tattoobot.domain.lead import Lead

SHOWN = 10
MORE = "artist.more_wait"


async def may_call(db: Connection, house: House, lead: Lead, reason: str, now: datetime) -> bool:
    """Whether the artist hears of this one alone. If not, `tell_waiting` tells of it later."""
    rules = house.studio.handover
    who = (house.artist_of(lead).id, lead.client_id, lead.id)
    return await calls.record(db, who, reason, now, every=rules.notify_every, an_hour=rules.calls_an_hour)


async def tell_waiting(db: Connection, house: House, now: datetime) -> int:
    """One message for all that were held. Returns how many artists got one."""
    waiting = await calls.tell_together(db, now, house.studio.handover.notify_every)
    for one in waiting:
        lead = await leads.by_id(db, one.leads[0])
        wording = house.wording(None, house.artist_of(lead))
        numbers = ", ".join(f"#{lead_id}" for lead_id in one.leads[:SHOWN])
        said = wording.say(f"{MORE}.{'one' if one.count == 1 else 'other'}", count=one.count)
        facts = {"client": numbers, "reason": said}
        text = f"{said}\n\n{numbers}\n"
        await to_artist(db, house, lead, text, (), now, template="artist_needs_you", facts=facts)
    return len(waiting)
