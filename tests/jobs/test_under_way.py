"""What worker after worker dies of is put aside, and the others go on."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from tattoobot.actions.keep_messages import keep_messages
from tattoobot.db.presence import Presence
from tattoobot.db.under_way import MOST_DEATHS, WORKERS_DIED, UnderWay
from tattoobot.jobs.inbox import Inbox
from tattoobot.jobs.reminders import Reminders
from tests.actions.conftest import Bench
from tests.builders import NOW, a_message


@pytest.fixture
async def presence(bench: Bench) -> AsyncIterator[Presence]:
    """The worker that lives."""
    living = Presence(bench.database)
    await living.start()
    yield living
    await living.stop()


async def die(bench: Bench, work: str, item: int, times: int) -> None:
    """Workers that begin with it, one after the other, and are gone: of a dead process, its lock goes too."""
    for _ in range(times):
        worker = Presence(bench.database)
        await worker.start()
        await UnderWay(bench.database, worker, work).begin(item)
        await worker.stop()


def an_inbox(bench: Bench, presence: Presence) -> Inbox:
    return Inbox(bench.database, bench.house, lambda: NOW, livemode=False, presence=presence)


async def two_updates(bench: Bench, provider: str) -> list[int]:
    rows = await bench.rows(
        "INSERT INTO inbox (provider, external_id, kind, payload)"
        ' VALUES ($1, \'first\', \'unknown\', \'{"id": "evt_1", "type": "unknown"}\'),'
        ' ($1, \'second\', \'unknown\', \'{"id": "evt_2", "type": "unknown"}\') RETURNING id',
        provider,
    )
    return sorted(row["id"] for row in rows)


async def stands(bench: Bench, item: int) -> tuple[bool, str | None]:
    [row] = await bench.rows("SELECT handled_at IS NOT NULL AS done, failure FROM inbox WHERE id = $1", item)
    return row["done"], row["failure"]


@pytest.mark.parametrize("provider", ["whatsapp", "stripe"])
async def test_update_that_three_workers_died_with_is_put_aside(
    bench: Bench, presence: Presence, provider: str
) -> None:
    first, second = await two_updates(bench, provider)
    # The last one's death is found by whoever comes next.
    await die(bench, "arrival", first, MOST_DEATHS)

    inbox = an_inbox(bench, presence)
    while await inbox.step():
        pass

    assert await stands(bench, first) == (False, WORKERS_DIED)
    assert (await stands(bench, second))[0]
    assert await bench.value("SELECT count(*) FROM under_way") == 0


async def test_update_that_two_workers_died_with_is_dealt_with(bench: Bench, presence: Presence) -> None:
    first, _ = await two_updates(bench, "whatsapp")
    await die(bench, "arrival", first, MOST_DEATHS - 1)

    await an_inbox(bench, presence).step()

    assert await stands(bench, first) == (True, None)


async def test_worker_that_starts_notes_each_turn_before_it_takes_it(
    bench: Bench, presence: Presence
) -> None:
    async with bench.database.transaction() as db:
        both = [a_message("hi", phone=phone, user_id=None) for phone in ("15550100001", "15550100002")]
        await keep_messages(db, bench.house, both, NOW)
    killer, other = await _due(bench)
    await die(bench, "turn", killer, MOST_DEATHS)

    inbox = an_inbox(bench, presence)
    while await inbox.step():
        pass

    assert await _due(bench) == [killer]
    assert await bench.value("SELECT cause FROM turns_aside") == WORKERS_DIED
    assert await bench.value("SELECT turn_due_at FROM clients WHERE id = $1", killer) > NOW + timedelta(
        days=1
    )
    assert await bench.value("SELECT turn_due_at FROM clients WHERE id = $1", other) is None


async def test_lead_whose_reminders_three_workers_died_with_is_left_alone(
    bench: Bench, presence: Presence
) -> None:
    killer, other = await bench.a_lead(phone="15550100001"), await bench.a_lead(phone="15550100002")
    await bench.rows("UPDATE clients SET turn_due_at = NULL RETURNING id")
    await bench.rows(
        "INSERT INTO lead_checks (lead_id, look_at) VALUES ($1, $3), ($2, $3)"
        " ON CONFLICT (lead_id) DO UPDATE SET look_at = EXCLUDED.look_at RETURNING lead_id",
        killer,
        other,
        NOW,
    )
    await die(bench, "reminder", killer, MOST_DEATHS)

    reminders = Reminders(bench.database, bench.house, lambda: NOW, presence)
    while await reminders.sweep():
        pass

    look_at = "SELECT look_at FROM lead_checks WHERE lead_id = $1"
    assert await bench.value(look_at, killer) == NOW + timedelta(days=30)
    assert await bench.value(look_at, other) != NOW


async def test_what_a_living_worker_has_in_hand_is_left_to_it(bench: Bench, presence: Presence) -> None:
    mine = UnderWay(bench.database, presence, "turn")
    other = Presence(bench.database)
    await other.start()

    begun = [await mine.begin(1), await mine.begin(1), await UnderWay(bench.database, other, "turn").begin(1)]
    await other.stop()

    assert begun == [0, 0, None]


async def _due(bench: Bench) -> list[int]:
    rows = await bench.rows("SELECT id FROM clients WHERE turn_due_at IS NOT NULL ORDER BY id")
    return [row["id"] for row in rows]
