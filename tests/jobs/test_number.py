"""How fast the number may send is what WhatsApp says, in all workers."""

from tattoobot.adapters.whatsapp.client import WhatsApp
from tattoobot.db import number
from tattoobot.jobs.number import ask_pace
from tattoobot.jobs.pace import NumberPace
from tests.jobs.conftest import Post
from tests.sandbox.conftest import Sandbox


async def test_the_level_at_whatsapp_is_kept_and_obeyed(
    post: Post, whatsapp: WhatsApp, sandbox: Sandbox
) -> None:
    await sandbox.post("/standing", {"level": "HIGH"})

    await ask_pace(post.bench.database, whatsapp)

    async with post.bench.database.transaction() as db:
        kept = await number.pace(db)
        assert await number.messaging_limit(db) == "TIER_250"
    pace = NumberPace()
    pace.allowed(kept)
    assert kept == 1000
    assert pace.a_second == 500


async def test_where_whatsapp_cannot_be_asked_what_it_said_last_holds(
    post: Post, whatsapp: WhatsApp, sandbox: Sandbox
) -> None:
    async with post.bench.database.transaction() as db:
        await number.keep_pace(db, "NOT_APPLICABLE", 20)
    await sandbox.post("/moods", {"whatsapp": "down"})

    await ask_pace(post.bench.database, whatsapp)

    async with post.bench.database.transaction() as db:
        assert await number.pace(db) == 20


def test_a_new_installation_sends_as_fast_as_every_number_may() -> None:
    pace = NumberPace()
    pace.allowed(None)

    assert pace.a_second == 40
