"""A turn that cannot be taken keeps nobody waiting but its own client; the artist is told."""

from datetime import datetime, timedelta

from tattoobot.db import clients, leads
from tattoobot.db.engine import Connection
from tattoobot.db.leads import Flag
from tattoobot.domain.flags import FlagReason

ASIDE = timedelta(minutes=10)
"""When a turn that failed is tried again: what is wrong needs a person or a new version."""
UNTIL_ASKED = timedelta(days=30)
"""A turn that workers died of is not taken before its client writes again or a person asks for it, or so long."""


async def put_turn_aside(
    db: Connection, client_id: int, cause: str, now: datetime, wait: timedelta = ASIDE
) -> None:
    await clients.lock(db, [client_id])
    await clients.put_aside(db, client_id, cause, now, now + wait)
    lead = (await leads.latest(db, [client_id])).get(client_id)
    if lead is not None:
        await leads.raise_flags(db, [Flag(lead.id, FlagReason.TURN_FAILED, {"cause": cause})], now)
