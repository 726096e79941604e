"""Stripe's hosted payment page: looking at it changes nothing, only its forms do."""

import asyncio
from collections.abc import Awaitable

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from tattoobot.sandbox import pages
from tattoobot.sandbox.stripe.books import Sale
from tattoobot.sandbox.stripe.checkouts import Checkouts
from tattoobot.sandbox.stripe.rules import Refused, said_amount

PATH = "/sandbox/stripe/pay/{id}"
REDIRECT_WITHIN = 10.0
"""Stripe waits this long for the product to take the news before it sends the payer back."""


class PaymentPage:
    def __init__(self, checkouts: Checkouts) -> None:
        self._checkouts = checkouts

    def routes(self) -> list[Route]:
        return [
            Route(PATH, self._show, methods=["GET"]),
            Route(PATH + "/{act}", self._act, methods=["POST"]),
        ]

    async def _show(self, request: Request) -> Response:
        try:
            sale = self._checkouts.sale(request.path_params["id"])
        except Refused:
            return HTMLResponse(
                "<!doctype html><title>Not found</title><p>There is no such payment page.", 404
            )
        return _page(sale, declined="declined" in request.query_params)

    async def _act(self, request: Request) -> Response:
        session_id, act = request.path_params["id"], request.path_params["act"]
        here = request.url.path.removesuffix(f"/{act}")
        try:
            if act == "pay":
                await _within_reason(self._checkouts.pay(session_id))
                return RedirectResponse(_success_url(self._checkouts.sale(session_id)), 303)
            if act == "decline":
                await _within_reason(self._checkouts.decline(session_id))
                return RedirectResponse(f"{here}?declined=1", 303)
            if act == "expire":
                await _within_reason(self._checkouts.expire(session_id))
        except Refused:  # it is over already: the page says so
            pass
        return RedirectResponse(here, 303)


async def _within_reason(acting: Awaitable[Sale]) -> None:
    """Answer within reason: what was begun goes on, but the payer is not kept waiting for it."""
    done, _waiting = await asyncio.wait([asyncio.ensure_future(acting)], timeout=REDIRECT_WITHIN)
    for one in done:
        one.result()


def _success_url(sale: Sale) -> str:
    return str(sale.session["success_url"]).replace("{CHECKOUT_SESSION_ID}", sale.session["id"])


def _page(sale: Sale, declined: bool) -> Response:
    shown = {"line_item_name": sale.line_items[0]["description"], "success_url": _success_url(sale)}
    session = {**sale.session, **shown}
    amount = said_amount(sale.session["amount_total"], sale.session["currency"])
    return pages.checkout(session, amount, declined=declined)
