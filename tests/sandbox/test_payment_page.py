"""Stripe's hosted page: looking changes nothing, the forms do."""

import aiohttp
import pytest

from .conftest import STRIPE_KEY, Receiver, Sandbox

FORM = {
    "mode": "payment",
    "line_items[0][price_data][currency]": "gbp",
    "line_items[0][price_data][unit_amount]": "6000",
    "line_items[0][price_data][product_data][name]": "Deposit for a fox",
    "line_items[0][quantity]": "1",
    "success_url": "https://studio.example/thanks?session={CHECKOUT_SESSION_ID}",
}


@pytest.fixture
async def session_id(sandbox: Sandbox) -> str:
    url = f"{sandbox.url}/sandbox/stripe/v1/checkout/sessions"
    basic = aiohttp.encode_basic_auth(STRIPE_KEY, "")
    async with sandbox.http.post(url, data=FORM, headers={"Authorization": basic}) as response:
        assert response.status == 200, await response.text()
        return str((await response.json())["id"])


def page(sandbox: Sandbox, session_id: str) -> str:
    return f"{sandbox.url}/sandbox/stripe/pay/{session_id}"


async def test_looking_at_the_payment_page_changes_nothing(
    sandbox: Sandbox, receiver: Receiver, session_id: str
) -> None:
    for _ in range(3):
        async with sandbox.http.get(page(sandbox, session_id)) as response:
            html = await response.text()
    async with sandbox.http.get(page(sandbox, session_id) + "/pay") as refused:
        pass

    assert "£60.00" in html
    assert "Deposit for a fox" in html
    assert refused.status in {404, 405}
    assert receiver.posted == []
    assert (await sandbox.get("/checkouts"))[0]["status"] == "open"


async def test_paying_leads_back_to_the_studio(sandbox: Sandbox, receiver: Receiver, session_id: str) -> None:
    async with sandbox.http.post(page(sandbox, session_id) + "/pay", allow_redirects=False) as response:
        pass

    assert response.status == 303
    assert response.headers["Location"] == f"https://studio.example/thanks?session={session_id}"
    assert len(receiver.stripe("checkout.session.completed")) == 1


async def test_paying_twice_pays_once(sandbox: Sandbox, receiver: Receiver, session_id: str) -> None:
    for _ in range(2):
        async with sandbox.http.post(page(sandbox, session_id) + "/pay", allow_redirects=False) as response:
            pass

    assert response.headers["Location"].endswith(session_id)
    assert len(receiver.stripe("checkout.session.completed")) == 1


async def test_a_declined_card_may_be_followed_by_a_better_one(sandbox: Sandbox, session_id: str) -> None:
    async with sandbox.http.post(page(sandbox, session_id) + "/decline") as response:
        html = await response.text()

    assert response.status == 200
    assert "declined" in html
    assert (await sandbox.post(f"/checkouts/{session_id}/pay"))["payment_status"] == "paid"


async def test_an_expired_page_says_so(sandbox: Sandbox, receiver: Receiver, session_id: str) -> None:
    async with sandbox.http.post(page(sandbox, session_id) + "/expire") as response:
        html = await response.text()

    assert "expired" in html
    assert len(receiver.stripe("checkout.session.expired")) == 1
    await sandbox.post(f"/checkouts/{session_id}/pay", status=409)


async def test_an_unknown_page_is_not_found(sandbox: Sandbox) -> None:
    async with sandbox.http.get(page(sandbox, "cs_test_nothing")) as response:
        assert response.status == 404
