"""Who writes after a no is heard: in the artist's chat and under Your turn, with the enquiry that it was about."""

from datetime import timedelta

import pytest

from tattoobot.domain.lead import Status
from tests.builders import a_message
from tests.web.conftest import Desk
from tests.web.desk.conftest import Browser
from tests.web.desk.test_lead import do


async def writes(desk: Desk, words: str) -> None:
    desk.time.at += timedelta(minutes=5)
    await desk.receive(
        a_message(words, phone="15550100001", user_id="GB.15550100001", at=desk.time()), now=desk.time()
    )


async def told(desk: Desk) -> str:
    said = await desk.value(
        "SELECT text FROM messages WHERE artist_id IS NOT NULL AND client_id IS NULL ORDER BY id DESC LIMIT 1"
    )
    return str(said)


async def test_it_waits_for_the_artist_until_they_answer_and_opens_nothing(
    desk: Desk, owner: Browser
) -> None:
    lead = await desk.a_lead()
    await desk.act(lead, "reject", json={"reason": "I'm booked up."})

    await writes(desk, "could you do it smaller?")

    assert "has written about an enquiry that is closed" in await told(desk)
    assert "could you do it smaller?" in await told(desk)
    assert await desk.rows("SELECT id FROM leads WHERE id <> $1", lead) == []
    page = await owner.see()
    assert "Has written about an enquiry that is closed" in page.words
    assert "could you do it smaller?" in page.words

    desk.time.at += timedelta(minutes=5)
    await do(owner, lead, "answer", text="8 cm would work, yes.")
    assert "could you do it smaller?" not in (await owner.see()).words


@pytest.mark.parametrize("no", ["reject", "cancel"])
async def test_a_no_answers_what_was_written_to_the_artist_before_it(
    desk: Desk, owner: Browser, no: str
) -> None:
    status = Status.PENDING_APPROVAL if no == "reject" else Status.AWAITING_DEPOSIT
    lead = await desk.a_lead(status)
    await do(owner, lead, "answer", text="Could it be 12 cm?")
    await writes(desk, "15 cm would be ok too")
    assert "15 cm would be ok too" in (await owner.see()).words

    desk.time.at += timedelta(minutes=5)
    await desk.act(lead, no, json={"reason": "My calendar is full."})

    assert "Nobody waits" in (await owner.see()).words
    assert "Wrote:" not in (await owner.see(f"/desk/leads/{lead}")).words
    await writes(desk, "what a pity, could you do it in June?")
    page = (await owner.see()).words
    assert "could you do it in June?" in page
    assert "Rejected" in page if no == "reject" else "Cancelled" in page


async def test_another_piece_is_another_enquiry_beside_it(desk: Desk) -> None:
    lead = await desk.a_lead()
    await desk.act(lead, "reject")

    await writes(desk, "could you do it smaller?")
    await writes(desk, "then I'd love a swallow on my ankle")

    rows = await desk.rows("SELECT id, status FROM leads ORDER BY id")
    assert [row["status"] for row in rows] == [Status.REJECTED, Status.QUALIFYING]
    of = await desk.rows("SELECT lead_id FROM messages WHERE direction = 'in' AND text <> '' ORDER BY id")
    assert [row["lead_id"] for row in of] == [row["id"] for row in rows]


@pytest.mark.parametrize("words", ["thanks anyway", "ok"])
async def test_a_courtesy_wakes_nobody(desk: Desk, owner: Browser, words: str) -> None:
    lead = await desk.a_lead()
    await desk.act(lead, "reject")
    before = await desk.value("SELECT count(*) FROM messages WHERE client_id IS NULL")

    await writes(desk, words)

    assert await desk.value("SELECT count(*) FROM messages WHERE client_id IS NULL") == before
    assert "Nobody waits" in (await owner.see()).words
