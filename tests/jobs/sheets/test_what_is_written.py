"""What of a lead stands in the studio's spreadsheet, and what never does."""

import pytest

from tattoobot.db import leads
from tattoobot.db.leads import Entry, Flag
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import Actor, Answer, Source, Status
from tattoobot.domain.sheet import USUAL, Column
from tests.builders import NOW, a_brief
from tests.jobs.sheets.conftest import Paper, said


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
