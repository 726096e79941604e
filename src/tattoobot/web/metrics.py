"""GET /metrics: the figures as Prometheus reads them, for whoever has the admin key.

https://prometheus.io/docs/instrumenting/exposition_formats/
"""

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
)
from prometheus_client.core import Metric as Family
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tattoobot.db import counters, dead_letters, pauses, sheet, templates
from tattoobot.db import metrics as figures
from tattoobot.db.engine import Connection
from tattoobot.db.health import Health, health
from tattoobot.db.metrics import Business
from tattoobot.db.pauses import Pause
from tattoobot.db.sheet import Standing as SheetStanding
from tattoobot.domain.lead import Status
from tattoobot.domain.templates import TemplateStatus
from tattoobot.telemetry.meter import COUNTED, EDGES, SUM, TIMED, Count, Metric
from tattoobot.web.admin.access import require_key
from tattoobot.web.admin.views import FUNNEL
from tattoobot.web.context import Web, web

PREFIX = "tattoobot_"
BEARER = "bearer "
FRESH_SECONDS = 30.0
"""Counting all leads and deposits takes longer the more there are; so often is often enough."""


async def show(request: Request) -> Response:
    """The key comes in its own header, or as a bearer token, as Prometheus sends it."""
    await _require_key(request)
    shared = web(request)
    await counters.MeterReader(shared.database).read()
    async with shared.database.reading() as db:
        families = [
            *_counted(await counters.totals(db)),
            *_waiting(await health(db, shared.now()), await dead_letters.counts(db)),
            *_held_up(await pauses.in_force(db), await templates.standings(db), shared.now()),
            *_sheet(await sheet.standing(db)),
            *_business(await _fresh(request, shared, db)),
        ]
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Collected(families))
    return Response(
        generate_latest(registry), headers={"Cache-Control": "no-store"}, media_type=CONTENT_TYPE_LATEST
    )


async def _require_key(request: Request) -> None:
    """Raises `Unauthorized`, or `TooManyTries`."""
    given = request.headers.get("authorization", "")
    token = given[len(BEARER) :] if given.lower().startswith(BEARER) else None
    await require_key(request, request.headers.get("x-admin-api-key") or token)


class _Collected(Collector):
    def __init__(self, families: Iterable[Family]) -> None:
        self._families = families

    def collect(self) -> Iterable[Family]:
        return self._families


async def _fresh(request: Request, shared: Web, db: Connection) -> Business:
    """The studio's figures, at most half a minute old."""
    state = request.app.state
    known: tuple[float, Business] | None = getattr(state, "business_figures", None)
    if known is None or time.monotonic() - known[0] > FRESH_SECONDS:
        known = state.business_figures = (time.monotonic(), await figures.business(db))
    return known[1]


# ---------------------------------------------------------------------------- what the processes counted


def _counted(totals: Mapping[Count, float]) -> Iterator[Family]:
    for metric in COUNTED:
        family = CounterMetricFamily(PREFIX + metric.name, metric.says, labels=metric.labels)
        for labels in _labels(metric, totals):
            family.add_metric(labels, totals[Count(metric.name, labels)])
        yield family
    for metric in TIMED:
        timed = HistogramMetricFamily(PREFIX + metric.name, metric.says, labels=metric.labels)
        for labels in _labels(metric, totals):
            timed.add_metric(
                labels, _buckets(metric, labels, totals), totals[Count(metric.name, labels, SUM)]
            )
        yield timed


def _labels(metric: Metric, totals: Mapping[Count, float]) -> list[tuple[str, ...]]:
    """Every set of labels under which it was counted; one without labels is shown from the start."""
    found = {
        count.labels
        for count in totals
        if count.name == metric.name and len(count.labels) == len(metric.labels)
    }
    return sorted(found)


def _buckets(
    metric: Metric, labels: tuple[str, ...], totals: Mapping[Count, float]
) -> list[tuple[str, float]]:
    """Each with all that are smaller."""
    so_far = 0.0
    buckets = []
    for edge in EDGES:
        so_far += totals.get(Count(metric.name, labels, edge), 0.0)
        buckets.append((edge, so_far))
    return buckets


# ---------------------------------------------------------------------------- what the database shows


def _waiting(found: Health, dead: Mapping[str, int]) -> Iterator[Family]:
    ages = (
        ("undelivered", found.oldest_undelivered_seconds),
        ("unread", found.oldest_unread_seconds),
        ("unanswered", found.oldest_unanswered_seconds),
    )
    oldest = GaugeMetricFamily(
        f"{PREFIX}oldest_seconds",
        "Age of the message that waits longest, by what it waits for.",
        labels=["waits"],
    )
    for waits, seconds in ages:
        oldest.add_metric([waits], max(seconds or 0.0, 0.0))
    yield oldest
    letters = GaugeMetricFamily(f"{PREFIX}dead_letters", "What waits for a person.", labels=["kind"])
    for kind, count in dead.items():
        letters.add_metric([kind], count)
    yield letters
    yield GaugeMetricFamily(f"{PREFIX}workers", "Workers that live.", value=found.workers)


def _held_up(paused: Iterable[Pause], standings: Iterable[TemplateStatus], now: datetime) -> Iterator[Family]:
    pause = GaugeMetricFamily(
        f"{PREFIX}sending_paused", "1 while WhatsApp wants nothing of this from us.", labels=["scope"]
    )
    scopes = {each.scope for each in paused}
    for scope in ("everything", "templates"):
        pause.add_metric([scope], scope in scopes)
    yield pause
    counts = Counter(each.may_be_sent(now) for each in standings)
    known = GaugeMetricFamily(
        f"{PREFIX}templates", "WhatsApp templates, each language counted.", labels=["can_be_sent"]
    )
    for can, word in ((True, "yes"), (False, "no")):
        known.add_metric([word], counts[can])
    yield known


def _sheet(standing: SheetStanding | None) -> Iterator[Family]:
    if standing is None:
        return
    yield GaugeMetricFamily(
        f"{PREFIX}sheet_failing",
        "1 while the spreadsheet cannot be written.",
        value=standing.cause is not None,
    )
    yield GaugeMetricFamily(
        f"{PREFIX}sheet_rows", "Leads that stand in the spreadsheet.", value=standing.rows
    )


def _business(found: Business) -> Iterator[Family]:
    leads = GaugeMetricFamily(f"{PREFIX}leads", "Leads by where they are.", labels=["status"])
    for status in Status:
        leads.add_metric([status.value], found.leads.get(status, 0))
    yield leads
    funnel = CounterMetricFamily(f"{PREFIX}funnel", "Leads that ever came this far.", labels=["step"])
    for step in FUNNEL:
        funnel.add_metric([step], found.steps.get(step, 0))
    yield funnel
    count = GaugeMetricFamily(f"{PREFIX}deposits", "Deposits by status.", labels=["status", "currency"])
    amount = GaugeMetricFamily(f"{PREFIX}deposit_amount", "Their amounts.", labels=["status", "currency"])
    for sums in found.deposits:
        count.add_metric([sums.status, sums.currency], sums.count)
        amount.add_metric([sums.status, sums.currency], float(sums.amount))
    yield count
    yield amount
    yield GaugeMetricFamily(f"{PREFIX}opted_out_clients", "Clients who said stop.", value=found.opted_out)


routes = [Route("/metrics", show)]
