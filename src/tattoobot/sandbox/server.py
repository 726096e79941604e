"""The sandbox as one application, below /sandbox: mounted at the root of the product's app, or alone with uvicorn."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from copy import copy

from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount, Route

from tattoobot.sandbox import pages
from tattoobot.sandbox.api import Api
from tattoobot.sandbox.google.twin import Google
from tattoobot.sandbox.leads import Leads
from tattoobot.sandbox.neighbours import Neighbours, Visitors
from tattoobot.sandbox.settings import SandboxSettings
from tattoobot.sandbox.stripe.checkouts import Checkouts
from tattoobot.sandbox.stripe.payment_page import PaymentPage
from tattoobot.sandbox.stripe.twin import Stripe
from tattoobot.sandbox.whatsapp.twin import WhatsApp
from tattoobot.sandbox.world import World


def create_app(settings: SandboxSettings) -> Starlette:
    """Its own lifespan starts the world; who mounts it calls `app.state.world.start()` and `.stop()` instead."""
    world = World(settings)
    checkouts = Checkouts(world)
    leads = Leads(settings)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await world.start()
        yield
        await world.stop()

    routes: list[BaseRoute] = [
        *Api(world, checkouts).routes(),
        *WhatsApp(world).routes(),
        *PaymentPage(checkouts).routes(),
        *Stripe(world, checkouts).routes(),
        *Google(world).routes(),
        *leads.routes(),
        *pages.routes,
    ]
    visitors = Visitors()
    app = Starlette(routes=[_kept_close(route, visitors) for route in routes], lifespan=lifespan)
    app.state.world = world
    app.state.leads = leads
    return app


def _kept_close(route: BaseRoute, visitors: Visitors) -> BaseRoute:
    """The same route, for this machine only; a copy, since the pages' are shared."""
    close = copy(route)
    if isinstance(close, Route | Mount):
        close.app = Neighbours(close.app, visitors)
    return close
