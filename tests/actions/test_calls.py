"""However much clients want of the artist: a few messages, and one about the rest."""

import re
from datetime import timedelta

from tattoobot.actions.call_artist import tell_waiting
from tattoobot.db import waiting
from tattoobot.domain.lead import Status
from tattoobot.domain.messages import BODY_LIMIT, Kind
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


async def strangers(bench: Bench, texts: list[str], first: int = 0) -> None:
    for n, text in enumerate(texts, start=first):
        phone = f"155501001{n:02}"
        message = a_message(text, phone=phone, user_id=f"GB.{phone}", name=f"Client {chr(65 + n)}")
        await bench.receive(message)


async def tell(bench: Bench, minutes: int) -> str:
    async with bench.database.transaction() as db:
        await tell_waiting(db, bench.house, NOW + timedelta(minutes=minutes))
    return (await told_the_artist(bench))[-1]


async def test_calls_that_were_held_are_told_with_names_words_and_one_button(
    bench: Bench,
) -> None:
    await strangers(bench, ["let me speak to a human"] * 12)
    await strangers(
        bench,
        ["can I talk to a person about my refund please", "I want to talk to a person"],
        first=12,
    )

    told = await tell(bench, 31)

    assert (
        "#13: Client M would like to talk to a person.\n> can I talk to a person about my refund please"
        in told
    )
    assert "#14: Client N would like to talk to a person." in told
    assert await bench.offered() == ["answer", "hand-back"]
    async with bench.database.reading() as db:
        others = await waiting.called(db, bench.house.first_artist.id, NOW - HALF_AN_HOUR)
    assert [one.lead_id for one in others][-2:] == [13, 14]


async def test_held_calls_that_one_message_cannot_hold_follow_in_the_next(bench: Bench) -> None:
    await strangers(bench, ["let me speak to a human"] * 12)
    await strangers(bench, ["let me speak to a human, my question is: " + "why " * 200] * 20, first=12)

    first, again, *more = [await tell(bench, minutes) for minutes in (31, 40, 62, 93, 124)]

    assert first == again
    assert "… and 14 more" in first
    assert "… and 8 more" in more[0]
    assert "more, who" not in more[2]
    assert all(len(text) <= BODY_LIMIT for text in (first, *more))
    assert {int(n) for text in (first, *more) for n in re.findall(r"#(\d+):", text)} == set(range(13, 33))


async def test_what_a_client_has_deleted_meanwhile_is_not_quoted(bench: Bench) -> None:
    await strangers(bench, ["let me speak to a human"] * 12)
    await strangers(bench, ["let me speak to a human about Robin's secret"], first=12)
    deleted = await bench.value(
        "SELECT provider_id FROM messages WHERE text LIKE '%secret%' AND direction = 'in'"
    )
    revoked = a_message(
        "", Kind.REVOKE, reply_to=deleted, phone="15550100112", user_id="GB.15550100112", name="Client M"
    )
    await bench.receive(revoked)

    told = await tell(bench, 31)

    assert "#13: Client M" in told
    assert "secret" not in told


async def test_health_and_calling_off_wait_behind_nothing_else(bench: Bench) -> None:
    await bench.a_lead(Status.BOOKED, phone="15550100114")
    await bench.a_lead(Status.QUALIFYING, phone="15550100115", asked="style", idea="a fox")
    await strangers(bench, ["let me speak to a human"] * 13)

    await strangers(
        bench,
        ["I have to cancel, sorry", "fine line please, and I take blood thinners, Apixaban"],
        first=14,
    )

    told = await told_the_artist(bench)
    assert len(told) == 14
    assert "> I have to cancel, sorry" in told[12]
    assert told[13].splitlines()[1] == "Their words are on the page behind the button."
    assert "Apixaban" not in "".join(told)


async def test_of_health_too_a_flood_comes_in_one_message_and_before_the_others(bench: Bench) -> None:
    await strangers(bench, ["let me speak to a human"] * 20)
    await strangers(bench, ["I am on warfarin"] * 14, first=20)

    assert len(await told_the_artist(bench)) == 24
    held = [line for line in (await tell(bench, 31)).splitlines() if line.startswith("#")]

    assert [line.endswith("has a worry about health.") for line in held] == [True] * 2 + [False] * 4
