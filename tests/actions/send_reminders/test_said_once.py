"""A reminder is said once, whatever happens meanwhile, and one that fails keeps nobody waiting."""

import asyncio

import asyncpg
import pytest
from structlog.testing import capture_logs

from tattoobot.actions.send_reminders import send_reminders
from tattoobot.db.reminders import TALKS_MINUTES
from tests.actions.send_reminders.conftest import HOUR, Time
from tests.builders import NOW, a_message

MINUTE = HOUR / 60


async def test_ten_sweeps_at_once_remind_everybody_once(time: Time) -> None:
    for number in range(30):
        phone = f"155501001{number:02}"
        await time.receive(a_message("hi", at=NOW, phone=phone, user_id=f"GB.{phone}"))
    time.now = NOW + 5 * HOUR

    async def work() -> int:
        async with time.database.transaction() as db:
            return await send_reminders(db, time.house, time.now, limit=7)

    looked_at = sum(await asyncio.gather(*(work() for _ in range(10))))
    await asyncio.gather(*(work() for _ in range(10)))

    assert 0 < looked_at <= 30
    assert await time.dealt_with() == [("unfinished", "sent")] * 30
    assert await time.value("SELECT count(*) FROM messages WHERE text LIKE 'Still here%'") == 30
    assert (
        await time.value("SELECT count(DISTINCT client_id) FROM messages WHERE text LIKE 'Still here%'") == 30
    )


async def test_sweep_that_dies_before_its_commit_has_said_nothing_and_the_next_says_it(time: Time) -> None:
    await time.unfinished()
    time.now = NOW + 5 * HOUR

    async def die() -> None:
        async with time.database.transaction() as db:
            await send_reminders(db, time.house, time.now)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await die()
    nothing = await time.dealt_with()
    await time.sweep()

    assert nothing == []
    assert await time.dealt_with() == [("unfinished", "sent")]


async def test_look_that_is_repeated_says_nothing_again(time: Time) -> None:
    await time.unfinished()
    await time.pass_until(NOW + 5 * HOUR)

    await time.do("UPDATE lead_checks SET look_at = '-infinity'")
    told = await time.pass_until(NOW + 6 * HOUR)

    assert told == []


@pytest.mark.parametrize(
    ("minutes", "talks_on", "looked_at"),
    [((0, 1, 2, 3), False, 0), ((0, 5), False, 1), ((0, 1, 2, 3, 4), True, 1)],
    ids=["not while they talk", "once they are quiet", "at its own minute though they talk on"],
)
async def test_lead_that_has_changed_is_looked_at_some_minutes_later(
    time: Time, minutes: tuple[int, ...], talks_on: bool, looked_at: int
) -> None:
    await time.sweep()  # what a worker that has just started looks at, it looks at alone
    lead = await time.unfinished()
    begins = (
        NOW + (1 - lead - int(NOW.timestamp()) // 60) % TALKS_MINUTES * MINUTE
    )  # four minutes before its own
    await time.do("UPDATE clients SET last_message_at = $1", begins)

    for minute in minutes:
        time.now = begins + minute * MINUTE
        if talks_on:
            await time.do("UPDATE clients SET last_message_at = $1", time.now)
        await time.sweep()

    assert await time.value("SELECT count(*) FROM lead_checks WHERE look_at > '-infinity'") == looked_at


async def test_lead_that_cannot_be_dealt_with_keeps_nobody_else_waiting(time: Time) -> None:
    bad = await time.unfinished()
    await time.receive(a_message("hi", at=NOW, phone="15550100002", user_id="GB.2"))
    # Nothing of ours writes such answers.
    await time.do("UPDATE leads SET answers = '{\"idea\": 5}' WHERE id = $1", bad)
    time.now = NOW + 5 * HOUR

    with capture_logs() as logged:
        await time.sweep()

    assert {"event": "reminder_failed", "lead_id": bad}.items() <= logged[-1].items()
    assert await time.rows("SELECT lead_id <> $1 AS other FROM reminders", bad) == [{"other": True}]
    assert await time.value("SELECT look_at > $2 FROM lead_checks WHERE lead_id = $1", bad, time.now) is True


async def test_deadlock_puts_no_lead_aside(time: Time) -> None:
    await time.unfinished()
    await time.do(
        "CREATE FUNCTION break_it() RETURNS trigger LANGUAGE plpgsql"
        " AS $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'deadlock_detected'; END $$"
    )
    await time.do("CREATE TRIGGER breaks BEFORE INSERT ON reminders EXECUTE FUNCTION break_it()")
    time.now = NOW + 5 * HOUR

    with pytest.raises(asyncpg.DeadlockDetectedError):
        await time.sweep()
    await time.do("DROP TRIGGER breaks ON reminders")
    await time.do("DROP FUNCTION break_it()")
    await time.sweep()

    assert await time.dealt_with() == [("unfinished", "sent")]
