"""Who was erased stays erased, whatever backup the database comes from."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from tattoobot.adapters.photos import Folder, PhotoStore
from tattoobot.jobs.erasures import FILE, Erasures
from tests.actions.conftest import Bench
from tests.builders import NOW

PHONE, ANOTHER = "15550100001", "15550100002"


@pytest.fixture
def erasures(bench: Bench, tmp_path: Path) -> Erasures:
    return Erasures(bench.database, bench.house, lambda: NOW, PhotoStore(Folder(tmp_path)))


async def _list(bench: Bench, folder: Path, *ids: int, mark: str = "") -> None:
    mark = mark or await bench.value("SELECT mark FROM installation")
    clients = {str(one): (NOW + timedelta(days=1)).isoformat() for one in ids}
    (folder / FILE).write_text(json.dumps({"installation": mark, "clients": clients}))


async def _here(bench: Bench) -> list[str]:
    rows = await bench.rows("SELECT phone FROM clients WHERE erased_at IS NULL ORDER BY id")
    return [row["phone"] for row in rows]


async def test_whoever_came_back_with_a_backup_is_erased_again(
    bench: Bench, erasures: Erasures, tmp_path: Path
) -> None:
    lead = await bench.a_lead(phone=PHONE)
    await bench.a_lead(phone=ANOTHER)
    await bench.rows("UPDATE clients SET created_at = $1 RETURNING id", NOW)
    client = await bench.value("SELECT client_id FROM leads WHERE id = $1", lead)
    await _list(bench, tmp_path, client, 4711)

    for _ in range(2):
        await erasures.again()

    assert await _here(bench) == [ANOTHER]
    assert await bench.rows("SELECT * FROM leads WHERE client_id = $1", client) == []
    assert set(json.loads((tmp_path / FILE).read_text())["clients"]) == {str(client), "4711"}


async def test_number_that_is_given_anew_or_by_another_installation_is_somebody_else(
    bench: Bench, erasures: Erasures, tmp_path: Path
) -> None:
    await bench.a_lead(phone=PHONE)
    client = await bench.value("SELECT id FROM clients")
    await bench.rows("UPDATE clients SET created_at = $1 RETURNING id", NOW + timedelta(days=2))

    await _list(bench, tmp_path, client)
    await erasures.again()
    await bench.rows("UPDATE clients SET created_at = $1 RETURNING id", NOW)
    await _list(bench, tmp_path, client, mark="of another")
    await erasures.again()

    assert await _here(bench) == [PHONE]


async def test_list_is_made_whole_from_the_database(bench: Bench, erasures: Erasures, tmp_path: Path) -> None:
    await bench.a_lead(phone=PHONE)
    await bench.rows("UPDATE clients SET erased_at = $1 RETURNING id", NOW)

    await erasures.again()

    client = await bench.value("SELECT id FROM clients")
    assert json.loads((tmp_path / FILE).read_text())["clients"] == {str(client): NOW.isoformat()}


async def test_shelf_that_is_away_hinders_no_start(bench: Bench, tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("")
    await bench.a_lead(phone=PHONE)
    await bench.rows("UPDATE clients SET erased_at = $1 RETURNING id", NOW)

    await Erasures(bench.database, bench.house, lambda: NOW, PhotoStore(Folder(blocked / "photos"))).again()
