"""What the processes have counted, as JSON beside the studio's own figures."""

from collections.abc import Mapping

from pydantic import BaseModel

from tattoobot.telemetry.meter import (
    BUCKETS,
    DELIVERIES,
    EDGES,
    FAILED_LATER,
    NUMBER,
    PRICED,
    PROVIDER_SECONDS,
    RECEIPTS,
    RECEIVED,
    REFUSALS,
    SUM,
    TURN_SECONDS,
    TURNS,
    WAITED_SECONDS,
    Count,
    Metric,
)

Totals = Mapping[Count, float]


class TimesView(BaseModel):
    count: int
    mean_seconds: float
    p50_seconds: float
    p99_seconds: float


class FailureView(BaseModel):
    effect: str
    reaction: str
    code: str
    count: int


class ActivityView(BaseModel):
    received: int
    answered: int
    deliveries: dict[str, dict[str, int]]
    """By effect, then by how the tries ended."""
    refusals: list[FailureView]
    failed_later: dict[str, int]
    """After WhatsApp had accepted them, by its code."""
    receipts: dict[str, int]
    charged: dict[str, dict[str, int]]
    """By type, then by category."""
    turns: TimesView | None
    delivery: dict[str, TimesView]
    """From the decision to the end, by effect."""
    providers: dict[str, dict[str, TimesView]]
    """By provider, then by the kind of its answer."""


def activity(totals: Totals) -> ActivityView:
    return ActivityView(
        received=_sum(RECEIVED, totals),
        answered=_sum(TURNS, totals),
        deliveries=_by_two(DELIVERIES, totals),
        refusals=[
            FailureView(effect=effect, reaction=reaction, code=code, count=int(value))
            for (effect, reaction, code), value in _counts(REFUSALS, totals).items()
        ],
        failed_later={code: int(value) for (code,), value in _counts(FAILED_LATER, totals).items()},
        receipts={status: int(value) for (status,), value in _counts(RECEIPTS, totals).items()},
        charged=_by_two(PRICED, totals),
        turns=_times(TURN_SECONDS, (), totals),
        delivery={
            labels[0]: times
            for labels in _labels(WAITED_SECONDS, totals)
            if (times := _times(WAITED_SECONDS, labels, totals))
        },
        providers=_providers(totals),
    )


def _counts(metric: Metric, totals: Totals) -> dict[tuple[str, ...], float]:
    return {count.labels: value for count, value in totals.items() if count.name == metric.name}


def _sum(metric: Metric, totals: Totals) -> int:
    return int(sum(_counts(metric, totals).values()))


def _by_two(metric: Metric, totals: Totals) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for (first, second), value in _counts(metric, totals).items():
        found.setdefault(first, {})[second] = int(value)
    return found


def _labels(metric: Metric, totals: Totals) -> list[tuple[str, ...]]:
    return sorted({count.labels for count in totals if count.name == metric.name})


def _providers(totals: Totals) -> dict[str, dict[str, TimesView]]:
    found: dict[str, dict[str, TimesView]] = {}
    for labels in _labels(PROVIDER_SECONDS, totals):
        times = _times(PROVIDER_SECONDS, labels, totals)
        if times:
            found.setdefault(labels[0], {})[labels[1]] = times
    return found


def _times(metric: Metric, labels: tuple[str, ...], totals: Totals) -> TimesView | None:
    number = totals.get(Count(metric.name, labels, NUMBER), 0.0)
    if not number:
        return None
    buckets = [totals.get(Count(metric.name, labels, edge), 0.0) for edge in EDGES]
    return TimesView(
        count=int(number),
        mean_seconds=round(totals.get(Count(metric.name, labels, SUM), 0.0) / number, 4),
        p50_seconds=_quantile(0.5, buckets),
        p99_seconds=_quantile(0.99, buckets),
    )


def _quantile(share: float, buckets: list[float]) -> float:
    """As Prometheus estimates it: evenly spread within a bucket; above the last edge, that edge."""
    wanted = share * sum(buckets)
    so_far, lower = 0.0, 0.0
    for edge, number in zip(BUCKETS, buckets, strict=False):
        if number and so_far + number >= wanted:
            return round(lower + (edge - lower) * (wanted - so_far) / number, 4)
        so_far, lower = so_far + number, edge
    return BUCKETS[-1]
