"""The studio's spreadsheet as people see it, kept by the real job in the twin of Google."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tattoobot.actions.house import House
from tattoobot.adapters.google.client import SCOPE, Cell, Sheets
from tattoobot.adapters.google.token import ServiceAccount
from tattoobot.adapters.http import open_session
from tattoobot.db import leads, sheet
from tattoobot.db.leads import Entry
from tattoobot.domain.lead import Actor, Answer, Lead, Source, Status
from tattoobot.domain.sheet import Column
from tattoobot.jobs.sheets import SheetKeeper
from tests.actions.conftest import Bench
from tests.builders import NOW, STUDIO
from tests.sandbox.conftest import SPREADSHEET_ID, Sandbox, google_key

MANY = 1000


class WhilePeopleWork(Sheets):
    """The same client; once, between our reading and our writing, somebody does something with the sheet."""

    meanwhile: Callable[[], Awaitable[None]] | None = None

    async def write_rows(self, sheet_id: int, rows: Mapping[int, Sequence[Cell]]) -> None:
        if self.meanwhile is not None:
            work, self.meanwhile = self.meanwhile, None
            await work()
        await super().write_rows(sheet_id, rows)


class Paper:
    """The spreadsheet as the studio sees it, and its hands."""

    def __init__(
        self,
        bench: Bench,
        sandbox: Sandbox,
        keeper: Callable[[House], SheetKeeper],
        sheets: WhilePeopleWork,
    ) -> None:
        self.bench = bench
        self.sandbox = sandbox
        self.sheets = sheets
        self._keeper = keeper
        self.keeper = keeper(bench.house)

    def with_columns(self, *columns: Column) -> None:
        house = self.bench.house
        self.keeper = self._keeper(replace(house, studio=replace(STUDIO, sheet=columns)))

    def another_worker(self) -> SheetKeeper:
        return self._keeper(self.bench.house)

    async def keep(self, rounds: int = 30) -> None:
        """Write whatever there is to write; what was put off is tried at once."""
        for _ in range(rounds):
            async with self.bench.database.transaction() as db:
                await sheet.look_again(db)
            await self.keeper.step()
            if not await self.behind():
                return

    async def behind(self) -> bool:
        async with self.bench.database.reading() as db:
            state = await sheet.state(db)
            return bool(
                state.cause
                or state.unsure
                or await sheet.changed(db, NOW + timedelta(days=1), 1)
                or await sheet.gone(db, 1)
                or await sheet.news(db, 1)
            )

    async def cause(self) -> str | None:
        standing = await self.standing()
        return standing.cause if standing else None

    async def standing(self) -> sheet.Standing | None:
        async with self.bench.database.reading() as db:
            return await sheet.standing(db)

    async def tab(self, title: str = "Enquiries") -> Any:
        shown = await self.sandbox.get("/sheet")
        return next(tab for tab in shown["tabs"] if tab["title"] == title)

    async def rows(self, title: str = "Enquiries") -> list[dict[str, str]]:
        """By the heading of each column."""
        head, *rows = (await self.tab(title))["rows"]
        return [dict(zip(head, [*row, *[""] * len(head)], strict=False)) for row in rows]

    async def numbers(self) -> list[str]:
        return [row["No."] for row in await self.rows()]

    async def cells(self) -> list[str]:
        shown = await self.sandbox.get("/sheet")
        return [cell for tab in shown["tabs"] for row in tab["rows"] for cell in row]

    async def by_hand(self, *requests: dict[str, Any]) -> None:
        await self.sandbox.post("/sheet", {"requests": list(requests)})

    async def type(self, place: str, text: str) -> None:
        await self.sandbox.post("/sheet", {"range": place, "values": [[text]]})

    async def delete_and_sort(self, at: int, *, up: bool) -> int:
        """Delete the row that stands at `at`, and sort the others by their numbers; whose row it was."""
        shown = await self.tab()
        tab, head = shown["id"], shown["rows"][0]
        rows = {"sheetId": tab, "dimension": "ROWS", "startIndex": at + 1, "endIndex": at + 2}
        order = {"dimensionIndex": 0, "sortOrder": "ASCENDING" if up else "DESCENDING"}
        await self.by_hand(
            {"deleteDimension": {"range": rows}},
            {"sortRange": {"range": {"sheetId": tab, "startRowIndex": 1}, "sortSpecs": [order]}},
        )
        return int(shown["rows"][at + 1][head.index("No.")])

    async def notes_beside(self, every: int) -> None:
        """What a person writes to the right of our columns."""
        notes = [f"note of {n}" if int(n) % every == 0 else "" for n in await self.numbers()]
        values = [[note] for note in ("My notes", *notes)]
        await self.sandbox.post("/sheet", {"range": f"Enquiries!J1:J{len(values)}", "values": values})

    async def google_is(self, mood: str) -> None:
        await self.sandbox.post("/moods", {"google": mood})

    async def leads(self, count: int) -> list[int]:
        return [await self.bench.a_lead(phone=f"1555010{n:04}") for n in range(1, count + 1)]

    async def many_leads(self, count: int) -> list[int]:
        """The same, quickly: one, and copies of it."""
        first = await self.bench.a_lead()
        copies = await self.bench.rows(
            "WITH c AS (INSERT INTO clients (name, phone, user_id, language, last_message_at)"
            " SELECT name, '1555020' || lpad(n::text, 4, '0'), 'GB.1555020' || n, language, last_message_at"
            " FROM clients, generate_series(2, $1::int) n RETURNING id)"
            " INSERT INTO leads (client_id, artist_id, status, current_question, asked, answers)"
            " SELECT c.id, artist_id, status, current_question, asked, answers FROM leads, c RETURNING id",
            count,
        )
        return [first, *sorted(row["id"] for row in copies)]

    async def change(self, lead: int, **answers: Answer) -> None:
        async with self.bench.database.transaction() as db:
            known = await leads.by_id(db, lead)
            await leads.save(db, [replace(known, answers={**known.answers, **answers})], [], NOW)

    async def move(self, lead: int, status: Status, happened: str) -> None:
        async with self.bench.database.transaction() as db:
            known: Lead = await leads.by_id(db, lead)
            entry = Entry(lead, Actor.ARTIST, happened, known.status, status, {"words": "SECRET"})
            await leads.save(db, [replace(known, status=status)], [entry], NOW)


@pytest.fixture
async def paper(bench: Bench, sandbox: Sandbox) -> AsyncIterator[Paper]:
    async with open_session() as http:
        account = ServiceAccount(google_key(sandbox.url), scope=SCOPE)
        sheets = WhilePeopleWork(
            http, account, base_url=f"{sandbox.url}/sandbox/google", spreadsheet_id=SPREADSHEET_ID
        )
        yield Paper(
            bench, sandbox, lambda house: SheetKeeper(bench.database, house, lambda: NOW, sheets), sheets
        )


def said(text: str, source: Source = Source.WORDS) -> Answer:
    return Answer(text, text, source)
