"""A first run: what it asks, what it writes, and that it never leaves half of it or takes another file's place."""

import fcntl
import os
import pty
import signal
import stat
import subprocess
import sys
import termios
import time
from contextlib import suppress
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tattoobot.commands import cli, doctor
from tattoobot.commands.checks import CHECKS
from tattoobot.commands.first_run import written
from tattoobot.commands.first_run.questions import QUESTIONS
from tattoobot.commands.sandbox import settings_for, twins_for
from tattoobot.settings import Settings, load
from tattoobot.studio_file import load as studio_file

NEEDED = ["--studio", "Fern & Ink", "--artist", "Robin", "--number", "+44 7700 900123"]


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def init(*options: str, typed: str = "") -> Result:
    return CliRunner().invoke(cli.app, ["init", *options], input=typed)


def refused(*options: str) -> str:
    done = init("--yes", *options)
    assert done.exit_code != 0
    return str(done.exception)


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_options_are_enough_for_two_files_that_the_start_takes(tmp_path: Path) -> None:
    done = init("--yes", *NEEDED)

    assert done.exit_code == 0, done.output
    assert files(tmp_path) == [".env", "studio.toml"]
    settings = load()
    assert [check(settings) for check in CHECKS.values()]
    found = {one.check: one.state for one in doctor.findings(settings) if one.check != "database"}
    assert [name for name, state in found.items() if state != "ok"] == ["meta", "stripe", "public address"]
    assert done.output.rstrip().endswith("tattoobot doctor")


def test_keys_are_fresh_and_only_for_whoever_ran_it(tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        assert init("--yes", *NEEDED, "--folder", name).exit_code == 0
        assert mode(tmp_path / name / ".env") == 0o600
        made.append(load(_env_file=tmp_path / name / ".env"))

    keys = {one.admin_api_key.get_secret_value() for one in made}
    words = {one.whatsapp_verify_token.get_secret_value() for one in made}
    assert len(keys | words) == 4
    assert min(map(len, keys | words)) >= 32


def test_the_file_of_keys_has_a_place_for_each_that_production_wants(tmp_path: Path) -> None:
    init("--yes", *NEEDED, "--address", "https://desk.example.com")
    text = (tmp_path / ".env").read_text()

    names = [line.partition("=")[0] for line in text.splitlines() if line and not line.startswith("#")]
    assert names.index("WHATSAPP_ACCESS_TOKEN") < names.index("STRIPE_SECRET_KEY")
    assert names.index("STRIPE_SECRET_KEY") < names.index("GOOGLE_SERVICE_ACCOUNT_FILE") < len(names) - 1
    assert names[-1] == "APP_ENV"
    assert "https://desk.example.com/webhooks/stripe" in text
    assert "checkout.session.completed" in text
    with pytest.raises(Exception, match="STRIPE_SECRET_KEY is not set") as error:
        load(app_env="production")
    missing = [line.split()[0] for line in str(error.value).splitlines() if "is not set" in line]
    assert [name for name in missing if name not in names] == []


def test_mistakes_are_told_as_they_are_typed_and_asked_again(tmp_path: Path) -> None:
    typed = [
        *("", "Fern & Ink", "Robin"),
        *("07700 900123", "+44 7700 900123"),
        *("uk", "Munich", "London", "pound", "", "it", "", "12", "", "0.10", "80"),
        *("", "", "Tuesday to Saturday", "soon", "17:30", "http://desk.example.com", ""),
    ]
    done = init(typed="\n".join(typed) + "\n")

    assert done.exit_code == 0, done.output
    for mistake in (
        "It is empty.",
        "country code",
        "no clock is called Munich",
        "three letters",
        "it is not spoken here",
        "from 16 to 25",
        "less than the smallest amount",
        "a time of day",
        "begins with https://",
    ):
        assert mistake.lower() in done.output.lower()
    studio = studio_file.load(tmp_path / "studio.toml", whole=True)
    assert (studio.name, studio.artist.name, studio.artist.whatsapp_number) == (
        "Fern & Ink",
        "Robin",
        "447700900123",
    )
    assert (studio.country, studio.currency, studio.zone.key, studio.minimum_age) == (
        "GB",
        "GBP",
        "Europe/London",
        18,
    )
    assert str(studio.deposit.amount) == "80"
    assert studio.wording["en"]["answer.availability"] == "Tuesday to Saturday"
    assert load().public_base_url is None


@pytest.mark.parametrize(
    ("number", "country", "currency", "zone", "language", "unit"),
    [
        ("+15550100999", "US", "USD", "America/New_York", "en", "in"),
        ("+49 30 5550100", "DE", "EUR", "Europe/Berlin", "de", "cm"),
        ("+55 11 95550 1000", "BR", "BRL", "America/Sao_Paulo", "pt", "cm"),
        ("+52 55 5501 0000", "MX", "MXN", "America/Mexico_City", "es", "cm"),
        ("+41 44 555 01 00", "CH", "CHF", "Europe/Zurich", "de", "cm"),
    ],
)
def test_a_number_says_where_the_studio_probably_is(
    tmp_path: Path, number: str, country: str, currency: str, zone: str, language: str, unit: str
) -> None:
    assert init("--yes", "--studio", "A", "--artist", "B", "--number", number).exit_code == 0

    studio = studio_file.load(tmp_path / "studio.toml", whole=True)
    found = (studio.country, studio.currency, studio.zone.key, studio.language, studio.unit)
    assert found == (country, currency, zone, language, unit)


def test_names_are_kept_as_they_were_typed(tmp_path: Path) -> None:
    name, artist, hours = 'Ink "№ 1" \\ ', "Zoë 🦊 O'Neil = x", 'Mo–Fr, "fast" immer # wirklich'
    options = ["--studio", name, "--artist", artist, "--number", "+15550100999", "--hours", hours]
    assert init("--yes", *options).exit_code == 0

    studio = studio_file.load(tmp_path / "studio.toml", whole=True)
    assert (studio.name, studio.artist.name) == (name.strip(), artist)
    assert studio.wording["en"]["answer.availability"] == hours


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "--studio is missing"),
        ([*NEEDED, "--minimum-age", "3"], "--minimum-age: Write a whole number"),
        ([*NEEDED, "--time-zone", "Atlantis"], "--time-zone: No clock is called Atlantis"),
        ([*NEEDED, "--hours", "from {open}"], "--hours: Leave out"),
        ([*NEEDED, "--hourly", "much"], "--hourly: Write an amount"),
        ([*NEEDED, "--currency", "HUF"], "--deposit is missing"),
        ([*NEEDED, "--folder", "nowhere"], "--folder nowhere: there is no such folder"),
    ],
)
def test_a_wrong_option_is_named_and_nothing_is_written(
    tmp_path: Path, options: list[str], said: str
) -> None:
    assert said in refused(*options)
    assert files(tmp_path) == []


@pytest.mark.parametrize("name", [".env", "studio.toml"])
def test_what_is_there_stays_as_it_is(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")

    assert f"{name} is in" in refused(*NEEDED)
    assert files(tmp_path) == [name]
    assert (tmp_path / name).read_text() == "mine"


def test_a_link_that_leads_nowhere_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / ".env").symlink_to(tmp_path / "elsewhere")

    assert ".env is in" in refused(*NEEDED)
    assert files(tmp_path) == [".env"]


def test_a_file_that_appears_meanwhile_is_not_overwritten_and_the_other_is_taken_back(tmp_path: Path) -> None:
    answers = dict.fromkeys((question.key for question in QUESTIONS), "")
    answers |= {"studio": "A", "artist": "B", "number": "+15550100999", "country": "US", "currency": "USD"}
    answers |= {"language": "en", "time_zone": "America/New_York", "minimum_age": "18", "deposit": "60"}
    answers["answers_by"] = "18:00"
    (tmp_path / ".env").write_text("mine")

    with pytest.raises(Exception, match="File exists"):
        written.write(tmp_path, answers)
    assert files(tmp_path) == [".env"]
    assert (tmp_path / ".env").read_text() == "mine"


def test_ctrl_c_in_the_middle_leaves_nothing(tmp_path: Path) -> None:
    mine, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "tattoobot", "init"],
        cwd=tmp_path,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        preexec_fn=_own_terminal,
    )
    os.close(theirs)
    try:
        _until(mine, b"called?")
        os.write(mine, b"Fern\n")
        _until(mine, b"decides?")
        # Python hears a Ctrl-C in the moment between the question and the waiting only with the next key.
        for _ in range(20):
            os.write(mine, b"\x03")
            with suppress(subprocess.TimeoutExpired):
                process.wait(1)
                break
        assert process.wait(1) != 0
    finally:
        process.kill()
        process.wait()
        os.close(mine)
    assert files(tmp_path) == []


def _own_terminal() -> None:
    """Ctrl-C, typed there, then reaches the process, even where the tests run in the background without it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _until(terminal: int, words: bytes) -> None:
    seen, deadline = b"", time.monotonic() + 30
    while words not in seen:
        assert time.monotonic() < deadline, seen
        seen += os.read(terminal, 4096)


def test_the_sandbox_shows_the_new_studio_on_this_machine(tmp_path: Path) -> None:
    init("--yes", *NEEDED, "--address", "https://desk.example.com")

    settings = settings_for()
    twins = twins_for(settings)

    assert settings.base_url == "http://localhost:8000"
    assert (twins.studio_name, twins.artist_name) == ("Fern & Ink", "Robin")
    assert twins.artist_number == "447700900123"
