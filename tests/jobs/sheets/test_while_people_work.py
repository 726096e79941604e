"""The spreadsheet stays right whatever people, Google and dying workers do to it."""

from functools import partial

import asyncpg
import pytest

from tattoobot.db import sheet
from tattoobot.domain.lead import Status
from tests.jobs.sheets.conftest import MANY, Paper, said
from tests.sandbox.conftest import eventually


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
    """Every twentieth call goes wrong, half of them after they were done. A person sorts, deletes rows and makes notes,
    also between our reading and our writing.
    """
    numbers = await paper.many_leads(MANY)
    await paper.keep()
    await paper.notes_beside(every=40)
    await paper.google_is("flaky")
    deleted: set[int] = set()

    async def work(n: int) -> None:
        deleted.add(await paper.delete_and_sort(5 + 7 * n, up=n % 2 == 0))

    for n in range(6):
        await work(2 * n)
        for lead in numbers[n :: MANY // 25]:
            await paper.change(lead, idea=said(f"idea {n} of {lead}"))
            await paper.move(lead, Status.AWAITING_DEPOSIT if n % 2 else Status.PENDING_APPROVAL, "moved")
        paper.sheets.meanwhile = partial(work, 2 * n + 1)
        await paper.keep(rounds=4)
    await paper.google_is("ok")
    await paper.keep()
    as_kept = await paper.rows()
    await paper.keeper.start_over()
    await paper.keep()

    wanted = {
        str(row["id"]): row["idea"]
        for row in await paper.bench.rows("SELECT id, answers->'idea'->>'value' AS idea FROM leads")
    }
    assert {row["No."]: row["Idea"] for row in as_kept}.items() <= wanted.items()
    assert {int(number) for number in wanted} - {int(row["No."]) for row in as_kept} <= deleted
    for rows in (as_kept, await paper.rows()):
        assert len(rows) == len({row["No."] for row in rows})
        assert all(row["My notes"] in {"", f"note of {row['No.']}"} for row in rows)
    assert {row["No."]: row["Idea"] for row in await paper.rows()} == wanted
    lines = [line["Line"] for line in await paper.rows("Log")]
    assert sorted(map(int, lines)) == [
        row["id"] for row in await paper.bench.rows("SELECT id FROM timeline ORDER BY id")
    ]
