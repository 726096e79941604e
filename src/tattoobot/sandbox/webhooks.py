"""Signing webhooks and posting them with the patience of Meta and Stripe, bounded.

A delivery may be held back, doubled or overtaken on purpose: the real ones promise neither order nor once.
"""

import asyncio
import hashlib
import hmac
import json
import random
import time
from collections import deque
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

import aiohttp

from tattoobot.sandbox.clock import Clock, rfc3339
from tattoobot.sandbox.journal import Journal, Json
from tattoobot.sandbox.settings import SandboxSettings

Service = Literal["whatsapp", "stripe"]

LOG_KEPT = 1000
OVERTAKING_SECONDS = 0.8
ANSWER_WITHIN = aiohttp.ClientTimeout(total=20)


def meta_signature(secret: str, body: bytes) -> str:
    """Value of X-Hub-Signature-256: over the raw bytes."""
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def stripe_signature(secret: str, body: bytes, timestamp: int) -> str:
    """Value of Stripe-Signature; one v1 for each secret of a comma-separated list, as while one is rolled."""
    signed = f"{timestamp}.".encode() + body
    proofs = [hmac.new(key.strip().encode(), signed, hashlib.sha256).hexdigest() for key in secret.split(",")]
    return ",".join([f"t={timestamp}", *(f"v1={proof}" for proof in proofs)])


@dataclass(slots=True)
class Delivery:
    """One webhook on its way to the product."""

    id: int
    to: Service
    what: str
    """"message", "status" or the type of Stripe's event."""
    body: str
    chat: str | None = None
    subjects: list[str] = field(default_factory=list)
    """Ids of the messages or the event inside."""
    state: Literal["held", "pending", "accepted", "given_up"] = "pending"
    tries: list[Json] = field(default_factory=list)

    @property
    def last_status(self) -> int | None:
        return self.tries[-1]["status"] if self.tries else None

    def summary(self) -> Json:
        return {**asdict(self), "body": json.loads(self.body), "status": self.last_status}


class Postman:
    """Brings webhooks to the product and keeps a log of it."""

    def __init__(
        self,
        settings: SandboxSettings,
        clock: Clock,
        journal: Journal,
        spawn: Callable[[Coroutine[Any, Any, Any]], object],
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._journal = journal
        self._spawn = spawn
        self._overtaking: list[tuple[Delivery, asyncio.Future[int | None]]] = []
        self.http: aiohttp.ClientSession | None = None
        self.log: deque[Delivery] = deque(maxlen=LOG_KEPT)
        self.hold = False
        self.duplicates: Callable[[Service], bool] = lambda _service: False
        self.reorder: Callable[[], bool] = lambda: False
        self.accepted: Callable[[Delivery], None] = lambda _delivery: None
        self._last_id = 0

    @property
    def held(self) -> list[Delivery]:
        return [delivery for delivery in self.log if delivery.state == "held"]

    def write(
        self, to: Service, what: str, payload: Json, chat: str | None = None, subjects: Iterable[str] = ()
    ) -> Delivery:
        self._last_id += 1
        body = json.dumps(payload, ensure_ascii=True, separators=(",", ":"))
        delivery = Delivery(self._last_id, to, what, body, chat, list(subjects))
        self.log.append(delivery)
        return delivery

    async def bring(self, delivery: Delivery, keep_back: bool = False) -> int | None:
        """Post it, or keep it where webhooks are held. Answers the first status code; None: no answer or held."""
        if self.hold or keep_back:
            delivery.state = "held"
            return None
        if self.reorder():
            return await self._overtaken(delivery)
        return await self._post_with_copies(delivery)

    async def release(self, order: str, times: int, batch: bool = False) -> list[Delivery]:
        """Post what was held back, in the order asked for, each so many times."""
        waiting = self.held
        self.hold = False
        for delivery in waiting:
            delivery.state = "pending"
        if batch:
            waiting = self._batched(waiting)
        if order == "reverse":
            waiting.reverse()
        elif order == "shuffle":
            random.shuffle(waiting)
        for _ in range(times):
            for delivery in waiting:
                await self._post(delivery)
        return waiting

    async def replay(self, deliveries: Iterable[Delivery]) -> list[Delivery]:
        """Post again what was already posted, byte for byte."""
        again = list(deliveries)
        for delivery in again:
            await self._post(delivery)
        return again

    def resume(self) -> None:
        """Go on with what a stop interrupted."""
        for delivery in self.log:
            if delivery.state == "pending":
                self._spawn(self._post(delivery))

    def _batched(self, waiting: list[Delivery]) -> list[Delivery]:
        """All updates of WhatsApp in one body, as Meta may do."""
        meta = [delivery for delivery in waiting if delivery.to == "whatsapp"]
        if len(meta) < 2:
            return waiting
        entries = [entry for delivery in meta for entry in json.loads(delivery.body)["entry"]]
        for delivery in meta:
            delivery.state = "accepted"
        payload = {"object": "whatsapp_business_account", "entry": entries}
        subjects = [subject for delivery in meta for subject in delivery.subjects]
        together = self.write("whatsapp", "message", payload, subjects=subjects)
        return [together, *(delivery for delivery in waiting if delivery.to != "whatsapp")]

    async def _overtaken(self, delivery: Delivery) -> int | None:
        """Wait a moment for others, then let the last go first."""
        answer: asyncio.Future[int | None] = asyncio.get_running_loop().create_future()
        self._overtaking.append((delivery, answer))
        if len(self._overtaking) == 1:
            self._spawn(self._let_overtake())
        return await answer

    async def _let_overtake(self) -> None:
        await asyncio.sleep(OVERTAKING_SECONDS)
        batch, self._overtaking = self._overtaking, []
        for delivery, answer in reversed(batch):
            status = await self._post_with_copies(delivery)
            if not answer.done():
                answer.set_result(status)

    async def _post_with_copies(self, delivery: Delivery) -> int | None:
        status = await self._post(delivery)
        if self.duplicates(delivery.to):
            await self._post(delivery)
        return status

    async def _post(self, delivery: Delivery) -> int | None:
        """Try to deliver once; where that is refused, further tries follow in the background."""
        status = await self._try(delivery)
        if delivery.state == "pending":
            self._spawn(self._retry(delivery))
        return status

    async def _retry(self, delivery: Delivery) -> None:
        for delay in self._settings.retry_delays:
            await asyncio.sleep(delay)
            await self._try(delivery)
            if delivery.state == "accepted":
                return
        delivery.state = "given_up"
        self._journal.tell(
            "webhook", f"Gave up on a webhook ({delivery.what})", delivery.summary(), delivery.chat
        )

    async def _try(self, delivery: Delivery) -> int | None:
        status, error = await self._request(delivery)
        delivery.tries.append({"at": rfc3339(self._clock.now()), "status": status, "error": error})
        if _accepted(delivery.to, status):
            delivery.state = "accepted"
            self.accepted(delivery)
        service = "WhatsApp" if delivery.to == "whatsapp" else "Stripe"
        heard = "" if _accepted(delivery.to, status) else f", and the bot did not take it ({status or error})"
        line = f"{service} told the bot: {delivery.what}{heard}"
        self._journal.tell("webhook", line, json.loads(delivery.body), delivery.chat, status=status)
        return status

    async def _request(self, delivery: Delivery) -> tuple[int | None, str | None]:
        if self.http is None:
            return None, "the sandbox is not running"
        body = delivery.body.encode()
        url = f"{self._settings.product_url}/webhooks/{delivery.to}"
        headers = {"Content-Type": "application/json", **self._signed(delivery.to, body)}
        try:
            async with self.http.post(url, data=body, headers=headers, timeout=ANSWER_WITHIN) as response:
                await response.read()
                return response.status, None
        except (aiohttp.ClientError, TimeoutError) as failure:
            return None, type(failure).__name__

    def _signed(self, to: Service, body: bytes) -> dict[str, str]:
        if to == "whatsapp":
            signature = meta_signature(self._settings.whatsapp_app_secret, body)
            return {"X-Hub-Signature-256": signature, "User-Agent": "facebookexternalua"}
        # Signed anew at every try, for a body may be older than the tolerance by then; and by the clock on the wall,
        # however far the product's is ahead: that is what a signature is checked by.
        timestamp = int(time.time())
        signature = stripe_signature(self._settings.stripe_webhook_secret, body, timestamp)
        return {"Stripe-Signature": signature, "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)"}

    def dump(self) -> Json:
        unfinished = [asdict(d) for d in self.log if d.state in ("held", "pending")]
        return {"last_id": self._last_id, "unfinished": unfinished}

    def load(self, kept: Json) -> None:
        self._last_id = kept["last_id"]
        self.log.extend(Delivery(**one) for one in kept["unfinished"])


def _accepted(to: Service, status: int | None) -> bool:
    """Meta wants exactly 200, Stripe anything in the two hundreds."""
    return status == 200 if to == "whatsapp" else status is not None and 200 <= status < 300
