"""The engine keeps going, and shows what breaks."""

from tattoobot.db.wake import wake
from tattoobot.jobs.engine import Engine
from tests.actions.conftest import Bench
from tests.product.conftest import eventually


async def test_a_job_that_breaks_is_shown_until_it_works_again(bench: Bench) -> None:
    broken = True

    async def work() -> None:
        if broken:
            raise KeyError

    async def shown() -> bool:
        return bool(await bench.value("SELECT count(*) FROM job_failures WHERE job = 'inbox'"))

    async def gone() -> bool:
        return not await shown()

    engine = Engine(bench.database)
    engine.handler("inbox", work)
    engine.start()
    try:
        async with bench.database.transaction() as db:
            await wake(db, "inbox")
        await eventually(shown)
        cause = await bench.value("SELECT cause FROM job_failures")
        broken = False
        async with bench.database.transaction() as db:
            await wake(db, "inbox")
        await eventually(gone)
    finally:
        await engine.stop()

    assert cause == "A mistake of ours: KeyError."
