"""A client who did everything is erased, and looked for everywhere."""

from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from tattoobot.commands.sandbox import ARTIST_NUMBER, free_port
from tattoobot.db.engine import Database
from tests import privacy_table
from tests.everything_kept import everything_kept
from tests.product.conftest import KEY, Whole, eventually, running
from tests.product.test_crashes import heard_something, nothing_waits

NAME, PHONE = "Ottilie Quince", "15550100077"
WORDS = ["quokka", "wistful", "ottilie.draws", "Tirana", "allergic"]
ABOUT_HEALTH = "allergic"


@pytest.fixture
async def with_sheet(database_url: str, tmp_path: Path) -> AsyncIterator[Whole]:
    """The same product, with a spreadsheet of the studio's."""
    async with running(database_url, tmp_path, free_port(), with_sheet=True) as whole:
        whole.processes.start("web", "--only", "web")
        whole.processes.start("worker", "--only", "worker")
        await whole.ready()
        yield whole


async def _cells(whole: Whole) -> str:
    shown = await whole.api("/sheet")
    return "\n".join(cell for tab in shown["tabs"] for row in tab["rows"] for cell in row)


def _logs(folder: Path) -> str:
    return "".join(log.read_text() for log in sorted(folder.glob("*.log")))


async def _does_everything(whole: Whole) -> str:
    client: str = (await whole.api("/clients", {"name": NAME, "phone": PHONE}))["id"]
    await whole.says(client, "hi, a wistful quokka on my left forearm, 10 cm, I live in Tirana")
    await heard_something(whole, client)
    await whole.api(f"/chats/{client}/messages", {"photo": True, "text": "a quokka like this"})
    await whole.says(client, "my instagram is @ottilie.draws")
    await eventually(lambda: whole.rows("SELECT 1 FROM photos WHERE state = 'kept'"))
    await whole.says(client, "I am allergic to red ink, can I talk to a person?")
    await eventually(lambda: nothing_waits(whole), 40)
    connection = await asyncpg.connect(whole.database_url)
    await connection.execute("UPDATE leads SET status = 'pending_approval', current_question = NULL")
    await connection.close()
    assert (await whole.admin("/leads/1/approve", {"note": "See you soon, Ottilie"}))[0] == 200
    page: str = (await eventually(lambda: whole.api("/checkouts")))[0]["id"]
    await eventually(lambda: whole.rows("SELECT 1 FROM deposits WHERE status = 'open'"))
    await whole.api(f"/checkouts/{page}/pay", {})
    await eventually(lambda: whole.rows("SELECT 1 FROM leads WHERE status = 'deposit_paid'"))
    await whole.says(client, "thanks, Ottilie here, what about the quokka?")
    await eventually(lambda: nothing_waits(whole), 40)
    return page


async def _erase(whole: Whole, client_id: int) -> tuple[int, dict[str, object]]:
    address, headers = f"{whole.url}/admin/clients/{client_id}", {"X-Admin-API-Key": KEY}
    async with whole.http.delete(address, headers=headers) as response:
        return response.status, await response.json()


async def _theirs(whole: Whole) -> list[str]:
    """Whatever would tell of them: what they are called, said and sent."""
    messages = await whole.rows(
        "SELECT provider_id FROM messages WHERE client_id IS NOT NULL AND provider_id IS NOT NULL"
    )
    photos = await whole.rows("SELECT media_id, file, sha256 FROM photos")
    handles = await whole.rows("SELECT value FROM handles")
    named = [NAME, *NAME.split(), PHONE, *WORDS]
    return [value for row in [*messages, *photos, *handles] for value in row.values()] + named


async def _found(whole: Whole, theirs: list[str]) -> list[tuple[str, str]]:
    database = await Database.connect(whole.database_url, size=1)
    try:
        kept = await everything_kept(database)
    finally:
        await database.close()
    return [
        (column, value)
        for column, values in kept.items()
        for text in values
        for value in theirs
        if value.lower() in text.lower()
    ]


async def test_erased_client_who_did_everything_leaves_nothing_but_the_record_of_the_money(
    with_sheet: Whole, tmp_path: Path
) -> None:
    whole = with_sheet
    page = await _does_everything(whole)
    theirs = await _theirs(whole)

    async def is_in_sheet() -> bool:
        cells = await _cells(whole)
        return NAME.split()[0] in cells and "quokka" in cells

    await eventually(is_in_sheet, 40)
    told = await whole.rows("SELECT body FROM messages WHERE artist_id IS NOT NULL")
    assert any("Ottilie" in row["body"] for row in told)
    seen = [*(row["body"] for row in told), await _cells(whole), _logs(tmp_path)]
    assert [text for text in seen if ABOUT_HEALTH in text.lower()] == []
    assert {column for column, _ in await _found(whole, theirs)} > {"messages.body", "inbox.payload"}

    status, answer = await _erase(whole, 1)
    assert (status, answer["leads"], answer["payments_kept"]) == (200, 1, [1])
    await eventually(lambda: nothing_waits(whole), 40)
    # Stripe goes on telling of the payment, with its payer's name.
    await whole.api(f"/checkouts/{page}/refund", {})
    await eventually(lambda: whole.rows("SELECT 1 FROM deposits WHERE status = 'refunded'"))
    await eventually(lambda: nothing_waits(whole), 40)

    assert await _found(whole, theirs) == []
    assert [file.name for file in (tmp_path / "photos").iterdir()] == ["erased.json"]
    logs = _logs(tmp_path)
    assert [value for value in theirs if value in logs] == []

    async def left_in_sheet() -> list[str]:
        cells = (await _cells(whole)).lower()
        return [value for value in theirs if value.lower() in cells]

    async def is_gone_from_sheet() -> bool:
        return not await left_in_sheet()

    await eventually(is_gone_from_sheet, 40)
    (money,) = await whole.rows("SELECT * FROM deposits")
    assert (money["status"], money["session_id"], money["url"]) == ("refunded", page, None)
    (client,) = await whole.rows("SELECT erased_at FROM clients")
    assert client["erased_at"] is not None
    notices = await whole.rows("SELECT text FROM messages ORDER BY id")
    assert "had their data deleted" in notices[0]["text"]
    assert (await _erase(whole, 1))[0] == 404


async def test_erasure_does_what_the_page_about_privacy_says(whole: Whole) -> None:
    await _does_everything(whole)
    await _erase(whole, 1)
    await eventually(lambda: nothing_waits(whole), 40)

    for row in privacy_table.rows():
        left = [
            {name: one[name] for name in row.columns}
            for one in await whole.rows(f"SELECT * FROM {row.table}")
            if not _is_about_the_erasure(one)
        ]
        if row.when_erased == "goes":
            assert left == [], row.table
        elif row.when_erased == "emptied":
            assert [v for one in left for v in one.values() if v not in EMPTY] == [], row.table


EMPTY = (None, "", "{}")


def _is_about_the_erasure(row: dict[str, object]) -> bool:
    """The notice to the artist, and what the record of the payment has beside it."""
    about = (row.get("artist_id"), row.get("happened"), row.get("reason"))
    return (
        (row.get("direction") == "out" and about[0] is not None)
        or about[1] == "erased"
        or about[2] == "paid_unexpectedly"
        or ARTIST_NUMBER in str(row.get("payload"))
    )


async def test_erased_client_who_writes_again_is_somebody_new(whole: Whole) -> None:
    client: str = (await whole.api("/clients", {"name": NAME, "phone": PHONE}))["id"]
    await whole.says(client, "hi")
    await heard_something(whole, client)
    await eventually(lambda: nothing_waits(whole), 40)
    await _erase(whole, 1)

    await whole.says(client, "hi")
    await heard_something(whole, client, 2)

    people = await whole.rows("SELECT id, phone, erased_at IS NOT NULL AS erased FROM clients ORDER BY id")
    assert people == [
        {"id": 1, "phone": None, "erased": True},
        {"id": 2, "phone": PHONE, "erased": False},
    ]
