"""Looks for a request that breaks the webhooks or the admin API: `python -m fuzz.webhooks -max_total_time=60`.

Each body is given to both endpoints, unsigned and signed. Unsigned it has to be refused and to leave nothing behind;
signed it is kept or refused, never a 5xx, and what is kept fits into PostgreSQL and is understood. `edges` gives the
same bytes to what reads the admin API's requests. Anything else is a finding; libFuzzer then leaves the input beside
it. Needs `atheris`, which has wheels for some platforms only.
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message

try:
    import atheris
except ImportError:
    sys.exit("Coverage-guided fuzzing cannot run: atheris has no wheel for this platform or this Python.")

with atheris.instrument_imports(include=["tattoobot.adapters", "tattoobot.domain", "tattoobot.web"]):
    from fuzz.edges import one_edge
    from tattoobot.adapters.failures import BadPayload
    from tattoobot.adapters.stripe import payloads as stripe
    from tattoobot.adapters.stripe.reading import news_of
    from tattoobot.adapters.whatsapp import payloads as whatsapp
    from tattoobot.db.inbox import Arrival
    from tattoobot.domain.templates import TemplateNews
    from tattoobot.sandbox.webhooks import meta_signature, stripe_signature
    from tattoobot.web.webhooks.stripe import StripeWebhook
    from tattoobot.web.webhooks.whatsapp import WhatsAppWebhook

SAMPLES = Path(__file__).parent.parent / "tests" / "samples"
EDGES = [
    b"bytes=0-",
    b"bytes=" + b"9" * 5000 + b"-",
    b"9" * 5000,
    b"0001-01-01T00:00:00+14:00 outbox 1",
    b"9999-12-31T23:59:59-12:00 inbox 1",
    b"2026-03-29T01:30",
    b"\x7f" + b"\xff" * 15,
    b"\x80" + b"\x00" * 15,
    b'{"starts_at": "9999-12-31T23:59:59-12:00", "ends_at": "0001-01-01T00:00:00+14:00"}',
    b'{"deposit": {"amount": "' + b"9" * 5000 + b'", "currency": "JPY"}, "note": ""}',
    b'{"reason": ""}',
    b'{"text": "x"}',
]
"""Where numbers and dates end: the fuzzer goes on from here."""
APP_SECRET = "a-secret"  # noqa: S105
STRIPE_SECRET = "whsec_a_secret"  # noqa: S105


def _template_news(raw: bytes) -> TemplateNews | None:
    return whatsapp.read_template_news(raw, datetime.now(UTC))


READERS: dict[str, tuple[Callable[[bytes], object], ...]] = {
    "message": (whatsapp.read_message, whatsapp.read_identity_change),
    "echo": (whatsapp.read_message,),
    "status": (whatsapp.read_status,),
    "user_id_update": (whatsapp.read_identity_change,),
    "user_preferences": (whatsapp.read_preference,),
    **dict.fromkeys(whatsapp.TEMPLATE_NEWS, (_template_news,)),
    **dict.fromkeys(whatsapp.ACCOUNT_NEWS, (whatsapp.read_account_news,)),
}


class Shelf:
    """In the keeper's place: what would be committed."""

    def __init__(self) -> None:
        self.kept: list[Arrival] = []

    async def keep(self, arrivals: Sequence[Arrival]) -> None:
        self.kept += arrivals


shelf = Shelf()
keeper: Any = shelf
meta = WhatsAppWebhook(keeper, verify_token="a-word", app_secret=APP_SECRET)  # noqa: S106
payments = StripeWebhook(keeper, secrets=[STRIPE_SECRET])
loop = asyncio.new_event_loop()
Receive = Callable[[Request], Awaitable[Response]]


def one_body(body: bytes) -> None:
    """Unsigned, it is refused; signed, it is understood or refused, and can be kept."""
    one_edge(body, loop)
    now = int(time.time())
    _unsigned(meta.receive, body, {"x-hub-signature-256": body[:80].decode("latin-1")})
    _unsigned(payments.receive, body, {"stripe-signature": f"t={now},v1={'0' * 64}"})
    _signed(meta.receive, body, {"x-hub-signature-256": meta_signature(APP_SECRET, body)})
    _signed(payments.receive, body, {"stripe-signature": stripe_signature(STRIPE_SECRET, body, now)})


def _unsigned(receive: Receive, body: bytes, headers: dict[str, str]) -> None:
    status = _post(receive, body, headers)
    if status != 401 or shelf.kept:
        raise AssertionError(f"{status} without the secret, {len(shelf.kept)} kept")


def _signed(receive: Receive, body: bytes, headers: dict[str, str]) -> None:
    status = _post(receive, body, headers)
    kept, shelf.kept = shelf.kept, []
    # Stripe's own check reads the body as text, and refuses as unsigned what is none.
    if status not in {200, 400, 401} or (kept and status != 200):
        raise AssertionError(f"{status}, {len(kept)} kept")
    for arrival in kept:
        if "\x00" in f"{arrival.kind}{arrival.external_id}{arrival.payload}":
            raise AssertionError("PostgreSQL cannot keep this")
        _read(arrival)


def _post(receive: Receive, body: bytes, headers: dict[str, str]) -> int:
    async def stream() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/",
        "query_string": b"",
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in headers.items()],
    }

    async def answer() -> int:
        return (await receive(Request(scope, stream))).status_code

    return loop.run_until_complete(answer())


def _read(arrival: Arrival) -> None:
    """As the worker does, later."""
    raw = arrival.payload.encode()
    try:
        if arrival.provider == "stripe":
            news_of(stripe.event(raw))
        else:
            for read in READERS.get(arrival.kind, ()):
                read(raw)
    except BadPayload:
        return


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="tattoobot-fuzz-") as folder:
        for number, edge in enumerate(EDGES):
            (Path(folder) / f"edge-{number}").write_bytes(edge)
        # The corpus grows in the folder that is named first; the samples are only read.
        given = [folder, *(str(SAMPLES / provider) for provider in ("whatsapp", "stripe"))]
        atheris.Setup([*sys.argv, "-max_len=8192", f"-artifact_prefix={folder}-", *given], one_body)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
