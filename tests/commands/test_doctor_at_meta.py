"""What the doctor says about the studio's set-up at Meta, asked of the twin over real HTTP."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tattoobot.adapters.whatsapp.client import WhatsApp
from tattoobot.commands import doctor_meta
from tattoobot.commands.handing_in import hand_in_missing
from tattoobot.settings import Settings, load
from tattoobot.wording import catalogue
from tattoobot.wording.catalogue import CODES
from tests.sandbox.conftest import ACCOUNT_ID, APP_SECRET, TOKEN, Sandbox

NOW = datetime.now(UTC)
SOON = NOW + timedelta(days=10)


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Settings:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    return load(
        whatsapp_access_token=TOKEN,
        whatsapp_app_secret=APP_SECRET,
        whatsapp_business_account_id=ACCOUNT_ID,
        whatsapp_api_base_url="http://127.0.0.1:9",
        app_env="dev",
    )


async def look(given: Settings, whatsapp: WhatsApp, state: str) -> list[str]:
    found = await doctor_meta.look(given, whatsapp, "en", NOW)
    return [one.said for one in found if one.state == state]


async def hand_in(whatsapp: WhatsApp) -> None:
    await hand_in_missing(whatsapp, catalogue.load(), list(CODES), "https://book.example.com")


async def test_nothing_is_to_do_where_all_is_set_up(given: Settings, whatsapp: WhatsApp) -> None:
    await hand_in(whatsapp)

    assert await look(given, whatsapp, "to do") == []
    assert await look(given, whatsapp, "note") == []
    well = " ".join(await look(given, whatsapp, "ok"))
    assert "never ends" in well
    assert "80 messages a second (STANDARD)" in well
    assert "http://localhost:8000/webhooks/whatsapp" in well
    assert "templates are approved" in well


@pytest.mark.parametrize(
    ("standing", "cure"),
    [
        ({"scopes": ["whatsapp_business_messaging"]}, "lacks whatsapp_business_management"),
        pytest.param({"token_ends": SOON.timestamp()}, f"ends on {SOON:%Y-%m-%d %H:%M} UTC", id="ends"),
        ({"status": "FLAGGED"}, "is FLAGGED: register or reconnect it in WhatsApp Manager"),
        ({"quality": "RED"}, "RED, which precedes a restriction"),
        (
            {
                "can_send": "BLOCKED",
                "errors": [
                    {
                        "error_code": 141006,
                        "error_description": "The payment method does not work.",
                        "possible_solution": "Add a payment method.",
                    }
                ],
            },
            "Sending is BLOCKED (WABA) [141006]: The payment method does not work. Add a payment method.",
        ),
        (
            {"callback_url": "https://elsewhere.example.com/hook"},
            "reports to https://elsewhere.example.com/hook:",
        ),
        ({"callback_url": ""}, "has no webhook yet: in the app's dashboard"),
        ({"webhook_fields": ["account_update"]}, "lacks the field messages"),
        ({"webhook_active": False}, "is switched off"),
        ({"app_subscribed": False}, f"POST to /{ACCOUNT_ID}/subscribed_apps"),
    ],
)
async def test_each_fault_is_said_with_its_cure(
    given: Settings, whatsapp: WhatsApp, sandbox: Sandbox, standing: dict[str, Any], cure: str
) -> None:
    await hand_in(whatsapp)
    await sandbox.post("/standing", standing)

    (said,) = await look(given, whatsapp, "to do")

    assert cure in said


async def test_a_token_that_has_expired_is_the_only_thing_said(
    given: Settings, whatsapp: WhatsApp, sandbox: Sandbox
) -> None:
    await sandbox.post("/standing", {"token_ends": 1.0})

    (said,) = [one.said for one in await doctor_meta.look(given, whatsapp, "en", NOW)]

    assert said.startswith("Meta does not accept the access token")
    assert "set WHATSAPP_ACCESS_TOKEN" in said


async def test_another_apps_secret_is_found(given: Settings, whatsapp: WhatsApp) -> None:
    await hand_in(whatsapp)
    other = load(**{**given.model_dump(), "whatsapp_app_secret": "another-apps-secret"})

    (said,) = await look(other, whatsapp, "to do")

    assert said.startswith("WHATSAPP_APP_SECRET is not that of the app 100000000000003")


async def test_templates_that_meta_does_not_have_are_named_with_the_command(
    given: Settings, whatsapp: WhatsApp
) -> None:
    (said,) = await look(given, whatsapp, "to do")
    (note,) = await look(given, whatsapp, "note")

    assert "artist_called" in said
    assert said.endswith("run `tattoobot templates submit`.")
    assert "de, es" in note


async def test_the_twin_gives_a_number_only_the_fields_asked_for(sandbox: Sandbox) -> None:
    number = sandbox.settings.whatsapp_phone_number_id

    assert set((await sandbox.whatsapp(number))[1]) == {
        "id",
        "verified_name",
        "display_phone_number",
        "quality_rating",
    }
    assert set((await sandbox.whatsapp(f"{number}?fields=throughput"))[1]) == {"id", "throughput"}
    status, answer = await sandbox.whatsapp(f"{number}?fields=speed")
    assert (status, answer["error"]["code"]) == (400, 100)
