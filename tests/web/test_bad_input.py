"""Numbers and dates from outside, at both ends of what there is: refused, never a mistake of ours."""

import base64
import time
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from tattoobot.domain.lead import Action
from tattoobot.sandbox.webhooks import stripe_signature
from tests.builders import NOW
from tests.web.artist.page import a_photo
from tests.web.conftest import KEY, Desk


@pytest.mark.parametrize(
    "moment",
    [
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-12:00",
        "0001-01-01T00:00:00+00:00",
        "9999-12-31T23:59:59",
    ],
)
async def test_a_cursor_at_either_end_of_time_is_no_mistake_of_ours(desk: Desk, moment: str) -> None:
    cursor = base64.urlsafe_b64encode(f"{moment} outbox 1".encode()).rstrip(b"=").decode()

    answer = await desk.get("/dead-letters", cursor=cursor)

    assert answer.status_code in {200, 422}


async def test_a_range_of_thousands_of_digits_gives_the_whole(desk: Desk) -> None:
    lead = await desk.a_lead()
    link, photo = await desk.link(lead, Action.APPROVE), await a_photo(desk, lead)

    answer = await desk.http.get(f"{link}/photos/{photo}", headers={"Range": f"bytes={'9' * 5000}-"})

    assert answer.status_code == 200


async def test_pictures_are_gone_with_the_link_and_kept_by_no_browser(desk: Desk) -> None:
    lead = await desk.a_lead()
    photo = await a_photo(desk, lead)
    used, overtaken = await desk.link(lead, Action.APPROVE), await desk.link(lead, Action.REJECT)
    shown = await desk.http.get(f"{overtaken}/photos/{photo}")
    assert (shown.status_code, shown.headers["cache-control"]) == (200, "no-store")

    await desk.press(used)
    desk.time.at = NOW + timedelta(minutes=1)

    for link in (used, overtaken):
        for path in (f"{link}/photos/{photo}", f"{link}/photos/{photo}/thumbnail"):
            assert (await desk.http.get(path)).status_code == 404


async def test_pictures_are_gone_when_the_time_of_the_link_is_over(desk: Desk) -> None:
    lead = await desk.a_lead()
    photo = await a_photo(desk, lead)
    link = await desk.link(lead, Action.APPROVE, lives=timedelta(hours=1))

    desk.time.at = NOW + timedelta(hours=1, seconds=1)

    for path in (f"{link}/photos/{photo}", f"{link}/photos/{photo}/thumbnail"):
        assert (await desk.http.get(path)).status_code == 404


async def test_sums_above_any_charge_are_counted(desk: Desk) -> None:
    for number in range(2):
        await desk.act(await desk.a_lead(phone=f"1555010000{number}"), "approve")
    # No action takes so much.
    await desk.rows("UPDATE deposits SET amount = 9999999999.99 RETURNING id")

    answer = await desk.get("/metrics")

    assert answer.status_code == 200
    assert answer.json()["deposits"][0]["amount"] == "19999999999.98"


@pytest.mark.parametrize("ahead", [301 + 60, 10 * 365 * 86400, -301 - 60])
async def test_a_signature_from_far_ahead_or_long_ago_is_refused(desk: Desk, ahead: int) -> None:
    body = b'{"id": "evt_1", "object": "event", "type": "x", "data": {"object": {}}}'
    signature = stripe_signature("whsec_a_secret", body, int(time.time()) + ahead)

    answer = await desk.http.post("/webhooks/stripe", content=body, headers={"Stripe-Signature": signature})

    assert answer.status_code == 401


WHATSAPP, STRIPE, ADMIN = "/webhooks/whatsapp", "/webhooks/stripe", "/admin/leads/1/reject"


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        (WHATSAPP, {}),
        (WHATSAPP, {"X-Hub-Signature-256": "sha256=no"}),
        (STRIPE, {}),
        (STRIPE, {"Stripe-Signature": "t=1,v1=no"}),
        (ADMIN, {"X-Admin-API-Key": "a-wrong-one"}),
    ],
)
async def test_what_nobody_signed_is_refused_with_its_body_left_unread(
    desk: Desk, path: str, headers: dict[str, str]
) -> None:
    read: list[bytes] = []

    async def body() -> AsyncIterator[bytes]:
        read.append(b"x" * 1000)
        yield read[-1]

    answer = await desk.http.post(path, content=body(), headers=headers)

    assert answer.status_code == 401
    assert not read


@pytest.mark.parametrize("path", [WHATSAPP, STRIPE, ADMIN])
@pytest.mark.parametrize("length", ["9" * 5000, "9" * 18, "-1", "٣"])
async def test_a_length_that_cannot_be_is_no_mistake_of_ours(desk: Desk, path: str, length: str) -> None:
    headers = [
        (b"Content-Length", length.encode()),
        (b"X-Hub-Signature-256", b"sha256=" + b"0" * 64),
        (b"Stripe-Signature", f"t={int(time.time())},v1={'0' * 64}".encode()),
        (b"X-Admin-API-Key", KEY.encode()),
    ]

    answer = await desk.http.post(path, content=b"{}", headers=headers)

    assert answer.status_code == 413 if length.startswith("9") else answer.status_code < 500
