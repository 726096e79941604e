"""The worker and the web process are killed in the middle of things; every client hears everything, once."""

import asyncio
from pathlib import Path

import asyncpg

from tests.product.conftest import Whole, eventually


async def heard_something(whole: Whole, client: str, count: int = 1) -> list[str]:
    async def look() -> list[str]:
        heard = await whole.heard(client)
        return heard if len(heard) >= count else []

    found: list[str] = await eventually(look, 40)
    return found


async def nothing_waits(whole: Whole) -> bool:
    (row,) = await whole.rows(
        "SELECT (SELECT count(*) FROM outbox) + (SELECT count(*) FROM inbox WHERE handled_at IS NULL)"
        " + (SELECT count(*) FROM clients WHERE turn_due_at IS NOT NULL) AS waiting"
    )
    return bool(row["waiting"] == 0)


async def test_delivered_but_not_recorded_is_not_said_twice(whole: Whole) -> None:
    """WhatsApp takes the message and thinks about its answer; in that moment the worker dies."""
    client = await whole.a_client()
    await whole.api("/moods", {"whatsapp": "slow"})
    await whole.says(client, "hi")
    await heard_something(whole, client)

    whole.processes.kill("worker")
    await whole.api("/moods", {"whatsapp": "ok"})
    whole.processes.start("worker", "--only", "worker")
    await eventually(lambda: nothing_waits(whole), 40)

    assert len(await whole.heard(client)) == 1
    (message,) = await whole.rows("SELECT status FROM messages WHERE direction = 'out'")
    assert message["status"] in {"sent", "delivered", "read"}


async def test_recorded_but_not_delivered_is_said_after_the_restart(whole: Whole) -> None:
    """The decision is committed and the effect waits; nobody is there to deliver it."""
    client = await whole.a_client()
    await whole.api("/moods", {"whatsapp": "down"})
    await whole.says(client, "hi")
    await eventually(lambda: whole.rows("SELECT 1 FROM outbox WHERE kind = 'SendMessage' AND attempts > 0"))

    whole.processes.kill("worker")
    await whole.api("/moods", {"whatsapp": "ok"})
    whole.processes.start("worker", "--only", "worker")

    assert len(await heard_something(whole, client)) == 1
    await eventually(lambda: nothing_waits(whole), 40)
    assert len(await whole.heard(client)) == 1


async def test_accepted_without_an_answer_is_settled_by_its_status(whole: Whole) -> None:
    client = await whole.a_client()
    await whole.api("/moods", {"whatsapp": "drops_after_accepting"})

    await whole.says(client, "hi")
    await heard_something(whole, client)
    await eventually(lambda: nothing_waits(whole), 40)

    assert len(await whole.heard(client)) == 1


async def test_page_that_was_opened_but_not_recorded_is_the_same_page_after_the_restart(whole: Whole) -> None:
    """Stripe opens the page and the worker dies: the stored key gets the same page again, and it can be paid."""
    client = await whole.a_client()
    await whole.says(client, "hi")
    await heard_something(whole, client)
    await _make_ready_for_approval(whole)
    await whole.api("/moods", {"stripe": "slow"})
    status, _ = await whole.admin("/leads/1/approve", post=True)
    assert status == 200
    await eventually(lambda: whole.api("/checkouts"))

    whole.processes.kill("worker")
    await whole.api("/moods", {"stripe": "ok"})
    whole.processes.start("worker", "--only", "worker")
    heard = await heard_something(whole, client, 2)
    await eventually(lambda: nothing_waits(whole), 40)

    assert len(await whole.api("/checkouts")) == 1
    assert len(heard) == 2
    (deposit,) = await whole.rows("SELECT status FROM deposits")
    assert deposit["status"] == "open"


async def test_payment_page_is_recorded_though_the_database_went_away_meanwhile(whole: Whole) -> None:
    client = await whole.a_client()
    await whole.says(client, "hi")
    await heard_something(whole, client)
    await _make_ready_for_approval(whole)
    await whole.api("/moods", {"stripe": "slow"})
    await whole.admin("/leads/1/approve", post=True)
    await eventually(lambda: whole.api("/checkouts"))

    await _break_connections(whole)
    await whole.api("/moods", {"stripe": "ok"})
    await heard_something(whole, client, 2)

    assert len(await whole.api("/checkouts")) == 1
    assert await whole.rows("SELECT status FROM deposits") == [{"status": "open"}]
    assert await whole.rows("SELECT 1 FROM outbox WHERE state = 'dead'") == []


async def test_photo_is_kept_once_there_is_room_on_the_disk(whole: Whole, tmp_path: Path) -> None:
    # A file in its place lets every write fail, for root too.
    (tmp_path / "photos").write_text("")
    client = await whole.a_client()
    await whole.api(f"/chats/{client}/messages", {"photo": True, "text": "like this"})
    await eventually(lambda: whole.rows("SELECT 1 FROM outbox WHERE kind = 'FetchPhoto' AND attempts > 0"))

    await asyncio.sleep(0.5)
    (tmp_path / "photos").unlink()
    await eventually(lambda: nothing_waits(whole), 40)

    assert await whole.rows("SELECT state FROM photos") == [{"state": "kept"}]


async def test_killed_at_random_moments_every_client_hears_everything_once(whole: Whole) -> None:
    """Thirty clients say three things each while the worker is killed ten times."""
    clients = [await whole.a_client() for _ in range(30)]

    async def talk(client: str) -> None:
        for number, text in enumerate(("hi", "a fox on my left wrist", "10 cm"), 1):
            await whole.says(client, text)
            await heard_something(whole, client, number)

    async def kill() -> None:
        for moment in range(10):
            await asyncio.sleep(0.35 + 0.09 * moment)
            whole.processes.kill("worker")
            whole.processes.start("worker", "--only", "worker")

    await asyncio.gather(kill(), *(talk(client) for client in clients))
    await eventually(lambda: nothing_waits(whole), 60)

    heard = [len(await whole.heard(client)) for client in clients]
    assert heard == [3] * len(clients)


async def test_web_process_that_dies_loses_nothing_that_it_acknowledged(whole: Whole) -> None:
    clients = [await whole.a_client() for _ in range(10)]

    sending = asyncio.gather(*(whole.says(client, "hi") for client in clients), return_exceptions=True)
    await asyncio.sleep(0.02)
    whole.processes.kill("web")
    whole.processes.start("web", "--only", "web")
    await whole.ready()
    await sending

    for client in clients:
        assert len(await heard_something(whole, client)) == 1


async def test_twenty_deliveries_of_one_webhook_are_one_message(whole: Whole) -> None:
    client = await whole.a_client()
    await whole.api("/deliveries/hold", {"hold": True})
    await whole.says(client, "hi")
    await whole.api("/deliveries/release", {"order": "given", "times": 20})
    await heard_something(whole, client)
    await eventually(lambda: nothing_waits(whole))

    assert len(await whole.heard(client)) == 1
    (count,) = await whole.rows("SELECT count(*) AS n FROM inbox WHERE kind = 'message'")
    assert count["n"] == 1


async def test_sigterm_finishes_what_is_held(whole: Whole) -> None:
    client = await whole.a_client()
    await whole.api("/moods", {"whatsapp": "slow"})
    await whole.says(client, "hi")
    await heard_something(whole, client)

    worker = whole.processes.running.pop("worker")
    worker.terminate()
    worker.wait(20)

    assert worker.returncode == 0
    (message,) = await whole.rows("SELECT status FROM messages WHERE direction = 'out'")
    assert message["status"] in {"sent", "delivered", "read"}
    assert await whole.rows("SELECT 1 FROM outbox WHERE kind = 'SendMessage'") == []


async def _make_ready_for_approval(whole: Whole) -> None:
    connection = await asyncpg.connect(whole.database_url)
    await connection.execute("UPDATE leads SET status = 'pending_approval', current_question = NULL")
    await connection.close()


async def _break_connections(whole: Whole) -> None:
    await whole.rows(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE application_name = 'tattoobot' AND datname = current_database()"
    )
