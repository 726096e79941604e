"""Action tests use a real database, look at its rows and at the outbox."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import pytest

from tattoobot.actions.house import House
from tattoobot.actions.keep_messages import keep_messages
from tattoobot.actions.take_turns import take_turns
from tattoobot.db import artists
from tattoobot.db.engine import Database
from tattoobot.domain.lead import Lead, Status
from tattoobot.domain.messages import Inbound
from tests.builders import NOW, STUDIO, a_brief


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = await Database.connect(database_url, size=30)
    yield opened
    await opened.close()


@pytest.fixture
async def house(database: Database) -> House:
    async with database.transaction() as db:
        rows = await artists.keep(db, STUDIO.artists)
    return House(STUDIO, {row.id: row for row in rows}, "https://book.example.com")


class Bench:
    """What the tests of actions do again and again."""

    def __init__(self, database: Database, house: House) -> None:
        self.database = database
        self.house = house

    async def receive(self, *messages: Inbound, now: datetime = NOW) -> None:
        """Messages arrive and are answered."""
        async with self.database.transaction() as db:
            await keep_messages(db, self.house, messages, now)
        async with self.database.transaction() as db:
            await take_turns(db, self.house, now)

    async def a_lead(self, status: Status = Status.PENDING_APPROVAL, phone: str = "15550100001") -> int:
        """A lead with a complete brief, in this status."""
        async with self.database.transaction() as db:
            client = await db.fetchval(
                "INSERT INTO clients (name, phone, user_id, language, last_message_at)"
                " VALUES ('Maya Example', $1, 'GB.' || $1, 'en', $2) RETURNING id",
                phone,
                NOW,
            )
            await db.execute(
                "INSERT INTO handles (client_id, kind, value) VALUES ($1, 'phone', $2), ($1, 'user_id', 'GB.' || $2)",
                client,
                phone,
            )
            lead: int = await db.fetchval(
                "INSERT INTO leads (client_id, artist_id, status, answers) VALUES ($1, $2, $3, $4) RETURNING id",
                client,
                self.house.first_artist.id,
                status,
                {
                    key: {"text": answer.text, "value": answer.value, "source": answer.source}
                    for key, answer in a_brief().items()
                },
            )
        return lead

    async def rows(self, query: str, *values: object) -> list[dict[str, Any]]:
        async with self.database.reading() as db:
            return [dict(row) for row in await db.fetch(query, *values)]

    async def value(self, query: str, *values: object) -> Any:
        async with self.database.reading() as db:
            return await db.fetchval(query, *values)

    async def status(self, lead: int | Lead) -> str:
        found: str = await self.value(
            "SELECT status FROM leads WHERE id = $1", lead if isinstance(lead, int) else lead.id
        )
        return found

    async def said(self) -> list[str]:
        """What goes out to clients, in order."""
        rows = await self.rows(
            "SELECT text FROM messages WHERE direction = 'out' AND artist_id IS NULL ORDER BY id"
        )
        return [row["text"] for row in rows]

    async def reference(self, message_id: int) -> str:
        """What a status of this message brings back."""
        return f"{await self.value('SELECT mark FROM installation')}:{message_id}"

    async def waiting(self, kind: str) -> int:
        found: int = await self.value("SELECT count(*) FROM outbox WHERE kind = $1", kind)
        return found


@pytest.fixture
def bench(database: Database, house: House) -> Bench:
    return Bench(database, house)
