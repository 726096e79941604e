"""What has been kept for as long as the studio keeps it is deleted: pictures, enquiries, clients with nothing left."""

from collections.abc import Sequence
from datetime import datetime

from tattoobot.db import erasing, expiring, inbox, leads, outbox
from tattoobot.db.engine import Connection
from tattoobot.db.leads import Entry
from tattoobot.db.retention import Walked
from tattoobot.domain.effects import DeletePhoto
from tattoobot.domain.keep_rules import KeepRules
from tattoobot.domain.lead import Actor

BATCH = 100


async def let_pictures_go(db: Connection, rules: KeepRules, after: int, now: datetime) -> Walked:
    over = await expiring.pictures(db, after, rules, now, BATCH)
    if over.ids:
        await _delete_files(db, await expiring.forget_pictures(db, over.ids), now)
    return Walked(over.last or after, len(over.ids), over.more)


async def let_leads_go(db: Connection, rules: KeepRules, after: int, now: datetime) -> Walked:
    over = await expiring.leads(db, after, rules, now, BATCH)
    if over.ids:
        kept, files = await erasing.take_out_leads(db, over.ids)
        await _note_erased(db, kept, now)
        await _delete_files(db, files, now)
    return Walked(over.last or after, len(over.ids), over.more)


async def let_client_go(db: Connection, rules: KeepRules, after: int, now: datetime) -> Walked:
    """One at a time: nothing that anybody writes is sorted meanwhile."""
    await inbox.one_sorter(db, "whatsapp")
    found = await expiring.client(db, after, rules, now)
    if found is None:
        return Walked(after, 0, more=False)
    traces = await erasing.traces(db, found)
    await _note_erased(db, await erasing.take_out(db, traces, now), now)
    await _delete_files(db, traces.files, now)
    return Walked(found, 1, more=True)


async def _note_erased(db: Connection, kept: Sequence[int], now: datetime) -> None:
    """What stays is the bare record of a payment: nothing in it is looked at again."""
    await leads.enter(db, [Entry(lead_id, Actor.CLOCK, "erased") for lead_id in kept], now)


async def _delete_files(db: Connection, files: Sequence[str], now: datetime) -> None:
    await outbox.put(db, [(DeletePhoto(file), f"file:{file}") for file in files], now, priority=-1)
