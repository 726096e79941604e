"""What the forms on the artist's pages do, and how they read what is typed."""

from decimal import Decimal

import pytest

from tattoobot.domain.lead import Action, Status
from tests.web.artist.page import Page
from tests.web.conftest import Desk


async def test_approving_by_link_asks_for_the_deposit(desk: Desk) -> None:
    lead = await desk.a_lead()

    answer = await desk.press(await desk.link(lead, Action.APPROVE), amount="£80,50", note="Lovely idea!")

    assert answer.status_code == 200
    assert "Approved" in answer.text
    assert await desk.status(lead) == "awaiting_deposit"
    assert str(await desk.value("SELECT amount FROM deposits")) == "80.500"
    assert await desk.value("SELECT detail ->> 'note' FROM timeline") == "Lovely idea!"


async def test_a_form_without_fields_does_as_the_studio_always_does(desk: Desk) -> None:
    lead = await desk.a_lead()

    await desk.http.post(await desk.link(lead, Action.APPROVE))

    assert str(await desk.value("SELECT amount FROM deposits")) == "60.000"


async def test_yes_can_be_taken_back_from_the_page_that_says_it(desk: Desk) -> None:
    lead = await desk.a_lead()

    link = await desk.link(lead, Action.APPROVE)
    await desk.press(link)
    anew = await desk.press(link, go_on="withdraw")
    taken_back = await desk.press(anew.headers["location"], reason="I have hurt my hand.")

    assert "Taken back." in taken_back.text
    assert await desk.status(lead) == "pending_approval"
    assert "I have hurt my hand." in (await desk.said())[-1]


async def test_rejecting_by_link_tells_the_client(desk: Desk) -> None:
    lead = await desk.a_lead()

    await desk.press(await desk.link(lead, Action.REJECT), reason="I do not tattoo hands.")

    assert await desk.status(lead) == "rejected"
    (said,) = await desk.said()
    assert "I do not tattoo hands." in said


async def test_the_deposit_link_by_link(desk: Desk) -> None:
    lead = await desk.a_lead(Status.AWAITING_DEPOSIT)

    answer = await desk.press(await desk.link(lead, Action.SEND_DEPOSIT))

    assert answer.status_code == 200
    assert await desk.waiting("OpenCheckout") == 1


async def test_deposit_is_changed_on_its_page(desk: Desk) -> None:
    lead = await desk.a_lead()
    await desk.act(lead, "approve", json={"deposit": {"amount": "600.00", "currency": "EUR"}})
    link = await desk.link(lead, Action.SEND_DEPOSIT)

    page = Page((await desk.http.get(link)).text)
    answer = await desk.press(link, amount="80")

    assert page.fields["amount"] == "600.00"
    assert answer.status_code == 200
    amounts = await desk.rows("SELECT status, amount, currency FROM deposits ORDER BY id")
    assert [tuple(row.values()) for row in amounts] == [
        ("expired", Decimal(600), "EUR"),
        ("requested", Decimal(80), "EUR"),
    ]


async def test_the_booking_link_by_link(desk: Desk) -> None:
    lead = await desk.a_lead(Status.DEPOSIT_PAID)
    link = await desk.link(lead, Action.SEND_BOOKING_LINK)

    refused = await desk.press(link, url="javascript:alert(1)")
    accepted = await desk.press(link, url="https://calendar.example.com/robin")

    assert (refused.status_code, accepted.status_code) == (422, 200)
    assert await desk.status(lead) == "booking_pending"


# ---------------------------------------------------------------- amounts


async def test_a_bad_amount_can_be_corrected(desk: Desk) -> None:
    lead = await desk.a_lead()
    link = await desk.link(lead, Action.APPROVE)

    refused = await desk.press(link, amount="0.10", note="Lovely idea!")
    page = Page(refused.text)
    accepted = await desk.press(link, amount="10")

    assert refused.status_code == 422
    assert "of at least £0.30" in page.words
    assert page.fields["amount"] == "0.10"
    assert "Lovely idea!" in page.words
    assert accepted.status_code == 200


@pytest.mark.parametrize(
    "typed",
    ["-5", "50-60", "£60 (was 80)", "6 0", "1,000", "1.000", "60.-", "€60", "60 EUR", "£", "sixty", "٦٠"],
)
async def test_amount_that_is_not_one_number_is_refused(desk: Desk, typed: str) -> None:
    lead = await desk.a_lead()

    answer = await desk.press(await desk.link(lead, Action.APPROVE), amount=typed)

    assert answer.status_code == 422
    assert "is not an amount of money" in Page(answer.text).words
    assert await desk.status(lead) == "pending_approval"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("80", 80),
        ("£80", 80),
        ("80 £", 80),
        ("80 GBP", 80),
        ("gbp 80", 80),
        ("80.5", "80.5"),
        ("80,50", "80.5"),
    ],
)
async def test_amount_is_read_as_people_type_it(desk: Desk, typed: str, meant: int | str) -> None:
    lead = await desk.a_lead()

    await desk.press(await desk.link(lead, Action.APPROVE), amount=typed)

    assert await desk.value("SELECT amount FROM deposits") == Decimal(str(meant))


async def test_amount_far_above_the_usual_is_asked_about_once(desk: Desk) -> None:
    lead = await desk.a_lead()
    link = await desk.link(lead, Action.APPROVE)

    asked = await desk.press(link, amount="60000")
    page = Page(asked.text)
    other = await desk.press(link, **{**page.fields, "amount": "6000"})
    meant = await desk.press(link, **page.fields)

    assert asked.status_code == 422
    assert "£60,000? That is 1000 times the usual." in page.words
    assert "£6,000? That is 100 times the usual." in Page(other.text).words
    assert meant.status_code == 200
    assert await desk.value("SELECT amount FROM deposits") == Decimal(60000)


# ---------------------------------------------------------------- dates


async def test_a_date_is_read_on_the_studios_clock(desk: Desk) -> None:
    lead = await desk.a_lead(Status.BOOKING_PENDING)

    answer = await desk.press(await desk.link(lead, Action.MARK_BOOKED), starts_at="2026-07-01T14:00")

    assert answer.status_code == 200
    (said,) = await desk.said()
    assert "1 July at 14:00" in said
    assert await desk.value("SELECT detail ->> 'starts_at' FROM timeline") == "2026-07-01T13:00:00Z"


async def test_an_hour_that_the_clocks_leave_out_is_refused(desk: Desk) -> None:
    lead = await desk.a_lead(Status.BOOKING_PENDING)

    answer = await desk.press(await desk.link(lead, Action.MARK_BOOKED), starts_at="2026-03-29T01:30")

    assert answer.status_code == 422
    assert "the clocks go forward" in answer.text


async def test_an_hour_that_comes_twice_is_the_first_one(desk: Desk) -> None:
    lead = await desk.a_lead(Status.BOOKING_PENDING)

    await desk.press(await desk.link(lead, Action.MARK_BOOKED), starts_at="2026-10-25T01:30")

    assert await desk.value("SELECT detail ->> 'starts_at' FROM timeline") == "2026-10-25T00:30:00Z"


async def test_a_form_over_64_kb_is_413(desk: Desk) -> None:
    lead = await desk.a_lead()

    answer = await desk.press(await desk.link(lead, Action.REJECT), reason="n" * 70_000)

    assert answer.status_code == 413
    assert await desk.status(lead) == "pending_approval"
