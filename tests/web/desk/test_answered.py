"""Whoever was answered waits no more: not on the desk, not in the digest, not in the API; until they write again."""

from datetime import timedelta

import pytest

from tattoobot.actions.hand_back import resume_overdue
from tattoobot.actions.tell_who_waits import undecided
from tattoobot.db import leads
from tattoobot.db.leads import Flag
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import Status
from tests.builders import NOW, a_message
from tests.web.conftest import Desk
from tests.web.desk.conftest import Browser
from tests.web.desk.test_lead import do

MINUTE = timedelta(minutes=1)


async def answer(desk: Desk, owner: Browser, lead: int) -> None:
    desk.time.at += MINUTE
    code, _ = await do(owner, lead, "answer", text="Yes, cash is fine.")
    assert code == 303


async def writes(desk: Desk, words: str) -> None:
    desk.time.at += MINUTE
    await desk.receive(
        a_message(words, phone="15550100001", user_id="GB.15550100001", at=desk.time()), now=desk.time()
    )


async def waiting_to_be_decided(desk: Desk) -> list[int]:
    async with desk.database.reading() as db:
        return [one.lead_id for one in await undecided(db, desk.house.first_artist.id)]


async def test_who_was_answered_is_in_no_list_of_the_artist_until_they_write(
    desk: Desk, owner: Browser
) -> None:
    lead = await desk.a_lead()
    before = (await owner.see()).words

    await answer(desk, owner, lead)
    answered, digest = (await owner.see()).words, await waiting_to_be_decided(desk)
    await writes(desk, "lovely, thanks")

    assert "Needs you" in before
    assert "Maya" not in answered
    assert digest == []
    assert "Needs you" in (await owner.see()).words
    assert await waiting_to_be_decided(desk) == [lead]


async def test_meanwhile_the_page_and_the_search_say_so_and_the_client_is_among_those_who_owe_an_answer(
    desk: Desk, owner: Browser
) -> None:
    lead = await desk.a_lead()

    await answer(desk, owner, lead)

    for path in (f"/desk/leads/{lead}", "/desk/search?q=Maya", "/desk/waiting?who=answers"):
        words = (await owner.see(path)).words
        assert "You answered" in words, path
        assert "Needs you" not in words, path


async def test_who_never_comes_back_to_the_chat_waits_for_a_decision_again(
    desk: Desk, owner: Browser
) -> None:
    lead = await desk.a_lead()
    await answer(desk, owner, lead)

    desk.time.at += desk.house.studio.handover.resume_after
    async with desk.database.transaction() as db:
        await resume_overdue(db, desk.house, desk.time())

    assert "Needs you" in (await owner.see()).words
    assert await waiting_to_be_decided(desk) == [lead]


async def test_who_asked_for_a_person_and_writes_again_after_the_answer_waits_again(
    desk: Desk, owner: Browser
) -> None:
    lead = await desk.a_lead(Status.QUALIFYING, asked="size")
    await writes(desk, "can i talk to someone")
    asked = (await owner.see()).words

    await answer(desk, owner, lead)
    answered = (await owner.see()).words
    await writes(desk, "and could I bring my sister?")
    again = (await owner.see()).words

    assert ("Maya" in asked, "Maya" in answered, "Maya" in again) == (True, False, True)


async def test_an_answer_settles_what_was_only_asked_and_nothing_that_is_to_be_decided(
    desk: Desk, owner: Browser
) -> None:
    lead = await desk.a_lead(Status.BOOKED)
    async with desk.database.transaction() as db:
        flags = [Flag(lead, FlagReason.QUESTION), Flag(lead, FlagReason.MESSAGE_AFTER_BOOKING)]
        await leads.raise_flags(db, flags, NOW)

    await answer(desk, owner, lead)
    answered = (await desk.get(f"/leads/{lead}")).json()["needs_artist"]
    async with desk.database.transaction() as db:
        await leads.raise_flags(db, [Flag(lead, FlagReason.CANCEL_REQUEST)], NOW)
    await answer(desk, owner, lead)

    assert answered is None
    assert (await desk.get(f"/leads/{lead}")).json()["needs_artist"]["reason"] == "cancel_request"


@pytest.mark.parametrize(
    ("status", "words", "said"),
    [
        (Status.QUALIFYING, "is there parking near you, and can my sister sit with me?", "Has a question"),
        (Status.AWAITING_DEPOSIT, "is there parking near you?", "Has a question"),
        (Status.BOOKING_PENDING, "is there parking near you?", "Has a question"),
        (Status.BOOKED, "is there parking near you?", "Has a question"),
        (Status.BOOKED, "i need another date please, can we reschedule", "Would like another date"),
        (Status.BOOKED, "sorry, i have to cancel my appointment", "Would like to cancel"),
    ],
)
async def test_what_was_passed_on_waits_for_the_artist_until_they_write(
    desk: Desk, owner: Browser, status: Status, words: str, said: str
) -> None:
    lead = await desk.a_lead(status, asked="size" if status is Status.QUALIFYING else "")
    before = (await owner.see()).words

    await writes(desk, words)
    asked = (await owner.see()).words
    await answer(desk, owner, lead)
    answered = (await owner.see()).words
    await desk.act(lead, "hand-back")

    assert "Nobody waits for you" in before
    assert said in asked
    assert words in asked
    assert asked.count("Maya Example") == 1
    assert "Nobody waits for you" in answered
    assert "Nobody waits for you" in (await owner.see()).words


async def test_two_things_that_were_passed_on_are_one_who_waits_since_the_first(
    desk: Desk, owner: Browser
) -> None:
    lead = await desk.a_lead(Status.BOOKED)
    await writes(desk, "is there parking near you?")
    desk.time.at += timedelta(hours=2)
    await writes(desk, "sorry, i have to cancel my appointment")

    words = (await owner.see()).words

    assert words.count(f"#{lead}") == 1
    assert "Has a question 2 h" in words
    assert "Your turn 1" in words


@pytest.mark.parametrize(
    ("status", "words", "first"),
    [
        (Status.BOOKED, "is there parking near you?", "answer"),
        (Status.AWAITING_DEPOSIT, "is there parking near you?", "answer"),
        (Status.PENDING_APPROVAL, "is there parking near you?", "approve"),
    ],
)
async def test_an_answer_comes_first_where_nothing_else_is_wanted(
    desk: Desk, owner: Browser, status: Status, words: str, first: str
) -> None:
    lead = await desk.a_lead(status)
    await writes(desk, words)

    page = await owner.see(f"/desk/leads/{lead}")

    acts = [form["action"] for form in page.forms if str(form["action"]).count("/") == 4]
    assert acts[0] == f"/desk/leads/{lead}/{first}"
