"""Traces (OpenTelemetry): the way of a message through the webhook, its turn and the delivery of the answer.

On when OTEL_EXPORTER_OTLP_ENDPOINT is set; else nothing is imported and nothing is done. The other usual variables
(OTEL_SERVICE_NAME, OTEL_EXPORTER_OTLP_HEADERS, OTEL_TRACES_SAMPLER …) hold too.

No trace id travels through the inbox and the outbox. Each is worked out of WhatsApp's own id of the message, which
is kept anyway: so the spans of different processes, and of a delivery that is tried again tomorrow, meet in one trace.
"""

import hashlib
import os
import random
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import structlog

log = structlog.get_logger(__name__)

VARIABLES = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
WEBHOOK, TURN = "webhook", "turn"


@dataclass(frozen=True, slots=True)
class Ids:
    """Where a step of a message's way stands: in which trace, as which span."""

    trace_id: int
    span_id: int


def ids_of(message_id: str, step: str) -> Ids:
    """The same for the same message, in every process."""
    trace = hashlib.sha256(message_id.encode()).digest()
    span = hashlib.sha256(f"{step}:{message_id}".encode()).digest()
    return Ids(int.from_bytes(trace[:16]) or 1, int.from_bytes(span[:8]) or 1)


_next: ContextVar[Ids | None] = ContextVar("next_span", default=None)


class Identities:
    """Gives a span the ids that were worked out for it; to others, random ones."""

    def generate_trace_id(self) -> int:
        wanted = _next.get()
        return wanted.trace_id if wanted else random.getrandbits(128) or 1

    def generate_span_id(self) -> int:
        wanted = _next.get()
        return wanted.span_id if wanted else random.getrandbits(64) or 1

    def is_trace_id_random(self) -> bool:
        return False


class Tracing:
    """Writes spans, each when it is over: what they are about is often known only then."""

    def __init__(self, provider: Any) -> None:
        self._provider = provider
        self._api = import_module("opentelemetry.trace")
        self._tracer = provider.get_tracer("tattoobot")

    def webhook(self, message_ids: Sequence[str], began: int, **about: Any) -> None:
        """Something arrived and was kept: the beginning of each message's trace."""
        for message_id in message_ids:
            with _as(ids_of(message_id, WEBHOOK)):
                self._span(WEBHOOK, began, None, self._api.SpanKind.SERVER, about)

    def turns(self, taken: Sequence[Sequence[str]], began: int) -> None:
        """Turns that were taken together, each with the messages it answered: it belongs to the newest of them."""
        for message_ids in taken:
            if message_ids:
                newest = message_ids[-1]
                links = [self._api.Link(self._context(ids_of(other, WEBHOOK))) for other in message_ids[:-1]]
                with _as(ids_of(newest, TURN)):
                    parent = ids_of(newest, WEBHOOK)
                    self._span(
                        TURN,
                        began,
                        parent,
                        self._api.SpanKind.INTERNAL,
                        {"messages": len(message_ids)},
                        links,
                    )

    def delivery(self, message_id: str | None, began: int, *, failed: bool, **about: Any) -> None:
        """One try to deliver an effect; `message_id` is the client's message that led to it."""
        parent = ids_of(message_id, TURN) if message_id else None
        self._span("deliver", began, parent, self._api.SpanKind.CLIENT, about, failed=failed)

    def close(self) -> None:
        """Send what is left. Blocks."""
        self._provider.shutdown()

    def _span(
        self,
        name: str,
        began: int,
        parent: Ids | None,
        kind: Any,
        about: dict[str, Any],
        links: Sequence[Any] = (),
        *,
        failed: bool = False,
    ) -> None:
        known = {key: value for key, value in about.items() if value is not None}
        span = self._tracer.start_span(
            name, context=self._below(parent), kind=kind, attributes=known, links=links, start_time=began
        )
        if failed:
            span.set_status(self._api.StatusCode.ERROR)
        span.end(time.time_ns())

    def _below(self, parent: Ids | None) -> Any:
        context = import_module("opentelemetry.context").Context()
        if parent is None:
            return context
        span = self._api.NonRecordingSpan(self._context(parent))
        return self._api.set_span_in_context(span, context)

    def _context(self, ids: Ids) -> Any:
        """Whether it is recorded was decided where the trace began, by its id: the same decision is made here."""
        decided = self._provider.sampler.should_sample(None, ids.trace_id, WEBHOOK).decision
        flags = self._api.TraceFlags(int(decided.is_sampled()))
        return self._api.SpanContext(ids.trace_id, ids.span_id, is_remote=True, trace_flags=flags)


@contextmanager
def _as(ids: Ids) -> Iterator[None]:
    token = _next.set(ids)
    try:
        yield
    finally:
        _next.reset(token)


_tracing: Tracing | None = None


def current() -> Tracing | None:
    """None while it is off."""
    return _tracing


def start() -> None:
    """Switch it on where the variables ask for it."""
    if not any(os.environ.get(name) for name in VARIABLES) or _disabled():
        return
    try:
        sdk = import_module("opentelemetry.sdk.trace")
        export = import_module("opentelemetry.sdk.trace.export")
        otlp = import_module("opentelemetry.exporter.otlp.proto.http.trace_exporter")
        resources = import_module("opentelemetry.sdk.resources")
    except ImportError:
        log.warning("tracing_not_installed", hint="pip install 'tattoobot[otel]'")
        return
    name = {} if os.environ.get("OTEL_SERVICE_NAME") else {"service.name": "tattoobot"}
    provider = sdk.TracerProvider(resource=resources.Resource.create(name), id_generator=Identities())
    provider.add_span_processor(export.BatchSpanProcessor(otlp.OTLPSpanExporter()))
    use(Tracing(provider))
    log.info("tracing_started")


def use(chosen: Tracing | None) -> None:
    """One for the process, as its log is."""
    global _tracing
    _tracing = chosen


def stop() -> None:
    """Send what is left. Blocks for as long as the exporter does."""
    if _tracing is not None:
        _tracing.close()
        use(None)


def _disabled() -> bool:
    return os.environ.get("OTEL_SDK_DISABLED", "").lower() == "true"
