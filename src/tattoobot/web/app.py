"""The web application: every URL in one place."""

from collections.abc import Awaitable, Callable, Sequence

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from tattoobot.db.bell import Bell
from tattoobot.web import calendar, health, landing, metrics, middleware, mine, pay, problems
from tattoobot.web.admin import clients, dead_letters, evidence, schedule
from tattoobot.web.admin import health as doctor
from tattoobot.web.admin import leads as admin
from tattoobot.web.artist import links as pages
from tattoobot.web.context import Web
from tattoobot.web.desk import routes as desk
from tattoobot.web.patience import Patience
from tattoobot.web.webhooks.stripe import StripeWebhook
from tattoobot.web.webhooks.whatsapp import WhatsAppWebhook

ADMIN_API = (
    admin.router,
    doctor.router,
    clients.router,
    evidence.router,
    schedule.router,
    dead_letters.router,
)

Handler = Callable[[Request], Awaitable[Response]]


class Application(FastAPI):
    """Webhooks are most of what comes: they go straight to their handlers, past everything that they do not need."""

    def __init__(self, webhooks: Sequence[Route]) -> None:
        super().__init__(
            title="Tattoo Booking Bot",
            docs_url=None,
            redoc_url=None,
            openapi_url=None,
            # A redirect would lead to whatever Host says.
            redirect_slashes=False,
        )
        # Whatever is not exactly right about a request, its method say, is answered the usual way.
        self.router.routes[:0] = webhooks
        self._straight = {
            (method, route.path): middleware.Requests(_handled_by(route.endpoint))
            for route in webhooks
            for method in route.methods or ()
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (straight := self._straight.get((scope["method"], scope["path"]))):
            scope["app"] = self
            await straight(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


def _handled_by(handler: Handler) -> ASGIApp:
    async def handle(scope: Scope, receive: Receive, send: Send) -> None:
        scope["endpoint"] = handler
        response = await handler(Request(scope, receive))
        await response(scope, receive, send)

    return handle


def create_app(
    web: Web, whatsapp: WhatsAppWebhook, stripe: StripeWebhook, *, more: Sequence[BaseRoute] = ()
) -> FastAPI:
    """`more` is what only this installation has: the clock in dev, the sandbox."""
    app = Application([*whatsapp.routes, *stripe.routes])
    app.state.web = web
    app.state.patience = Patience()
    app.state.bell = Bell(web.database)
    app.router.routes.extend(
        [
            *health.routes,
            *metrics.routes,
            *pages.routes,
            *landing.routes,
            *pay.routes,
            *mine.routes,
            *calendar.routes,
            *desk.routes,
            *more,
            # As they are: `include_router` would build each of them a second time.
            *(route for router in ADMIN_API for route in router.routes),
        ]
    )
    problems.install(app)
    middleware.install(app)
    return app
