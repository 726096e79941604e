"""Meta's webhook. https://developers.facebook.com/docs/graph-api/webhooks/getting-started"""

import hmac
import time

import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from tattoobot.adapters.whatsapp import payloads
from tattoobot.db.engine import ANY_TROUBLE, will_pass
from tattoobot.db.inbox import Arrival
from tattoobot.telemetry import meter, tracing
from tattoobot.web.webhooks import answers
from tattoobot.web.webhooks.body import TooLarge, limited
from tattoobot.web.webhooks.keeper import Keeper

log = structlog.get_logger(__name__)

BODY_LIMIT = 4 * 1024 * 1024
"""Meta's bodies have at most 3 MB."""


class WhatsAppWebhook:
    def __init__(
        self, keeper: Keeper, *, verify_token: str, app_secret: str, ours: payloads.Ours = payloads.ANYBODY
    ) -> None:
        self._keeper = keeper
        self._verify_token = verify_token
        self._app_secret = app_secret
        self._ours = ours

    @property
    def routes(self) -> list[Route]:
        path = "/webhooks/whatsapp"
        return [Route(path, self.handshake, methods=["GET"]), Route(path, self.receive, methods=["POST"])]

    async def handshake(self, request: Request) -> Response:
        """Give back the challenge to whoever knows the word that was agreed on."""
        asked = request.query_params
        word = asked.get("hub.verify_token", "")
        # An empty word would be known to everybody.
        known = bool(self._verify_token) and hmac.compare_digest(word.encode(), self._verify_token.encode())
        if asked.get("hub.mode") != "subscribe" or not known:
            return answers.refused(403, "bad_verify_token", "The verify token does not match.")
        return PlainTextResponse(asked.get("hub.challenge", ""))

    async def receive(self, request: Request) -> Response:
        began = time.time_ns()
        signature = request.headers.get("x-hub-signature-256")
        if not payloads.may_be_signed(signature):
            return answers.not_signed()
        try:
            body = await limited(request, BODY_LIMIT)
        except TooLarge:
            return answers.too_large()
        except ClientDisconnect:
            return answers.not_readable("The body did not arrive.")
        if not payloads.verified(body, signature, self._app_secret):
            return answers.not_signed()
        try:
            updates = payloads.updates(body, self._ours)
        except payloads.BadPayload as error:
            return answers.not_readable(str(error))
        arrivals = [Arrival("whatsapp", one.external_id, one.kind, one.raw.decode()) for one in updates]
        try:
            await self._keeper.keep(arrivals)
        except ANY_TROUBLE as error:
            told = log.warning if will_pass(error) else log.exception
            told("webhook_not_kept", provider="whatsapp", error=type(error).__name__)
            return answers.not_kept()
        if strange := sum(arrival.kind == payloads.FOR_ANOTHER for arrival in arrivals):
            meter.count(meter.FOR_ANOTHER, strange)
            log.warning("updates_for_another_number", updates=strange)
        if trace := tracing.current():
            messages = [arrival.external_id for arrival in arrivals if arrival.kind == "message"]
            trace.webhook(messages, began, updates=len(arrivals))
        return answers.kept()
