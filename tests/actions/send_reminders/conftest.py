"""Reminders with a real database, and with time that passes."""

from datetime import datetime, timedelta

import pytest

from tattoobot.actions.approve_lead import approve_lead
from tattoobot.actions.house import House
from tattoobot.actions.record_checkout import record_checkout
from tattoobot.actions.record_look_up import record_look_up
from tattoobot.actions.record_payment import record_payment
from tattoobot.actions.send_booking_link import send_booking_link
from tattoobot.db import leads, outbox
from tattoobot.db.engine import Database
from tattoobot.db.leads import Entry
from tattoobot.db.presence import Presence
from tattoobot.domain.lead import Actor, Happened, Status
from tattoobot.domain.payment import Outcome, Payment
from tattoobot.jobs.reminders import Reminders
from tests.actions.conftest import Bench
from tests.builders import NOW

HOUR = timedelta(hours=1)


DAY = timedelta(days=1)


class Time(Bench):
    """A bench on which time passes."""

    def __init__(self, database: Database, house: House) -> None:
        super().__init__(database, house)
        self.now = NOW
        self.sweeper = Reminders(database, house, lambda: self.now, Presence(database))

    async def pass_until(self, moment: datetime, *, delivered: bool = True) -> list[str]:
        """Time passes, with a sweep whenever there is something to look at. What clients were told meanwhile."""
        before = len(await self.said())
        while self.now < moment:
            await self.sweep()
            soonest = "SELECT greatest(min(look_at), $1) FROM lead_checks HAVING count(*) > 0"
            look_at = await self.value(soonest, self.now)
            self.now = min(max(look_at or moment, self.now + HOUR / 4), moment)
            await self.sweep()
            if delivered:
                await self.do("DELETE FROM outbox WHERE kind = 'SendMessage'")
        return (await self.said())[before:]

    async def sweep(self) -> None:
        while await self.sweeper.sweep() or await self.stripe_answers():
            pass

    async def stripe_answers(self) -> bool:
        """That nothing has happened on the pages that it is asked about."""
        asked = await self.rows("SELECT id, body FROM outbox WHERE kind = 'LookUpCheckout'")
        for question in asked:
            async with self.database.transaction() as db:
                await record_look_up(
                    db, self.house, question["body"]["deposit_id"], None, self.now, livemode=False
                )
                await outbox.delivered(db, [(question["id"], None, None)])
        return bool(asked)

    async def unfinished(self) -> int:
        """Somebody has begun an enquiry, at `NOW`."""
        return await self.a_lead(Status.QUALIFYING, asked="size")

    async def pending(self) -> int:
        lead = await self.a_lead(Status.PENDING_APPROVAL)
        entry = Entry(
            lead, Actor.CLIENT, Happened.BRIEF_COMPLETED, Status.QUALIFYING, Status.PENDING_APPROVAL
        )
        async with self.database.transaction() as db:
            await leads.enter(db, [entry], NOW)
        return lead

    async def unpaid(self, asked: datetime = NOW, wrote: datetime = NOW) -> int:
        """An approved lead with its payment page, open for 23 hours."""
        lead = await self.a_lead(Status.PENDING_APPROVAL, wrote=wrote)
        async with self.database.transaction() as db:
            await approve_lead(db, self.house, lead, asked)
        await self.open_page()
        return lead

    async def open_page(self) -> None:
        async with self.database.transaction() as db:
            deposit = await db.fetchval("SELECT max(id) FROM deposits")
            page = await db.fetchval("SELECT max(id) FROM attempts")
            url = f"https://pay.example.com/{page}"
            await record_checkout(db, self.house, deposit, f"cs_{page}", url, self.now)

    async def without_date(self) -> int:
        lead = await self.a_lead(Status.DEPOSIT_PAID)
        async with self.database.transaction() as db:
            await send_booking_link(db, self.house, lead, NOW, url="https://cal.example.com/robin")
        return lead

    async def do(self, statement: str, *values: object) -> None:
        async with self.database.transaction() as db:
            await db.execute(statement, *values)

    async def pay(self, outcome: Outcome = Outcome.PAID) -> None:
        session = await self.value("SELECT session_id FROM deposits ORDER BY id DESC LIMIT 1")
        payment = Payment(outcome, session, 6000, "GBP", False)
        async with self.database.transaction() as db:
            await record_payment(db, self.house, payment, self.now, livemode=False)

    async def dealt_with(self) -> list[tuple[str, str]]:
        rows = await self.rows("SELECT kind, coalesce(reason, outcome) AS end FROM reminders ORDER BY at, id")
        return [(row["kind"], row["end"]) for row in rows]

    async def told_artist(self) -> list[str]:
        rows = await self.rows("SELECT text FROM messages WHERE artist_id IS NOT NULL ORDER BY id")
        return [row["text"].splitlines()[0] for row in rows]


@pytest.fixture
def time(database: Database, house: House) -> Time:
    return Time(database, house)
