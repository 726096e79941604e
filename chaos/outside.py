"""The world outside: the twins of WhatsApp and Stripe and all clients, in a process that nobody kills.

`python -m chaos.outside` is started by the suite, which talks to it through the sandbox's API and `/chaos/tally`.
"""

import argparse
import asyncio
import random
import time
from collections import Counter, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chaos.client import Client, Plan
from chaos.surroundings import Surroundings
from tattoobot.commands.sandbox import ARTIST_NUMBER, BUSINESS_NUMBER, FAKE
from tattoobot.sandbox.media import drawn_picture
from tattoobot.sandbox.server import create_app
from tattoobot.sandbox.settings import SandboxSettings
from tattoobot.sandbox.stripe.checkouts import Checkouts
from tattoobot.sandbox.world import World

Json = dict[str, Any]

PLANS = (
    *(
        *[Plan.SENDS_BRIEF] * 3,
        *[Plan.IS_BOOKED] * 3,
        *[Plan.IS_TAKEN_BACK] * 3,
        Plan.IS_REJECTED,
        Plan.STOPS,
    ),
    *(Plan.GETS_ALL_BACK, Plan.GETS_A_PART_BACK, Plan.LOSES_A_DISPUTE, Plan.WINS_A_DISPUTE),
)
LISTEN_EVERY = 0.05
TOO_LATE_SECONDS = 17.0
"""Longer than the product waits for an answer."""


@dataclass
class Outside:
    around: Surroundings
    seed: int
    clients: list[Client] = field(default_factory=list)
    seen: list[Json] = field(default_factory=list)
    """Every message on a phone: our reference, whose phone, when."""

    @property
    def world(self) -> World:
        return self.around.world

    def populate(self, count: int) -> None:
        chance = random.Random(self.seed)
        for number in range(count):
            person = self.world.add_client(f"Client {number}", f"1555020{number:04}")
            plan = PLANS[number % len(PLANS)]
            self.clients.append(Client(self.around, person, plan, random.Random(chance.random())))

    async def begin(self, over_seconds: float) -> None:
        """The clients come one after the other."""
        chance = random.Random(self.seed)
        for client in chance.sample(self.clients, len(self.clients)):
            self.world.spawn(client.live())
            await asyncio.sleep(over_seconds / len(self.clients))

    async def listen(self) -> None:
        """Note what arrives on the phones, before the journal forgets it."""
        last = 0
        while True:
            await asyncio.sleep(LISTEN_EVERY)
            for event in [one for one in self.world.journal.events if one["n"] > last]:
                last = event["n"]
                if event["kind"] == "message" and event["bubble"]["from"] == "business":
                    reference = event["payload"].get("biz_opaque_callback_data")
                    self.seen.append({"reference": reference, "chat": event["chat"], "at": time.time()})

    def tally(self) -> Json:
        sent = [
            {"id": bubble["id"], "client": client.person.id}
            for client in self.clients
            for bubble in self.world.chats[client.person.id]
            if bubble["from"] == "client"
        ]
        tries = Counter(str(one["status"]) for delivery in self.world.postman.log for one in delivery.tries)
        undelivered = [one.what for one in self.world.postman.log if one.state != "accepted"]
        return {
            "clients": [
                {
                    "phone": client.person.phone,
                    "plan": client.plan,
                    "finished": client.finished,
                    "doing": client.doing,
                    "photos": client.photos,
                }
                for client in self.clients
            ],
            "sent": sent,
            "seen": self.seen,
            "webhook_answers": tries,
            "webhooks_undelivered": len(undelivered),
            "admin_answers": {str(status): count for status, count in self.around.admin_statuses.items()},
            "sessions": [sale.session for sale in self.world.books.sales.values()],
            "refunds": list(self.world.books.refunds.values()),
            "disputes": list(self.world.books.disputes.values()),
        }


class TooLate:
    """Lets WhatsApp do what it was asked for, and answer when nobody listens any more."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.on = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        late = self.on and scope["type"] == "http" and scope["path"].endswith("/messages")
        if not late or "/whatsapp/" not in scope["path"]:
            await self.app(scope, receive, send)
            return
        kept: list[Message] = []

        async def keep(message: Message) -> None:
            kept.append(message)

        await self.app(scope, receive, keep)
        await asyncio.sleep(TOO_LATE_SECONDS)
        for message in kept:
            await send(message)


def settings_for(product_url: str, own_url: str) -> SandboxSettings:
    return SandboxSettings(
        product_url=product_url,
        whatsapp_app_secret=FAKE["whatsapp_app_secret"],
        whatsapp_access_token=FAKE["whatsapp_access_token"],
        whatsapp_phone_number_id=FAKE["whatsapp_phone_number_id"],
        whatsapp_business_account_id=FAKE["whatsapp_business_account_id"],
        stripe_secret_key=FAKE["stripe_secret_key"],
        stripe_webhook_secret=FAKE["stripe_webhook_secret"],
        artist_number=ARTIST_NUMBER,
        business_number=BUSINESS_NUMBER,
        public_url=own_url,
        clock_url=f"{product_url}/sandbox/clock",
        status_delays=(0.02, 0.3),
        slow_seconds=3,
        # As patient as the real ones: nothing is given up in the minutes that this takes.
        retry_delays=(0.3, 0.7, 1, 2, *[3.0] * 400),
    )


async def serve(options: argparse.Namespace) -> None:
    own_url = f"http://127.0.0.1:{options.port}"
    sandbox = create_app(settings_for(options.product, own_url))
    world: World = sandbox.state.world
    # Everything is counted at the end, so nothing may be forgotten before.
    world.postman.log = deque()
    world.standing.level = "HIGH"
    world.journal.events = deque(maxlen=50_000)
    late = TooLate(sandbox)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await world.start()
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=20)) as http:
            pictures = [drawn_picture() for _ in range(12)]
            around = Surroundings(world, Checkouts(world), options.product, http, pictures)
            outside = Outside(around, options.seed)
            outside.populate(options.clients)
            world.spawn(outside.listen())
            app.state.outside = outside
            yield
            await world.stop()

    async def begin(request: Request) -> JSONResponse:
        world.spawn(app.state.outside.begin(float(request.query_params["over"])))
        return JSONResponse({})

    async def tally(_: Request) -> JSONResponse:
        return JSONResponse(app.state.outside.tally())

    async def too_late(request: Request) -> JSONResponse:
        late.on = request.query_params["on"] == "yes"
        return JSONResponse({})

    routes = [
        Route("/chaos/begin", begin, methods=["POST"]),
        Route("/chaos/tally", tally),
        Route("/chaos/too-late", too_late, methods=["POST"]),
    ]
    app = Starlette(routes=routes, lifespan=lifespan)
    app.mount("/", late)
    config = uvicorn.Config(app, host="127.0.0.1", port=options.port, log_level="warning", access_log=False)
    await uvicorn.Server(config).serve()


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m chaos.outside")
    options.add_argument("--port", type=int, required=True)
    options.add_argument("--product", required=True)
    options.add_argument("--clients", type=int, required=True)
    options.add_argument("--seed", type=int, required=True)
    asyncio.run(serve(options.parse_args()))


if __name__ == "__main__":
    main()
