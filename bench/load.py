"""Clients who write, and a WhatsApp that takes the replies and reports on them. Counts and times everything."""

import asyncio
import hmac
import itertools
import json
import random
import time
from dataclasses import dataclass, field
from typing import Any

from bench.http import Client, Server

STATUS_EVERY = 0.05
"""Meta batches updates under load, up to a thousand: what came together within this goes in one webhook."""

TALK = (
    "hi",
    "a fox tattoo on my left forearm",
    "about 10 cm",
    "fine line",
    "black and grey",
    "new skin",
    "I live in Leeds, any saturday in march",
    "I'm 27",
    "my budget is £300",
    "no pictures",
    "no instagram",
)
"""What each client says, one after the other: every message is answered. Who has said it all makes room for the next;
nothing is sent to the artist, who could not be told of so many at once."""


WARM_SECONDS = 2.0
FIRST_PHONE = 15550200000


@dataclass(slots=True)
class Counts:
    sent: int = 0
    acknowledged: int = 0
    refused: int = 0
    replied: int = 0
    acknowledgement: list[float] = field(default_factory=list)
    """Seconds from the POST to its 200."""
    end_to_end: list[float] = field(default_factory=list)
    """Seconds from the client's message to the reply at WhatsApp."""
    replied_at: list[float] = field(default_factory=list)
    began: float = 0.0
    ended: float = 0.0
    """When the last message was sent; replies come a little later."""

    @property
    def rate(self) -> float:
        """Replies a second once it has got going, while messages kept coming."""
        since = self.began + WARM_SECONDS
        return sum(since < at <= self.ended for at in self.replied_at) / (self.ended - since)


class World:
    """One number of a studio, many clients: `clients` of them at a time."""

    def __init__(self, *, secret: str, clients: int, latency: float = 0) -> None:
        self.counts = Counts()
        self._secret = secret.encode()
        self._latency = latency
        self._phones = map(str, itertools.count(FIRST_PHONE))
        self._spoken: dict[str, int] = {}
        self._waiting: dict[str, float] = {}
        self._free = [next(self._phones) for _ in range(clients)]
        self._any_free = asyncio.Semaphore(clients)
        self._next = random.Random(clients)
        self._reports: list[dict[str, Any]] = []
        self._connections: asyncio.Queue[Client] = asyncio.Queue()
        self._wamids = 0

    # ------------------------------------------------------------------ WhatsApp's side

    def answer(self, line: bytes, body: bytes) -> bytes:
        if line.startswith(b"GET"):
            return b'{"data":[]}'
        sent = json.loads(body)
        if "status" in sent:
            return b'{"success":true}'
        self._wamids += 1
        wamid = f"wamid.bench.out.{self._wamids}"
        phone = sent["to"]
        if (began := self._waiting.pop(phone, None)) is not None:
            now = time.perf_counter()
            self.counts.replied += 1
            self.counts.replied_at.append(now)
            self.counts.end_to_end.append(now - began)
            self._free.append(phone if phone in self._spoken else next(self._phones))
            self._any_free.release()
        at = str(int(time.time()))
        reference = sent.get("biz_opaque_callback_data")
        for status in ("sent", "delivered", "read"):
            self._reports.append(
                {
                    "id": wamid,
                    "status": status,
                    "timestamp": at,
                    "recipient_id": phone,
                    "biz_opaque_callback_data": reference,
                }
            )
        return f'{{"messaging_product":"whatsapp","messages":[{{"id":"{wamid}"}}]}}'.encode()

    async def listen(self, port: int) -> asyncio.Server:
        loop = asyncio.get_running_loop()
        return await loop.create_server(
            lambda: Server(self.answer, self._latency), "127.0.0.1", port, backlog=1024
        )

    # ------------------------------------------------------------------ the clients' side

    async def connect(self, port: int, connections: int) -> None:
        self._port = port
        for _ in range(connections):
            self._connections.put_nowait(await self._connection())

    async def _connection(self) -> Client:
        _, client = await asyncio.get_running_loop().create_connection(Client, "127.0.0.1", self._port)
        return client

    async def run(self, rate: float, seconds: float) -> None:
        """Send `rate` messages a second, each from a client who is not waiting for an answer."""
        began = time.perf_counter()
        self.counts.began = began
        posting: set[asyncio.Task[None]] = set()
        reporting = asyncio.create_task(self._report())
        for number in range(int(rate * seconds)):
            due = began + number / rate
            if (wait := due - time.perf_counter()) > 0:
                await asyncio.sleep(wait)
            await asyncio.wait_for(self._any_free.acquire(), 60)
            task = asyncio.create_task(self._write(self._somebody(), number))
            posting.add(task)
            task.add_done_callback(posting.discard)
        self.counts.ended = time.perf_counter()
        await asyncio.gather(*posting)
        await self._settle(60)
        reporting.cancel()

    def _somebody(self) -> str:
        """Whoever it is: in turn, all would say hello at once, and all would say the same next."""
        free, at = self._free, self._next.randrange(len(self._free))
        free[at], free[-1] = free[-1], free[at]
        return free.pop()

    async def _settle(self, patience: float) -> None:
        """Wait until every message is answered, or nothing moves any more."""
        deadline = time.perf_counter() + patience
        while (self._waiting or self._reports) and time.perf_counter() < deadline:
            await asyncio.sleep(0.02)

    async def _write(self, phone: str, number: int) -> None:
        said = self._spoken.pop(phone, 0)
        if said + 1 < len(TALK):
            self._spoken[phone] = said + 1
        message = {
            "from": phone,
            "from_user_id": f"GB.{phone}",
            "id": f"wamid.bench.in.{phone}.{said}.{number}",
            "timestamp": str(int(time.time())),
            "type": "text",
            "text": {"body": TALK[said]},
        }
        contact = {"profile": {"name": "Bench Client"}, "wa_id": phone, "user_id": f"GB.{phone}"}
        began = self._waiting[phone] = time.perf_counter()
        self.counts.sent += 1
        status = await self._post({"contacts": [contact], "messages": [message]})
        if status == 200:
            self.counts.acknowledged += 1
            self.counts.acknowledgement.append(time.perf_counter() - began)
        else:
            self.counts.refused += 1

    async def _report(self) -> None:
        while True:
            await asyncio.sleep(STATUS_EVERY)
            reports, self._reports = self._reports, []
            for first in range(0, len(reports), 100):
                await self._post({"statuses": reports[first : first + 100]})

    async def _post(self, value: dict[str, Any]) -> int:
        metadata = {"display_phone_number": "15550100100", "phone_number_id": "100000000000001"}
        change = {
            "field": "messages",
            "value": {"messaging_product": "whatsapp", "metadata": metadata, **value},
        }
        body = json.dumps(
            {"object": "whatsapp_business_account", "entry": [{"id": "100000000000002", "changes": [change]}]}
        ).encode()
        connection = await self._connections.get()
        # Servers close connections that were idle for some seconds.
        if connection.closed:
            connection = await self._connection()
        try:
            return await connection.post(
                "/webhooks/whatsapp", body, hmac.digest(self._secret, body, "sha256").hex()
            )
        finally:
            self._connections.put_nowait(connection)
