"""The sandbox as one application, below /sandbox: mounted at the root of the product's app, or alone with uvicorn."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.routing import BaseRoute

from . import pages
from .api import Api
from .settings import SandboxSettings
from .whatsapp import WhatsApp
from .world import World


def create_app(settings: SandboxSettings) -> Starlette:
    """Its own lifespan starts the world; who mounts it calls `app.state.world.start()` and `.stop()` instead."""
    world = World(settings)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await world.start()
        yield
        await world.stop()

    routes: list[BaseRoute] = [*Api(world).routes(), *WhatsApp(world).routes(), *pages.routes]
    app = Starlette(routes=routes, lifespan=lifespan)
    app.state.world = world
    return app
