"""A handover as rows: begun by either side, told once, ended by the artist or by time."""

from datetime import datetime, timedelta

import pytest

from tattoobot.actions.answer_client import ClientOptedOut, WindowClosed, answer_client
from tattoobot.actions.hand_back import hand_back, resume_overdue
from tattoobot.actions.hand_over import hand_over
from tattoobot.actions.keep_echo import keep_echo
from tattoobot.actions.keep_messages import keep_messages
from tattoobot.actions.send_reminders import send_reminders
from tattoobot.domain.lead import Status
from tattoobot.domain.messages import Inbound
from tattoobot.errors import NotPossible
from tests.actions.conftest import Bench
from tests.builders import NOW, a_message

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)

ABOUT_HEALTH = "I'm epileptic and take medication"


async def told_the_artist(bench: Bench) -> list[str]:
    rows = await bench.rows(
        "SELECT text FROM messages WHERE artist_id IS NOT NULL AND client_id IS NULL ORDER BY id"
    )
    return [row["text"] for row in rows]


async def consulting(bench: Bench) -> int:
    """A lead whose only open question is the size."""
    return await bench.a_lead(Status.QUALIFYING, asked="size")


async def with_artist(bench: Bench) -> int:
    lead = await consulting(bench)
    await bench.receive(a_message("can i talk to someone", at=NOW))
    return lead


async def wrote(bench: Bench, text: str, now: datetime) -> None:
    await bench.receive(a_message(text, at=now), now=now)


async def back(bench: Bench, lead: int, now: datetime = NOW + HOUR) -> None:
    async with bench.database.transaction() as db:
        await hand_back(db, bench.house, lead, now)


async def resume(bench: Bench, now: datetime) -> int:
    async with bench.database.transaction() as db:
        return await resume_overdue(db, bench.house, now)


async def answer(bench: Bench, lead: int, text: str, now: datetime = NOW + MINUTE) -> None:
    async with bench.database.transaction() as db:
        await answer_client(db, bench.house, lead, text, now)


async def test_asking_for_a_person_begins_one_and_the_artist_gets_the_packet(bench: Bench) -> None:
    lead = await with_artist(bench)

    assert await bench.rows("SELECT lead_id, reason, asked_by, ended_at FROM handovers") == [
        {"lead_id": lead, "reason": "human_request", "asked_by": "client", "ended_at": None}
    ]
    [packet] = await told_the_artist(bench)
    assert packet.startswith(f"#{lead}: Maya Example would like to talk to a person")
    assert "“a fox”" in packet
    assert "can i talk to someone" in packet
    assert await bench.offered() == ["answer", "hand-back"]


async def test_words_about_health_stay_out_of_the_notification(bench: Bench) -> None:
    await consulting(bench)

    await wrote(bench, "I have a heart condition, can I talk to someone?", NOW)

    [packet] = await told_the_artist(bench)
    assert "heart" not in packet


@pytest.mark.parametrize("forwarded", [True, False])
async def test_health_told_to_a_person_stays_out_of_the_notification(bench: Bench, forwarded: bool) -> None:
    await consulting(bench)

    await bench.receive(a_message("can i talk to someone"), a_message(ABOUT_HEALTH, forwarded=forwarded))
    await bench.receive(a_message(ABOUT_HEALTH, forwarded=forwarded, at=NOW + HOUR), now=NOW + HOUR)

    told = await told_the_artist(bench)
    assert len(told) == (2 if forwarded else 3)
    assert not any("epileptic" in packet for packet in told)


async def test_forwarded_health_stays_out_of_what_is_passed_on(bench: Bench) -> None:
    await bench.a_lead(Status.BOOKED)

    await bench.receive(a_message(ABOUT_HEALTH, forwarded=True), a_message("sorry, I'm running late!"))

    [told] = await told_the_artist(bench)
    assert "running late" in told
    assert "epileptic" not in told


async def test_the_bot_is_quiet_until_the_artist_hands_back(bench: Bench) -> None:
    lead = await with_artist(bench)
    await wrote(bench, "ok then", NOW + MINUTE)
    assert len(await bench.said()) == 1

    await back(bench, lead)
    await wrote(bench, "12 cm", NOW + 2 * HOUR)

    assert len(await bench.said()) == 3
    assert "how big" in (await bench.said())[1]
    assert await bench.rows("SELECT ended_by FROM handovers") == [{"ended_by": "artist"}]


async def test_more_messages_reach_the_artist_now_and_then(bench: Bench) -> None:
    await with_artist(bench)

    for minutes in (1, 5, 31, 40):
        await wrote(bench, f"hello {minutes}", NOW + minutes * MINUTE)

    assert len(await told_the_artist(bench)) == 2
    assert "hello 31" in (await told_the_artist(bench))[1]


async def test_handing_back_twice_is_refused(bench: Bench) -> None:
    lead = await with_artist(bench)
    await back(bench, lead)

    with pytest.raises(NotPossible):
        await back(bench, lead)


async def test_the_artist_takes_over_without_a_word_to_the_client(bench: Bench) -> None:
    lead = await consulting(bench)

    async with bench.database.transaction() as db:
        await hand_over(db, bench.house, lead, NOW)
    await wrote(bench, "12 cm", NOW + MINUTE)

    assert await bench.said() == []
    with pytest.raises(NotPossible):
        async with bench.database.transaction() as db:
            await hand_over(db, bench.house, lead, NOW)


async def test_the_artists_own_words_go_to_the_client_and_stand_in_the_transcript(bench: Bench) -> None:
    lead = await consulting(bench)

    await answer(bench, lead, "Hi Maya, Robin here!")

    assert await bench.rows("SELECT client_id, artist_id, text FROM messages WHERE text LIKE 'Hi Maya%'") == [
        {"client_id": 1, "artist_id": 1, "text": "Hi Maya, Robin here!"}
    ]
    assert await bench.value("SELECT order_key FROM outbox ORDER BY id LIMIT 1") == "client:1"
    assert await bench.rows("SELECT reason, asked_by FROM handovers") == [
        {"reason": "artist_answered", "asked_by": "artist"}
    ]


async def test_the_artist_writes_inside_the_window_only(bench: Bench) -> None:
    lead = await consulting(bench)

    with pytest.raises(WindowClosed):
        await answer(bench, lead, "hello", NOW + 25 * HOUR)


async def test_nobody_writes_to_a_client_who_said_stop(bench: Bench) -> None:
    lead = await with_artist(bench)
    await wrote(bench, "STOP", NOW + MINUTE)

    with pytest.raises(ClientOptedOut):
        await answer(bench, lead, "hello", NOW + 2 * MINUTE)
    await back(bench, lead)

    assert len(await bench.said()) == 2


async def test_an_answer_from_the_phone_begins_one_too_and_later_ones_keep_it(bench: Bench) -> None:
    await consulting(bench)

    for n in (0, 20):
        at = NOW + n * HOUR + MINUTE
        echo: Inbound = a_message("Hi Maya!", at=at)
        async with bench.database.transaction() as db:
            await keep_echo(db, bench.house, echo, at)

    [handover] = await bench.rows("SELECT reason, resumes_at FROM handovers")
    assert handover == {"reason": "artist_answered", "resumes_at": NOW + 44 * HOUR + MINUTE}
    assert len(await told_the_artist(bench)) == 1


GREETING = "Thanks for your message! We are tattooing right now and answer later."


async def echoed(bench: Bench, text: str, at: datetime, phone: str = "15550100001") -> None:
    echo = a_message(text, at=at, phone=phone, user_id=None)
    async with bench.database.transaction() as db:
        await keep_echo(db, bench.house, echo, at)


async def test_what_the_app_says_as_soon_as_the_client_has_written_silences_nobody(bench: Bench) -> None:
    await consulting(bench)

    await echoed(bench, GREETING, NOW + timedelta(seconds=1))
    await echoed(bench, GREETING, NOW + timedelta(seconds=2))

    assert await bench.rows("SELECT id FROM handovers") == []
    [told] = await told_the_artist(bench)
    assert "WhatsApp Business app" in told
    assert await bench.rows("SELECT happened FROM timeline") == [{"happened": "app_answered_by_itself"}] * 2


async def test_what_has_gone_to_others_word_for_word_silences_nobody(bench: Bench) -> None:
    await consulting(bench)
    await bench.a_lead(Status.QUALIFYING, phone="15550100002")

    await echoed(bench, GREETING, NOW + MINUTE, phone="15550100002")
    await echoed(bench, GREETING, NOW + MINUTE)

    assert await bench.rows(
        "SELECT l.client_id = h.client_id AS own FROM handovers h, leads l WHERE l.id = h.lead_id"
    ) == [{"own": True}]


async def test_a_person_who_is_there_already_may_be_quick(bench: Bench) -> None:
    await with_artist(bench)

    await echoed(bench, "Hi Maya, Robin here!", NOW + timedelta(seconds=2))

    assert "artist_answered" in {row["happened"] for row in await bench.rows("SELECT happened FROM timeline")}


async def test_nobody_handed_back_the_next_message_resumes(bench: Bench) -> None:
    await with_artist(bench)

    await wrote(bench, "hello?", NOW + 24 * HOUR)

    assert await bench.rows("SELECT ended_by FROM handovers") == [{"ended_by": "clock"}]
    assert (await bench.said())[-1].startswith("It's the booking assistant again")
    assert await bench.rows("SELECT reason FROM flags") == [{"reason": "handover_unanswered"}]


async def test_nobody_handed_back_the_sweep_resumes_and_asks_where_it_may(bench: Bench) -> None:
    await with_artist(bench)
    await wrote(bench, "hello?", NOW + 23 * HOUR)

    assert await resume(bench, NOW + 23 * HOUR) == 0
    assert await resume(bench, NOW + 24 * HOUR) == 1

    assert "how big" in (await bench.said())[-1]
    assert await resume(bench, NOW + 25 * HOUR) == 0


async def test_outside_the_window_the_sweep_says_nothing(bench: Bench) -> None:
    await with_artist(bench)

    assert await resume(bench, NOW + 26 * HOUR) == 1

    assert len(await bench.said()) == 1


async def test_after_the_sweep_outside_the_window_the_open_question_is_put_as_if_for_the_first_time(
    bench: Bench,
) -> None:
    await with_artist(bench)
    (before,) = await bench.rows("SELECT current_question, asked FROM leads")
    assert before["asked"]

    await resume(bench, NOW + 26 * HOUR)

    assert await bench.rows("SELECT current_question, asked FROM leads") == [{**before, "asked": {}}]
    await wrote(bench, "hello, anybody?", NOW + 27 * HOUR)
    assert "how big" in (await bench.said())[-1]


async def test_a_client_has_one_handover_however_often_they_ask(bench: Bench) -> None:
    await with_artist(bench)

    await wrote(bench, "i said a HUMAN please", NOW + MINUTE)

    assert await bench.value("SELECT count(*) FROM handovers") == 1
    assert len(await bench.said()) == 1


async def test_a_handover_belongs_to_the_lead_that_goes_on_when_two_clients_are_one(bench: Bench) -> None:
    await with_artist(bench)
    other = await bench.a_lead(Status.DEPOSIT_PAID, phone="15550100002")
    message = a_message("me", phone="15550100002", user_id="GB.10000000000000000001", at=NOW + MINUTE)

    async with bench.database.transaction() as db:
        await keep_messages(db, bench.house, [message], NOW + MINUTE)

    assert await bench.rows("SELECT client_id, lead_id FROM handovers WHERE ended_at IS NULL") == [
        {"client_id": 1, "lead_id": other}
    ]


async def test_no_reminder_talks_over_the_artist(bench: Bench) -> None:
    lead = await with_artist(bench)

    async with bench.database.transaction() as db:
        await send_reminders(db, bench.house, NOW + 5 * HOUR)
    assert await bench.value("SELECT count(*) FROM reminders") == 0
    await back(bench, lead, NOW + 5 * HOUR)
    async with bench.database.transaction() as db:
        await send_reminders(db, bench.house, NOW + 5 * HOUR)

    assert await bench.rows("SELECT kind FROM reminders") == [{"kind": "unfinished"}]
