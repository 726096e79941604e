"""Action tests use a real database, look at its rows and at the outbox."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

import pytest

from tattoobot.actions.house import House
from tattoobot.actions.keep_messages import keep_messages
from tattoobot.actions.take_turns import take_turns
from tattoobot.db import artists, transcript
from tattoobot.db.engine import Database
from tattoobot.domain.lead import Lead, Status
from tattoobot.domain.messages import Inbound, Kind
from tests.builders import NOW, STUDIO, a_brief, a_message


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

    async def a_lead(
        self,
        status: Status = Status.PENDING_APPROVAL,
        phone: str = "15550100001",
        *,
        name: str = "Maya Example",
        wrote: datetime = NOW,
        asked: str = "",
        **answers: Any,
    ) -> int:
        """A lead put where it could have walked, with nothing said and nothing waiting: tests look at what follows.

        Its brief is complete but for what is being asked; where that is the `summary`, it waits to be confirmed.
        """
        async with self.database.transaction() as db:
            client = await db.fetchval(
                "INSERT INTO clients (name, phone, user_id, language, last_message_at)"
                " VALUES ($1, $2, 'GB.' || $2, 'en', $3) RETURNING id",
                name,
                phone,
                wrote,
            )
            await db.execute(
                "INSERT INTO handles (client_id, kind, value) VALUES ($1, 'phone', $2), ($1, 'user_id', 'GB.' || $2)",
                client,
                phone,
            )
            lead: int = await db.fetchval(
                "INSERT INTO leads (client_id, artist_id, status, current_question, asked, answers, status_since)"
                " VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
                client,
                self.house.first_artist.id,
                status,
                asked or None,
                {asked: 1} if asked else {},
                {key: asdict(answer) for key, answer in a_brief(asked, **answers).items()},
                NOW,
            )
        return lead

    async def opts_out(self, phone: str = "15550100001", now: datetime = NOW) -> None:
        await self.receive(a_message("STOP", phone=phone, user_id=f"GB.{phone}", at=now), now=now)

    async def reacts(self, now: datetime, phone: str = "15550100001") -> None:
        """A thumb: nothing is said and nothing changes, but the service window is open again."""
        await self.receive(
            a_message("👍", Kind.REACTION, phone=phone, user_id=f"GB.{phone}", at=now), now=now
        )

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

    async def offered(self) -> list[str]:
        """What the button of the newest message to the artist does, the first of it first."""
        newest = "SELECT links FROM messages WHERE artist_id IS NOT NULL ORDER BY id DESC LIMIT 1"
        promised = transcript.promised(await self.value(newest))
        return [action.value for action in promised.actions] if promised else []

    async def reference(self, message_id: int) -> str:
        """What a status of this message brings back."""
        return f"{await self.value('SELECT mark FROM installation')}:{message_id}"

    async def waiting(self, kind: str) -> int:
        found: int = await self.value("SELECT count(*) FROM outbox WHERE kind = $1", kind)
        return found


@pytest.fixture
def bench(database: Database, house: House) -> Bench:
    return Bench(database, house)
