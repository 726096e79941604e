"""What is pressed is done a moment later, once; until then it can be taken back as if it had not been pressed."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tattoobot.db import desk_acts
from tattoobot.domain.lead import Status
from tattoobot.web.desk.undo import carry_out_due
from tests.builders import a_message
from tests.web.artist.page import Page, everything
from tests.web.conftest import Desk
from tests.web.desk.conftest import Browser, Colleague

TEN = timedelta(seconds=10)


@pytest.fixture
def web(web: Any) -> Any:
    """A house whose artists may take things back."""
    return replace(web, house=replace(web.house, undo=TEN))


async def press(owner: Browser, lead: int, action: str, **fields: str) -> tuple[int, Page]:
    at = f"/desk/leads/{lead}"
    shown = (await owner.see(at)).fields
    answer = await owner.post(
        f"{at}/{action}", csrf=shown["csrf"], was=shown.get("was", "pending_approval"), **fields
    )
    if answer.status_code == 303:
        return 303, await owner.see(answer.headers["location"])
    return answer.status_code, Page(answer.text)


async def later(desk: Desk, seconds: int = 10) -> None:
    desk.time.at += timedelta(seconds=seconds)
    await carry_out_due(desk.database, desk.web.house, desk.time())


async def test_an_act_is_done_after_a_moment_and_only_then(desk: Desk, owner: Browser) -> None:
    lead = await desk.a_lead()
    before = await everything(desk)

    code, page = await press(owner, lead, "approve", amount="80", note="Love it!")

    assert code == 303
    assert "Approve · £80: goes through in a moment" in page.words
    assert await everything(desk) == before
    await later(desk, 9)
    assert await everything(desk) == before
    await later(desk, 1)
    assert await desk.status(lead) == "awaiting_deposit"
    assert await desk.value("SELECT amount::text FROM deposits") == "80.000"
    assert "Undo" not in (await owner.see(f"/desk/leads/{lead}")).words.split("What you can do")[0]


@pytest.mark.parametrize(
    ("status", "action", "fields"),
    [
        (Status.PENDING_APPROVAL, "approve", {}),
        (Status.PENDING_APPROVAL, "reject", {"reason": "Not mine."}),
        (Status.PENDING_APPROVAL, "answer", {"text": "Hello"}),
        (Status.DEPOSIT_PAID, "send-booking-link", {"url": "https://cal.example.com/me"}),
        (Status.BOOKING_PENDING, "mark-booked", {"starts_at": "2026-04-01T10:00"}),
        (Status.BOOKED, "cancel", {}),
    ],
)
async def test_every_act_can_be_taken_back_whole(
    desk: Desk, owner: Browser, status: Status, action: str, fields: dict[str, str]
) -> None:
    lead = await desk.a_lead(status)
    before = await everything(desk)
    await press(owner, lead, action, **fields)

    answer = await owner.press(f"/desk/leads/{lead}/undo")
    page = await owner.see(answer.headers["location"])
    await later(desk)

    assert "Taken back. Nothing was done or said." in page.words
    assert await everything(desk) == before
    assert await desk.value("SELECT count(*) FROM desk_acts") == 0


async def test_undo_that_comes_too_late_says_so(desk: Desk, owner: Browser) -> None:
    lead = await desk.a_lead()
    await press(owner, lead, "reject")
    await later(desk)

    answer = await owner.press(f"/desk/leads/{lead}/undo")

    assert "too late" in (await owner.see(answer.headers["location"])).words
    assert await desk.status(lead) == "rejected"


async def test_what_is_mistyped_is_told_at_once(desk: Desk, owner: Browser) -> None:
    lead = await desk.a_lead()

    code, page = await press(owner, lead, "approve", amount="80,0,0", note="Love it!")
    small, _ = await press(owner, lead, "approve", amount="0.10")

    assert (code, small) == (303, 303)
    assert page.fields["amount"] == "80,0,0"
    assert await desk.value("SELECT count(*) FROM desk_acts") == 0


async def test_one_act_waits_at_a_time_and_two_presses_are_one(desk: Desk, owner: Browser) -> None:
    lead = await desk.a_lead()

    await press(owner, lead, "approve")
    code, page = await press(owner, lead, "reject")
    await later(desk)
    await later(desk)

    assert code == 303
    assert "Approve: goes through in a moment" in page.words
    assert await desk.status(lead) == "awaiting_deposit"
    assert await desk.value("SELECT count(*) FROM deposits") == 1


async def test_what_things_have_overtaken_is_not_done_and_the_page_says_so(
    desk: Desk, owner: Browser
) -> None:
    lead = await desk.a_lead()
    await press(owner, lead, "reject")
    await desk.act(lead, "approve")

    await later(desk)

    assert await desk.status(lead) == "awaiting_deposit"
    assert "Not done: Reject." in (await owner.see(f"/desk/leads/{lead}")).words


async def test_done_and_undone_at_once_is_one_of_both(desk: Desk, owner: Browser) -> None:
    for n in range(5):
        lead = await desk.a_lead(phone=f"1555010000{n}")
        await press(owner, lead, "reject")
        desk.time.at += TEN

        answer, _ = await asyncio.gather(
            owner.press(f"/desk/leads/{lead}/undo"),
            carry_out_due(desk.database, desk.web.house, desk.time()),
        )
        said = (await owner.see(answer.headers["location"])).words

        undone = "Taken back" in said
        assert undone is (await desk.status(lead) == "pending_approval")
        assert undone is not ("too late" in said)


async def test_a_worker_that_finds_it_twice_does_it_once(desk: Desk, owner: Browser) -> None:
    lead = await desk.a_lead()
    await press(owner, lead, "answer", text="Hello Maya")
    desk.time.at += TEN

    await asyncio.gather(*(carry_out_due(desk.database, desk.web.house, desk.time()) for _ in range(3)))

    assert await desk.value("SELECT count(*) FROM messages WHERE text = 'Hello Maya'") == 1


async def test_another_artist_takes_nothing_back(desk: Desk, owner: Browser, a_colleague: Colleague) -> None:
    lead = await desk.a_lead()
    await press(owner, lead, "reject")

    async with a_colleague() as http:
        csrf = Page((await http.get("/desk/devices")).text).fields["csrf"]
        answer = await http.post(
            f"/desk/leads/{lead}/undo", data={"csrf": csrf}, headers={"Origin": "http://desk.example.com"}
        )

    assert answer.status_code == 404
    async with desk.database.reading() as db:
        assert await desk_acts.of_leads(db, [lead])


async def test_what_cannot_be_undone_later_says_so_before(desk: Desk, owner: Browser) -> None:
    lead = await desk.a_lead()

    page = await owner.see(f"/desk/leads/{lead}?do=approve")

    assert "It happens 10 seconds after you press; until then you can undo it." in page.words


async def test_ten_times_the_usual_is_asked_back_before_anything_waits(desk: Desk, owner: Browser) -> None:
    lead = await desk.a_lead()

    code, page = await press(owner, lead, "approve", amount="800")
    meant, waits = await press(owner, lead, "approve", amount="800", confirm=page.fields["confirm"])

    assert (code, meant) == (303, 303)
    assert "Approve · £800: goes through in a moment" in waits.words


async def test_it_is_taken_back_from_the_list_as_well_and_the_artist_stays_there(
    desk: Desk, owner: Browser
) -> None:
    lead = await desk.a_lead()
    before = await everything(desk)
    await press(owner, lead, "approve", amount="80")

    page = await owner.see()
    answer = await owner.press(f"/desk/leads/{lead}/undo", at="/desk", to="list")
    after = await owner.see(answer.headers["location"])
    await later(desk)

    assert "Maya Example · Approve · £80: goes through in a moment" in page.words
    assert f"/desk/leads/{lead}/undo" in [form["action"] for form in page.forms]
    assert answer.headers["location"] == "/desk"
    assert "Taken back. Nothing was done or said." in after.words
    assert "goes through" not in after.words
    assert await everything(desk) == before


async def test_the_list_shows_the_last_few_that_wait_even_where_nobody_else_does(
    desk: Desk, owner: Browser
) -> None:
    for n in range(6):
        lead = await desk.a_lead(phone=f"1555010000{n}", name=f"Client{n} Example")
        await press(owner, lead, "reject")
        desk.time.at += timedelta(seconds=1)

    words = (await owner.see()).words
    await later(desk, 9)

    assert [f"Client{n} Example · Reject: goes" in words for n in range(6)] == [False, False, *[True] * 4]
    assert "goes through" not in (await owner.see()).words


async def test_another_artist_sees_nothing_of_it_on_their_list(
    desk: Desk, owner: Browser, a_colleague: Colleague
) -> None:
    lead = await desk.a_lead()
    await press(owner, lead, "reject")

    async with a_colleague() as http:
        theirs = (await http.get("/desk")).text

    assert "Maya Example" not in theirs


@pytest.mark.parametrize("status", [Status.QUALIFYING, Status.PENDING_APPROVAL, Status.AWAITING_DEPOSIT])
async def test_what_a_client_asks_right_after_the_bot_was_let_on_is_put_to_the_artist(
    desk: Desk, owner: Browser, status: Status
) -> None:
    lead = await desk.a_lead(status, asked="size" if status is Status.QUALIFYING else "")
    await desk.act(lead, "messages", json={"text": "Hello Maya"})
    desk.time.at += timedelta(minutes=1)
    page = (await owner.see(f"/desk/leads/{lead}")).fields

    await owner.post(f"/desk/leads/{lead}/hand-back", csrf=page["csrf"], was=status.value)
    desk.time.at += timedelta(seconds=2)
    asks = "is there parking near you, and can my sister sit with me?"
    message = a_message(asks, phone="15550100001", user_id="GB.15550100001", at=desk.time())
    await desk.receive(message, now=desk.time())

    assert "Let the bot go on" not in (await owner.see(f"/desk/leads/{lead}")).words
    assert (
        await desk.value("SELECT count(*) FROM calls WHERE reason = 'question' AND told_at IS NOT NULL") == 1
    )
    assert asks in await desk.value("SELECT text FROM messages WHERE artist_id IS NOT NULL ORDER BY id DESC")


async def test_the_worker_is_called_for_the_moment_when_it_can_no_longer_be_taken_back(
    desk: Desk, owner: Browser
) -> None:
    lead = await desk.a_lead()

    await press(owner, lead, "reject")
    await press(owner, lead, "approve")

    calls = await desk.rows("SELECT entrypoint, execute_after - created AS after FROM pgqueuer")
    assert [(call["entrypoint"], call["after"]) for call in calls] == [("pressed", TEN)]


async def test_whoever_takes_an_act_back_finds_what_they_typed_and_nobody_does_once_it_is_done(
    desk: Desk, owner: Browser
) -> None:
    lead = await desk.a_lead()
    await press(owner, lead, "approve", amount="100", note="Love it!")

    answer = await owner.press(f"/desk/leads/{lead}/undo")
    taken_back = (await owner.get(answer.headers["location"])).text
    await press(owner, lead, "answer", text="Hello")
    await later(desk)

    assert 'value="100"' in taken_back
    assert "Love it!</textarea>" in taken_back
    assert "Hello</textarea>" not in (await owner.get(f"/desk/leads/{lead}?do=answer")).text


async def test_what_is_about_to_be_booked_names_its_date(desk: Desk, owner: Browser) -> None:
    lead = await desk.a_lead(Status.BOOKING_PENDING)

    _, page = await press(owner, lead, "mark-booked", starts_at="2026-04-01T10:00")

    [said] = [part for part in page.words.split("Mark booked · ")[1:] if "goes through in a moment" in part]
    assert "1 Apr" in said.split(":")[0] + said
