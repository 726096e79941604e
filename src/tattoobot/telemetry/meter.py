"""What each process counts: in memory while it works, added to one table every few seconds.

So a figure is right however many processes there are, and lives longer than any of them. A process that is killed
takes its last few seconds of counting with it.
"""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
"""Upper edges, in seconds."""
EDGES = (*(str(edge) for edge in BUCKETS), "+Inf")
SUM, NUMBER = "sum", "count"


@dataclass(frozen=True, slots=True)
class Metric:
    """Something that is counted, or timed."""

    name: str
    says: str
    labels: tuple[str, ...] = ()


RECEIVED = Metric("messages_received", "Messages of clients, sorted into their conversations.")
FOR_ANOTHER = Metric(
    "updates_for_another_number",
    "Updates for another number or account of the same Meta app, kept and not read.",
)
TURNS = Metric("turns", "Turns of clients that were answered.")
DELIVERIES = Metric(
    "deliveries", "Effects by how a try to deliver them ended: done, refused, unsure.", ("effect", "outcome")
)
REFUSALS = Metric(
    "delivery_refusals",
    "Tries that were refused, by what follows and the provider's code.",
    ("effect", "reaction", "code"),
)
RECEIPTS = Metric("receipts", "What WhatsApp reported about our messages.", ("status",))
FAILED_LATER = Metric("messages_failed", "Messages that failed after they were accepted, by code.", ("code",))
PRICED = Metric("messages_priced", "Messages by how WhatsApp charges them.", ("type", "category"))
PRICED_IN = Metric(
    "messages_priced_in", "The same of each calendar month, for the desk.", ("month", "type", "category")
)
TURN_SECONDS = Metric("turn_seconds", "How long the turns took that were taken together, once for each.")
WAITED_SECONDS = Metric(
    "delivery_wait_seconds", "From the decision to the provider's word that it is done.", ("effect",)
)
PROVIDER_SECONDS = Metric("provider_seconds", "How long a provider took to answer.", ("provider", "answer"))

COUNTED = (RECEIVED, FOR_ANOTHER, TURNS, DELIVERIES, REFUSALS, RECEIPTS, FAILED_LATER, PRICED)
TIMED = (TURN_SECONDS, WAITED_SECONDS, PROVIDER_SECONDS)


class Count(NamedTuple):
    """What is counted: a metric with its labels; of a timed one, a bucket, the sum or the number."""

    name: str
    labels: tuple[str, ...] = ()
    le: str = ""


class Meter:
    """Counts. Cheap enough for every message."""

    def __init__(self) -> None:
        self._counts: defaultdict[tuple[str, tuple[str, ...], str], float] = defaultdict(float)
        """By what makes a `Count`."""

    def count(self, metric: Metric, by: float = 1, /, *labels: str) -> None:
        self._counts[metric.name, labels, ""] += by

    def time(self, metric: Metric, seconds: float, /, *labels: str, times: int = 1) -> None:
        """Note that something took so long, `times` times."""
        name, counts = metric.name, self._counts
        counts[name, labels, EDGES[bisect_left(BUCKETS, seconds)]] += times
        counts[name, labels, SUM] += seconds * times
        counts[name, labels, NUMBER] += times

    def take(self) -> dict[Count, float]:
        """What has been counted since the last time."""
        taken, self._counts = self._counts, defaultdict(float)
        return {Count(*count): value for count, value in taken.items()}

    def give_back(self, taken: dict[Count, float]) -> None:
        for count, value in taken.items():
            self._counts[count] += value


process = Meter()
"""This process's. One for all of it, as its log is."""
count, time = process.count, process.time
