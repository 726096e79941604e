"""The doctor in the world's place: our public address as Meta, Stripe and clients find it, and what time it is there.

What it sends itself is signed as Meta signs, says nothing, and so leaves nothing behind.
"""

import asyncio
import contextlib
import hmac
import io
import socket
import ssl
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import aiohttp
from yarl import URL

from tattoobot.commands.finding import Finding
from tattoobot.settings import Settings, guards

CHECK = "public address"
LARGE = 3_200_000
"""Bytes: more than the largest webhook of WhatsApp."""
HEAD = 12_000
"""Bytes of headers that must pass: senders and their proxies add many."""
WAITS = aiohttp.ClientTimeout(total=20, connect=5)
EARLY_SECONDS = 2.0
APART = timedelta(seconds=30)
ENDS_SOON = timedelta(days=14)
CLOSED = 413
NOTHING = b'{"object":"whatsapp_business_account","entry":[]}'


async def look(settings: Settings, session: aiohttp.ClientSession) -> list[Finding]:
    if settings.public_base_url is None:
        said = "PUBLIC_BASE_URL is not set: Meta and Stripe cannot reach this machine, and links work on it alone."
        return [Finding(CHECK, "note", said)]
    address = URL(settings.base_url)
    try:
        found = await _certificate(address) if address.scheme == "https" else []
        return [*found, *await _sent_to_ourselves(settings, session, address)]
    except ssl.SSLCertVerificationError as error:
        return [
            _to_do(
                f"{_name(address)} shows a certificate that nobody believes ({error.verify_message}): {TLS}"
            )
        ]
    except ssl.SSLError as error:
        return [_to_do(f"{_name(address)} does not speak TLS as it should ({error.reason}): {TLS}")]
    except socket.gaierror:
        return [
            _to_do(
                f"No name server knows {address.host}: make a DNS record for it, to this server's address."
            )
        ]
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        return [_away(address, error)]


TLS = "let the proxy get a certificate of Let's Encrypt, as Caddy does by itself."


def _away(address: URL, error: Exception) -> Finding:
    """Before the first start nobody answers; behind loopback nobody else is to blame."""
    said = (
        f"{_name(address)} cannot be reached ({type(error).__name__}): start `tattoobot serve`, let port {address.port}"
        " through the firewall and the proxy lead to us, then look again."
    )
    return Finding(CHECK, "note" if guards.is_loopback(address.host or "") else "to do", said)


async def _certificate(address: URL) -> list[Finding]:
    async with asyncio.timeout(10):
        _, writer = await asyncio.open_connection(
            address.host, address.port, ssl=ssl.create_default_context()
        )
    shown = writer.get_extra_info("peercert") or {}
    writer.close()
    with contextlib.suppress(OSError, ssl.SSLError):
        await writer.wait_closed()
    ends = datetime.fromtimestamp(ssl.cert_time_to_seconds(str(shown["notAfter"])), UTC)
    if ends - datetime.now(UTC) < ENDS_SOON:
        return [
            _to_do(
                f"The certificate of {_name(address)} ends on {ends:%Y-%m-%d}: see why the proxy does not renew it."
            )
        ]
    return [Finding(CHECK, "ok", f"The certificate of {_name(address)} is good until {ends:%Y-%m-%d}.")]


async def _sent_to_ourselves(
    settings: Settings, session: aiohttp.ClientSession, address: URL
) -> list[Finding]:
    """One thing after the other: where the plain request is not answered by us, the rest would mislead."""
    webhook = address / "webhooks/whatsapp"
    async with session.get(address / "health", timeout=WAITS, allow_redirects=False) as answer:
        body = await answer.content.read(1000)
    if answer.status != 200 or b'"ok"' not in body:
        return [
            _to_do(
                f"{_name(address)} answers {answer.status}, and not as we do: let the proxy pass every path on to us."
            )
        ]
    secret = settings.whatsapp_app_secret.get_secret_value()
    if not secret:
        return [Finding(CHECK, "ok", f"{_name(address)} leads to us.")]
    if (status := await _post(session, webhook, NOTHING, secret)) != 200:
        return [
            _to_do(
                f"A webhook signed with our own secret is answered {status} at {_name(address)}: another server answers"
                " there, or the proxy changes bodies; let it pass them on as they come."
            )
        ]
    found = [Finding(CHECK, "ok", f"{_name(address)} leads to us, and a signed webhook is taken there.")]
    padded = NOTHING[:-1] + b',"padding":"' + b"-" * LARGE + b'"}'
    if (status := await _post(session, webhook, padded, secret)) != 200:
        found.append(
            _to_do(
                f"A body of {LARGE // 1_000_000} MB is answered {status}, and WhatsApp's are as large: allow 4 MB in"
                " the proxy (nginx: client_max_body_size 4m; Caddy: max_size 4MB)."
            )
        )
    if (status := await _post(session, webhook, NOTHING, secret, {"X-Padding": "-" * HEAD})) != 200:
        found.append(
            _to_do(
                f"A request with {HEAD // 1000} kB of headers is answered {status}: allow 32 kB in the proxy (nginx:"
                " large_client_header_buffers 4 16k; Caddy: max_header_size 32kb)."
            )
        )
    if address.scheme == "https" and await _answers_early(session, webhook):
        found.append(
            Finding(
                CHECK,
                "note",
                "The proxy passes bodies on while they trickle in, so slow senders hold our connections: let it take"
                " them whole (nginx: proxy_request_buffering on; Caddy: request_buffers 4MB).",
            )
        )
    return found


async def _post(
    session: aiohttp.ClientSession, url: URL, body: bytes, secret: str, more: dict[str, str] | None = None
) -> int:
    signature = "sha256=" + hmac.digest(secret.encode(), body, "sha256").hex()
    headers = {"Content-Type": "application/json", "X-Hub-Signature-256": signature, **(more or {})}
    try:
        async with session.post(
            url, data=io.BytesIO(body), headers=headers, timeout=WAITS, allow_redirects=False
        ) as answer:
            await answer.read()
            return answer.status
    except (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError):
        # A proxy that has read enough answers, and closes while we still send.
        return CLOSED


async def _answers_early(session: aiohttp.ClientSession, url: URL) -> bool:
    """Whether we hear of a request, and refuse it, before its body is there: then nothing buffers it."""
    enough = asyncio.Event()

    async def body() -> AsyncIterator[bytes]:
        yield b"{"
        await enough.wait()
        yield b"}"

    try:
        async with asyncio.timeout(EARLY_SECONDS), session.post(url, data=body()) as answer:
            return answer.status == 401
    except (TimeoutError, aiohttp.ClientError):
        return False
    finally:
        enough.set()


async def clock(session: aiohttp.ClientSession, witness: str) -> list[Finding]:
    """Compare with a provider's `Date`: signatures and tokens are refused where clocks differ."""
    try:
        began = datetime.now(UTC)
        async with session.head(witness, timeout=WAITS, allow_redirects=False) as answer:
            theirs = parsedate_to_datetime(answer.headers.get("Date", ""))
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return []
    # The header counts whole seconds, and the answer took its time.
    apart = abs(theirs - began)
    if apart <= APART:
        return [Finding("clock", "ok", "The clock is right.")]
    return [
        Finding(
            "clock",
            "to do",
            f"This machine's clock is {apart.total_seconds():.0f} seconds off, so signatures and tokens are refused:"
            " switch on time synchronisation (timedatectl set-ntp true).",
        )
    ]


def _name(address: URL) -> str:
    return str(address.origin())


def _to_do(said: str) -> Finding:
    return Finding(CHECK, "to do", said)
