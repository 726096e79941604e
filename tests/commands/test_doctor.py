"""The doctor refuses whatever a start refuses, and says so in the same words."""

import asyncio
import http.server
import json
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import pytest

from tattoobot import bootstrap
from tattoobot.commands import doctor
from tattoobot.commands import serve as serving
from tattoobot.commands.checks import CHECKS
from tattoobot.commands.sandbox import free_port
from tattoobot.db.migrate import CannotUpgrade
from tattoobot.settings import Settings, WrongSettings, load

EXAMPLE = Path(__file__).parent.parent.parent / "studio.example.toml"
NOWHERE = f"postgresql://127.0.0.1:{free_port()}/none"
REAL = {
    "app_env": "production",
    "database_url": NOWHERE,
    "public_base_url": "https://book.studio.internal",
    "admin_api_key": "a-fake-key-of-thirty-two-letters",
    "whatsapp_verify_token": "word",
    "whatsapp_access_token": "token",
    "whatsapp_phone_number_id": "1",
    "whatsapp_app_secret": "fake-app-secret",
    "stripe_secret_key": "sk_live_fake",
    "stripe_webhook_secret": "whsec_fake",
}


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def to_do(settings: Settings) -> dict[str, str]:
    return {one.check: one.said for one in doctor.within(settings) if one.state == "to do"}


def said(settings: Settings) -> str:
    return "\n".join(one.said for one in doctor.within(settings))


def start(settings: Settings) -> None:
    for check in CHECKS.values():
        check(settings)


@pytest.mark.parametrize(
    ("content", "cure"),
    [
        (None, "No such file"),
        (b"\x00\xff\xfe binary", "save it as UTF-8"),
        ("name = 'A'".encode("utf-16"), "save it as UTF-8"),
        (b"minimum_age = 5", "it must be 16 or more"),
        (b"name = ", "straight quotes"),
    ],
)
def test_a_studio_file_that_stops_the_start_is_found(
    tmp_path: Path, content: bytes | None, cure: str
) -> None:
    file = tmp_path / "studio.toml"
    if content is not None:
        file.write_bytes(content)
    settings = load(studio_file=file, database_url=NOWHERE)

    with pytest.raises(WrongSettings, match=cure) as refusal:
        start(settings)
    assert to_do(settings)["studio"] == str(refusal.value)


def test_a_folder_for_a_studio_file_is_found(tmp_path: Path) -> None:
    assert "Is a directory" in to_do(load(studio_file=tmp_path, database_url=NOWHERE))["studio"]


def test_a_studio_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    (tmp_path / "studio.toml").write_bytes("name = 'Tinta'".encode("utf-8-sig"))

    assert "Tinta" in said(load(studio_file=tmp_path / "studio.toml", database_url=NOWHERE))


def test_that_no_studio_file_is_set_is_said() -> None:
    assert "STUDIO_FILE is not set. Clients will read “Ink & Paper”" in said(load(database_url=NOWHERE))


def test_the_example_unchanged_starts_no_production(tmp_path: Path) -> None:
    shutil.copy(EXAMPLE, tmp_path / "studio.toml")
    settings = load(**REAL, studio_file=tmp_path / "studio.toml")

    with pytest.raises(WrongSettings) as refusal:
        start(settings)
    assert "artists.0.whatsapp_number: this is the example's" in str(refusal.value)
    assert "artists.0.booking_url: this is the example's" in str(refusal.value)
    assert to_do(settings)["studio"] == str(refusal.value)


def test_the_example_may_be_rehearsed_with(tmp_path: Path) -> None:
    stand_in = {"whatsapp_api_base_url": "http://127.0.0.1:9000"}

    start(load(**REAL, **stand_in, studio_file=EXAMPLE, data_dir=tmp_path))


def test_a_folder_that_cannot_be_written_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    settings = load(data_dir=tmp_path / "taken" / "data", database_url=NOWHERE)

    with pytest.raises(WrongSettings, match="DATA_DIR"):
        start(settings)
    assert "Name a folder that this user may write" in to_do(settings)["folder"]


def test_looking_leaves_nothing_behind(tmp_path: Path) -> None:
    settings = load(data_dir=tmp_path / "a" / "b", database_url=NOWHERE)

    assert "folder" not in to_do(settings)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("host", ["203.0.113.7", "no.such.host.invalid"])
def test_an_address_that_is_not_this_machines_is_named_as_host(host: str) -> None:
    settings = load(host=host, app_env="dev", database_url=NOWHERE)

    assert to_do(settings)["address"].startswith(f"HOST {host}: ")
    with pytest.raises(WrongSettings, match=r"--host 127\.0\.0\.1") as refusal:
        serving.opened(settings)
    assert "--port" not in str(refusal.value)


def test_a_bucket_without_keys_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_CONFIG_FILE", "nowhere")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "nowhere")
    settings = load(
        photos_s3_bucket="studio", photos_s3_endpoint_url="http://127.0.0.1:9", database_url=NOWHERE
    )

    with pytest.raises(WrongSettings, match="no keys to open it with") as refusal:
        bootstrap.photo_shelf(settings)
    assert to_do(settings)["photos"] == str(refusal.value)


def test_a_bucket_that_is_away_is_found() -> None:
    settings = load(
        photos_s3_bucket="studio",
        photos_s3_endpoint_url=f"http://127.0.0.1:{free_port()}",
        photos_s3_access_key_id="fake",
        photos_s3_secret_access_key="fake",
        database_url=NOWHERE,
    )

    assert "PHOTOS_S3_BUCKET does not answer" in to_do(settings)["photos"]


def test_a_database_that_is_away_is_said_without_a_time() -> None:
    found = to_do(load(database_url=NOWHERE))["database"]

    assert found.startswith("PostgreSQL at 127.0.0.1:")
    assert "seconds" not in found


async def test_a_database_of_somebody_else_is_found_and_left_alone(postgres_url: str) -> None:
    server = await asyncpg.connect(postgres_url)
    await server.execute("CREATE DATABASE of_somebody_else")
    url = urlsplit(postgres_url)._replace(path="/of_somebody_else").geturl()
    theirs = await asyncpg.connect(url)
    try:
        await theirs.execute("CREATE TABLE clients (id int); CREATE TABLE orders (id int)")

        found = await asyncio.to_thread(to_do, load(database_url=url))
        with pytest.raises(CannotUpgrade) as refusal:
            await serving.prepare(url, patience=1)

        assert found["database"] == str(refusal.value)
        assert "its clients is none of ours" in str(refusal.value)
        assert "CREATE DATABASE" in str(refusal.value)
        assert await theirs.fetchval("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == 2
    finally:
        await theirs.close()
        await server.execute("DROP DATABASE of_somebody_else WITH (FORCE)")
        await server.close()


async def test_tables_that_are_not_in_our_way_are_no_hindrance(postgres_url: str) -> None:
    server = await asyncpg.connect(postgres_url)
    await server.execute("CREATE DATABASE with_others")
    url = urlsplit(postgres_url)._replace(path="/with_others").geturl()
    theirs = await asyncpg.connect(url)
    try:
        await theirs.execute("CREATE TABLE orders (id int)")

        assert await serving.prepare(url, patience=1) is None
    finally:
        await theirs.close()
        await server.execute("DROP DATABASE with_others WITH (FORCE)")
        await server.close()


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tattoobot", *arguments],
        env={"PATH": "/usr/bin:/bin", **environment},
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_command_fails_where_anything_is_to_do(tmp_path: Path) -> None:
    (tmp_path / "studio.toml").write_text("minimum_age = 5")
    looked = run(tmp_path, "doctor", "--json", DATABASE_URL=NOWHERE, STUDIO_FILE="studio.toml")
    found = json.loads(looked.stdout)

    assert looked.returncode == 2
    assert found["ok"] is False
    assert {one["check"] for one in found["checks"] if one["state"] == "to do"} == {"studio", "database"}


def test_where_there_is_no_database_yet_none_is_made_by_looking(tmp_path: Path) -> None:
    looked = run(tmp_path, "doctor", "--json")

    found = {one["check"]: one for one in json.loads(looked.stdout)["checks"]}
    assert found["database"]["state"] == "ok"
    assert found["database"]["said"].startswith("There is no database yet: the first start makes one")
    assert list(tmp_path.iterdir()) == []


def test_settings_that_cannot_be_read_are_a_finding_too(tmp_path: Path) -> None:
    looked = run(tmp_path, "doctor", "--json", PORT="many")

    assert looked.returncode == 2
    assert json.loads(looked.stdout)["checks"][0]["said"].startswith("PORT: write a whole number")


def test_an_alarm_is_sent_to_the_owners_address_to_try_it(tmp_path: Path) -> None:
    posted: list[dict[str, object]] = []

    class Address(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            posted.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

    with http.server.HTTPServer(("127.0.0.1", 0), Address) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/alarms"
        tried = run(tmp_path, "doctor", "--alarm", "--json", DATABASE_URL=NOWHERE, OWNER_ALERT_URL=address)
        server.shutdown()

    found = {one["check"]: one["state"] for one in json.loads(tried.stdout)["checks"]}
    assert found["alarm"] == "ok"
    assert [set(one) for one in posted] == [{"id", "studio", "cause", "over", "since", "text"}]


def test_an_alarm_that_reaches_nobody_is_to_do(tmp_path: Path) -> None:
    unset = run(tmp_path, "doctor", "--alarm", DATABASE_URL=NOWHERE)
    away = run(
        tmp_path, "doctor", "--alarm", DATABASE_URL=NOWHERE, OWNER_ALERT_URL="http://127.0.0.1:9/alarms"
    )

    assert "to do OWNER_ALERT_URL is not set" in unset.stderr
    assert "An alarm was taken" not in away.stderr
    assert away.returncode == 2


SLOW = (
    "pydantic_settings",
    "asyncpg",
    "sqlalchemy",
    "fastapi",
    "uvicorn",
    "structlog",
    "tattoobot.bootstrap",
)


@pytest.mark.parametrize(
    "arguments", [["--version"], ["--help"], ["serve", "--help"], ["templates", "--help"]]
)
def test_what_only_shows_words_loads_nothing_else(tmp_path: Path, arguments: list[str]) -> None:
    program = (
        "import sys; from tattoobot.commands import cli\n"
        f"try: cli.app({arguments})\n"
        f"finally: print([name for name in {SLOW} if name in sys.modules], file=sys.stderr)"
    )
    shown = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )

    assert shown.stderr.strip().endswith("[]")
