"""What WhatsApp reports about our messages: sent, delivered, read, failed."""

from collections.abc import Sequence
from datetime import datetime

from tattoobot.actions.house import House
from tattoobot.actions.record_refusal import follow_refusal
from tattoobot.db import leads, receipts, transcript
from tattoobot.db.engine import Connection
from tattoobot.db.leads import Flag
from tattoobot.db.receipts import Moved
from tattoobot.db.wake import OUTBOX, wake
from tattoobot.domain.delivery import Failure
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.messages import Receipt
from tattoobot.domain.retrying import sent_anew


async def record_receipts(db: Connection, house: House, news: Sequence[Receipt], now: datetime) -> None:
    """A failure after acceptance is a failure: the artist is shown which message did not arrive, and why."""
    if not news:
        return
    failures = {receipt.provider_id: receipt.failure for receipt in news if receipt.failure is not None}
    failed = [message for message in await receipts.record(db, news) if message.status == "failed"]
    flags = []
    for message in failed:
        failure = failures.get(message.provider_id or "")
        if failure and await _dealt_with(db, house, message, failure, now):
            continue
        if message.lead_id is not None:
            detail = {"message_id": message.message_id, "cause": message.cause}
            flags.append(Flag(message.lead_id, FlagReason.MESSAGE_FAILED, detail))
    await leads.raise_flags(db, flags, now)


async def _dealt_with(db: Connection, house: House, message: Moved, failure: Failure, now: datetime) -> bool:
    """True where a template replaces the message or it is queued again: a passing fault may be over by then."""
    if await follow_refusal(db, house, failure, message.message_id, now):
        return True
    wait = sent_anew(failure, now - message.at)
    if wait is None or not await transcript.send_anew(db, message.message_id, now + wait, now):
        return False
    await wake(db, OUTBOX, after=wait)
    return True
