"""`tattoobot templates` against the twin: what is handed in, what is there already, what Meta made of it."""

import asyncio

import asyncpg
import pytest
from typer.testing import CliRunner, Result

from tattoobot.adapters.whatsapp.client import WhatsApp
from tattoobot.commands.handing_in import compare, hand_in_missing
from tattoobot.commands.templates import app
from tattoobot.domain.messages import Recipient
from tattoobot.wording import catalogue
from tattoobot.wording.catalogue import CODES, Catalogue, Draft
from tests.sandbox.conftest import ACCOUNT_ID, PHONE_NUMBER_ID, TOKEN, Sandbox

OURS = catalogue.load()
BASE = "https://book.example.com"


async def test_all_are_handed_in_once(whatsapp: WhatsApp) -> None:
    first = await hand_in_missing(whatsapp, OURS, ["en", "pt"], BASE)
    second = await hand_in_missing(whatsapp, OURS, ["en", "pt"], BASE)

    assert len(first) == 2 * len(OURS.drafts)
    assert all(each.can_be_sent for each in first)
    assert second == []


async def test_every_language_of_every_template_is_taken(whatsapp: WhatsApp) -> None:
    handed_in = await hand_in_missing(whatsapp, OURS, list(CODES), BASE)

    assert [each.remark for each in handed_in if not each.can_be_sent] == []
    assert len(await whatsapp.templates()) == len(OURS.drafts) * len(CODES)


@pytest.mark.parametrize("language", CODES)
async def test_filled_in_it_reads_well_outside_the_window(
    language: str, whatsapp: WhatsApp, sandbox: Sandbox
) -> None:
    client = await sandbox.client(name="Sam", phone="15550100001")
    await hand_in_missing(whatsapp, OURS, [language], BASE)
    to = Recipient(phone="15550100001")

    for name, draft in OURS.drafts.items():
        await whatsapp.send(to, OURS.fill(name, language, draft.samples), f"message:{name}")

    bubbles = (await sandbox.get(f"/chats/{client['id']}"))["messages"]
    expected = [catalogue.filled(draft.bodies[language], draft.samples) for draft in OURS.drafts.values()]
    assert [bubble["text"] for bubble in bubbles] == expected


async def test_comparing_tells_what_is_missing_and_what_meta_changed(
    whatsapp: WhatsApp, sandbox: Sandbox
) -> None:
    booked, expired = OURS.drafts["booked"], OURS.drafts["deposit_expired"]
    await sandbox.whatsapp(f"{ACCOUNT_ID}/message_templates", booked.definition("en", BASE))
    changed = {**expired.definition("en", BASE), "category": "MARKETING"}
    await sandbox.whatsapp(f"{ACCOUNT_ID}/message_templates", changed)

    found = {each.name: each for each in await compare(whatsapp, OURS, ["en"])}

    assert found["booked"].can_be_sent
    assert (found["deposit_expired"].category, found["deposit_expired"].remark) == (
        "marketing",
        "We asked for utility.",
    )
    assert found["rejected"].status == "missing"


async def test_refused_template_does_not_stop_the_others(whatsapp: WhatsApp) -> None:
    wrong = Draft("wrong", "utility", {"en": "This ends with {{artist}}"}, {"artist": "Robin"})
    right = OURS.drafts["deposit_expired"]

    first, second = await hand_in_missing(
        whatsapp, Catalogue({"wrong": wrong, right.name: right}), ["en"], BASE
    )

    assert (first.name, first.status) == ("wrong", "missing")
    assert first.remark
    assert second.can_be_sent


# ---------------------------------------------------------------- the commands


@pytest.fixture
def environment(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHATSAPP_API_BASE_URL", f"{sandbox.url}/sandbox/whatsapp")
    monkeypatch.setenv("WHATSAPP_ACCESS_TOKEN", TOKEN)
    monkeypatch.setenv("WHATSAPP_PHONE_NUMBER_ID", PHONE_NUMBER_ID)
    monkeypatch.setenv("WHATSAPP_BUSINESS_ACCOUNT_ID", ACCOUNT_ID)
    monkeypatch.setenv("COLUMNS", "120")


async def run(*arguments: str) -> Result:
    """As from a shell: in a thread of its own, where no event loop runs yet."""
    return await asyncio.to_thread(CliRunner().invoke, app, list(arguments))


@pytest.mark.usefixtures("environment")
async def test_commands_print_where_each_template_stands() -> None:
    before = await run("sync", "--language", "es")
    handed_in = await run("submit", "--language", "es")
    again = await run("submit", "--language", "es")
    after = await run("sync", "--language", "es")

    count = len(OURS.drafts)
    assert (before.exit_code, f"0 of {count} can be sent." in before.output) == (1, True)
    assert (handed_in.exit_code, f"{count} of {count} can be sent." in handed_in.output) == (0, True)
    assert (again.exit_code, again.output) == (0, "Meta has them all.\n")
    assert (after.exit_code, "news_waiting" in after.output) == (0, True)


@pytest.mark.usefixtures("environment")
async def test_what_sync_finds_is_known_to_the_bot(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)
    await run("submit", "--language", "es")

    await run("sync", "--language", "es")

    connection = await asyncpg.connect(database_url)
    rows = await connection.fetch(
        "SELECT language, value FROM template_facts WHERE name = 'booked' AND what = 'status'"
    )
    await connection.close()
    assert dict(map(tuple, rows))["es"] == "APPROVED"
    assert dict(map(tuple, rows))["en"] == "MISSING"


@pytest.mark.usefixtures("environment")
async def test_database_that_is_away_does_not_keep_sync_from_showing_what_it_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:9/nothing")

    shown = await run("sync", "--language", "es")

    assert "could not be told" in shown.output
    assert f"0 of {len(OURS.drafts)} can be sent." in shown.output


@pytest.mark.usefixtures("environment")
async def test_account_that_meta_refuses_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHATSAPP_ACCESS_TOKEN", "another-token")

    refused = await run("submit")

    assert refused.exit_code == 1
    assert "token" in refused.output
    assert len(refused.output.splitlines()) == 1


async def test_lint_finds_nothing_and_an_unknown_language_is_refused() -> None:
    assert (await run("lint")).exit_code == 0
    assert (await run("submit", "--language", "it")).exit_code == 2
