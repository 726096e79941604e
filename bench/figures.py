"""What was measured at one size of the database, and the table that shows it."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from bench.load import Counts
from bench.pages import PAGES


@dataclass(frozen=True, slots=True)
class Figures:
    """All times are in seconds, memory in bytes."""

    counts: Counts
    rate: float
    """Messages a second that were sent."""
    flat_out: float
    """Replies a second when more is written than can be answered."""
    cpu_web: float
    cpu_worker: float
    cpu_postgres: float
    transactions: float
    """PostgreSQL's, a message."""
    memory: int
    at_rest: int
    """Of everything, before the first message."""
    started_in: float
    desk_first: list[float]
    desk_status: list[float]
    desk_search: list[float]
    pages: dict[str, list[float]]
    """Of the front desk, by name."""
    sweep_idle: float
    """A sweep that finds nothing due."""
    sweep_lead: float
    """For each lead that is due."""
    pgbench: float
    """Transactions a second of the minimal durable transaction, on the same server."""

    @property
    def cpu(self) -> float:
        """In all, a message."""
        return self.cpu_web + self.cpu_worker + self.cpu_postgres


@dataclass(frozen=True, slots=True)
class _Row:
    says: str
    value: Callable[[Figures], float]
    form: str
    target: Callable[[Figures], str] = lambda _: ""
    higher_is_better: bool = False


def _percentile(seconds: Sequence[float], percent: int) -> float:
    if len(seconds) < 2:
        return float("nan")
    return 1000 * statistics.quantiles(seconds, n=100, method="inclusive")[percent - 1]


ROWS = (
    _Row(
        "messages a second, each answered",
        lambda f: f.counts.rate,
        "{:.0f}",
        lambda f: f"≥ {f.rate:.0f}",
        True,
    ),
    _Row("messages a second, flat out", lambda f: f.flat_out, "{:.0f}", lambda _: "", True),
    _Row("messages lost", lambda f: f.counts.sent - f.counts.replied, "{:.0f}", lambda _: "0"),
    _Row("acknowledgement p50, ms", lambda f: _percentile(f.counts.acknowledgement, 50), "{:.1f}"),
    _Row(
        "acknowledgement p99, ms",
        lambda f: _percentile(f.counts.acknowledgement, 99),
        "{:.1f}",
        lambda _: "< 250",
    ),
    _Row("end to end p50, ms", lambda f: _percentile(f.counts.end_to_end, 50), "{:.0f}"),
    _Row("end to end p99, ms", lambda f: _percentile(f.counts.end_to_end, 99), "{:.0f}"),
    _Row("CPU a message, ms", lambda f: 1000 * f.cpu, "{:.2f}", lambda _: "≤ 2.5"),
    _Row("  of which the web process", lambda f: 1000 * f.cpu_web, "{:.2f}"),
    _Row("  of which the worker", lambda f: 1000 * f.cpu_worker, "{:.2f}"),
    _Row("  of which PostgreSQL", lambda f: 1000 * f.cpu_postgres, "{:.2f}"),
    _Row("PostgreSQL transactions a message", lambda f: f.transactions, "{:.2f}"),
    _Row(
        "minimal durable transactions a second (pgbench)", lambda f: f.pgbench, "{:.0f}", lambda _: "", True
    ),
    _Row(
        "messages a second flat out, as a share of that",
        lambda f: f.flat_out / f.pgbench,
        "{:.2f}",
        lambda _: "≥ 0.20",
        True,
    ),
    _Row("GET /admin/leads p50, ms", lambda f: _percentile(f.desk_first, 50), "{:.1f}"),
    _Row("  of one status", lambda f: _percentile(f.desk_status, 50), "{:.1f}"),
    _Row("  found by name", lambda f: _percentile(f.desk_search, 50), "{:.1f}"),
    *(
        _Row(
            f"front desk, {name} p95, ms",
            lambda f, name=name: _percentile(f.pages[name], 95),  # type: ignore[misc]
            "{:.1f}",
            lambda _: "< 50",
        )
        for name in PAGES
    ),
    _Row("reminder sweep with nothing due, ms", lambda f: 1000 * f.sweep_idle, "{:.1f}"),
    _Row("  for each lead that is due, ms", lambda f: 1000 * f.sweep_lead, "{:.2f}"),
    _Row("memory of our processes, MB", lambda f: f.memory / 1e6, "{:.0f}"),
    _Row("memory at rest of everything, PostgreSQL too, MB", lambda f: f.at_rest / 1e6, "{:.0f}"),
    _Row("start-up until /ready, s", lambda f: f.started_in, "{:.1f}"),
)


def show(measured: dict[str, Figures]) -> None:
    """One column a size; with two, how the second compares with the first."""
    table = Table(title="One run on this machine, load generator and stand-in for WhatsApp included")
    table.add_column("")
    for name in measured:
        table.add_column(name, justify="right")
    if len(measured) > 1:
        table.add_column("ratio", justify="right")
    table.add_column("target", justify="right")
    for row in ROWS:
        values = [row.value(figures) for figures in measured.values()]
        cells = [row.form.format(value) for value in values]
        if len(values) > 1:
            cells.append(f"{values[-1] / values[0]:.2f}" if values[0] else "")
        table.add_row(row.says, *cells, row.target(next(iter(measured.values()))))
    Console(width=110).print(table)
