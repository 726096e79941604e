import asyncio
from datetime import timedelta

from tattoobot.actions.keep_messages import keep_messages
from tattoobot.domain.messages import Kind
from tests.actions.conftest import Bench
from tests.builders import NOW, a_message


async def test_a_new_sender_becomes_a_client_with_their_handles(bench: Bench) -> None:
    await bench.receive(a_message("hi"))

    clients = await bench.rows("SELECT name, phone, user_id FROM clients")
    handles = await bench.rows("SELECT kind, value FROM handles ORDER BY kind")
    assert clients == [{"name": "Maya Example", "phone": "15550100001", "user_id": "GB.10000000000000000001"}]
    assert [handle["kind"] for handle in handles] == ["phone", "user_id"]


async def test_a_sender_without_a_number_is_a_client_too(bench: Bench) -> None:
    await bench.receive(a_message("hi", phone=None))

    assert await bench.rows("SELECT phone FROM clients") == [{"phone": None}]
    assert len(await bench.said()) == 1


async def test_the_same_person_by_number_and_by_id_is_one_client(bench: Bench) -> None:
    await bench.receive(a_message("hi", user_id=None))
    await bench.receive(a_message("a fox"), now=NOW + timedelta(minutes=1))
    await bench.receive(a_message("on my wrist", phone=None), now=NOW + timedelta(minutes=2))

    assert await bench.value("SELECT count(*) FROM clients") == 1


async def test_a_message_delivered_again_is_kept_and_answered_once(bench: Bench) -> None:
    message = a_message("hi")

    for _ in range(3):
        await bench.receive(message)

    assert await bench.value("SELECT count(*) FROM messages WHERE direction = 'in'") == 1
    assert len(await bench.said()) == 1


async def test_messages_that_arrive_out_of_order_are_read_in_the_order_in_which_they_were_sent(
    bench: Bench,
) -> None:
    first = a_message("i want a tattoo of a fox", at=NOW)
    second = a_message("actually a wolf", at=NOW + timedelta(seconds=5))

    await bench.receive(second, first)

    texts = await bench.rows("SELECT text FROM messages WHERE direction = 'in' ORDER BY at")
    assert [row["text"] for row in texts] == ["i want a tattoo of a fox", "actually a wolf"]
    assert await bench.value("SELECT count(*) FROM leads") == 1


async def test_an_artist_who_writes_hears_what_works_and_a_phone_that_answers_by_itself_is_not_talked_to_for_ever(
    bench: Bench,
) -> None:
    for minutes in range(10):
        at = NOW + timedelta(minutes=minutes)
        await bench.receive(a_message("hi there", phone="15550100999", user_id=None, at=at), now=at)

    said = await bench.rows(
        "SELECT text, artist_id, client_id FROM messages WHERE direction = 'out' ORDER BY id"
    )
    assert [row["client_id"] for row in said] == [None] * 6
    assert all(row["artist_id"] is not None for row in said)
    assert said[0]["text"].startswith("What works here")


async def test_an_artist_is_not_told_how_to_decide_for_a_thumb_or_an_old_message(bench: Bench) -> None:
    thumb = a_message("👍", phone="15550100999", user_id=None, kind=Kind.REACTION)
    old = a_message("hi", phone="15550100999", user_id=None, at=NOW - timedelta(hours=2))

    await bench.receive(old, thumb, now=NOW)

    assert await bench.value("SELECT count(*) FROM messages WHERE direction = 'out'") == 0


async def test_the_artists_own_messages_open_no_enquiry(bench: Bench) -> None:
    await bench.receive(a_message("ok", phone="15550100999", user_id=None))

    assert await bench.value("SELECT count(*) FROM clients") == 0


async def test_two_batches_with_one_client_at_once_lose_nothing(bench: Bench) -> None:
    async def keep(text: str) -> None:
        async with bench.database.transaction() as db:
            await db.execute("SELECT pg_advisory_xact_lock(7262032, hashtext('whatsapp'))")
            await keep_messages(db, bench.house, [a_message(text)], NOW)

    await asyncio.gather(*(keep(f"message {n}") for n in range(20)))

    assert await bench.value("SELECT count(*) FROM clients") == 1
    assert await bench.value("SELECT count(*) FROM messages") == 20


async def test_the_service_window_belongs_to_the_client_and_never_moves_back(bench: Bench) -> None:
    await bench.receive(a_message("late", at=NOW + timedelta(hours=2)))
    await bench.receive(a_message("early", at=NOW), now=NOW + timedelta(minutes=1))

    assert await bench.value("SELECT last_message_at FROM clients") == NOW + timedelta(hours=2)
