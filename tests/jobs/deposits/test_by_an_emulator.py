"""Deposits at an emulator of Stripe that nobody here wrote: it opens the pages, is paid, and tells what happened.

It knows less than Stripe: no price inside a session, no payment behind it, events without a name. What it lacks is
added on the way, here and nowhere else.
"""

import asyncio
import contextlib
import json
import time
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import aiohttp
import pytest
import stripe as sdk
from aiohttp import web

from tattoobot.actions.withdraw_approval import withdraw_approval
from tattoobot.adapters.stripe.client import Stripe
from tattoobot.commands.sandbox import free_port
from tests.adapters.servers import serving
from tests.jobs.deposits.conftest import Till
from tests.sandbox.conftest import STRIPE_KEY, STRIPE_WEBHOOK_SECRET, Receiver, eventually
from tests.strangers import NOWHERE, emulator

Json = dict[str, Any]

PRICE = "line_items[0][price_data]"
SECRET = "whsec_emulator_not_a_secret"
HOURS = timedelta(hours=2)


class Emulated:
    """The emulator, as the product is told to reach it."""

    def __init__(self, own: str, http: aiohttp.ClientSession, product_url: str) -> None:
        self._own = own
        self._http = http
        self._product_url = product_url
        self._added: dict[str, Json] = {}
        """By session: what the emulator does not keep of it."""

    async def _call(self, method: str, path: str, **form: str) -> tuple[int, Json]:
        headers = {"Authorization": f"Bearer {STRIPE_KEY}"}
        async with self._http.request(
            method, f"{self._own}{path}", data=form or None, headers=headers
        ) as answer:
            return answer.status, await answer.json()

    async def handle(self, request: web.Request) -> web.Response:
        """From the product, or with an event to the product."""
        body = await request.read()
        if request.path == "/event":
            await self._pass_on(body, request.headers["Stripe-Signature"])
            return web.Response()
        form = dict(parse_qsl(body.decode()))
        if (request.method, request.path) == ("POST", "/v1/checkout/sessions"):
            status, answer = await self._open(form)
        else:
            status, answer = await self._call(request.method, request.path)
        return web.json_response(self._whole(answer), status=status)

    async def _open(self, form: dict[str, str]) -> tuple[int, Json]:
        inline = {key: form.pop(key) for key in list(form) if key.startswith(PRICE)}
        amount, currency = inline[f"{PRICE}[unit_amount]"], inline[f"{PRICE}[currency]"]
        _, goods = await self._call("POST", "/v1/products", name=inline[f"{PRICE}[product_data][name]"])
        _, price = await self._call(
            "POST", "/v1/prices", product=goods["id"], currency=currency, unit_amount=amount
        )
        named = {**form, "line_items[0][price]": price["id"]}
        status, made = await self._call("POST", "/v1/checkout/sessions", **named)
        _, intent = await self._call("POST", "/v1/payment_intents", amount=amount, currency=currency)
        self._added[made["id"]] = {
            "amount_total": int(amount),
            "currency": currency,
            "client_reference_id": form["client_reference_id"],
            "expires_at": int(form["expires_at"]),
            "payment_intent": intent["id"],
        }
        return status, made

    async def _pass_on(self, body: bytes, signature: str) -> None:
        sdk.WebhookSignature.verify_header(body, signature, SECRET)
        event = json.loads(body)
        if event["type"].startswith("checkout."):
            event["data"]["object"] = self._whole(event["data"]["object"])
        event |= {"id": f"evt_{time.monotonic_ns()}", "object": "event", "livemode": False}
        told = json.dumps(event)
        signed = sdk.WebhookSignature.generate_signature_header(told, STRIPE_WEBHOOK_SECRET, int(time.time()))
        async with self._http.post(
            f"{self._product_url}/webhooks/stripe", data=told, headers={"Stripe-Signature": signed}
        ) as answer:
            assert answer.status == 200

    def _whole(self, answer: Json) -> Json:
        return {**answer, **self._added.get(answer.get("id", ""), {})}


@contextlib.asynccontextmanager
async def running(events_to: str, port: int, folder: Path) -> AsyncIterator[None]:
    node, script = emulator()
    seed = {"stripe": {"webhooks": [{"url": events_to, "events": ["*"], "secret": SECRET}]}}
    (folder / "seed.json").write_text(json.dumps(seed))
    asked = ("start", "--service", "stripe", "--port", str(port), "--seed", str(folder / "seed.json"))
    with (folder / "emulator.log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            node, script, *asked, env={**NOWHERE, "HOME": str(folder)}, stdout=log, stderr=log, cwd=folder
        )
    try:
        yield
    finally:
        process.terminate()
        await process.wait()


@pytest.fixture
async def stripe(http: aiohttp.ClientSession, receiver: Receiver, tmp_path: Path) -> AsyncIterator[Stripe]:
    """In place of the twin."""
    port = free_port()
    own = f"http://127.0.0.1:{port}"
    async with aiohttp.ClientSession() as plain:
        emulated = Emulated(own, plain, receiver.url)
        async with serving(emulated.handle) as url, running(f"{url}/event", port, tmp_path):
            await eventually(lambda: _answers(plain, own), within=20)
            yield Stripe(http, secret_key=STRIPE_KEY, base_url=url)


async def _answers(http: aiohttp.ClientSession, url: str) -> bool:
    with contextlib.suppress(aiohttp.ClientError):
        async with http.get(f"{url}/v1/checkout/sessions") as answer:
            return answer.status < 500
    return False


async def pay(till: Till) -> str:
    """As a person does it, on the emulator's own page. Where they are led afterwards."""
    page = str(await till.bench.value("SELECT url FROM deposits"))
    async with till.sandbox.http.get(page) as shown:
        assert "60.00" in await shown.text()
    async with till.sandbox.http.post(f"{page}/complete", allow_redirects=False) as paid:
        assert paid.status == 302
        return paid.headers["Location"]


async def hear(till: Till, receiver: Receiver, event: str) -> None:
    await eventually(lambda: receiver.stripe(event))
    for posted in [one for one in receiver.posted if one.path.endswith("/stripe")]:
        if posted.json["type"] == event:
            await till.hears(posted)


async def test_the_emulator_is_paid_on_a_page_of_ours(till: Till, receiver: Receiver) -> None:
    led_to = await pay(till)

    await hear(till, receiver, "checkout.session.completed")

    assert led_to.startswith("https://book.example.com/")
    assert await till.deposits() == ["paid"]
    assert await till.status() == "deposit_paid"
    assert "your deposit" in str((await till.bench.said())[-1])


async def test_a_payment_at_the_emulator_of_which_nothing_is_heard_is_found(till: Till) -> None:
    await pay(till)

    await till.later(HOURS)
    await till.books.look_up_pages()
    await till.work()

    assert await till.deposits() == ["paid"]


async def test_a_yes_that_is_taken_back_closes_the_emulators_page(till: Till) -> None:
    page = str(await till.bench.value("SELECT url FROM deposits"))
    async with till.bench.database.transaction() as db:
        await withdraw_approval(db, till.bench.house, till.lead, till.post.now)
    await till.work()

    async with till.sandbox.http.get(page) as shown:
        assert "Session Expired" in await shown.text()
    assert await till.deposits() == ["expired"]
    assert await till.status() == "pending_approval"
