"""The admin key: two while one replaces the other. Patience with wrong keys and links ends, never with right ones."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from fastapi import FastAPI

from tattoobot.db import tries
from tattoobot.db.engine import Database
from tattoobot.domain.lead import Action
from tattoobot.web.app import create_app
from tattoobot.web.context import Web
from tattoobot.web.patience import MOST, MOST_REMEMBERED, Patience, address_of
from tattoobot.web.webhooks.keeper import Keeper
from tattoobot.web.webhooks.stripe import StripeWebhook
from tattoobot.web.webhooks.whatsapp import WhatsAppWebhook
from tests.web.conftest import KEY, Desk

STRANGER, ARTIST = "198.51.100.1", "198.51.100.2"
NOWHERE = "/a/" + "x" * 43


@pytest.mark.parametrize(
    ("key", "status"), [(KEY, 200), ("the-next-key", 200), (f"{KEY}, the-next-key", 401), ("", 401)]
)
async def test_two_keys_open_while_one_is_replaced(
    web: Web, app: FastAPI, desk: Desk, key: str, status: int
) -> None:
    app.state.web = replace(web, admin_api_key=f"{KEY}, the-next-key,")

    answer = await desk.http.get("/admin/leads", headers={"X-Admin-API-Key": key})

    assert answer.status_code == status


async def ask(app: FastAPI, path: str, *, key: str = "", source: str = STRANGER) -> httpx.Response:
    transport = httpx.ASGITransport(app, client=(source, 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://desk.example.com") as http:
        return await http.get(path, headers={"X-Admin-API-Key": key} if key else {})


def another_process(web: Web) -> FastAPI:
    keeper = Keeper(web.database)
    whatsapp = WhatsAppWebhook(keeper, verify_token="a-word", app_secret="a-secret")
    return create_app(web, whatsapp, StripeWebhook(keeper, secrets=["whsec_a_secret"]))


@pytest.mark.parametrize(
    ("path", "key", "usual"),
    [("/admin/leads", "wrong", 401), ("/metrics", "wrong", 401), (NOWHERE, "", 404), ("/a/1", "", 404)],
)
async def test_who_tries_wrong_ones_is_told_to_come_back_later_by_every_process(
    web: Web, app: FastAPI, path: str, key: str, usual: int
) -> None:
    processes = [app, another_process(web)]

    found = [(await ask(processes[n % 2], path, key=key)).status_code for n in range(MOST)]
    refused = [await ask(process, path, key=key) for process in processes]

    assert found == [usual] * MOST
    for answer in refused:
        assert answer.status_code == 429
        assert 0 < int(answer.headers["retry-after"]) <= 300
        assert answer.headers["x-content-type-options"] == "nosniff"
    if path != NOWHERE and key:
        assert refused[0].json()["code"] == "too_many_tries"
    assert (await ask(app, path, key=key, source=ARTIST)).status_code == usual


async def test_nobody_locks_out_the_artist_from_the_same_address_either(app: FastAPI, desk: Desk) -> None:
    link = await desk.link(await desk.a_lead(), Action.APPROVE)
    for _ in range(MOST + 5):
        await ask(app, "/admin/leads", key="wrong")
        await ask(app, NOWHERE)
    assert (await ask(app, NOWHERE)).status_code == 429

    assert (await ask(app, "/admin/leads", key=KEY)).status_code == 200
    assert (await ask(app, link)).status_code == 200


async def test_many_tries_at_the_same_moment_are_counted_each(app: FastAPI) -> None:
    answers = await asyncio.gather(*(ask(app, "/admin/leads", key="wrong") for _ in range(MOST * 3)))

    assert sorted(one.status_code for one in answers) == [401] * MOST + [429] * MOST * 2


async def test_who_came_without_a_key_has_tried_nothing(app: FastAPI) -> None:
    assert {(await ask(app, "/admin/leads")).status_code for _ in range(MOST + 5)} == {401}


async def test_after_a_while_tries_are_forgotten(database: Database) -> None:
    async with database.transaction() as db:
        for _ in range(3):
            times, _left = await tries.count(db, 7, timedelta(minutes=5))
    assert times == 3

    async with database.transaction() as db:
        assert (await tries.count(db, 7, timedelta()))[0] == 1


async def test_sources_that_are_remembered_have_an_end(app: FastAPI, database: Database) -> None:
    app.state.patience = remembering = Patience(most=0)
    for number in range(MOST_REMEMBERED + 100):
        remembering._remember(number, 60)
    assert len(remembering._later) == MOST_REMEMBERED

    assert {tries.source_of("key", str(number)) < 2**16 for number in range(1000)} == {True}


async def test_who_is_to_come_back_later_does_not_reach_the_database(
    app: FastAPI, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.state.patience = Patience(most=0)
    assert (await ask(app, "/admin/leads", key="wrong")).status_code == 429
    async with database.transaction() as db:
        before = await db.fetchval("SELECT sum(times) FROM wrong_tries")

    assert (await ask(app, "/admin/leads", key="wrong")).status_code == 429

    async with database.transaction() as db:
        assert await db.fetchval("SELECT sum(times) FROM wrong_tries") == before


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:0:1::1", "2001:db8:0:1::2", True),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
        ("::ffff:198.51.100.1", "198.51.100.1", True),
        ("198.51.100.1", "198.51.100.2", False),
        ("a-socket", "a-socket", True),
    ],
)
def test_one_source_is_what_one_person_has(one: str, other: str, same: bool) -> None:
    class Request:
        def __init__(self, host: str) -> None:
            self.client = type("Client", (), {"host": host})

    addresses = [address_of(Request(host)) for host in (one, other)]  # type: ignore[arg-type]

    assert (addresses[0] == addresses[1]) is same


async def test_what_a_stranger_says_of_where_they_come_from_is_not_believed(app: FastAPI) -> None:
    transport = httpx.ASGITransport(app, client=(STRANGER, 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://desk.example.com") as http:
        found = [
            await http.get(NOWHERE, headers={"X-Forwarded-For": f"203.0.113.{n}"}) for n in range(MOST + 1)
        ]

    assert found[-1].status_code == 429
