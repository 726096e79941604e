"""A notice reaches the artist's browsers, sealed for them; and WhatsApp, unless that is to be quiet then."""

import json
import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tattoobot.actions.house import tell_browsers, to_artist
from tattoobot.adapters import push_seal
from tattoobot.adapters.photos import Folder, PhotoStore
from tattoobot.adapters.push import Push
from tattoobot.adapters.stripe.client import Stripe
from tattoobot.adapters.whatsapp.client import WhatsApp
from tattoobot.db import desk_sessions, leads, push
from tattoobot.domain.lead import Action
from tattoobot.domain.push import PATIENCE, Device
from tattoobot.jobs.outbox import Outbox
from tattoobot.jobs.tools import Tools
from tests.adapters.servers import serving
from tests.jobs.conftest import Post

WORDS = "Maya Example, +1 555 0100: I have epilepsy. https://evil.example"
"""What a notice may hold, and a locked phone must not show."""


@dataclass
class Browser:
    """One that takes notices, and its push service."""

    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    auth: bytes = b"only for tests 1"
    status: int = 201
    asked: list[web.BaseRequest] = field(default_factory=list)
    shown: list[dict[str, Any]] = field(default_factory=list)
    url: str = ""

    async def take(self, request: web.Request) -> web.Response:
        self.asked.append(request)
        if self.status == 201:
            self.shown.append(json.loads(self._opened(await request.read())))
        return web.Response(status=self.status, headers={"Location": "https://evil.example/"})

    def _opened(self, sealed: bytes) -> bytes:
        """As RFC 8291 has a browser do it."""
        salt, sender, content = sealed[:16], sealed[21:86], sealed[86:]
        ours = push_seal.public_point(self.key)
        shared = self.key.exchange(
            ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender)
        )
        key = HKDF(SHA256(), 32, self.auth, b"WebPush: info\x00" + ours + sender).derive(shared)
        content_key = HKDF(SHA256(), 16, salt, b"Content-Encoding: aes128gcm\x00").derive(key)
        nonce = HKDF(SHA256(), 12, salt, b"Content-Encoding: nonce\x00").derive(key)
        plain = AESGCM(content_key).decrypt(nonce, content, None)
        assert plain.endswith(b"\x02")
        return plain[:-1]

    @property
    def device(self) -> Device:
        return Device(0, f"{self.url}/push/1", push_seal.public_point(self.key), self.auth)


class Pushing:
    """An artist with some browsers, and a worker."""

    def __init__(self, post: Post, tools: Tools) -> None:
        self.post = post
        self.bench = post.bench
        self.artist = post.bench.house.first_artist.id
        self._outbox = Outbox(tools, post.presence, unsure=timedelta(seconds=1))

    async def signs_in(self, browser: Browser) -> int:
        async with self.bench.database.transaction() as db:
            secret = await desk_sessions.begin(db, self.artist, "a phone", self.post.now)
            session = await desk_sessions.find(db, secret, self.post.now)
            assert session is not None
            await push.keep(db, session.id, browser.device, self.post.now)
        return session.id

    async def wants_no_whatsapp(self) -> None:
        async with self.bench.database.transaction() as db:
            await push.choose(db, self.artist, instead=True)

    async def notices(self, template: str = "artist_called") -> int:
        """Something for the artist. Returns the lead's id."""
        lead_id = await self.bench.value("SELECT max(id) FROM leads") or await self.bench.a_lead()
        async with self.bench.database.transaction() as db:
            lead = await leads.by_id(db, lead_id)
            facts = {"client": "Maya Example", "reason": WORDS}
            await to_artist(
                db,
                self.bench.house,
                lead,
                WORDS,
                (Action.ANSWER,),
                self.post.now,
                template=template,
                facts=facts,
            )
        return lead.id

    async def deliver(self) -> None:
        while await self._outbox.step():
            pass

    async def waits(self, kind: str) -> int:
        return await self.bench.waiting(kind)

    async def stands(self) -> str:
        found: str = await self.bench.value(
            "SELECT status FROM messages WHERE artist_id IS NOT NULL ORDER BY id DESC"
        )
        return found

    async def devices(self) -> int:
        found: int = await self.bench.value("SELECT count(*) FROM push_devices")
        return found


@pytest.fixture
async def pushing(
    post: Post, whatsapp: WhatsApp, stripe: Stripe, http: aiohttp.ClientSession, tmp_path: Path
) -> Pushing:
    photos, push_ = (
        PhotoStore(Folder(tmp_path / "photos")),
        Push(http, "https://book.example.com", trial=True),
    )
    bench = post.bench
    tools = Tools(bench.database, bench.house, lambda: post.now, whatsapp, stripe, photos, push=push_)
    return Pushing(post, tools)


@pytest.fixture
async def phone() -> AsyncIterator[Browser]:
    async with AsyncExitStack() as stack:
        browser = Browser()
        browser.url = await stack.enter_async_context(serving(browser.take))
        yield browser


@pytest.fixture
async def laptop() -> AsyncIterator[Browser]:
    async with AsyncExitStack() as stack:
        browser = Browser()
        browser.url = await stack.enter_async_context(serving(browser.take))
        yield browser


@pytest.mark.parametrize(
    "template", ["artist_enquiry", "artist_paid", "artist_called", "artist_news_waiting"]
)
async def test_a_notice_comes_up_and_says_nothing_of_the_client(
    pushing: Pushing, phone: Browser, template: str
) -> None:
    await pushing.signs_in(phone)
    lead = await pushing.notices(template)

    await pushing.deliver()

    [shown] = phone.shown
    assert shown["path"] == f"/desk/leads/{lead}"
    assert f"#{lead}" in shown["text"]
    assert shown["title"] == "Ink & Paper"
    assert not re.search(r"Maya|Example|555|epilepsy|http", json.dumps(shown))
    assert await pushing.waits("PushNotice") == 0


@pytest.mark.parametrize("status", [201, 410])
async def test_one_that_no_message_tells_of_opens_the_list_and_falls_back_on_nothing(
    pushing: Pushing, phone: Browser, status: int
) -> None:
    phone.status = status
    await pushing.signs_in(phone)
    async with pushing.bench.database.transaction() as db:
        await tell_browsers(db, pushing.bench.house.first_artist, None, "Three wait.", pushing.post.now)

    await pushing.deliver()

    assert [shown["path"] for shown in phone.shown] == (["/desk"] if status == 201 else [])
    assert (await pushing.waits("PushNotice"), await pushing.waits("SendMessage")) == (0, 0)


async def test_its_push_service_is_told_who_we_are_and_how_long_it_keeps(
    pushing: Pushing, phone: Browser
) -> None:
    await pushing.signs_in(phone)
    await pushing.notices()
    await pushing.deliver()

    [asked] = phone.asked
    async with pushing.bench.database.reading() as db:
        ours = push_seal.encoded(push_seal.public_point(push_seal.private_key(await push.secret(db))))
    assert asked.headers["Authorization"].startswith("vapid t=")
    assert asked.headers["Authorization"].endswith(f", k={ours}")
    assert asked.headers["Content-Encoding"] == "aes128gcm"
    assert asked.headers["TTL"] == "86400"


async def test_whatsapp_carries_it_as_well(pushing: Pushing, phone: Browser) -> None:
    await pushing.signs_in(phone)
    await pushing.notices()

    assert await pushing.waits("SendMessage") == 1
    assert await pushing.waits("PushNotice") == 1


async def test_whatsapp_is_quiet_for_who_wants_that_and_a_browser_takes_it(
    pushing: Pushing, phone: Browser
) -> None:
    await pushing.signs_in(phone)
    await pushing.wants_no_whatsapp()
    await pushing.notices()
    assert await pushing.waits("SendMessage") == 0

    await pushing.deliver()

    assert len(phone.shown) == 1
    assert await pushing.stands() == "sent"


async def test_whatsapp_is_not_quiet_where_no_browser_is_left(pushing: Pushing, phone: Browser) -> None:
    session = await pushing.signs_in(phone)
    await pushing.wants_no_whatsapp()
    async with pushing.bench.database.transaction() as db:
        await desk_sessions.end(db, session)

    await pushing.notices()

    assert await pushing.devices() == 0
    assert (await pushing.waits("SendMessage"), await pushing.waits("PushNotice")) == (1, 0)


async def test_who_has_not_been_seen_for_a_week_is_not_shown_anything_there(
    pushing: Pushing, phone: Browser
) -> None:
    await pushing.signs_in(phone)
    await pushing.wants_no_whatsapp()
    pushing.post.later(desk_sessions.IDLE)

    await pushing.notices()

    assert (await pushing.waits("SendMessage"), await pushing.waits("PushNotice")) == (1, 0)


@pytest.mark.parametrize("status", [301, 307, 400, 403, 404, 410, 413])
async def test_a_browser_that_takes_none_any_more_is_forgotten_and_whatsapp_carries_it(
    pushing: Pushing, phone: Browser, status: int
) -> None:
    phone.status = status
    await pushing.signs_in(phone)
    await pushing.wants_no_whatsapp()
    await pushing.notices()

    await pushing.deliver()

    assert len(phone.asked) == 1
    assert await pushing.devices() == 0
    assert await pushing.stands() in {"sent", "replaced"}
    assert await pushing.waits("PushNotice") == 0
    assert await pushing.post.flags() == []


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_a_push_service_that_is_away_is_tried_again_and_then_whatsapp_carries_it(
    pushing: Pushing, phone: Browser, status: int
) -> None:
    phone.status = status
    await pushing.signs_in(phone)
    await pushing.wants_no_whatsapp()
    await pushing.notices()

    await pushing.deliver()
    assert (await pushing.waits("PushNotice"), await pushing.stands()) == (1, "held_back")
    pushing.post.later(PATIENCE)
    await pushing.deliver()

    assert len(phone.asked) == 2
    assert await pushing.stands() in {"sent", "replaced"}
    assert (await pushing.waits("PushNotice"), await pushing.devices()) == (0, 1)


async def test_a_notice_that_we_cannot_push_by_a_mistake_of_ours_goes_through_whatsapp(
    pushing: Pushing, phone: Browser
) -> None:
    await pushing.signs_in(phone)
    await pushing.wants_no_whatsapp()
    await pushing.bench.value("UPDATE push_devices SET public_key = 'no key' RETURNING 1")
    await pushing.notices()

    await pushing.deliver()

    assert phone.asked == []
    assert await pushing.stands() in {"sent", "replaced"}
    assert await pushing.post.flags() == []


async def test_one_browser_that_takes_it_is_enough(pushing: Pushing, phone: Browser, laptop: Browser) -> None:
    phone.status = 503
    await pushing.signs_in(phone)
    await pushing.signs_in(laptop)
    await pushing.notices()

    await pushing.deliver()

    assert len(laptop.shown) == 1
    assert await pushing.waits("PushNotice") == 0


async def test_what_a_browser_names_is_not_asked_where_it_is_no_push_service(
    pushing: Pushing, phone: Browser, http: aiohttp.ClientSession
) -> None:
    async with pushing.bench.database.reading() as db:
        secret = await push.secret(db)

    told = await Push(http, "https://book.example.com", trial=False).tell(phone.device, b"{}", secret)

    assert told.value == "gone"
    assert phone.asked == []
