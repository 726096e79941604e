"""Approve, reject, send the deposit, send the booking link, mark booked: over the admin API."""

from datetime import timedelta
from typing import Any

import pytest

from tattoobot.db import transcript
from tattoobot.domain.lead import Status
from tests.web.conftest import Desk


async def test_approving_answers_with_the_lead_as_the_contract_names_it(desk: Desk) -> None:
    lead = await desk.a_lead()

    answer = await desk.act(lead, "approve")

    assert answer.status_code == 200
    found = answer.json()
    assert found["id"] == lead
    assert found["status"] == "awaiting_deposit"
    assert found["client"] == {
        "id": 1,
        "name": "Maya Example",
        "phone": "15550100001",
        "user_id": "GB.15550100001",
        "language": "en",
        "opted_out": False,
        "under_age": None,
    }
    assert found["answers"]["idea"] == {"text": "a fox", "value": "a fox", "source": "words"}
    assert found["needs_artist"] is None
    assert found["deposit"] == {
        "id": 1,
        "status": "requested",
        "amount": "60.00",
        "currency": "GBP",
        "url": None,
        "expires_at": "2026-03-11T09:00:00Z",
        "paid_at": None,
    }
    assert found["window_closes_at"] == "2026-03-11T10:00:00Z"
    assert found["updated_at"] == "2026-03-10T10:00:00Z"
    assert set(found) == {
        "id",
        "status",
        "client",
        "current_question",
        "answers",
        "needs_artist",
        "deposit",
        "window_closes_at",
        "created_at",
        "updated_at",
        "advert",
        "client_told",
    }


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"json": {}},
        {"json": None},
        {"content": b""},
        {"content": b" \n"},
        {"content": b"null"},
        {"content": b"{}"},
    ],
)
async def test_a_body_is_optional_whatever_the_content_type(desk: Desk, given: dict[str, Any]) -> None:
    lead = await desk.a_lead()

    answer = await desk.act(lead, "approve", **given)

    assert answer.status_code == 200


async def test_own_amount_and_note_of_an_approval_are_kept(desk: Desk) -> None:
    lead = await desk.a_lead()
    body = {"deposit": {"amount": "80.50", "currency": "EUR"}, "note": " See you soon! "}

    answer = await desk.act(lead, "approve", json=body)

    assert answer.json()["deposit"]["amount"] == "80.50"
    assert answer.json()["deposit"]["currency"] == "EUR"
    assert (
        await desk.value("SELECT detail ->> 'note' FROM timeline WHERE happened = 'approved'")
        == "See you soon!"
    )


async def test_the_currency_may_be_left_out(desk: Desk) -> None:
    lead = await desk.a_lead()

    answer = await desk.act(lead, "approve", json={"deposit": {"amount": "80"}})

    assert (answer.json()["deposit"]["amount"], answer.json()["deposit"]["currency"]) == ("80.00", "GBP")


BAD_APPROVALS: list[tuple[Any, str]] = [
    ({"deposit": {"amount": 80}}, "write the amount as a string"),
    ({"deposit": {"amount": 80.5}}, "write the amount as a string"),
    ({"deposit": {"amount": True}}, "write the amount as a string"),
    ({"deposit": {"amount": "80,50"}}, "is not an amount"),
    ({"deposit": {"amount": "-5"}}, "is not an amount"),
    ({"deposit": {"amount": "1e3"}}, "is not an amount"),
    ({"deposit": {"amount": "٦٠"}}, "is not an amount"),
    ({"deposit": {"amount": "0"}}, "less than the smallest amount"),
    ({"deposit": {"amount": "0.10"}}, "less than the smallest amount"),
    ({"deposit": {"amount": "60.001"}}, "too fine"),
    ({"deposit": {"amount": "99999999999"}}, "too large"),
    ({"deposit": {"amount": "1000000.00"}}, "more than Stripe charges at once (999999.99 GBP)"),
    ({"deposit": {"amount": "100000000", "currency": "JPY"}}, "more than Stripe charges at once"),
    ({"deposit": {"amount": "60", "currency": "ZZZ"}}, "charges nothing in ZZZ"),
    ({"deposit": {"amount": "0.01", "currency": "XAU"}}, "charges nothing in XAU"),
    ({"deposit": {"amount": "1.255", "currency": "KWD"}}, "the last decimal must be 0"),
    ({"deposit": {"amount": "60.5", "currency": "JPY"}}, "too fine"),
    ({"deposit": {"amount": "60", "currency": "pounds"}}, "deposit.currency"),
    ({"deposit": {"currency": "GBP"}}, "deposit.amount"),
    ({"deposit": "60"}, "deposit"),
    ({"amount": "60"}, "amount"),
    ({"note": 5}, "note"),
    ({"note": "n" * 401}, "note"),
    ({"note": "a\x00b"}, "NUL"),
    ([], "body"),
    ("approve", "body"),
]


@pytest.mark.parametrize(("body", "complaint"), BAD_APPROVALS)
async def test_a_bad_body_is_422_and_changes_nothing(desk: Desk, body: Any, complaint: str) -> None:
    lead = await desk.a_lead()

    answer = await desk.act(lead, "approve", json=body)

    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert complaint in answer.json()["detail"]
    assert await desk.status(lead) == "pending_approval"
    assert await desk.waiting("OpenCheckout") == 0


@pytest.mark.parametrize("raw", [b"{", b"\xff\xfe", b'{"note": "\\ud800"}', b"[" * 10000, b'{"note":'])
async def test_what_is_not_json_is_422(desk: Desk, raw: bytes) -> None:
    lead = await desk.a_lead()

    answer = await desk.act(lead, "approve", content=raw)

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_body")


async def test_a_body_over_64_kb_is_413(desk: Desk) -> None:
    lead = await desk.a_lead()

    answer = await desk.act(lead, "reject", json={"reason": "n" * 70_000})

    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


async def test_rejecting_tells_the_reason(desk: Desk) -> None:
    lead = await desk.a_lead()

    answer = await desk.act(lead, "reject", json={"reason": "I do not tattoo hands."})

    assert answer.json()["status"] == "rejected"
    (said,) = await desk.said()
    assert "I do not tattoo hands." in said


async def test_the_booking_link_goes_to_the_client(desk: Desk) -> None:
    lead = await desk.a_lead(Status.DEPOSIT_PAID)

    answer = await desk.act(lead, "send-booking-link", json={"url": "https://calendar.example.com/robin"})

    assert answer.json()["status"] == "booking_pending"
    assert "https://calendar.example.com/robin" in await desk.value(
        "SELECT body FROM messages WHERE kind = 'LinkButton'"
    )


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "ftp://x.example.com", "https://", "not a link", "http://a\nb"]
)
async def test_a_booking_link_is_a_web_address(desk: Desk, url: str) -> None:
    lead = await desk.a_lead(Status.DEPOSIT_PAID)

    answer = await desk.act(lead, "send-booking-link", json={"url": url})

    assert (answer.status_code, answer.json()["code"]) == (422, "bad_link")


async def test_a_date_is_kept_as_the_moment_that_it_is(desk: Desk) -> None:
    lead = await desk.a_lead(Status.BOOKING_PENDING)
    body = {"starts_at": "2026-07-01T14:00:00+02:00", "ends_at": "2026-07-01T16:00:00+02:00"}

    answer = await desk.act(lead, "mark-booked", json=body)

    assert answer.json()["status"] == "booked"
    (said,) = await desk.said()
    assert "1 July at 13:00" in said


@pytest.mark.parametrize(
    "body",
    [
        {"starts_at": "2026-07-01T14:00:00"},
        {"starts_at": "2026-07-01"},
        {"starts_at": 1782914400},
        {"starts_at": "1782914400"},
        {"starts_at": "0001-01-01T00:00:00+14:00"},
        {"starts_at": "9999-12-31T23:59:59-14:00"},
        {"starts_at": "2026-02-30T10:00:00Z"},
        {"ends_at": "2026-07-01T14:00:00Z"},
        {"starts_at": "2026-07-01T14:00:00Z", "ends_at": "2026-07-01T14:00:00Z"},
    ],
)
async def test_times_that_make_no_sense_are_422(desk: Desk, body: Any) -> None:
    lead = await desk.a_lead(Status.BOOKING_PENDING)

    answer = await desk.act(lead, "mark-booked", json=body)

    assert answer.status_code == 422
    assert await desk.status(lead) == "booking_pending"


async def test_date_that_is_over_is_422(desk: Desk) -> None:
    lead = await desk.a_lead(Status.BOOKING_PENDING)
    yesterday = (desk.time() - timedelta(days=1)).isoformat()

    answer = await desk.act(lead, "mark-booked", json={"starts_at": yesterday})

    assert (answer.status_code, answer.json()["code"]) == (422, "bad_times")
    assert await desk.said() == []


async def test_date_of_another_year_is_told_with_the_year(desk: Desk) -> None:
    this_year, next_year = (
        await desk.a_lead(Status.BOOKING_PENDING),
        await desk.a_lead(Status.BOOKING_PENDING, phone="15550100002"),
    )

    await desk.act(this_year, "mark-booked", json={"starts_at": "2026-07-01T14:00:00+00:00"})
    await desk.act(next_year, "mark-booked", json={"starts_at": "2027-07-01T14:00:00+00:00"})

    near, far = await desk.said()
    assert "1 July at" in near
    assert "2026" not in near
    assert "1 July 2027 at" in far


async def test_answer_says_whether_the_client_hears_of_it(desk: Desk) -> None:
    reached, silent = await desk.a_lead(), await desk.a_lead(phone="15550100002")
    await desk.opts_out("15550100002")

    told, not_told = await desk.act(reached, "approve"), await desk.act(silent, "approve")

    assert (told.json()["client_told"], not_told.json()["client_told"]) == (True, False)


async def test_withdrawing_closes_the_page_tells_the_client_and_lets_the_artist_decide_anew(
    desk: Desk,
) -> None:
    lead = await desk.a_lead()
    await desk.act(lead, "approve")

    answer = await desk.act(lead, "withdraw", json={"reason": "I have hurt my hand."})
    again = await desk.act(lead, "withdraw")

    assert (answer.json()["status"], answer.json()["deposit"]["status"]) == ("pending_approval", "expired")
    (said,) = await desk.said()
    assert "nothing to pay for now. I have hurt my hand." in said
    links = await desk.value(
        "SELECT links FROM messages WHERE artist_id IS NOT NULL ORDER BY id DESC LIMIT 1"
    )
    promised = transcript.promised(links)
    assert promised is not None
    assert [action.value for action in promised.actions] == ["approve", "reject", "answer"]
    assert again.status_code == 409


async def test_rejecting_while_the_deposit_is_awaited_closes_the_page(desk: Desk) -> None:
    lead = await desk.a_lead()
    await desk.act(lead, "approve")

    answer = await desk.act(lead, "reject")

    assert (answer.json()["status"], answer.json()["deposit"]["status"]) == ("rejected", "expired")


async def test_unpaid_deposit_can_be_changed(desk: Desk) -> None:
    lead = await desk.a_lead()
    await desk.act(lead, "approve", json={"deposit": {"amount": "600.00"}})

    answer = await desk.act(lead, "send-deposit", json={"deposit": {"amount": "60.00"}})
    same = await desk.act(lead, "send-deposit", json={"deposit": {"amount": "60.00"}})

    assert answer.json()["deposit"]["amount"] == "60.00"
    assert answer.json()["deposit"]["id"] == same.json()["deposit"]["id"]
    deposits = await desk.rows("SELECT status, amount::text FROM deposits ORDER BY id")
    assert [tuple(row.values()) for row in deposits] == [("expired", "600.000"), ("requested", "60.000")]


ALLOWED = {
    "approve": {Status.PENDING_APPROVAL},
    "reject": {Status.PENDING_APPROVAL, Status.AWAITING_DEPOSIT},
    "withdraw": {Status.AWAITING_DEPOSIT},
    "send-deposit": {Status.AWAITING_DEPOSIT},
    "send-booking-link": {Status.DEPOSIT_PAID},
    "mark-booked": {Status.DEPOSIT_PAID, Status.BOOKING_PENDING},
}


@pytest.mark.parametrize("action", ALLOWED)
@pytest.mark.parametrize("status", Status)
async def test_an_action_is_possible_only_where_the_contract_says(
    desk: Desk, action: str, status: Status
) -> None:
    lead = await desk.a_lead(status)

    answer = await desk.act(lead, action)

    if status in ALLOWED[action]:
        assert answer.status_code == 200
    else:
        assert (answer.status_code, answer.json()["code"]) == (409, "not_possible")
        assert await desk.status(lead) == status
        assert await desk.value("SELECT count(*) FROM timeline") == 0
        assert await desk.value("SELECT count(*) FROM outbox") == 0


@pytest.mark.parametrize(
    "lead", ["404", "0", "-1", "abc", "1.5", "9223372036854775808", "9" * 5000, "%00", "١٢"]
)
async def test_a_lead_that_is_not_there_is_404(desk: Desk, lead: str) -> None:
    looked, acted = await desk.get(f"/leads/{lead}"), await desk.post(f"/leads/{lead}/approve")

    assert (looked.status_code, looked.json()["code"]) == (404, "lead_not_found")
    assert (acted.status_code, acted.json()["code"]) == (404, "lead_not_found")
