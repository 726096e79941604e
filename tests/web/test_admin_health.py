"""The doctor over HTTP."""

from dataclasses import dataclass, replace
from typing import Literal

import httpx

from tattoobot.web.app import create_app
from tattoobot.web.context import Web
from tattoobot.web.doctor import Doctor
from tattoobot.web.webhooks.keeper import Keeper
from tattoobot.web.webhooks.stripe import StripeWebhook
from tattoobot.web.webhooks.whatsapp import WhatsAppWebhook
from tests.web.conftest import KEY


@dataclass
class Said:
    check: str
    state: Literal["ok", "note", "to do"]
    said: str


async def test_many_who_ask_are_told_what_was_found_once() -> None:
    looks: list[int] = []

    def look() -> list[Said]:
        looks.append(1)
        return [Said("meta", "ok", "The access token is valid.")]

    doctor = Doctor(look)
    first = await doctor.findings()
    second = await doctor.findings()

    assert first == second
    assert len(looks) == 1


async def test_only_the_key_shows_what_was_found(web: Web) -> None:
    doctor = Doctor(lambda: [Said("meta", "to do", "The access token has expired.")])
    keeper = Keeper(web.database)
    whatsapp = WhatsAppWebhook(keeper, verify_token="a-word", app_secret="a-secret")
    app = create_app(replace(web, doctor=doctor), whatsapp, StripeWebhook(keeper, secrets=["whsec_a_secret"]))
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://desk.example.com") as http:
        told = await http.get("/admin/health", headers={"X-Admin-API-Key": KEY})
        refused = await http.get("/admin/health")

    assert refused.status_code == 401
    assert told.json()["ok"] is False
    assert told.json()["checks"] == [
        {"check": "meta", "state": "to do", "said": "The access token has expired."},
        {"check": "database", "state": "ok", "said": "The database answers, and its schema is up to date."},
    ]
