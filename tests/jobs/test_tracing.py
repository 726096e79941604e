"""One message, one trace: from the webhook to the delivery of the answer."""

import asyncio
import hashlib
import hmac
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from aiohttp import web
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
    ExportTraceServiceResponse,
)
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from tattoobot.adapters.photos import Folder, PhotoStore
from tattoobot.db.presence import Presence
from tattoobot.domain.messages import Outgoing, Recipient
from tattoobot.jobs.inbox import Inbox
from tattoobot.jobs.outbox import Outbox
from tattoobot.jobs.tools import Tools
from tattoobot.telemetry import tracing
from tattoobot.telemetry.tracing import Identities, Tracing
from tattoobot.web.app import create_app
from tattoobot.web.context import Web
from tattoobot.web.webhooks.keeper import Keeper
from tattoobot.web.webhooks.stripe import StripeWebhook
from tattoobot.web.webhooks.whatsapp import WhatsAppWebhook
from tests.actions.conftest import Bench
from tests.adapters.samples import sample
from tests.adapters.servers import serving
from tests.builders import NOW

SECRET = "a-secret"


class Accepts:
    """A WhatsApp that takes every message."""

    async def send(self, to: Recipient, message: Outgoing, reference: str) -> str:
        return f"wamid.{reference}"


@pytest.fixture
async def spans() -> AsyncIterator[Any]:
    memory = InMemorySpanExporter()
    # No subclass of the SDK's: the product runs without it.
    identities: Any = Identities()
    provider = TracerProvider(id_generator=identities, shutdown_on_exit=False)
    provider.add_span_processor(SimpleSpanProcessor(memory))
    tracing.use(Tracing(provider))
    yield memory
    tracing.use(None)


async def deliver_webhook(bench: Bench, folder: Path, body: bytes) -> None:
    keeper = Keeper(bench.database)
    web = Web(bench.database, bench.house, lambda: NOW, "key", PhotoStore(Folder(folder)))
    app = create_app(
        web,
        WhatsAppWebhook(keeper, verify_token="w", app_secret=SECRET),
        StripeWebhook(keeper, secrets=["s"]),
    )
    signature = "sha256=" + hmac.digest(SECRET.encode(), body, hashlib.sha256).hex()
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://x.example.com") as http:
        answer = await http.post(
            "/webhooks/whatsapp", content=body, headers={"X-Hub-Signature-256": signature}
        )
    assert answer.status_code == 200


async def work(bench: Bench, folder: Path) -> None:
    """Read the inbox, answer, empty the outbox."""
    inbox = Inbox(bench.database, bench.house, lambda: NOW, livemode=False, presence=Presence(bench.database))
    while await inbox.step():
        pass
    presence = Presence(bench.database)
    await presence.start()
    tools = Tools(
        bench.database,
        bench.house,
        lambda: NOW,
        whatsapp=Accepts(),  # type: ignore[arg-type]
        stripe=None,  # type: ignore[arg-type]
        photos=PhotoStore(Folder(folder)),
    )
    outbox = Outbox(tools, presence, unsure=timedelta(seconds=1))
    while await outbox.step():
        pass
    await presence.stop()


async def test_webhook_turn_and_delivery_are_one_trace(bench: Bench, tmp_path: Path, spans: Any) -> None:
    await deliver_webhook(bench, tmp_path, sample("whatsapp/text"))
    await work(bench, tmp_path)

    webhook, turn, delivery = spans.get_finished_spans()
    assert [span.name for span in (webhook, turn, delivery)] == ["webhook", "turn", "deliver"]
    assert len({span.context.trace_id for span in (webhook, turn, delivery)}) == 1
    assert webhook.parent is None
    assert turn.parent.span_id == webhook.context.span_id
    assert delivery.parent.span_id == turn.context.span_id
    assert delivery.attributes == {"effect": "SendMessage", "attempt": 1, "unsure": False}


async def test_nothing_that_was_said_is_in_a_span(bench: Bench, tmp_path: Path, spans: Any) -> None:
    await deliver_webhook(bench, tmp_path, sample("whatsapp/text"))
    await work(bench, tmp_path)

    written = "".join(span.to_json() for span in spans.get_finished_spans())
    assert "15550100001" not in written
    assert "Sam Client" not in written


async def test_a_collector_gets_them_over_http(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    received: list[tuple[str, str | None, ExportTraceServiceRequest]] = []

    async def collect(request: web.Request) -> web.Response:
        body = ExportTraceServiceRequest.FromString(await request.read())
        received.append((request.path, request.headers.get("X-Tenant"), body))
        answer = ExportTraceServiceResponse().SerializeToString()
        return web.Response(body=answer, content_type="application/x-protobuf")

    async with serving(collect) as url:
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", url)
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_HEADERS", "x-tenant=ink")
        monkeypatch.setenv("OTEL_SERVICE_NAME", "front-desk")
        tracing.start()
        await deliver_webhook(bench, tmp_path, sample("whatsapp/text"))
        await work(bench, tmp_path)
        await asyncio.to_thread(tracing.stop)

    assert {(path, tenant) for path, tenant, _ in received} == {("/v1/traces", "ink")}
    groups = [group for _, _, body in received for group in body.resource_spans]
    services = {
        attribute.value.string_value
        for group in groups
        for attribute in group.resource.attributes
        if attribute.key == "service.name"
    }
    spans = [span for group in groups for scope in group.scope_spans for span in scope.spans]
    assert services == {"front-desk"}
    assert sorted(span.name for span in spans) == ["deliver", "turn", "webhook"]
    assert len({span.trace_id for span in spans}) == 1


async def test_without_an_address_nothing_is_traced(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in tracing.VARIABLES:
        monkeypatch.delenv(name, raising=False)

    tracing.start()

    assert tracing.current() is None


async def test_on_where_the_variable_says_where_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
    monkeypatch.setenv("OTEL_SDK_DISABLED", "true")
    tracing.start()
    disabled = tracing.current()
    monkeypatch.delenv("OTEL_SDK_DISABLED")

    tracing.start()

    assert disabled is None
    assert tracing.current() is not None
    tracing.stop()
