"""However much clients want of the artist: a few messages, and one about the rest."""

from datetime import timedelta

from tattoobot.actions.call_artist import tell_waiting
from tattoobot.domain.lead import Status
from tests.actions.conftest import Bench
from tests.builders import NOW, a_message

HALF_AN_HOUR = timedelta(minutes=30)


async def told_the_artist(bench: Bench) -> list[str]:
    rows = await bench.rows("SELECT text FROM messages WHERE artist_id IS NOT NULL ORDER BY id")
    return [row["text"] for row in rows]


async def test_the_same_wish_of_one_client_reaches_the_artist_once_and_the_rest_together(
    bench: Bench,
) -> None:
    await bench.a_lead(Status.BOOKED)

    for n in range(6):
        message = a_message(f"I need to cancel please, number {n}", user_id="GB.15550100001")
        await bench.receive(message, now=NOW + timedelta(seconds=n))

    assert len(await told_the_artist(bench)) == 1
    assert len(await bench.said()) == 1
    for minutes in (31, 32, 90):
        async with bench.database.transaction() as db:
            await tell_waiting(db, bench.house, NOW + timedelta(minutes=minutes))
    told = await told_the_artist(bench)
    assert len(told) == 2
    assert told[1].startswith("5 more calls are waiting")


async def test_another_wish_of_the_same_client_is_told_at_once(bench: Bench) -> None:
    await bench.a_lead(Status.BOOKED)

    for text in ("sorry, I'm running late!", "no, I have to cancel"):
        await bench.receive(a_message(text, user_id="GB.15550100001"))

    assert len(await told_the_artist(bench)) == 2


async def test_strangers_who_all_want_a_person_do_not_flood_the_artist(bench: Bench) -> None:
    for n in range(15):
        phone = f"155501001{n:02}"
        message = a_message("let me speak to a human", phone=phone, user_id=f"GB.{phone}")
        await bench.receive(message)

    assert len(await told_the_artist(bench)) == 12
    assert await bench.value("SELECT count(*) FROM handovers WHERE ended_at IS NULL") == 15
    async with bench.database.transaction() as db:
        assert await tell_waiting(db, bench.house, NOW + HALF_AN_HOUR) == 1
    assert (await told_the_artist(bench))[-1].startswith("3 more calls are waiting")
