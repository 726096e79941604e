"""What breaks a batch is found and put aside; what passes by itself is left to pass."""

from collections.abc import Awaitable, Callable

import asyncpg
import pytest
from structlog.testing import capture_logs

from tattoobot.db.engine import Connection
from tattoobot.jobs.together import alone, cause_of, together
from tests.actions.conftest import Bench

DEADLOCK = "DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'deadlock_detected'; END $$"
MISTAKE = "SELECT 1 / 0"


def breaks(bench: Bench, statement: str) -> Callable[[], Awaitable[str]]:
    async def batch() -> str:
        async with bench.database.transaction() as db:
            await db.execute(statement)
        return "at once"

    return batch


async def one_by_one() -> str:
    return "one by one"


async def put_aside(db: Connection, error: Exception) -> None:
    await db.execute("UPDATE clock SET ahead_seconds = 2")


async def test_what_breaks_together_is_done_one_by_one(bench: Bench) -> None:
    with capture_logs() as logged:
        done = await together("work", breaks(bench, MISTAKE), one_by_one)

    assert done == "one by one"
    assert [line["event"] for line in logged] == ["work_failed_together"]


async def test_deadlock_of_a_batch_sends_nobody_one_by_one(bench: Bench) -> None:
    with pytest.raises(asyncpg.DeadlockDetectedError):
        await together("work", breaks(bench, DEADLOCK), one_by_one)


@pytest.mark.parametrize(("statement", "ahead"), [(MISTAKE, 2), (DEADLOCK, 0)])
async def test_only_what_does_not_pass_is_put_aside(bench: Bench, statement: str, ahead: int) -> None:
    async def piece(db: Connection) -> None:
        await db.execute("UPDATE clock SET ahead_seconds = 1")
        await db.execute(statement)

    raised = None
    try:
        await alone(bench.database, "work", piece, put_aside, item=1)
    except asyncpg.DeadlockDetectedError as error:
        raised = error

    assert (raised is None) is (statement == MISTAKE)
    assert await bench.value("SELECT ahead_seconds FROM clock") == ahead


def test_cause_says_what_broke_and_nothing_of_what_was_said() -> None:
    assert cause_of(ValueError("a client's words")) == "A mistake of ours: ValueError."
