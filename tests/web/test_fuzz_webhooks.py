"""Whatever arrives at the webhooks and at the admin API, signed or not: no 5xx, and nothing is kept unsigned."""

import asyncio
import base64
import json
import re
import struct
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tattoobot.actions.house import House
from tattoobot.adapters.photos import Folder, PhotoStore
from tattoobot.db import artists
from tattoobot.db.engine import Database
from tattoobot.domain.lead import Status
from tattoobot.sandbox.webhooks import meta_signature, stripe_signature
from tattoobot.web.admin import dead_letters, schedule
from tattoobot.web.admin import leads as admin
from tattoobot.web.app import create_app
from tattoobot.web.context import Web
from tattoobot.web.patience import Patience
from tattoobot.web.webhooks.keeper import Keeper
from tattoobot.web.webhooks.stripe import StripeWebhook
from tattoobot.web.webhooks.whatsapp import WhatsAppWebhook
from tests.actions.conftest import Bench
from tests.adapters.samples import SAMPLES
from tests.builders import STUDIO
from tests.conftest import MigratedDatabase
from tests.web.conftest import KEY, Time

APP_SECRET = "a-secret"
STRIPE_SECRET = "whsec_a_secret"
BOUNDED = settings(max_examples=60, suppress_health_check=list(HealthCheck), database=None)

WORDS = st.text() | st.sampled_from(
    ["messages", "text", "image", "1773136800", "15550100001", "wamid.x", "\x00", "\ud800", "GB.1", "9" * 40]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


class Served(threading.Thread):
    """The application in an event loop of its own: Hypothesis calls from outside of one."""

    def __init__(self, database_url: str, folder: Path) -> None:
        super().__init__(daemon=True)
        self._url = database_url
        self._folder = folder
        self._loop = asyncio.new_event_loop()
        self.database: Database
        self._http: httpx.AsyncClient
        self._app: FastAPI

    def run(self) -> None:
        self._loop.run_forever()

    def open(self) -> None:
        self.start()
        self._do(self._open())

    async def _open(self) -> None:
        self.database = await Database.connect(self._url)
        async with self.database.transaction() as db:
            rows = await artists.keep(db, STUDIO.artists)
        house = House(STUDIO, {row.id: row for row in rows}, "https://book.example.com")
        for number, status in enumerate(Status):
            await Bench(self.database, house).a_lead(status, f"155501020{number:02}")
        keeper = Keeper(self.database)
        self._app = app = create_app(
            Web(self.database, house, Time(), KEY, PhotoStore(Folder(self._folder))),
            WhatsAppWebhook(keeper, verify_token="a-word", app_secret=APP_SECRET),
            StripeWebhook(keeper, secrets=[STRIPE_SECRET]),
        )
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        self._http = httpx.AsyncClient(transport=transport, base_url="http://desk.example.com")

    def close(self) -> None:
        self._do(self._http.aclose())
        self._do(self.database.close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self.join(10)
        self._loop.close()

    def request(self, method: str, path: str, body: bytes, **headers: str) -> httpx.Response:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        # Patience with wrong keys runs out, and would take minutes here.
        self._app.state.patience = Patience(most=10**9)
        answer: httpx.Response = self._do(self._http.request(method, path, content=body, headers=given))
        return answer

    def kept(self) -> int:
        async def count() -> Any:
            async with self.database.reading() as db:
                return await db.fetchval("SELECT count(*) FROM inbox")

        found: int = self._do(count())
        return found

    def _do(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(30)


@pytest.fixture(scope="module")
def served(migrated_database: MigratedDatabase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    running = Served(migrated_database.url, tmp_path_factory.mktemp("photos"))
    running.open()
    yield running
    running.close()


def _edit(draw: Callable[[st.SearchStrategy[Any]], Any], found: Any) -> Any:
    """One value somewhere in a payload becomes something else, or goes away."""
    if isinstance(found, dict) and found and draw(st.integers(0, 5)):
        key = draw(st.sampled_from(sorted(found)))
        if not draw(st.integers(0, 7)):
            return {name: value for name, value in found.items() if name != key}
        return {**found, key: _edit(draw, found[key])}
    if isinstance(found, list) and found and draw(st.integers(0, 5)):
        at = draw(st.integers(0, len(found) - 1))
        return [*found[:at], _edit(draw, found[at]), *found[at + 1 :]]
    return draw(JSON)


@st.composite
def nearly(draw: Callable[[st.SearchStrategy[Any]], Any], provider: str) -> bytes:
    """A payload as the provider sends it, with a few values replaced; or anything at all."""
    if not draw(st.integers(0, 4)):
        return bytes(draw(st.binary(max_size=300)))
    path = draw(st.sampled_from(sorted((SAMPLES / provider).glob("*.json"))))
    payload = json.loads(path.read_bytes())
    for _ in range(draw(st.integers(1, 4))):
        payload = _edit(draw, payload)
    return json.dumps(payload).encode()


@BOUNDED
@given(body=nearly("whatsapp"))
def test_any_signed_body_for_whatsapp_is_taken_or_refused_as_bad(served: Served, body: bytes) -> None:
    answer = served.request(
        "POST", "/webhooks/whatsapp", body, x_hub_signature_256=meta_signature(APP_SECRET, body)
    )

    assert answer.status_code in {200, 400}


@BOUNDED
@given(body=nearly("stripe"))
def test_any_signed_body_for_stripe_is_taken_or_refused_as_bad(served: Served, body: bytes) -> None:
    signature = stripe_signature(STRIPE_SECRET, body, int(time.time()))

    answer = served.request("POST", "/webhooks/stripe", body, stripe_signature=signature)

    # Stripe's own check reads the body as text first.
    assert answer.status_code in {200, 400} or (answer.status_code == 401 and not _is_text(body))


SIGNATURES = st.sampled_from(["", "sha256=", "sha256=" + "0" * 64, "t=1,v1=", "t=9999999999,v1=" + "0" * 64])
HEADER_WORDS = st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=80)


@BOUNDED
@given(
    provider=st.sampled_from(["whatsapp", "stripe"]),
    body=nearly("whatsapp") | nearly("stripe"),
    signature=SIGNATURES | HEADER_WORDS,
)
def test_an_unsigned_body_changes_nothing(served: Served, provider: str, body: bytes, signature: str) -> None:
    before = served.kept()

    answer = served.request(
        "POST",
        f"/webhooks/{provider}",
        body,
        x_hub_signature_256=signature,
        stripe_signature=signature,
    )

    assert answer.status_code == 401
    assert served.kept() == before


ROUTES = [
    route.path
    for router in (admin.router, schedule.router, dead_letters.router)
    for route in router.routes
    if isinstance(route, APIRoute)
]
NUMBERS = st.sampled_from(
    [
        "0",
        "1",
        "2",
        "7",
        "-1",
        "00",
        "9" * 18,
        "9" * 19,
        str(2**63),
        "9" * 5000,
        "1.0",
        "1e9",
        "٣",
        "a",
        "%00",
        "%ff",
    ]
)
MOMENTS = st.sampled_from(
    [
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59.999999-12:00",
        "9999-12-31T23:59:59",
        "2026-03-29T01:30:00+00:00",
    ]
)
CURSORS = (
    MOMENTS.map(lambda moment: f"{moment} outbox 1".encode())
    | st.tuples(st.sampled_from([0, 1, -1, 2**63 - 1, -(2**63), 253402300799999999]), st.integers(-9, 9)).map(
        lambda pair: struct.pack(">qq", *pair)
    )
    | st.binary(max_size=40)
).map(lambda raw: base64.urlsafe_b64encode(raw).rstrip(b"=").decode())
ASKED = st.dictionaries(
    st.sampled_from(["cursor", "limit", "status", "q", "kind", "days", "until", "lead_id"]),
    CURSORS | NUMBERS | MOMENTS | st.sampled_from(["#1", "in_review,", "outbox", "\x00", "%", ""]),
    max_size=4,
)
RANGES = st.sampled_from(["", "bytes=0-", "bytes=-1", "bytes=5-2", f"bytes={'9' * 5000}-", "bytes=0-0,2-3"])
FIELDS = st.dictionaries(
    st.sampled_from(
        ["amount", "currency", "deposit", "note", "reason", "text", "url", "starts_at", "ends_at"]
    ),
    JSON | MOMENTS | NUMBERS,
    max_size=4,
)


@settings(BOUNDED, max_examples=150)
@given(
    path=st.sampled_from([*ROUTES, "/admin/metrics"]),
    parts=st.lists(NUMBERS, min_size=3, max_size=3),
    method=st.sampled_from(["GET", "POST", "POST", "PUT", "DELETE"]),
    asked=ASKED,
    body=st.binary(max_size=200) | (JSON | FIELDS).map(lambda value: json.dumps(value).encode()),
    wanted=RANGES,
    key=st.sampled_from([KEY, KEY, KEY, ""]) | HEADER_WORDS,
)
def test_admin_api_never_breaks(
    served: Served,
    path: str,
    parts: list[str],
    method: str,
    asked: dict[str, str],
    body: bytes,
    wanted: str,
    key: str,
) -> None:
    for part in parts:
        path = re.sub("{[^}]*}", part, path, count=1)

    answer = served.request(method, f"{path}?{urlencode(asked)}", body, x_admin_api_key=key, range=wanted)

    assert answer.status_code < 500
    assert key == KEY or answer.status_code in {401, 404, 405}


@settings(BOUNDED, max_examples=40)
@given(cursor=CURSORS, path=st.sampled_from(["/admin/leads", "/admin/dead-letters"]))
def test_any_cursor_is_followed_or_refused(served: Served, cursor: str, path: str) -> None:
    answer = served.request("GET", f"{path}?cursor={cursor}", b"", x_admin_api_key=KEY)

    assert answer.status_code in {200, 422}


def _is_text(body: bytes) -> bool:
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True
