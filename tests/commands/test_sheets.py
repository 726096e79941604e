"""What `tattoobot sheets sync` and the doctor do with the spreadsheet, against the twin of Google."""

import asyncio
import json
from pathlib import Path

import pytest

from tattoobot.commands.doctor import findings
from tattoobot.commands.sheet_sync import written_anew
from tattoobot.errors import WrongSettings
from tattoobot.settings import Settings, load
from tests.actions.conftest import Bench, bench, house
from tests.sandbox.conftest import SPREADSHEET_ID, Sandbox, google_key, receiver, sandbox, settings

__all__ = ["bench", "house", "receiver", "sandbox", "settings"]


@pytest.fixture
def ours(sandbox: Sandbox, database_url: str, tmp_path: Path) -> Settings:
    path = tmp_path / "key.json"
    path.write_text(json.dumps(google_key(sandbox.url)))
    return load(
        google_service_account_file=path,
        google_sheets_spreadsheet_id=SPREADSHEET_ID,
        google_sheets_api_base_url=f"{sandbox.url}/sandbox/google",
        database_url=database_url,
    )


async def test_every_enquiry_is_written_also_where_its_row_was_deleted(
    bench: Bench, sandbox: Sandbox, ours: Settings, database_url: str
) -> None:
    await bench.a_lead()
    await written_anew(ours, database_url, apart=0)
    tab = next(t for t in (await sandbox.get("/sheet"))["tabs"] if t["title"] == "Enquiries")
    row = {"sheetId": tab["id"], "dimension": "ROWS", "startIndex": 1, "endIndex": 2}
    await sandbox.post("/sheet", {"requests": [{"deleteDimension": {"range": row}}]})

    rows = await written_anew(ours, database_url, apart=0)

    shown = next(t for t in (await sandbox.get("/sheet"))["tabs"] if t["title"] == "Enquiries")
    assert rows == 1
    assert [row[2] for row in shown["rows"]] == ["Name", "Maya Example"]


async def test_what_hinders_it_ends_the_command_in_words(
    bench: Bench, sandbox: Sandbox, ours: Settings, database_url: str
) -> None:
    await bench.a_lead()
    await sandbox.post("/moods", {"google": "revoked"})

    with pytest.raises(WrongSettings, match="is not shared with"):
        await written_anew(ours, database_url, apart=0)


async def test_the_doctor_looks_at_the_spreadsheet(sandbox: Sandbox, ours: Settings, tmp_path: Path) -> None:
    async def said() -> tuple[str, str]:
        found = {one.check: one for one in await asyncio.to_thread(lambda: list(findings(ours)))}
        return found["spreadsheet"].state, found["spreadsheet"].said

    well = await said()
    await sandbox.post("/moods", {"google": "revoked"})
    revoked = await said()
    (tmp_path / "key.json").write_text("{}")
    broken = await said()

    assert well[0] == "ok"
    assert revoked[0] == broken[0] == "to do"
    assert "share it, as an editor" in revoked[1]
    assert "is not the key of a service account" in broken[1]
