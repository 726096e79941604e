"""What Meta tells about the account is obeyed, and can be seen."""

import json
from datetime import datetime, timedelta

import pytest
from structlog.testing import capture_logs

from tattoobot.db import alarms
from tattoobot.domain.alarms import Observed
from tests.actions.conftest import Bench
from tests.adapters.samples import sample
from tests.builders import NOW
from tests.jobs.test_inbox import arrive


def restricted(kind: str, *, hours: float) -> bytes:
    payload = json.loads(sample("whatsapp/account_restricted"))
    [info] = payload["entry"][0]["changes"][0]["value"]["restriction_info"]
    info.update(restriction_type=kind, expiration=int((NOW + timedelta(hours=hours)).timestamp()))
    return json.dumps(payload).encode()


@pytest.mark.parametrize(
    ("kind", "scope"),
    [
        ("RESTRICTED_BIZ_INITIATED_MESSAGING", "templates"),
        ("RESTRICTED_CUSTOMER_INITIATED_MESSAGING", "everything"),
    ],
)
async def test_restriction_is_obeyed_before_whatsapp_has_to_refuse(
    bench: Bench, kind: str, scope: str
) -> None:
    await arrive(bench, restricted(kind, hours=6))

    [pause] = await bench.rows("SELECT scope, until - since AS lasts FROM pauses")
    assert pause["scope"] == scope
    assert timedelta(hours=5) < pause["lasts"] < timedelta(hours=7)


@pytest.mark.parametrize(
    "body",
    [
        restricted("RESTRICTED_BIZ_INITIATED_MESSAGING", hours=-1),
        restricted("RESTRICTED_ADD_PHONE_NUMBER_ACTION", hours=6),
    ],
)
async def test_what_is_over_or_about_something_else_stops_nothing(bench: Bench, body: bytes) -> None:
    await arrive(bench, body)

    assert await bench.value("SELECT count(*) FROM pauses") == 0


def told(event: str, **more: object) -> bytes:
    payload = json.loads(sample("whatsapp/account_restricted"))
    payload["entry"][0]["changes"][0]["value"] = {"event": event, **more}
    return json.dumps(payload).encode()


def disabled(state: str) -> bytes:
    return told("DISABLED_UPDATE", ban_info={"waba_ban_state": state, "waba_ban_date": "March 10, 2026"})


async def looked_at(bench: Bench, *at: datetime) -> list[Observed]:
    async with bench.database.transaction() as db:
        return [await alarms.observed(db, now, silence_is_alarmed=False) for now in at]


@pytest.mark.parametrize(
    ("body", "back"),
    [
        (told("ACCOUNT_OFFBOARDED"), told("ACCOUNT_RECONNECTED")),
        (told("PARTNER_APP_UNINSTALLED"), told("PARTNER_APP_INSTALLED")),
        (disabled("SCHEDULE_FOR_DISABLE"), disabled("REINSTATE")),
        (disabled("DISABLE"), disabled("REINSTATE")),
        (disabled("A_STATE_OF_TOMORROW"), disabled("REINSTATE")),
        (told("ACCOUNT_VIOLATION", violation_info={"violation_type": "SCAM"}), told("ACCOUNT_RECONNECTED")),
        (told("PHONE_NUMBER_SUSPENDED"), told("ACCOUNT_RECONNECTED")),
        (restricted("RESTRICTED_SOMETHING_OF_TOMORROW", hours=6), disabled("REINSTATE")),
        (told("ACCOUNT_RESTRICTION"), told("PARTNER_APP_INSTALLED")),
        (restricted("RESTRICTED_CUSTOMER_INITIATED_MESSAGING", hours=6), told("ACCOUNT_RECONNECTED")),
    ],
)
async def test_the_watch_hears_that_the_account_was_taken_from_us_and_that_it_is_back(
    bench: Bench, body: bytes, back: bytes
) -> None:
    await arrive(bench, body)
    assert [one.cut_off for one in await looked_at(bench, NOW, NOW + timedelta(days=2))] == [True, False]

    await arrive(bench, back)
    assert [one.cut_off for one in await looked_at(bench, NOW)] == [False]


@pytest.mark.parametrize(
    "body",
    [
        told("VOLUME_BASED_PRICING_TIER_UPDATE"),
        told("AN_EVENT_OF_TOMORROW"),
        restricted("RESTRICTED_ADD_PHONE_NUMBER_ACTION", hours=6),
        restricted("RESTRICTED_USER_INITIATED_CALLING", hours=6),
    ],
)
async def test_news_of_something_else_is_no_alarm(bench: Bench, body: bytes) -> None:
    await arrive(bench, body)

    assert [one.cut_off for one in await looked_at(bench, NOW)] == [False]


async def test_whatever_it_is_the_owner_finds_it_in_the_log(bench: Bench) -> None:
    with capture_logs() as lines:
        await arrive(bench, sample("whatsapp/account_error"), sample("whatsapp/account_restricted"))

    assert [line["says"] for line in lines if line["event"] == "whatsapp_account_news"] == [
        "messages; The studio's number sends faster than WhatsApp allows.",
        "ACCOUNT_RESTRICTION",
    ]
