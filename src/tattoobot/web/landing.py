"""Where people end up without a link of ours: the root, and the way back from Stripe's payment page."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from tattoobot.web import rendering
from tattoobot.web.context import web

PAID = "Thank you"
PAID_NEXT = (
    "Your payment is being confirmed. You get a message on WhatsApp in a moment; you can close this page."
)
LATER = "No hurry"
LATER_NEXT = (
    "Nothing was taken. The payment link in your chat works until it expires; you can close this page."
)
ROOT_NEXT = "Enquiries are answered on WhatsApp. There is nothing to see here."


async def paid(request: Request) -> Response:
    """Says nothing about the payment itself: only Stripe's signed event decides that."""
    return _page(request, PAID, PAID_NEXT)


async def later(request: Request) -> Response:
    return _page(request, LATER, LATER_NEXT)


async def root(request: Request) -> Response:
    """To the sandbox where there is one."""
    if any(getattr(route, "path", "") == "/sandbox" for route in request.app.router.routes):
        return RedirectResponse("/sandbox")
    return _page(request, web(request).house.studio.name, ROOT_NEXT)


def _page(request: Request, title: str, text: str) -> Response:
    return rendering.page(
        "landing.html", language="en", title=title, text=text, studio=web(request).house.studio.name
    )


routes = [
    Route("/", root, methods=["GET"]),
    Route("/deposit/thanks", paid, methods=["GET"]),
    Route("/deposit/later", later, methods=["GET"]),
]
