"""Whoever is not heard any more is told, once, by a way that works, and once more when it is over."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from tattoobot.adapters.owner import OwnerAddress
from tattoobot.adapters.photos import Folder, PhotoStore
from tattoobot.adapters.stripe.client import Stripe
from tattoobot.adapters.whatsapp.client import WhatsApp
from tattoobot.db.health import health
from tattoobot.jobs.outbox import Outbox
from tattoobot.jobs.tools import Tools
from tattoobot.jobs.watch import Watch
from tests.jobs.conftest import Post
from tests.sandbox.conftest import Sandbox

HOUR = timedelta(hours=1)


class Owner:
    """The owner's own address, and what came there."""

    def __init__(self) -> None:
        self.told: list[dict[str, Any]] = []
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        self.told.append(await request.json())
        return web.Response(status=204)


@pytest.fixture
async def owner() -> AsyncIterator[Owner]:
    owner = Owner()
    app = web.Application()
    app.router.add_post("/alarms", owner.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    owner.url = f"http://127.0.0.1:{runner.addresses[0][1]}/alarms"
    yield owner
    await runner.cleanup()


class Watched:
    def __init__(self, post: Post, watch: Watch, outbox: Outbox, owner: Owner, sandbox: Sandbox) -> None:
        self.post = post
        self.owner = owner
        self.sandbox = sandbox
        self._watch = watch
        self._outbox = outbox

    async def look(self) -> None:
        """Look, and deliver what is to be said."""
        await self._watch.look()
        while await self._outbox.step():
            pass

    async def causes(self) -> list[str]:
        rows = await self.post.bench.rows("SELECT cause FROM alarms WHERE over_at IS NULL ORDER BY id")
        return [row["cause"] for row in rows]

    async def heard(self, kind: str, ago: timedelta) -> None:
        """An update of WhatsApp's that came so long ago."""
        await self.post.bench.value(
            "INSERT INTO inbox (provider, external_id, kind, payload, received_at, handled_at)"
            " VALUES ('whatsapp', gen_random_uuid()::text, $1, '{}', clock_timestamp() - $2::interval, now())"
            " RETURNING id",
            kind,
            ago,
        )

    async def artist_wrote(self) -> None:
        await self.post.bench.rows("UPDATE artists SET last_message_at = $1 RETURNING id", self.post.now)

    async def to_artist(self) -> list[str]:
        rows = await self.post.bench.rows(
            "SELECT text FROM messages WHERE artist_id IS NOT NULL AND direction = 'out' ORDER BY id"
        )
        return [row["text"] for row in rows]


@pytest.fixture
def watched(
    post: Post,
    whatsapp: WhatsApp,
    stripe: Stripe,
    http: aiohttp.ClientSession,
    owner: Owner,
    sandbox: Sandbox,
    tmp_path: Path,
) -> Watched:
    bench = post.bench
    watch = Watch(bench.database, bench.house, lambda: post.now, whatsapp, tmp_path, has_address=True)
    tools = Tools(
        bench.database,
        bench.house,
        lambda: post.now,
        whatsapp,
        stripe,
        PhotoStore(Folder(tmp_path / "photos")),
        owner=OwnerAddress(http, owner.url),
    )
    outbox = Outbox(tools, post.presence, unsure=timedelta(seconds=1))
    return Watched(post, watch, outbox, owner, sandbox)


async def test_a_token_that_is_refused_is_told_once_at_the_owners_address_and_when_it_is_over(
    watched: Watched,
) -> None:
    await watched.look()
    await watched.sandbox.post("/standing", {"token_ends": 1.0})

    for _ in range(3):
        await watched.look()
        watched.post.later(HOUR)
    await watched.sandbox.post("/standing", {"token_ends": 0.0})
    await watched.look()
    await watched.look()

    (raised, over) = watched.owner.told
    assert (raised["cause"], raised["over"]) == ("token", False)
    assert "WHATSAPP_ACCESS_TOKEN" in raised["text"]
    assert (over["cause"], over["over"]) == ("token", True)
    assert await watched.to_artist() == []
    assert await watched.causes() == []


async def test_what_does_not_keep_us_from_sending_is_told_on_whatsapp(watched: Watched) -> None:
    await watched.artist_wrote()
    await watched.heard("standby", HOUR)

    await watched.look()
    await watched.look()

    (text,) = await watched.to_artist()
    assert "another app answers your clients" in text
    assert "switch off Meta Business Agent" in text
    assert watched.owner.told == []


async def test_a_number_that_meta_has_cut_off_is_an_alarm(watched: Watched) -> None:
    await watched.sandbox.post("/standing", {"status": "RESTRICTED"})

    await watched.look()

    assert [told["cause"] for told in watched.owner.told] == ["account"]


async def test_another_app_that_takes_over_is_an_alarm(watched: Watched) -> None:
    await watched.heard("messaging_handovers", HOUR)

    await watched.look()

    assert await watched.causes() == ["control"]


async def test_silence_is_measured_by_what_came_before_and_is_not_learnt_while_it_alarms(
    watched: Watched,
) -> None:
    for hours in range(400, 40, -4):
        await watched.heard("message", hours * HOUR)
    await watched.look()
    assert await watched.causes() == ["silence"]

    await watched.heard("message", timedelta(seconds=1))
    await watched.look()

    assert await watched.causes() == []
    assert [told["over"] for told in watched.owner.told] == [False, True]
    longest = await watched.post.bench.value("SELECT longest FROM heard")
    assert timedelta(hours=3.9) < longest < timedelta(hours=4.1)


async def test_a_new_studio_may_be_silent(watched: Watched) -> None:
    await watched.heard("message", 100 * HOUR)

    await watched.look()

    assert await watched.causes() == []


async def test_sending_that_is_held_up_is_an_alarm(watched: Watched) -> None:
    await watched.post.bench.value(
        "INSERT INTO pauses (scope, until, since, cause)"
        " VALUES ('templates', now() + interval '1 day', now() - interval '2 hours', 'spam') RETURNING scope"
    )

    await watched.look()

    assert [told["cause"] for told in watched.owner.told] == ["sending"]


async def test_a_spreadsheet_that_cannot_be_written_is_an_alarm_after_an_hour(watched: Watched) -> None:
    await watched.post.bench.rows(
        "UPDATE sheet SET cause = 'not shared', since = $1 RETURNING id", watched.post.now
    )
    await watched.look()
    assert await watched.causes() == []

    watched.post.later(2 * HOUR)
    await watched.look()

    assert await watched.causes() == ["sheet"]


async def test_what_was_told_on_whatsapp_in_vain_is_told_at_the_address(watched: Watched) -> None:
    await watched.artist_wrote()
    await watched.heard("standby", HOUR)
    await watched.look()
    await watched.post.bench.rows(
        "UPDATE messages SET status = 'failed' WHERE artist_id IS NOT NULL AND direction = 'out' RETURNING id"
    )
    await watched.sandbox.post("/standing", {"can_send": "BLOCKED"})

    await watched.look()

    assert sorted(told["cause"] for told in watched.owner.told) == ["account", "standby"]


async def test_who_cannot_be_told_now_is_told_when_there_is_a_way(
    watched: Watched, whatsapp: WhatsApp, tmp_path: Path
) -> None:
    bench = watched.post.bench
    without = Watch(bench.database, bench.house, lambda: watched.post.now, whatsapp, tmp_path)
    await watched.sandbox.post("/standing", {"token_ends": 1.0})
    await without.look()
    assert await bench.rows("SELECT cause, told_by FROM alarms") == [{"cause": "token", "told_by": None}]

    await watched.look()

    assert [told["cause"] for told in watched.owner.told] == ["token"]


async def test_alarms_are_shown_to_whoever_asks_whether_we_are_ready(watched: Watched) -> None:
    await watched.heard("standby", HOUR)
    await watched.look()

    async with watched.post.bench.database.reading() as db:
        found = await health(db, watched.post.now)

    assert [alarm.cause for alarm in found.alarms] == ["standby"]
