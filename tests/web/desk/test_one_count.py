"""How many wait for the artist is one number: on the desk, in the message about all who wait, and in their list."""

from datetime import timedelta

import pytest

from tattoobot.actions.answer_client import answer_client
from tattoobot.actions.tell_who_waits import tell_who_waits
from tattoobot.db import desk_turn, leads
from tattoobot.db.leads import Flag
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import Status
from tests.builders import a_message
from tests.web.conftest import Desk
from tests.web.desk.conftest import Browser

ARTIST = "15550100999"


async def all_kinds(desk: Desk) -> list[int]:
    """Two to be decided about, one who has paid, one who asked something; and one who was answered."""
    statuses = (
        *(Status.PENDING_APPROVAL, Status.PENDING_APPROVAL, Status.PENDING_APPROVAL),
        *(Status.DEPOSIT_PAID, Status.BOOKED, Status.QUALIFYING),
    )
    made = [
        await desk.a_lead(status, f"1555010010{n}", name=f"Client{n} Example")
        for n, status in enumerate(statuses)
    ]
    async with desk.database.transaction() as db:
        await leads.raise_flags(db, [Flag(made[4], FlagReason.QUESTION)], desk.time())
        await answer_client(db, desk.house, made[2], "Would 12 cm be all right?", desk.time())
    return made


async def told(desk: Desk) -> str:
    return str(
        await desk.value(
            "SELECT text FROM messages WHERE artist_id IS NOT NULL AND client_id IS NULL ORDER BY id DESC LIMIT 1"
        )
    )


@pytest.mark.parametrize("decided", [False, True])
async def test_the_desk_the_message_and_the_list_say_the_same(
    desk: Desk, owner: Browser, decided: bool
) -> None:
    made = await all_kinds(desk)
    if decided:
        await desk.act(made[3], "send-booking-link", json={"url": "https://calendar.example.com"})
    desk.time.at += timedelta(hours=5)
    artist = desk.house.first_artist

    async with desk.database.transaction() as db:
        count = await desk_turn.count(db, [artist.id])
        await tell_who_waits(db, desk.house, artist, desk.time(), priority=0)
    digest, page = await told(desk), await owner.see()
    await desk.receive(a_message("list", phone=ARTIST, user_id=None, at=desk.time()), now=desk.time())
    listed = await told(desk)

    assert count == (3 if decided else 4)
    assert digest.startswith(f"{count} wait for you")
    assert listed.splitlines()[0] == f"Waiting for you: {count}"
    assert len(listed.splitlines()) == count + 1
    assert f" {count} " in page.words.split("Waiting")[0]
