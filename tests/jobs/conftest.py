"""Tests of the workers use a real database and the rows that they work on; what they send goes to the twin."""

from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tattoobot.adapters.photos import Folder, PhotoStore
from tattoobot.adapters.stripe.client import Stripe
from tattoobot.adapters.whatsapp.client import WhatsApp
from tattoobot.db import transcript
from tattoobot.db.presence import Presence
from tattoobot.db.transcript import Written
from tattoobot.domain.messages import Outgoing, Template, Text
from tattoobot.jobs.outbox import Outbox
from tattoobot.jobs.tools import Tools
from tests.actions.conftest import Bench, bench, house
from tests.adapters.conftest import http, stripe, whatsapp
from tests.builders import NOW
from tests.sandbox.conftest import Sandbox, receiver, sandbox, settings

__all__ = [
    "bench",
    "house",
    "http",
    "receiver",
    "sandbox",
    "settings",
    "stripe",
    "whatsapp",
]

PHONE = "15550100001"


class Post:
    """A worker that delivers, and the world that it delivers to."""

    def __init__(
        self,
        bench: Bench,
        outbox: Callable[[WhatsApp], Outbox],
        whatsapp: WhatsApp,
        sandbox: Sandbox,
        clock: list[datetime],
        presence: Presence,
    ) -> None:
        self.presence = presence
        self.bench = bench
        self._worker = outbox
        self.outbox = outbox(whatsapp)
        self.sandbox = sandbox
        self._clock = clock

    @property
    def now(self) -> datetime:
        return self._clock[0]

    def later(self, by: timedelta) -> None:
        self._clock[0] += by

    def speaks_through(self, whatsapp: WhatsApp) -> None:
        self.outbox = self._worker(whatsapp)

    async def refuse(self, code: int) -> None:
        """From now on the twin answers every message with this error."""
        await self.sandbox.post("/moods", {"whatsapp": "refuses", "refuse_code": code})

    async def accept(self) -> None:
        await self.sandbox.post("/moods", {"whatsapp": "ok"})

    async def write(
        self, lead: int, message: Outgoing | str, *, instead: Template | None = None, priority: int = 0
    ) -> None:
        """Put one message to the client of this lead into the outbox."""
        client = await self.bench.value("SELECT client_id FROM leads WHERE id = $1", lead)
        said = Text(message) if isinstance(message, str) else message
        written = Written(said, client_id=client, lead_id=lead, instead=instead, priority=priority)
        async with self.bench.database.transaction() as db:
            await transcript.write(db, [written], self.now)

    async def deliver(self) -> None:
        """Until nothing is due, and nothing under way."""
        while await self.outbox.step():
            pass

    async def tried(self) -> list[dict[str, Any]]:
        """The bodies of the messages that reached WhatsApp, in order."""
        calls = (await self.sandbox.get("/calls"))["items"]
        bodies = [call["body"] for call in calls if call["path"].endswith("/messages")]
        return [body for body in bodies if body and "status" not in body]

    async def said(self) -> list[tuple[str, str, str]]:
        """Every message out: its kind, its words, how it stands."""
        rows = await self.bench.rows(
            "SELECT kind, text, status FROM messages WHERE direction = 'out' ORDER BY id"
        )
        return [(row["kind"], row["text"], row["status"]) for row in rows]

    async def waiting(self) -> list[dict[str, Any]]:
        return await self.bench.rows("SELECT kind, state, failure, due_at, attempts FROM outbox ORDER BY id")

    async def flags(self) -> list[tuple[str, str]]:
        """Open flags: the reason, and the cause in plain words."""
        rows = await self.bench.rows("SELECT reason, detail FROM flags WHERE resolved_at IS NULL ORDER BY id")
        return [(row["reason"], row["detail"].get("cause", "")) for row in rows]


@pytest.fixture
async def post(
    bench: Bench, sandbox: Sandbox, whatsapp: WhatsApp, stripe: Stripe, tmp_path: Path
) -> AsyncIterator[Post]:
    clock = [NOW]
    presence = Presence(bench.database)
    await presence.start()

    def outbox(whatsapp: WhatsApp) -> Outbox:
        photos = PhotoStore(Folder(tmp_path / "photos"))
        tools = Tools(bench.database, bench.house, lambda: clock[0], whatsapp, stripe, photos)
        return Outbox(tools, presence, unsure=timedelta(seconds=1))

    client = await sandbox.client(name="Maya Example", phone=PHONE)
    await sandbox.post(f"/chats/{client['id']}/messages", {"text": "hello"})
    yield Post(bench, outbox, whatsapp, sandbox, clock, presence)
    await presence.stop()
