"""Whoever was answered waits no more until they write again; what is to be decided stays on the desk all the same."""

from datetime import timedelta

import pytest

from tattoobot.actions.call_artist import tell_waiting
from tattoobot.actions.hand_back import resume_overdue
from tattoobot.db import leads
from tattoobot.db.leads import Flag
from tattoobot.db.waiting import undecided
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import Status
from tests.builders import NOW, a_message, a_picture
from tests.web.artist.test_giving_back import a_paid_lead
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


async def order_of_acts(owner: Browser, lead: int) -> list[str]:
    page = await owner.see(f"/desk/leads/{lead}")
    acts = [str(form["action"]) for form in page.forms]
    return [act.rsplit("/", 1)[1] for act in acts if act.count("/") == 4 and not act.endswith("hand-back")]


async def told_last(desk: Desk) -> str:
    said = await desk.value(
        "SELECT text FROM messages WHERE artist_id IS NOT NULL AND client_id IS NULL ORDER BY id DESC LIMIT 1"
    )
    return str(said)


async def waiting_to_be_decided(desk: Desk) -> list[int]:
    async with desk.database.reading() as db:
        return [one.lead_id for one in await undecided(db, desk.house.first_artist.id)]


@pytest.mark.parametrize(
    ("status", "state"), [(Status.PENDING_APPROVAL, "Needs you"), (Status.DEPOSIT_PAID, "Deposit paid")]
)
async def test_what_the_artist_is_to_decide_stays_when_they_answer_and_says_that_they_did(
    desk: Desk, owner: Browser, status: Status, state: str
) -> None:
    lead = await desk.a_lead(status)
    before = (await owner.see()).words

    await answer(desk, owner, lead)
    answered, digest = (await owner.see()).words, await waiting_to_be_decided(desk)
    await writes(desk, "lovely, thanks")
    again = (await owner.see()).words

    assert [state in words for words in (before, answered, again)] == [True, True, True]
    assert ["You answered" in words for words in (before, answered, again)] == [False, True, False]
    assert digest == []


@pytest.mark.parametrize("by", ["answer", "take-over"])
async def test_the_yes_stays_the_main_button_while_a_person_writes_with_the_client(
    desk: Desk, owner: Browser, by: str
) -> None:
    lead = await desk.a_lead()
    if by == "answer":
        await answer(desk, owner, lead)
    else:
        await owner.press(f"/desk/leads/{lead}/take-over", at=f"/desk/leads/{lead}")

    acts = await order_of_acts(owner, lead)

    assert acts[:2] == ["approve", "answer"]


async def test_after_the_yes_the_bot_answers_again_and_what_it_does_not_know_reaches_the_artist(
    desk: Desk, owner: Browser
) -> None:
    lead = await desk.a_lead()
    await answer(desk, owner, lead)
    await writes(desk, "here is my arm, 12 cm is fine")
    await desk.act(lead, "approve")

    await writes(desk, "great, can I park near the studio?")

    page = (await owner.see()).words
    assert "Has a question" in page
    assert "can I park near the studio?" in page
    assert "can I park near the studio?" in await told_last(desk)


@pytest.mark.parametrize("still", [True, False])
async def test_whoever_writes_twice_to_a_person_is_heard_a_little_later_unless_answered_before(
    desk: Desk, owner: Browser, still: bool
) -> None:
    lead = await desk.a_lead(Status.AWAITING_DEPOSIT)
    await answer(desk, owner, lead)
    await writes(desk, "ok!")
    await writes(desk, "and could my sister come along?")
    words = (await owner.see()).words
    if not still:
        await answer(desk, owner, lead)

    desk.time.at += timedelta(minutes=31)
    async with desk.database.transaction() as db:
        await tell_waiting(db, desk.house, desk.time())

    assert "New: and could my sister come along?" in words
    assert ("and could my sister come along?" in await told_last(desk)) is still


@pytest.mark.parametrize("by", ["artist", "clock"])
@pytest.mark.parametrize(
    ("words", "stands"),
    [
        ("Wann hat Robin Zeit? Geht es auch abends?", True),
        ("can my sister come along", True),
        ("¿puedo llevar a mi perro?", True),
        ("on peut payer en trois fois ?", True),
        ("posso levar a minha filha?", True),
        ("lovely, thank you", False),
        ("about 12 cm", False),
    ],
)
async def test_what_was_asked_of_the_artist_last_stands_when_the_bot_goes_on(
    desk: Desk, owner: Browser, words: str, stands: bool, by: str
) -> None:
    lead = await desk.a_lead(Status.QUALIFYING, asked="size")
    await answer(desk, owner, lead)
    await writes(desk, words)

    if by == "artist":
        await desk.act(lead, "hand-back")
    else:
        desk.time.at += desk.house.studio.handover.resume_after
        async with desk.database.transaction() as db:
            await resume_overdue(db, desk.house, desk.time())

    page = (await owner.see()).words
    assert ("Has a question" in page, words in page) == (stands, stands)


async def test_what_the_artist_answered_before_they_let_the_bot_go_on_is_no_open_question(
    desk: Desk, owner: Browser
) -> None:
    lead = await desk.a_lead(Status.QUALIFYING, asked="size")
    await answer(desk, owner, lead)
    await writes(desk, "can my sister come along?")
    await answer(desk, owner, lead)

    await desk.act(lead, "hand-back")

    assert "Nobody waits for you" in (await owner.see()).words


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

    assert (await order_of_acts(owner, lead))[0] == first


async def test_a_picture_that_came_after_the_answer_is_said_on_the_card(desk: Desk, owner: Browser) -> None:
    lead = await desk.a_lead()
    await answer(desk, owner, lead)
    before = (await owner.see()).words
    desk.time.at += MINUTE

    photo = a_picture(phone="15550100001", user_id="GB.15550100001", at=desk.time())
    await desk.receive(photo, now=desk.time())
    came = (await owner.see()).words
    await writes(desk, "is that all right?")

    assert "New:" not in before
    assert "New: a picture" in came
    assert "New: is that all right?" in (await owner.see()).words


async def test_the_bot_is_not_said_to_go_on_asking_while_a_person_answers(desk: Desk, owner: Browser) -> None:
    lead = await desk.a_lead(Status.QUALIFYING, asked="size")
    at = f"/desk/leads/{lead}"
    asking = "The bot is still asking Maya"
    before = (await owner.see(at)).words

    await owner.press(f"{at}/take-over", at=at)

    assert (asking in before, asking in (await owner.see(at)).words) == (True, False)


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.REJECTED])
async def test_money_of_an_enquiry_that_is_over_waits_for_the_artist_with_a_button_that_gives_it_back(
    desk: Desk, owner: Browser, status: Status
) -> None:
    lead = await a_paid_lead(desk)
    await desk.act(lead, "cancel")
    await desk.value("UPDATE leads SET status = $2 WHERE id = $1 RETURNING id", lead, status)

    listed = (await owner.see()).words
    acts = await order_of_acts(owner, lead)
    await desk.act(lead, "forfeit")

    assert "Still has money with you" in listed
    assert listed.count(f"#{lead}") == 1
    assert acts[0] == "refund"
    assert "Nobody waits for you" in (await owner.see()).words


async def test_the_link_of_a_yes_that_was_taken_back_did_not_run_out(desk: Desk, owner: Browser) -> None:
    lead = await desk.a_lead()
    await desk.act(lead, "approve")

    await desk.act(lead, "withdraw")

    soon = (await owner.see(f"/desk/leads/{lead}")).words
    desk.time.at += timedelta(days=4)
    for words in (soon, (await owner.see(f"/desk/leads/{lead}")).words):
        assert "Deposit: Link closed" in words
        assert "ran out" not in words
