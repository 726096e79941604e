"""Write down on the shelf who is erased: a backup of before knows nothing of it."""

from tattoobot.db.outbox import Delivery
from tattoobot.domain.effects import NoteErasure
from tattoobot.jobs import erasures
from tattoobot.jobs.tools import Answer, Tools


async def note_erasure(tools: Tools, delivery: Delivery[NoteErasure]) -> Answer:
    await erasures.note(tools.database, tools.photos)
    return Answer()
