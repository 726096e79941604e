"""The studio's spreadsheet, kept by the real job in the twin of Google, while people do with it what people do."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import asyncpg
import pytest

from tattoobot.actions.house import House
from tattoobot.adapters.google.client import SCOPE, Cell, Sheets
from tattoobot.adapters.google.token import ServiceAccount
from tattoobot.adapters.http import open_session
from tattoobot.db import leads, sheet
from tattoobot.db.leads import Entry, Flag
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import Actor, Answer, Lead, Source, Status
from tattoobot.domain.sheet import USUAL, Column
from tattoobot.jobs.sheets import SheetKeeper
from tests.actions.conftest import Bench
from tests.builders import NOW, STUDIO, a_brief
from tests.sandbox.conftest import SPREADSHEET_ID, Sandbox, eventually, google_key

MANY = 200


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

    async def google_is(self, mood: str) -> None:
        await self.sandbox.post("/moods", {"google": mood})

    async def leads(self, count: int) -> list[int]:
        return [await self.bench.a_lead(phone=f"1555010{n:04}") for n in range(1, count + 1)]

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


async def test_a_lead_is_a_row_in_the_studios_words(paper: Paper) -> None:
    lead = await paper.bench.a_lead()
    await paper.keep()
    [row] = await paper.rows()

    assert row.pop("Date")
    assert row == {
        "No.": str(lead),
        "Name": "Maya Example",
        "Idea": "a fox",
        "Place": "Left inner forearm",
        "Size": "10 cm",
        "Status": "Needs you",
        "Deposit": "",
        "Next step": "Decide",
    }
    assert await paper.cause() is None


async def test_a_row_follows_its_lead_and_what_happened_is_logged_once(paper: Paper) -> None:
    lead = await paper.bench.a_lead()
    await paper.keep()

    await paper.move(lead, Status.AWAITING_DEPOSIT, "approved")
    await paper.keep()
    await paper.keep()

    assert [row["Status"] for row in await paper.rows()] == ["Waiting for the deposit"]
    [line] = await paper.rows("Log")
    assert (line["No."], line["What happened"], line["Who"]) == (str(lead), "approved", "artist")
    assert not [cell for cell in await paper.cells() if "SECRET" in cell]


async def test_nothing_is_asked_of_google_while_nothing_changes(paper: Paper) -> None:
    await paper.leads(3)
    await paper.keep()
    before = len((await paper.sandbox.get("/calls"))["items"])

    await paper.keeper.step()

    assert len((await paper.sandbox.get("/calls"))["items"]) == before


@pytest.mark.parametrize("planted", ["=IMPORTXML(1)", "+1-1", "-2+3", "@SUM(1)", "=1+1"])
async def test_what_a_client_plants_stays_a_text(paper: Paper, planted: str) -> None:
    lead = await paper.bench.a_lead()
    await paper.bench.rows("UPDATE clients SET name = $1 RETURNING id", planted)
    await paper.change(lead, idea=said(planted))

    await paper.keep()

    [row] = await paper.rows()
    assert (row["Name"], row["Idea"]) == (planted, planted)
    assert not [cell for cell in await paper.cells() if cell.startswith("#FORMULA")]


async def test_nothing_about_health_is_in_any_cell(paper: Paper) -> None:
    paper.with_columns(*Column)
    lead = await paper.bench.a_lead()
    worry = "SECRET blood thinners"
    private = {
        key: Answer(worry, value, Source.PRIVATE)
        for key in a_brief()
        for value in (None if key != "idea" else worry,)
    }
    await paper.change(lead, **{**private, "colour": Answer(worry, None, Source.CHECK)})
    async with paper.bench.database.transaction() as db:
        await leads.raise_flags(db, [Flag(lead, FlagReason.QUESTION, {"words": worry})], NOW)
        await db.execute(
            "INSERT INTO handovers (client_id, lead_id, reason, asked_by, since, resumes_at)"
            " SELECT client_id, id, 'medical', 'client', $2, $2 FROM leads WHERE id = $1",
            lead,
            NOW,
        )
        await leads.enter(db, [Entry(lead, Actor.CLIENT, "handed_over", detail={"reason": "medical"})], NOW)

    await paper.keep()

    cells = " ".join(await paper.cells()).lower()
    assert "secret" not in cells
    assert "medical" not in cells
    assert "health" not in cells
    [row] = await paper.rows()
    assert row["Next step"] == "Needs you: have a look"


async def test_a_phone_number_stands_there_only_when_it_is_chosen(paper: Paper) -> None:
    await paper.bench.a_lead()
    await paper.bench.rows("UPDATE clients SET name = '' RETURNING id")
    await paper.keep()
    without = " ".join(await paper.cells())
    paper.with_columns(*USUAL, Column.PHONE)
    await paper.keep()
    [row] = await paper.rows()
    paper.with_columns(*USUAL)
    await paper.keep()
    await paper.bench.rows("UPDATE leads SET updated_at = $1 RETURNING id", NOW)
    await paper.keep()

    assert "15550100001" not in without
    assert row["Phone"] == "+15550100001"
    assert "15550100001" not in " ".join(await paper.cells())


async def test_a_new_column_is_put_in_before_those_of_the_studio(paper: Paper) -> None:
    await paper.bench.a_lead()
    paper.with_columns(Column.NAME)
    await paper.keep()
    await paper.type("Enquiries!C1", "My notes")
    await paper.type("Enquiries!C2", "likes tea")

    paper.with_columns(Column.NAME, Column.STATUS)
    await paper.change(1, idea=said("a heron"))
    await paper.keep()

    assert (await paper.tab())["rows"][0] == ["No.", "Name", "Status", "My notes"]
    assert [(row["Status"], row["My notes"]) for row in await paper.rows()] == [("Needs you", "likes tea")]


async def test_a_renamed_tab_a_moved_column_and_a_sorted_sheet_are_found_again(paper: Paper) -> None:
    first, second, third = await paper.leads(3)
    await paper.keep()
    tab = (await paper.tab())["id"]
    await paper.by_hand(
        {
            "updateSheetProperties": {
                "properties": {"sheetId": tab, "title": "Robin's list"},
                "fields": "title",
            }
        },
        {
            "moveDimension": {
                "source": {"sheetId": tab, "dimension": "COLUMNS", "startIndex": 0, "endIndex": 1},
                "destinationIndex": 4,
            }
        },
        {
            "sortRange": {
                "range": {"sheetId": tab, "startRowIndex": 1},
                "sortSpecs": [{"dimensionIndex": 3, "sortOrder": "DESCENDING"}],
            }
        },
    )

    await paper.change(first, idea=said("a heron"))
    await paper.keep()

    rows = await paper.rows("Robin's list")
    assert [(row["No."], row["Idea"]) for row in rows] == [
        (str(third), "a fox"),
        (str(second), "a fox"),
        (str(first), "a heron"),
    ]


async def test_a_deleted_row_comes_back_when_its_lead_changes_or_all_is_written_anew(paper: Paper) -> None:
    first, second = await paper.leads(2)
    await paper.keep()
    tab = (await paper.tab())["id"]
    both = {"sheetId": tab, "dimension": "ROWS", "startIndex": 1, "endIndex": 3}
    await paper.by_hand({"deleteDimension": {"range": both}})
    third = await paper.bench.a_lead(phone="15550100077")
    await paper.keep()
    after_another = await paper.numbers()
    await paper.change(second, idea=said("a heron"))
    await paper.keep()
    after_a_change = await paper.numbers()

    await paper.keeper.start_over()
    await paper.keep()

    assert after_another == [str(third)]
    assert after_a_change == [str(third), str(second)]
    assert await paper.numbers() == [str(third), str(second), str(first)]
    assert len(await paper.rows("Log")) == len({line["Line"] for line in await paper.rows("Log")})


async def test_a_deleted_tab_is_made_again_with_all_leads(paper: Paper) -> None:
    lead = await paper.bench.a_lead()
    await paper.keep()
    await paper.by_hand({"deleteSheet": {"sheetId": (await paper.tab())["id"]}})

    await paper.change(lead, idea=said("a heron"))
    await paper.keep()

    assert [row["Idea"] for row in await paper.rows()] == ["a heron"]


async def test_the_row_of_an_erased_lead_is_wiped(paper: Paper) -> None:
    first, second = await paper.leads(2)
    await paper.keep()

    await paper.bench.rows("DELETE FROM leads WHERE id = $1 RETURNING id", first)
    await paper.keep()

    rows = await paper.rows()
    assert {name for row in rows if row["No."] == str(first) for name, said in row.items() if said} == {"No."}
    assert [row["Name"] for row in rows if row["No."] == str(second)] == ["Maya Example"]


async def test_a_sort_between_reading_and_writing_is_put_right(paper: Paper) -> None:
    first, second, third = await paper.leads(3)
    await paper.keep()
    rows = {"sheetId": (await paper.tab())["id"], "startRowIndex": 1}
    upside_down = {"range": rows, "sortSpecs": [{"dimensionIndex": 0, "sortOrder": "DESCENDING"}]}
    paper.sheets.meanwhile = lambda: paper.by_hand({"sortRange": upside_down})
    await paper.change(first, idea=said("a heron"))

    await paper.keeper.step()
    astray = [(row["No."], row["Idea"]) for row in await paper.rows()]
    await paper.keep()

    assert astray[0] == (str(third), "a heron")
    assert [(row["No."], row["Idea"]) for row in await paper.rows()] == [
        (str(third), "a fox"),
        (str(second), "a fox"),
        (str(first), "a heron"),
    ]


async def test_a_row_deleted_between_reading_and_writing_leaves_none_that_is_nobodys(paper: Paper) -> None:
    _, second, third = await paper.leads(3)
    await paper.keep()
    of_first = {"sheetId": (await paper.tab())["id"], "dimension": "ROWS", "startIndex": 1, "endIndex": 2}
    paper.sheets.meanwhile = lambda: paper.by_hand({"deleteDimension": {"range": of_first}})
    await paper.change(third, idea=said("a heron"))

    await paper.keep()

    assert [(row["No."], row["Idea"]) for row in await paper.rows()] == [
        (str(second), "a fox"),
        (str(third), "a heron"),
    ]


async def test_what_a_dead_writer_began_is_gone_on_with(paper: Paper) -> None:
    first, second = await paper.leads(2)
    await paper.bench.rows("DELETE FROM leads WHERE id = $1 RETURNING id", second)
    await paper.keep()
    third = await paper.bench.a_lead(phone="15550100077")
    tab = (await paper.tab())["id"]
    number = {"userEnteredValue": {"numberValue": third}}
    row = {"sheetId": tab, "rows": [{"values": [number]}], "fields": "userEnteredValue"}
    await paper.by_hand({"appendCells": row})
    async with paper.bench.database.transaction() as db:
        await sheet.about_to_write(db)

    await paper.keep()

    assert [(row["No."], row["Idea"]) for row in await paper.rows()] == [
        (str(first), "a fox"),
        (str(third), "a fox"),
    ]


async def test_two_workers_are_one_writer(paper: Paper) -> None:
    await paper.leads(4)
    other = paper.another_worker()
    async with sheet.the_writer(paper.bench.database) as mine:
        assert mine is not None
        assert await other.step() is False
    assert (await paper.sandbox.get("/sheet"))["tabs"][0]["title"] == "Sheet1"

    await paper.keep()
    await other.step()

    assert sorted(await paper.numbers()) == sorted(set(await paper.numbers()))


async def test_the_lock_goes_with_the_one_who_dies(paper: Paper, database_url: str) -> None:
    lead = await paper.bench.a_lead()
    dying = await asyncpg.connect(database_url)
    await dying.execute("SELECT pg_advisory_lock($1)", sheet.ONE_WRITER)
    await paper.keeper.step()
    none_yet = len((await paper.sandbox.get("/sheet"))["tabs"])

    dying.terminate()
    await eventually(lambda: paper.keeper.step())
    await paper.keep()

    assert none_yet == 1
    assert await paper.numbers() == [str(lead)]


@pytest.mark.parametrize(
    ("mood", "words"),
    [
        ("revoked", "is not shared with"),
        ("withdrawn", "does not accept the key"),
        ("down", "does not work at the moment"),
        ("rate_limited", "wants less from us"),
    ],
)
async def test_what_hinders_it_is_told_in_words_and_mends_itself(paper: Paper, mood: str, words: str) -> None:
    lead = await paper.bench.a_lead()
    await paper.keep()
    await paper.google_is(mood)
    await paper.change(lead, idea=said("a heron"))
    await paper.keep(rounds=1)
    cause = await paper.cause()
    waits = await paper.keeper.step()

    await paper.google_is("ok")
    await paper.keep()

    assert cause is not None
    assert words in cause
    assert waits is False
    assert [row["Idea"] for row in await paper.rows()] == ["a heron"]
    assert await paper.cause() is None


async def test_a_lost_answer_doubles_nothing(paper: Paper) -> None:
    first, second = await paper.leads(2)
    await paper.google_is("drops_after_accepting")
    await paper.move(first, Status.AWAITING_DEPOSIT, "approved")
    await paper.keep(rounds=6)

    await paper.google_is("ok")
    await paper.keep()

    assert sorted(await paper.numbers()) == [str(first), str(second)]
    assert len(await paper.rows("Log")) == 1


async def test_all_is_right_after_many_leads_errors_and_people(paper: Paper) -> None:
    """Every twentieth call goes wrong, half of them after they were done; a person sorts, deletes and adds a column."""
    numbers = await paper.leads(MANY)
    await paper.keep()
    await paper.type("Enquiries!J1", "My notes")
    for row, number in enumerate(await paper.numbers(), 2):
        if int(number) % 40 == 0:
            await paper.type(f"Enquiries!J{row}", f"note of {number}")
    tab = (await paper.tab())["id"]
    await paper.google_is("flaky")

    for n in range(5):
        await paper.by_hand(
            {
                "sortRange": {
                    "range": {"sheetId": tab, "startRowIndex": 1, "endRowIndex": MANY + 1},
                    "sortSpecs": [{"dimensionIndex": 0, "sortOrder": "DESCENDING" if n % 2 else "ASCENDING"}],
                }
            },
            {
                "deleteDimension": {
                    "range": {"sheetId": tab, "dimension": "ROWS", "startIndex": 5, "endIndex": 6}
                }
            },
        )
        for lead in numbers[n::8]:
            await paper.change(lead, idea=said(f"idea {n} of {lead}"))
            await paper.move(lead, Status.AWAITING_DEPOSIT if n % 2 else Status.PENDING_APPROVAL, "moved")
        await paper.keep(rounds=4)
    await paper.google_is("ok")
    await paper.keeper.start_over()
    await paper.keep()

    wanted = {
        str(row["id"]): row["idea"]
        for row in await paper.bench.rows("SELECT id, answers->'idea'->>'value' AS idea FROM leads")
    }
    rows = await paper.rows()
    assert len(rows) == MANY
    assert {row["No."]: row["Idea"] for row in rows} == wanted
    assert all(row["My notes"] in {"", f"note of {row['No.']}"} for row in rows)
    lines = [line["Line"] for line in await paper.rows("Log")]
    assert sorted(map(int, lines)) == [
        row["id"] for row in await paper.bench.rows("SELECT id FROM timeline ORDER BY id")
    ]
