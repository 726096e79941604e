"""A person decides about what could not be done: once more, or never."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from tattoobot.db import clients, dead_letters, leads
from tattoobot.db.dead_letters import DeadLetter, Kind
from tattoobot.db.engine import Connection
from tattoobot.db.leads import Entry
from tattoobot.db.wake import INBOX, OUTBOX, wake
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import Actor
from tattoobot.errors import BookingError, NotPossible

RETRIED, DROPPED = "retried", "dropped"

ASIDE_FLAGS = {Kind.OUTBOX: FlagReason.DELIVERY_FAILED, Kind.TURN: FlagReason.TURN_FAILED}
"""The flag that a letter of this kind raised on its lead."""


class DeadLetterNotFound(BookingError):
    """There is no such dead letter."""

    http_status = 404
    code = "dead_letter_not_found"


Step = Callable[[Connection, DeadLetter, datetime], Awaitable[None]]


async def retry_dead_letter(db: Connection, kind: Kind, item: str, now: datetime) -> None:
    """Asked twice, it is done once. Raises `DeadLetterNotFound`; `NotPossible` for what was dropped."""
    await _decide(db, kind, item, now, RETRIED, RETRY[kind])


async def drop_dead_letter(db: Connection, kind: Kind, item: str, now: datetime) -> None:
    """Asked twice, it is done once. Raises `DeadLetterNotFound`; `NotPossible` for what is being retried."""
    await _decide(db, kind, item, now, DROPPED, DROP[kind])


async def _decide(db: Connection, kind: Kind, item: str, now: datetime, outcome: str, step: Step) -> None:
    letter = await dead_letters.locked(db, kind, item)
    if letter is not None and letter.lead_id is not None:
        await leads.locked(db, letter.lead_id)
        # Looked at again: while we waited, the turn may have been taken, or the client turned out to be another.
        letter = await dead_letters.locked(db, kind, item)
    if letter is None:
        await _already(db, kind, item, outcome)
        return
    await _settle(db, letter, now, outcome, step)


async def settle_dead_page(db: Connection, deposit_id: int, now: datetime, *, retry: bool) -> bool:
    """The same for a payment page that could not be opened, by whoever has locked its lead. False: there is none."""
    letter = await dead_letters.of_page(db, deposit_id)
    if letter is None:
        return False
    await _settle(db, letter, now, RETRIED if retry else DROPPED, (RETRY if retry else DROP)[Kind.OUTBOX])
    return True


async def _settle(db: Connection, letter: DeadLetter, now: datetime, outcome: str, step: Step) -> None:
    await step(db, letter, now)
    await dead_letters.settle(db, letter, outcome, now)
    if letter.lead_id is not None:
        await _audit(db, letter, letter.lead_id, outcome, now)


async def _already(db: Connection, kind: Kind, item: str, outcome: str) -> None:
    before = await dead_letters.settled(db, kind, item)
    if before is None:
        raise DeadLetterNotFound
    if before != outcome:
        raise NotPossible(f"It has been {before} already.")


async def _audit(db: Connection, letter: DeadLetter, lead_id: int, outcome: str, now: datetime) -> None:
    detail = {"kind": letter.kind, "id": letter.id, "cause": letter.cause, **letter.summary}
    await leads.enter(db, [Entry(lead_id, Actor.ARTIST, f"dead_letter_{outcome}", detail=detail)], now)
    flag = ASIDE_FLAGS.get(letter.kind)
    if flag and not (letter.kind is Kind.OUTBOX and await dead_letters.another_of_lead(db, lead_id)):
        await leads.resolve_flag(db, lead_id, flag, now)


async def _retry_arrival(db: Connection, letter: DeadLetter, now: datetime) -> None:
    await dead_letters.retry_arrival(db, int(letter.id))
    await wake(db, INBOX)


async def _drop_arrival(db: Connection, letter: DeadLetter, now: datetime) -> None:
    await dead_letters.drop_arrival(db, int(letter.id), now)


async def _retry_effect(db: Connection, letter: DeadLetter, now: datetime) -> None:
    client_id = letter.summary["client_id"]
    if client_id is not None:
        await clients.lock(db, [client_id])
        if (await clients.by_id(db, client_id)).opted_out:
            raise NotPossible("The client has opted out: nothing more is sent to them.")
    await dead_letters.retry_effect(db, int(letter.id), now)
    await wake(db, OUTBOX)


async def _drop_effect(db: Connection, letter: DeadLetter, now: datetime) -> None:
    await dead_letters.drop_effect(db, int(letter.id))


async def _retry_turn(db: Connection, letter: DeadLetter, now: datetime) -> None:
    client_id = int(letter.id)
    await clients.lock(db, [client_id])
    await dead_letters.retry_turn(db, client_id, now)
    await wake(db, INBOX)


async def _drop_turn(db: Connection, letter: DeadLetter, now: datetime) -> None:
    client_id = int(letter.id)
    await clients.lock(db, [client_id])
    await dead_letters.drop_turn(db, client_id, letter.lead_id, now)


async def _retry_job(db: Connection, letter: DeadLetter, now: datetime) -> None:
    if not await dead_letters.run_schedule_now(db, letter.id):
        await wake(db, letter.id)
    await dead_letters.forget_job(db, letter.id)


async def _drop_job(db: Connection, letter: DeadLetter, now: datetime) -> None:
    await dead_letters.forget_job(db, letter.id)


RETRY: dict[Kind, Step] = {
    Kind.INBOX: _retry_arrival,
    Kind.OUTBOX: _retry_effect,
    Kind.TURN: _retry_turn,
    Kind.JOB: _retry_job,
}
DROP: dict[Kind, Step] = {
    Kind.INBOX: _drop_arrival,
    Kind.OUTBOX: _drop_effect,
    Kind.TURN: _drop_turn,
    Kind.JOB: _drop_job,
}
