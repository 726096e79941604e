"""What an effect goes back to: its lead, and, where traces are written, the message of a client that led to it."""

from contextlib import suppress

from tattoobot.db import deposits, photos, refunds
from tattoobot.db.engine import TROUBLE_OF_THE_MOMENT, Connection, Database
from tattoobot.domain.effects import (
    Effect,
    ExpireCheckout,
    FetchPhoto,
    GiveBack,
    LookUpCheckout,
    MarkRead,
    OpenCheckout,
    SendMessage,
)

# A turn marks what it read and dates what it says with the same moment.
OF_MESSAGE = """
    SELECT heard.provider_id
    FROM messages said
    JOIN messages heard ON heard.lead_id = said.lead_id AND heard.taken_at = said.at AND heard.direction = 'in'
    WHERE said.id = $1
    ORDER BY heard.at DESC, heard.id DESC LIMIT 1
"""

OF_PHOTO = "SELECT m.provider_id FROM photos p JOIN messages m ON m.id = p.message_id WHERE p.id = $1"


async def message_behind(database: Database, effect: Effect | None) -> str | None:
    """The client's message that led to it; None where it cannot be had: a trace is not worth a delivery."""
    match effect:
        case MarkRead(provider_id=heard):
            return heard
        case SendMessage(message_id=which):
            query = OF_MESSAGE
        case FetchPhoto(photo_id=which):
            query = OF_PHOTO
        case _:
            return None
    found: str | None = None
    with suppress(*TROUBLE_OF_THE_MOMENT):
        async with database.reading() as db:
            found = await db.fetchval(query, which)
    return found


async def lead_of(db: Connection, effect: Effect | None) -> int | None:
    """The lead that an effect which is no message is about."""
    match effect:
        case OpenCheckout() | ExpireCheckout() | LookUpCheckout():
            deposit = await deposits.by_id(db, effect.deposit_id)
            return deposit.lead_id if deposit else None
        case GiveBack():
            refund = await refunds.by_id(db, effect.refund_id)
            deposit = await deposits.by_id(db, refund.deposit_id) if refund else None
            return deposit.lead_id if deposit else None
        case FetchPhoto():
            photo = await photos.by_id(db, effect.photo_id)
            return photo.lead_id if photo else None
    return None
