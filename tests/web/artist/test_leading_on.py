"""A page whose link has done its work, or that things have overtaken, leads on to what can be done now."""

import re
from datetime import timedelta

import pytest

from tattoobot.domain.lead import Action, Status
from tests.web.artist.page import Page, everything
from tests.web.conftest import Desk


def offered(html: str) -> list[str]:
    return re.findall(r'name="go_on" value="([a-z-]+)"', html)


async def test_the_page_names_the_amount_and_a_reload_still_offers_to_take_it_back(desk: Desk) -> None:
    lead = await desk.a_lead()
    link = await desk.link(lead, Action.APPROVE)

    approved = await desk.press(link, amount="600", confirm="600.00")
    reloaded = await desk.http.get(link)

    assert "the deposit of £600" in approved.text
    assert "£600" in reloaded.text
    for page in (approved, reloaded):
        assert offered(page.text) == ["send-deposit", "answer", "withdraw", "reject", "cancel"]
        assert "Take it back" in page.text


@pytest.mark.parametrize(
    ("status", "can"),
    [
        (Status.PENDING_APPROVAL, ["approve", "answer", "reject"]),
        (Status.AWAITING_DEPOSIT, ["send-deposit", "answer", "withdraw", "reject", "cancel"]),
        (Status.DEPOSIT_PAID, ["send-booking-link", "mark-booked", "answer", "cancel"]),
        (Status.BOOKED, ["complete", "move", "answer", "cancel"]),
    ],
)
async def test_an_outdated_link_offers_what_can_be_done_now_and_looking_changes_nothing(
    desk: Desk, status: Status, can: list[str]
) -> None:
    lead = await desk.a_lead(Status.BOOKING_PENDING)
    link = await desk.link(lead, Action.MARK_BOOKED)
    await desk.rows("UPDATE leads SET status = $1 RETURNING id", status)
    before = await everything(desk)

    page = await desk.http.get(link)

    assert page.status_code == 409
    assert offered(page.text) == can
    assert await everything(desk) == before


async def test_what_ends_something_is_folded_away_below_the_rest_with_what_comes_of_it(desk: Desk) -> None:
    lead = await desk.a_lead()
    link = await desk.link(lead, Action.APPROVE)

    html = (await desk.press(link)).text

    before, folded = html.split("<details")
    assert offered(before) == ["send-deposit", "answer"]
    assert "The payment link closes, and you decide anew." in folded
    assert folded.index('"withdraw"') < folded.index("To end it") < folded.index('"reject"')
    assert "You don&#39;t take this one on." in folded


@pytest.mark.parametrize("status", [Status.PENDING_APPROVAL, Status.DEPOSIT_PAID, Status.BOOKING_PENDING])
async def test_the_chat_is_pointed_to_only_where_the_page_itself_has_no_button(
    desk: Desk, status: Status
) -> None:
    lead = await desk.a_lead(status)
    works, old = await desk.link(lead, Action.CANCEL), await desk.link(lead, Action.CANCEL, lives=timedelta())

    with_buttons = Page((await desk.http.get(f"{works}?look=1")).text)
    without = Page((await desk.http.get(old)).text)

    assert "in your chat" not in with_buttons.words
    assert "The newest link is in your chat." in without.words


async def test_a_client_who_wrote_again_can_be_decided_about_from_the_page_that_answers_them(
    desk: Desk,
) -> None:
    lead = await desk.a_lead()
    link = await desk.link(lead, Action.ANSWER)

    led = await desk.press(link, go_on="approve")

    assert offered((await desk.http.get(link)).text) == ["approve"]
    assert "Say yes to Maya?" in (await desk.http.get(led.headers["location"])).text
    assert await desk.status(lead) == "pending_approval"


async def test_what_is_led_on_to_ends_when_the_first_link_would_have(desk: Desk) -> None:
    lead = await desk.a_lead()
    link = await desk.link(lead, Action.APPROVE, lives=timedelta(hours=2))
    await desk.press(link)

    led = await desk.press(link, go_on="reject")
    form = await desk.http.get(led.headers["location"])
    desk.time.at += timedelta(hours=2)
    late = await desk.press(led.headers["location"])

    assert (led.status_code, form.status_code, late.status_code) == (303, 200, 410)
    assert "Say no to Maya?" in form.text
    assert await desk.status(lead) == "awaiting_deposit"


@pytest.mark.parametrize("used", [False, True])
async def test_a_link_that_is_too_old_offers_nothing(desk: Desk, used: bool) -> None:
    lead = await desk.a_lead()
    link = await desk.link(lead, Action.APPROVE, lives=timedelta(hours=1))
    if used:
        await desk.press(link)
    desk.time.at += timedelta(hours=1)
    tokens = await desk.value("SELECT count(*) FROM action_tokens")

    looked, pressed = await desk.http.get(link), await desk.press(link, go_on="reject")

    assert (looked.status_code, pressed.status_code) == (410, 410)
    assert offered(looked.text) == offered(pressed.text) == []
    assert await desk.value("SELECT count(*) FROM action_tokens") == tokens


@pytest.mark.parametrize("wanted", ["approve", "mark-booked", "nonsense", ""])
async def test_nobody_is_led_on_to_what_cannot_be_done_now(desk: Desk, wanted: str) -> None:
    lead = await desk.a_lead()
    link = await desk.link(lead, Action.APPROVE)
    await desk.press(link)

    answer = await desk.press(link, go_on=wanted)

    assert answer.status_code == 410
    assert await desk.value("SELECT count(*) FROM action_tokens") == 1


async def test_below_a_yes_stands_what_else_can_be_decided(desk: Desk) -> None:
    lead = await desk.a_lead()
    link = await desk.link(lead, Action.APPROVE)

    led = await desk.press(link, go_on="reject")
    await desk.press(led.headers["location"])

    assert offered((await desk.http.get(link)).text) == ["answer"]
    assert await desk.status(lead) == "rejected"


@pytest.mark.parametrize(
    ("status", "action"),
    [
        (Status.PENDING_APPROVAL, Action.REJECT),
        (Status.AWAITING_DEPOSIT, Action.SEND_DEPOSIT),
        (Status.BOOKED, Action.CANCEL),
        (Status.PENDING_APPROVAL, Action.ANSWER),
    ],
)
async def test_a_form_that_one_does_not_want_has_a_way_to_all_else(
    desk: Desk, status: Status, action: Action
) -> None:
    lead = await desk.a_lead(status)
    link = await desk.link(lead, action)
    form = (await desk.http.get(link)).text

    way_back = await desk.http.get(f"{link}?look=1")
    led_on = await desk.press(link, go_on="answer")

    assert f'href="{link}?look=1"' in form
    assert way_back.status_code == 200
    assert {action.value, "answer"} <= set(offered(way_back.text))
    assert led_on.status_code == 303
    assert await desk.status(lead) == status
    assert (await desk.http.get(link)).status_code == 200


async def test_a_client_whom_a_person_answers_can_be_handed_back_from_there(desk: Desk) -> None:
    lead = await desk.a_lead(Status.AWAITING_DEPOSIT)
    link = await desk.link(lead, Action.SEND_DEPOSIT)
    await desk.press(link)
    await desk.act(lead, "hand-over")

    assert "hand-back" in offered((await desk.http.get(link)).text)


async def test_a_date_more_than_two_years_away_is_asked_about_once(desk: Desk) -> None:
    lead = await desk.a_lead(Status.BOOKING_PENDING)
    link = await desk.link(lead, Action.MARK_BOOKED)

    asked = await desk.press(link, starts_at="2036-01-05T14:00")
    page = Page(asked.text)
    other = await desk.press(link, **{**page.fields, "starts_at": "2037-01-05T14:00"})
    meant = await desk.press(link, **page.fields)

    assert (asked.status_code, other.status_code, meant.status_code) == (422, 422, 200)
    assert "5 January 2036? That is more than two years away." in page.words.replace(
        "Saturday, ", ""
    ).replace("Saturday ", "")
    assert await desk.status(lead) == "booked"


async def test_a_date_that_is_over_is_refused_and_next_year_is_not_asked_about(desk: Desk) -> None:
    lead = await desk.a_lead(Status.BOOKING_PENDING)
    link = await desk.link(lead, Action.MARK_BOOKED)

    over = await desk.press(link, starts_at="2025-01-05T14:00")
    next_year = await desk.press(link, starts_at="2027-05-05T14:00")

    assert (over.status_code, next_year.status_code) == (422, 200)


async def test_the_page_leads_through_all_who_wait_and_back_to_the_first(desk: Desk) -> None:
    leads = [await desk.a_lead(phone=f"1555010000{n}") for n in range(1, 4)]
    await desk.a_lead(Status.BOOKED, phone="15550100009")
    link = await desk.link(leads[0], Action.APPROVE)

    seen = []
    for _ in range(3):
        page = await desk.http.get(link)
        assert "Next (2 more)" in page.text
        seen.append(int(re.findall(r"<title>#(\d+)", page.text)[0]))
        link = (await desk.press(link, go_on="next")).headers["location"]

    assert seen == leads
    assert re.findall(r"<title>#(\d+)", (await desk.http.get(link)).text) == [str(leads[0])]
    assert "next" in offered((await desk.press(link)).text)


async def test_a_link_that_is_too_old_leads_to_no_other_enquiry(desk: Desk) -> None:
    lead = await desk.a_lead()
    await desk.a_lead(phone="15550100002")
    link = await desk.link(lead, Action.APPROVE, lives=timedelta(hours=2))
    desk.time.at += timedelta(hours=3)

    assert (await desk.press(link, go_on="next")).status_code == 410


async def test_a_link_may_only_be_left_out_where_its_page_says_what_then_happens(desk: Desk) -> None:
    lead = await desk.a_lead(Status.DEPOSIT_PAID)

    page = (await desk.http.get(await desk.link(lead, Action.SEND_BOOKING_LINK))).text

    field = re.search(r'<input name="url"[^>]*>', page)
    assert field is not None
    assert (" required" in field[0]) is not ("Leave it empty" in page)
