"""The web application: every URL in one place."""

from collections.abc import Sequence

from fastapi import FastAPI
from starlette.routing import BaseRoute

from tattoobot.web import admin, dead_letters, health, landing, metrics, middleware, pages, problems, schedule
from tattoobot.web.context import Web
from tattoobot.web.webhooks.stripe import StripeWebhook
from tattoobot.web.webhooks.whatsapp import WhatsAppWebhook


def create_app(
    web: Web, whatsapp: WhatsAppWebhook, stripe: StripeWebhook, *, more: Sequence[BaseRoute] = ()
) -> FastAPI:
    """`more` is what only this installation has: the clock in dev, the sandbox."""
    app = FastAPI(title="Tattoo Booking Bot", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.web = web
    # The webhooks come first: they are looked up most, and pass through nothing that they do not need.
    app.router.routes[:0] = [*whatsapp.routes, *stripe.routes]
    app.router.routes.extend([*health.routes, *metrics.routes, *pages.routes, *landing.routes, *more])
    app.include_router(admin.router)
    app.include_router(schedule.router)
    app.include_router(dead_letters.router)
    problems.install(app)
    middleware.install(app)
    return app
