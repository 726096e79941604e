"""An answer that a client was promised and nobody gave: the artist is reminded, once, and the client hears of it."""

import asyncio
from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from tattoobot.actions.answer_client import artist_answered
from tattoobot.actions.hand_back import hand_back
from tattoobot.actions.hand_over import remind_unanswered
from tattoobot.actions.reject_lead import reject_lead
from tattoobot.actions.send_instead import send_instead
from tattoobot.db import leads
from tattoobot.domain.handover import HandoverRules
from tattoobot.domain.lead import Status
from tattoobot.jobs.handovers import Handovers
from tests.actions.conftest import Bench
from tests.builders import NOW, a_message

HOUR = timedelta(hours=1)
PROMISED = NOW + 8 * HOUR
"""18:00 on the studio's clock."""
WORDS = "can i talk to someone about Saturday"


@pytest.fixture(autouse=True)
def answers_at_six(bench: Bench) -> None:
    answers_at(bench, time(18))


def answers_at(bench: Bench, at: time | None) -> None:
    studio = replace(bench.house.studio, handover=HandoverRules(answers_at=at))
    bench.house = replace(bench.house, studio=studio)


async def sweep(bench: Bench, now: datetime) -> None:
    await Handovers(bench.database, bench.house, lambda: now).sweep()


async def wrote(bench: Bench, text: str, now: datetime) -> None:
    await bench.receive(a_message(text, user_id="GB.15550100001", at=now), now=now)


async def asked_for_a_person(bench: Bench, text: str = WORDS) -> int:
    lead = await bench.a_lead()
    await wrote(bench, text, NOW)
    return lead


async def told_the_artist(bench: Bench) -> list[str]:
    rows = await bench.rows(
        "SELECT text FROM messages WHERE artist_id IS NOT NULL AND client_id IS NULL ORDER BY id"
    )
    return [row["text"] for row in rows]


async def test_artist_is_reminded_once_of_whom_they_have_not_answered_in_time(bench: Bench) -> None:
    lead = await asked_for_a_person(bench)
    assert "by 18:00 today" in (await bench.said())[-1]

    await sweep(bench, PROMISED - timedelta(seconds=1))
    assert len(await told_the_artist(bench)) == 1
    for minutes in (0, 1, 60, 120):
        await sweep(bench, PROMISED + timedelta(minutes=minutes))

    [_, reminder] = await told_the_artist(bench)
    assert reminder.startswith(
        f"#{lead}: Maya Example would like to talk to a person, and nobody has answered"
    )
    assert WORDS in reminder
    assert await bench.offered() == ["answer", "hand-back"]


async def test_where_no_time_was_named_half_of_the_wait_is_the_promise(bench: Bench) -> None:
    answers_at(bench, None)
    await asked_for_a_person(bench)

    await sweep(bench, NOW + 12 * HOUR)
    assert len(await told_the_artist(bench)) == 1  # 22:00: nobody is woken
    await sweep(bench, NOW + 23 * HOUR)

    assert len(await told_the_artist(bench)) == 2


async def test_nobody_is_reminded_in_the_quiet_hours(bench: Bench) -> None:
    answers_at(bench, time(22))
    await asked_for_a_person(bench)

    await sweep(bench, NOW + 13 * HOUR)
    assert len(await told_the_artist(bench)) == 1
    await sweep(bench, NOW + 23 * HOUR)

    assert len(await told_the_artist(bench)) == 2


async def test_words_about_health_are_not_in_the_reminder(bench: Bench) -> None:
    await asked_for_a_person(bench, "my wrist is swollen and oozing, is that normal?")

    await sweep(bench, PROMISED)

    [_, reminder] = await told_the_artist(bench)
    assert "has a worry about health" in reminder
    assert "oozing" not in reminder


@pytest.mark.parametrize("settles", ["answer", "hand back", "stop", "reject"])
async def test_no_reminder_of_what_is_settled(bench: Bench, settles: str) -> None:
    lead = await asked_for_a_person(bench)
    if settles == "stop":
        await bench.opts_out(now=NOW + HOUR)
    else:
        async with bench.database.transaction() as db:
            if settles == "answer":
                await artist_answered(db, bench.house, await leads.by_id(db, lead), NOW + HOUR)
            elif settles == "hand back":
                await hand_back(db, bench.house, lead, NOW + HOUR)
            else:
                await reject_lead(db, bench.house, lead, NOW + HOUR)
    before = len(await told_the_artist(bench))

    await sweep(bench, PROMISED)

    assert len(await told_the_artist(bench)) == before


async def remind_and_die(bench: Bench) -> None:
    async with bench.database.transaction() as db:
        assert await remind_unanswered(db, bench.house, PROMISED) == 1
        raise KeyboardInterrupt


async def test_two_workers_remind_once_and_a_worker_that_dies_has_reminded_nobody(bench: Bench) -> None:
    await asked_for_a_person(bench)

    with pytest.raises(KeyboardInterrupt):
        await remind_and_die(bench)
    assert len(await told_the_artist(bench)) == 1
    await asyncio.gather(*(sweep(bench, PROMISED) for _ in range(8)))

    assert len(await told_the_artist(bench)) == 2
    assert await bench.value("SELECT count(*) FROM calls") == 2


async def test_of_many_who_wait_the_artist_is_reminded_in_one_message(bench: Bench) -> None:
    rules = HandoverRules(answers_at=time(18), calls_an_hour=1)
    bench.house = replace(bench.house, studio=replace(bench.house.studio, handover=rules))
    for n in range(3):
        phone = f"1555010010{n}"
        await bench.receive(a_message(WORDS, phone=phone, user_id=f"GB.{phone}", name=f"Client {n}"))
    await sweep(bench, NOW + HOUR)
    before = len(await told_the_artist(bench))

    for minutes in (0, 31, 60):
        await sweep(bench, PROMISED + timedelta(minutes=minutes))

    alone, together = (await told_the_artist(bench))[before:]
    assert "nobody has answered" in alone
    assert together.startswith("2 more calls are waiting")
    assert together.count(WORDS) == 2


async def test_outside_the_window_a_template_reminds_and_the_words_follow(bench: Bench) -> None:
    await asked_for_a_person(bench)
    await sweep(bench, PROMISED)
    newest = await bench.value("SELECT max(id) FROM messages")

    async with bench.database.transaction() as db:
        assert await send_instead(db, bench.house, newest, PROMISED)

    assert await bench.rows("SELECT text, status FROM messages WHERE id > $1", newest) == [
        {"text": "artist_called", "status": "queued"}
    ]
    assert await bench.value("SELECT status FROM messages WHERE id = $1", newest) == "waiting"


async def test_client_who_writes_while_it_is_late_hears_once_that_the_artist_was_reminded(
    bench: Bench,
) -> None:
    await asked_for_a_person(bench)
    await sweep(bench, PROMISED)

    for hours, text in ((1, "hello?"), (2, "can i talk to a person please"), (3, "anybody?")):
        await wrote(bench, text, PROMISED + hours * HOUR)

    [_, late, *others] = await bench.said()
    assert late == "I'm sorry you're still waiting. I've reminded Robin that you'd like an answer."
    assert not any("reminded" in text or "18:00" in text for text in others)
    assert "hello?" in (await told_the_artist(bench))[2]


async def test_start_names_no_new_time_while_it_is_late(bench: Bench) -> None:
    await asked_for_a_person(bench)
    await sweep(bench, PROMISED)
    await bench.opts_out(now=PROMISED + HOUR)

    await wrote(bench, "START", PROMISED + 2 * HOUR)

    assert "reminded Robin" in (await bench.said())[-1]
    assert "tomorrow" not in (await bench.said())[-1]


async def test_who_asks_again_after_the_clock_has_ended_it_hears_no_new_promise(bench: Bench) -> None:
    await asked_for_a_person(bench)
    await sweep(bench, PROMISED)
    await sweep(bench, NOW + 24 * HOUR)
    assert await bench.rows("SELECT ended_by FROM handovers") == [{"ended_by": "clock"}]

    await wrote(bench, "can i talk to a person now", NOW + 50 * HOUR)

    again = (await bench.said())[-1]
    assert "reminded Robin" in again
    assert "18:00" not in again
    assert len(await told_the_artist(bench)) == 3
    await wrote(bench, "hello?", NOW + 51 * HOUR)
    assert "18:00" not in (await bench.said())[-1]


async def test_who_goes_on_with_the_bot_hears_it_once_beside_the_next_question(bench: Bench) -> None:
    await bench.a_lead(Status.QUALIFYING, asked="size")
    await wrote(bench, WORDS, NOW)
    await sweep(bench, PROMISED)

    await wrote(bench, "hello?", NOW + 25 * HOUR)
    for hours, text in ((26, "hello, is this on?"), (28, "about 10 cm")):
        await wrote(bench, text, NOW + hours * HOUR)

    first, *others = (await bench.said())[1:]
    assert first.startswith("I'm sorry you're still waiting. I've reminded Robin")
    assert others
    assert not any("reminded" in text for text in others)


async def test_clock_that_ends_it_before_the_promised_time_does_not_undo_the_promise(bench: Bench) -> None:
    rules = HandoverRules(answers_at=time(18), resume_after=HOUR)
    bench.house = replace(bench.house, studio=replace(bench.house.studio, handover=rules))
    lead = await asked_for_a_person(bench)
    await sweep(bench, NOW + 2 * HOUR)

    await sweep(bench, PROMISED)

    [_, reminder] = await told_the_artist(bench)
    assert reminder.startswith(f"#{lead}: Maya Example would like to talk to a person")
    assert "Let the bot go on" not in reminder


async def test_artist_who_answers_after_the_clock_has_ended_it_is_not_reminded(bench: Bench) -> None:
    rules = HandoverRules(answers_at=time(18), resume_after=HOUR)
    bench.house = replace(bench.house, studio=replace(bench.house.studio, handover=rules))
    lead = await asked_for_a_person(bench)
    await sweep(bench, NOW + 2 * HOUR)
    async with bench.database.transaction() as db:
        await artist_answered(db, bench.house, await leads.by_id(db, lead), NOW + 3 * HOUR)
    before = len(await told_the_artist(bench))

    await sweep(bench, PROMISED)
    await wrote(bench, "thank you, see you", PROMISED + 20 * HOUR)

    assert len(await told_the_artist(bench)) == before
    assert not any("reminded" in text for text in await bench.said())
