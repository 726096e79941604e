"""Stripe's webhook. https://docs.stripe.com/webhooks"""

from collections.abc import Sequence

import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from tattoobot.adapters.stripe import payloads
from tattoobot.db.engine import ANY_TROUBLE, will_pass
from tattoobot.db.inbox import Arrival
from tattoobot.web.webhooks import answers
from tattoobot.web.webhooks.body import TooLarge, limited
from tattoobot.web.webhooks.keeper import Keeper

log = structlog.get_logger(__name__)

BODY_LIMIT = 1024 * 1024


class StripeWebhook:
    def __init__(self, keeper: Keeper, *, secrets: Sequence[str]) -> None:
        self._keeper = keeper
        self._secrets = secrets

    @property
    def routes(self) -> list[Route]:
        return [Route("/webhooks/stripe", self.receive, methods=["POST"])]

    async def receive(self, request: Request) -> Response:
        signature = request.headers.get("stripe-signature")
        if not payloads.may_be_signed(signature):
            return answers.not_signed()
        try:
            body = await limited(request, BODY_LIMIT)
        except TooLarge:
            return answers.too_large()
        except ClientDisconnect:
            return answers.not_readable("The body did not arrive.")
        if not payloads.verified(body, signature, self._secrets):
            return answers.not_signed()
        try:
            event = payloads.event(body)
        except payloads.BadPayload as error:
            return answers.not_readable(str(error))
        try:
            await self._keeper.keep([Arrival("stripe", event.id, event.type, event.raw.decode())])
        except ANY_TROUBLE as error:
            told = log.warning if will_pass(error) else log.exception
            told("webhook_not_kept", provider="stripe", error=type(error).__name__)
            return answers.not_kept()
        return answers.kept()
