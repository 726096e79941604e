"""A date has its messages, computed from it when they are due."""

from datetime import datetime, timedelta

from tattoobot.actions.cancel_lead import cancel_lead
from tattoobot.actions.mark_booked import mark_booked
from tattoobot.actions.move_date import move_date
from tattoobot.domain.lead import Status
from tattoobot.domain.messages import Kind
from tests.actions.send_reminders.conftest import DAY, HOUR, Time
from tests.builders import NOW, a_message

STARTS_AT = NOW.replace(hour=14) + 5 * DAY
PHONE = "15550100001"


async def a_date(time: Time, starts_at: datetime = STARTS_AT) -> int:
    lead = await time.a_lead(Status.BOOKING_PENDING, PHONE)
    async with time.database.transaction() as db:
        await mark_booked(db, time.house, lead, time.now, starts_at=starts_at)
    await time.do("DELETE FROM outbox WHERE kind = 'SendMessage'")
    return lead


async def writes(time: Time, text: str, *, choice: str = "") -> None:
    kind = Kind.CHOICE if choice else Kind.TEXT
    message = a_message(text, kind, choice=choice or None, phone=PHONE, user_id=f"GB.{PHONE}", at=time.now)
    await time.receive(message, now=time.now)


async def asked(time: Time) -> str:
    """Until the client is asked whether they come. The id of the button that says so."""
    await time.pass_until(STARTS_AT - 52 * HOUR)
    await time.reacts(time.now)
    await time.pass_until(STARTS_AT - 47 * HOUR)
    body: str = await time.value("SELECT body FROM messages WHERE text LIKE '%Are you coming?%'")
    assert f"date:confirm:{int(STARTS_AT.timestamp())}" in body
    return f"date:confirm:{int(STARTS_AT.timestamp())}"


async def to_artist(time: Time) -> list[str]:
    rows = await time.rows("SELECT text FROM messages WHERE artist_id IS NOT NULL ORDER BY id")
    return [row["text"] for row in rows]


async def test_client_who_says_yes_is_thanked_and_the_artist_hears_nothing(time: Time) -> None:
    await a_date(time)
    confirm = await asked(time)

    await writes(time, "I'm coming", choice=confirm)
    told = await time.pass_until(STARTS_AT - HOUR)

    assert "that's noted" in (await time.said())[-2]
    assert [text.split("!")[0][:11] for text in told] == ["See you on "]
    assert await to_artist(time) == []


async def test_typed_yes_counts_and_a_silent_client_is_told_to_the_artist(time: Time) -> None:
    await a_date(time)
    await asked(time)

    await time.pass_until(STARTS_AT - 24 * HOUR)

    [told] = await to_artist(time)
    assert "has not said yet whether they come" in told
    await writes(time, "yes")
    assert "that's noted" in (await time.said())[-1]


async def test_another_date_is_passed_on_and_the_date_is_not_spoken_of_meanwhile(time: Time) -> None:
    await a_date(time)
    confirm = await asked(time)

    await writes(time, "Another date", choice=confirm.replace("confirm", "move"))
    told = await time.pass_until(STARTS_AT + 3 * DAY)

    assert told == []
    [call] = await to_artist(time)
    assert "would like another date" in call
    assert "by your rule, it may stay with you" in call
    assert await time.offered() == ["move", "cancel", "answer"]


async def test_moved_date_has_its_messages_anew_and_nothing_is_said_of_the_old_one(time: Time) -> None:
    lead, later = await a_date(time), STARTS_AT + 7 * DAY
    await asked(time)
    async with time.database.transaction() as db:
        await move_date(db, time.house, lead, time.now, starts_at=later)

    assert "You have a new date with Robin" in (await time.said())[-1]
    quiet = await time.pass_until(later - 52 * HOUR)
    await time.reacts(time.now)
    told = await time.pass_until(later - HOUR)

    assert quiet == []
    assert ["coming?" in text or text.startswith("See you") for text in told] == [True, True]
    assert len(await to_artist(time)) == 1


async def test_cancelled_date_takes_its_messages_back(time: Time) -> None:
    lead = await a_date(time)
    async with time.database.transaction() as db:
        await cancel_lead(db, time.house, lead, time.now)
    before = len(await time.said())

    await time.pass_until(STARTS_AT + 3 * DAY)

    assert len(await time.said()) == before
    assert await to_artist(time) == []


async def test_confirmation_of_an_earlier_date_confirms_no_other(time: Time) -> None:
    lead = await a_date(time)
    old = f"date:confirm:{int((STARTS_AT - timedelta(days=1)).timestamp())}"

    await writes(time, "I'm coming", choice=old)
    await asked(time)

    await time.pass_until(STARTS_AT - 24 * HOUR)
    assert len(await to_artist(time)) == 1
    assert await time.status(lead) == "booked"
