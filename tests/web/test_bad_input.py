"""Numbers and dates from outside, at both ends of what there is: refused, never a mistake of ours."""

import base64
import time
from datetime import timedelta

import pytest

from tattoobot.domain.lead import Action
from tattoobot.sandbox.webhooks import stripe_signature
from tests.builders import NOW
from tests.web.conftest import Desk
from tests.web.test_pages import a_photo


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
    used, expired = await desk.link(lead, Action.APPROVE), await desk.link(lead, Action.REJECT)
    shown = await desk.http.get(f"{expired}/photos/{photo}")
    assert (shown.status_code, shown.headers["cache-control"]) == (200, "no-store")

    await desk.press(used)
    desk.time.at = NOW + timedelta(minutes=1)

    for link in (used, expired):
        for path in (f"{link}/photos/{photo}", f"{link}/photos/{photo}/thumbnail"):
            assert (await desk.http.get(path)).status_code == 404


async def test_sums_above_any_charge_are_counted(desk: Desk) -> None:
    for number in range(2):
        await desk.act(await desk.a_lead(phone=f"1555010000{number}"), "approve")
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
