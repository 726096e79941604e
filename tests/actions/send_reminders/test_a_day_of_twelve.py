"""A day of twelve enquiries, with questions, answers and a payment: the artist's chat stays short."""

import math
from dataclasses import replace
from datetime import timedelta

from tattoobot.actions.answer_client import answer_client
from tattoobot.actions.approve_lead import approve_lead
from tattoobot.domain.lead import Status
from tattoobot.domain.messages import Kind
from tests.actions.send_reminders.conftest import HOUR, Time
from tests.builders import NOW, a_message

IDEAS = (
    "A small fine line fox, sitting, looking back over its shoulder",
    "A peony for my grandmother",
    "My dog's paw print",
    "A snake around the ankle",
    "Two swallows",
    "The word Ohana in small letters",
    "An anchor over an old star",
    "A moth with open wings",
    "A mountain line, the one above our village",
    "A bunch of wild flowers, thin lines, no shading",
    "A compass, no letters",
    "A koi, half sleeve, in colour",
)
EVERY = timedelta(minutes=45)
ON_A_LINE = 31
"""Characters of the sandbox's phone."""
AROUND = 4
"""Lines that a button, the time and the space between two messages take."""
TWO_SCREENS = 55
"""Lines, where a phone is as high as most."""


async def confirms(time: Time, n: int) -> int:
    lead = await time.a_lead(
        Status.QUALIFYING,
        f"155501010{n:02}",
        name=f"Client {chr(65 + n)}",
        wrote=time.now,
        asked="summary",
        idea=IDEAS[n],
    )
    await writes(time, n, "Send it", choice="summary:send")
    return lead


async def writes(time: Time, n: int, text: str, choice: str | None = None) -> None:
    phone = f"155501010{n:02}"
    kind = Kind.TEXT if choice is None else Kind.CHOICE
    message = a_message(
        text,
        kind,
        choice=choice,
        phone=phone,
        user_id=f"GB.{phone}",
        at=time.now,
        name=f"Client {chr(65 + n)}",
    )
    await time.receive(message, now=time.now)


async def to_artist(time: Time) -> list[str]:
    query = "SELECT text FROM messages WHERE client_id IS NULL AND direction = 'out' ORDER BY id"
    return [row["text"] for row in await time.rows(query)]


def lines_on_the_phone(texts: list[str]) -> int:
    return sum(
        AROUND + sum(max(1, math.ceil(len(line) / ON_A_LINE)) for line in text.splitlines()) for text in texts
    )


async def a_day(time: Time) -> list[int]:
    made = []
    for n in range(12):
        made.append(await confirms(time, n))
        if n == 2:
            await writes(time, 1, "can I pay in cash on the day?")
        if n == 4:
            await writes(time, 3, "could I talk to a real person please?")
        if n == 5:
            async with time.database.transaction() as db:
                await approve_lead(db, time.house, made[0], time.now)
            await time.open_page()
        if n == 6:
            await time.pay()
        if n == 8:
            async with time.database.transaction() as db:
                await answer_client(
                    db, time.house, made[3], "Of course, I call you at six.", time.now, may_wait=True
                )
            await writes(time, 0, "saturdays would be best")
        await time.pass_until(time.now + EVERY)
    await time.pass_until(NOW + 13 * HOUR)
    return made


async def test_it_fits_on_two_screens_of_their_phone(time: Time) -> None:
    await a_day(time)

    told = await to_artist(time)

    assert len(told) <= 8
    assert lines_on_the_phone(told) <= TWO_SCREENS, "\n---\n".join(told)


async def test_nobody_is_missing_when_the_day_is_over(time: Time) -> None:
    await a_day(time)

    told = "\n".join(await to_artist(time))

    assert [idea for idea in IDEAS if idea.split(",")[0][:20] not in told] == []


async def test_whoever_comes_while_others_wait_is_told_of_with_them_within_four_hours(time: Time) -> None:
    await confirms(time, 0)
    assert [text.startswith("New enquiry") for text in await to_artist(time)] == [True]

    await confirms(time, 1)
    await time.pass_until(time.now + HOUR)
    await confirms(time, 2)
    told = await to_artist(time)
    assert len(told) == 2
    assert told[-1].startswith("2 wait for you")

    await time.pass_until(time.now + 4 * HOUR)
    assert (await to_artist(time))[-1].splitlines() == [
        "3 wait for you, the oldest since today 10:00. New: 1",
        "My dog's paw print · …",
    ]


async def test_a_studio_may_want_each_alone(time: Time) -> None:
    handover = replace(time.house.studio.handover, briefs_alone=3)
    time.house = replace(time.house, studio=replace(time.house.studio, handover=handover))

    for n in range(4):
        await confirms(time, n)

    told = await to_artist(time)
    assert [text.startswith("New enquiry") for text in told] == [True, True, True, False]
