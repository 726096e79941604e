"""The figures as Prometheus reads them."""

from datetime import timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tattoobot.db import pauses, templates
from tattoobot.db.counters import MeterReader
from tattoobot.db.engine import Database
from tattoobot.domain.templates import TemplateNews
from tattoobot.telemetry import meter
from tattoobot.telemetry.meter import Meter
from tests.builders import NOW
from tests.web.conftest import KEY, Desk

Samples = dict[tuple[str, frozenset[str]], float]


@pytest.fixture(autouse=True)
def nothing_counted_yet() -> None:
    meter.process.take()


async def scrape(desk: Desk) -> Samples:
    answer = await desk.http.get("/metrics", headers={"Authorization": f"Bearer {KEY}"})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain")
    return {
        (sample.name.removeprefix("tattoobot_"), frozenset(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def of(found: Samples, name: str, *labels: str) -> float:
    return found[name, frozenset(labels)]


async def counted_elsewhere(database: Database, counted: Meter) -> None:
    """Another process counts, and adds it to the table."""
    await MeterReader(database, counted).read()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Admin-API-Key": "wrong"},
        {"Authorization": "Bearer wrong"},
        {"Authorization": f"Basic {KEY}"},
        {"Authorization": "Bearer"},
    ],
)
async def test_nobody_reads_them_without_the_key(desk: Desk, headers: dict[str, str]) -> None:
    assert (await desk.http.get("/metrics", headers=headers)).status_code == 401


@pytest.mark.parametrize("scheme", ["bearer", "Bearer", "BEARER"])
async def test_the_scheme_of_the_key_is_read_in_either_case(desk: Desk, scheme: str) -> None:
    answer = await desk.http.get("/metrics", headers={"Authorization": f"{scheme} {KEY}"})

    assert answer.status_code == 200


async def test_the_key_may_come_in_its_own_header(desk: Desk) -> None:
    answer = await desk.http.get("/metrics", headers={"X-Admin-API-Key": KEY})

    assert answer.status_code == 200


async def test_what_several_processes_counted_is_added_up(desk: Desk) -> None:
    for _ in range(3):
        counted = Meter()
        counted.count(meter.RECEIVED, 2)
        counted.count(meter.REFUSALS, 1, "SendMessage", "retry", "131000")
        await counted_elsewhere(desk.database, counted)
    meter.count(meter.RECEIVED, 1)

    found = await scrape(desk)

    assert of(found, "messages_received_total") == 7
    assert of(found, "delivery_refusals_total", "SendMessage", "retry", "131000") == 3
    assert await scrape(desk) == found


async def test_times_are_a_histogram(desk: Desk) -> None:
    for seconds in (0.003, 0.2, 0.2, 90):
        meter.time(meter.PROVIDER_SECONDS, seconds, "whatsapp", "2xx")

    found = await scrape(desk)

    edges = ("0.005", "0.1", "0.25", "60.0", "+Inf")
    buckets = [of(found, "provider_seconds_bucket", "whatsapp", "2xx", edge) for edge in edges]
    assert buckets == [1, 1, 3, 3, 4]
    assert of(found, "provider_seconds_count", "whatsapp", "2xx") == 4
    assert of(found, "provider_seconds_sum", "whatsapp", "2xx") == pytest.approx(90.403)


async def test_what_the_database_holds_is_counted(desk: Desk) -> None:
    await desk.act(await desk.a_lead(), "approve")
    await desk.rows("UPDATE outbox SET created_at = now() - interval '90 seconds' RETURNING id")
    await desk.rows("UPDATE outbox SET state = 'dead' WHERE id = (SELECT max(id) FROM outbox) RETURNING id")

    found = await scrape(desk)

    assert of(found, "leads", "awaiting_deposit") == 1
    assert of(found, "funnel_total", "approved") == 1
    assert of(found, "deposits", "requested", "GBP") == 1
    assert of(found, "deposit_amount", "requested", "GBP") == 60
    assert of(found, "dead_letters", "outbox") == 1
    assert of(found, "workers") == 0


async def test_a_label_cannot_break_the_format(desk: Desk) -> None:
    meter.count(meter.RECEIPTS, 1, 'sent"} 1\n')

    assert of(await scrape(desk), "receipts_total", 'sent"} 1\n') == 1


async def test_json_tells_the_same_figures(desk: Desk) -> None:
    meter.count(meter.RECEIVED, 5)
    meter.count(meter.DELIVERIES, 3, "SendMessage", "done")
    for seconds in (0.02, 0.02, 0.02, 2):
        meter.time(meter.TURN_SECONDS, seconds)
    await MeterReader(desk.database).read()

    activity = (await desk.get("/metrics")).json()["activity"]

    assert activity["received"] == 5
    assert activity["deliveries"] == {"SendMessage": {"done": 3}}
    assert activity["turns"] == {
        "count": 4,
        "mean_seconds": 0.515,
        "p50_seconds": 0.02,
        "p99_seconds": 2.44,
    }


async def test_what_could_not_be_kept_is_kept_the_next_time(desk: Desk) -> None:
    counted = Meter()
    counted.count(meter.TURNS, 4)
    reader = MeterReader(desk.database, counted)
    await desk.rows("ALTER TABLE counters RENAME TO elsewhere")
    await reader.read()
    await desk.rows("ALTER TABLE elsewhere RENAME TO counters")
    await reader.read()

    assert of(await scrape(desk), "turns_total") == 4


async def test_what_may_not_be_sent_can_be_alerted_on(desk: Desk) -> None:
    async with desk.database.transaction() as db:
        await pauses.pause(db, "templates", timedelta(hours=24), "Too many people blocked the studio.")
        await templates.note(db, [TemplateNews("booked", "en", NOW, "PAUSED")])

    found = await scrape(desk)

    assert (of(found, "sending_paused", "everything"), of(found, "sending_paused", "templates")) == (0, 1)
    assert (of(found, "templates", "yes"), of(found, "templates", "no")) == (0, 1)
