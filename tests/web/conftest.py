"""Web tests speak HTTP to the whole application, on a real database."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from tattoobot.actions.house import House
from tattoobot.adapters.photos import Folder, PhotoStore
from tattoobot.db import artists, tokens
from tattoobot.db.engine import Database
from tattoobot.domain.lead import Action, Status
from tattoobot.web.app import create_app
from tattoobot.web.context import Web
from tattoobot.web.webhooks.keeper import Keeper
from tattoobot.web.webhooks.stripe import StripeWebhook
from tattoobot.web.webhooks.whatsapp import WhatsAppWebhook
from tests.actions.conftest import Bench
from tests.builders import NOW, STUDIO

KEY = "an-admin-key-that-is-only-for-tests"

Json = dict[str, Any]


class Time:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at


class Desk(Bench):
    """An artist with the admin key in one hand and the chat's links in the other."""

    def __init__(self, web: Web, app: FastAPI, time: Time, http: httpx.AsyncClient) -> None:
        super().__init__(web.database, web.house)
        self.web = web
        self.app = app
        self.time = time
        self.http = http

    @property
    def photos(self) -> Path:
        shelf = self.web.photos.shelf
        assert isinstance(shelf, Folder)
        return shelf.path

    async def get(self, path: str, **parameters: Any) -> httpx.Response:
        return await self.http.get(f"/admin{path}", params=parameters, headers={"X-Admin-API-Key": KEY})

    async def post(self, path: str, **given: Any) -> httpx.Response:
        return await self.http.post(f"/admin{path}", headers={"X-Admin-API-Key": KEY}, **given)

    async def act(self, lead: int, action: str, **given: Any) -> httpx.Response:
        return await self.post(f"/leads/{lead}/{action}", **given)

    async def link(self, lead: int, action: Action, *, lives: timedelta = timedelta(days=7)) -> str:
        """The path of a fresh action link, for the lead as it is."""
        async with self.database.transaction() as db:
            status = Status(await self.status(lead))
            token = await tokens.issue(db, lead, action, status, self.time() + lives, self.time())
        return f"/a/{token}"

    async def press(self, link: str, **fields: str) -> httpx.Response:
        return await self.http.post(link, data=fields)


@pytest.fixture
async def web(database: Database, tmp_path: Path) -> Web:
    async with database.transaction() as db:
        rows = await artists.keep(db, STUDIO.artists)
    house = House(STUDIO, {row.id: row for row in rows}, "https://book.example.com")
    return Web(database, house, Time(), KEY, PhotoStore(Folder(tmp_path)))


@pytest.fixture
def app(web: Web) -> FastAPI:
    keeper = Keeper(web.database)
    whatsapp = WhatsAppWebhook(keeper, verify_token="a-word", app_secret="a-secret")
    web = replace(web, in_trouble=keeper.in_trouble)
    return create_app(web, whatsapp, StripeWebhook(keeper, secrets=["whsec_a_secret"]))


@pytest.fixture
async def desk(web: Web, app: FastAPI) -> AsyncIterator[Desk]:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://desk.example.com") as http:
        assert isinstance(web.now, Time)
        yield Desk(web, app, web.now, http)
