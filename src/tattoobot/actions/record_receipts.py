"""What WhatsApp reports about our messages: sent, delivered, read, failed."""

from collections.abc import Sequence
from datetime import datetime

from tattoobot.db import leads, transcript
from tattoobot.db.engine import Connection
from tattoobot.db.leads import Flag
from tattoobot.domain.messages import Receipt


async def record_receipts(db: Connection, receipts: Sequence[Receipt], now: datetime) -> None:
    """A failure after acceptance is a failure: the artist is shown which message did not arrive, and why."""
    if not receipts:
        return
    moved = await transcript.receipts(db, receipts)
    flags = [
        Flag(message.lead_id, "message_failed", {"message_id": message.message_id, "cause": message.cause})
        for message in moved
        if message.status == "failed" and message.lead_id is not None
    ]
    await leads.raise_flags(db, flags, now)
