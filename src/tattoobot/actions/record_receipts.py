"""What WhatsApp reports about our messages: sent, delivered, read, failed."""

from collections.abc import Sequence
from datetime import datetime

from tattoobot.actions.house import House
from tattoobot.actions.send_instead import send_instead
from tattoobot.db import leads, transcript
from tattoobot.db.engine import Connection
from tattoobot.db.leads import Flag
from tattoobot.domain.delivery import Reaction
from tattoobot.domain.messages import Receipt


async def record_receipts(db: Connection, house: House, receipts: Sequence[Receipt], now: datetime) -> None:
    """A failure after acceptance is a failure: the artist is shown which message did not arrive, and why."""
    if not receipts:
        return
    too_late = {
        receipt.provider_id
        for receipt in receipts
        if receipt.failure is not None and receipt.failure.reaction is Reaction.WINDOW_CLOSED
    }
    failed = [message for message in await transcript.receipts(db, receipts) if message.status == "failed"]
    flags = []
    for message in failed:
        if message.provider_id in too_late and await send_instead(db, house, message.message_id, now):
            continue
        if message.lead_id is not None:
            detail = {"message_id": message.message_id, "cause": message.cause}
            flags.append(Flag(message.lead_id, "message_failed", detail))
    await leads.raise_flags(db, flags, now)
