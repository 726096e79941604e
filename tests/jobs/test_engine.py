"""The engine keeps going, hears whoever wakes it, and shows what breaks."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

from tattoobot.db.presence import LOCKS, Presence
from tattoobot.db.wake import wake
from tattoobot.jobs.engine import Engine
from tests.actions.conftest import Bench
from tests.product.conftest import eventually


class Heard:
    """A job that counts how often it was done."""

    def __init__(self) -> None:
        self.times = 0

    async def __call__(self) -> None:
        self.times += 1

    def more_than(self, times: int) -> Callable[[], Awaitable[bool]]:
        async def heard() -> bool:
            return self.times > times

        return heard


@asynccontextmanager
async def running(bench: Bench, work: Callable[[], Awaitable[None]]) -> AsyncIterator[Engine]:
    presence = Presence(bench.database)
    engine = Engine(bench.database, presence)
    engine.handler("inbox", work)
    await presence.start()
    engine.start()
    try:
        yield engine
    finally:
        await engine.stop()
        await presence.stop()


async def test_a_job_that_breaks_is_shown_until_it_works_again(bench: Bench) -> None:
    broken = True

    async def work() -> None:
        if broken:
            raise KeyError

    async def shown() -> bool:
        return bool(await bench.value("SELECT count(*) FROM job_failures WHERE job = 'inbox'"))

    async def gone() -> bool:
        return not await shown()

    async with running(bench, work):
        async with bench.database.transaction() as db:
            await wake(db, "inbox")
        await eventually(shown)
        cause = await bench.value("SELECT cause FROM job_failures")
        broken = False
        async with bench.database.transaction() as db:
            await wake(db, "inbox")
        await eventually(gone)

    assert cause == "A mistake of ours: KeyError."


async def test_a_run_that_breaks_after_a_later_one_worked_is_not_shown(
    bench: Bench,
) -> None:
    runs = itertools.count(1)
    worked, late = asyncio.Event(), asyncio.Event()

    async def work() -> None:
        if next(runs) == 1:
            await late.wait()
            raise KeyError
        worked.set()

    async with running(bench, work):
        async with bench.database.transaction() as db:
            await wake(db, "inbox")
        await asyncio.wait_for(worked.wait(), 40)
        late.set()

    assert await bench.value("SELECT count(*) FROM job_failures") == 0


async def test_every_worker_hears_a_call_once_it_is_committed_and_it_leaves_no_row(bench: Bench) -> None:
    one, other = Heard(), Heard()
    async with running(bench, one), running(bench, other):
        await eventually(one.more_than(0))
        await eventually(other.more_than(0))
        before = one.times, other.times

        async with bench.database.transaction() as db:
            await wake(db, "inbox")
            await bench.value("SELECT pg_sleep(0.05)")
            during = one.times, other.times

        await eventually(one.more_than(before[0]))
        await eventually(other.more_than(before[1]))

    assert during == before
    assert await bench.value("SELECT count(*) FROM pgqueuer_log") == 0


async def test_what_was_called_for_while_no_worker_lived_is_looked_at_at_the_start(bench: Bench) -> None:
    work = Heard()
    async with bench.database.transaction() as db:
        await wake(db, "inbox")

    async with running(bench, work):
        await eventually(work.more_than(0))


async def test_a_worker_that_was_deaf_looks_at_everything_when_it_hears_again(bench: Bench) -> None:
    work = Heard()
    async with running(bench, work):
        await eventually(work.more_than(0))
        before = work.times

        await bench.value(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_locks"
            f" WHERE locktype = 'advisory' AND classid = {LOCKS} AND granted"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        )
        await eventually(work.more_than(before))
        before = work.times

        async with bench.database.transaction() as db:
            await wake(db, "inbox")
        await eventually(work.more_than(before))


async def test_a_call_for_later_is_kept_though_every_worker_dies(bench: Bench) -> None:
    work = Heard()
    async with bench.database.transaction() as db:
        await wake(db, "inbox", after=timedelta(seconds=0.3))

    async with running(bench, work):
        await eventually(work.more_than(1))


async def test_a_worker_that_stops_finishes_what_it_was_called_for(bench: Bench) -> None:
    done = False

    async def work() -> None:
        nonlocal done
        await bench.value("SELECT pg_sleep(0.2)")
        done = True

    async with running(bench, work):
        pass

    assert done
