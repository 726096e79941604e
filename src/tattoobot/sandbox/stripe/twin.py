"""Stripe's side: a strict twin of the API calls that a deposit needs, on the paths of the real ones."""

import asyncio
import base64
import copy
import re
from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tattoobot.sandbox.journal import Json, said_call
from tattoobot.sandbox.lost import HangUp
from tattoobot.sandbox.stripe import forms as stripe_forms
from tattoobot.sandbox.stripe import objects as stripe_objects
from tattoobot.sandbox.stripe import rules as stripe_rules
from tattoobot.sandbox.stripe.books import Answered
from tattoobot.sandbox.stripe.by_hand import ByHand, Call
from tattoobot.sandbox.stripe.checkouts import Checkouts
from tattoobot.sandbox.stripe.rules import Refused
from tattoobot.sandbox.world import World

KEYS_LIVE_SECONDS = 24 * 3600
VERSION = re.compile(r"\d{4}-\d{2}-\d{2}(\.[a-z]+)?")


DID = (
    ("POST /checkout/sessions", "The bot made a payment page"),
    (r"POST /checkout/sessions/[^/]+/expire", "The bot closed a payment page"),
    (r"GET /checkout/sessions.*", "The bot looked at a payment page"),
    ("POST /refunds", "The bot gave money back"),
    ("GET /events", "The bot looked for news that it missed"),
)
"""What a call means."""


class Stripe:
    def __init__(self, world: World, checkouts: Checkouts) -> None:
        self._world = world
        self._books = world.books
        self._checkouts = checkouts
        self._by_hand = ByHand(world, checkouts)

    def routes(self) -> list[Route]:
        return [
            self._route("/account", "GET", self._account),
            self._route("/checkout/sessions", "POST", self._create_session),
            self._route("/checkout/sessions", "GET", self._list_sessions),
            self._route("/checkout/sessions/{id}", "GET", self._session),
            self._route("/checkout/sessions/{id}", "POST", self._update_session),
            self._route("/checkout/sessions/{id}/expire", "POST", self._expire_session),
            self._route("/checkout/sessions/{id}/line_items", "GET", self._line_items),
            self._route("/payment_intents", "GET", self._list_intents),
            self._route("/payment_intents/{id}", "GET", self._intent),
            self._route("/charges/{id}", "GET", self._charge),
            self._route("/refunds", "POST", self._create_refund),
            self._route("/refunds", "GET", self._list_refunds),
            self._route("/refunds/{id}", "GET", self._refund),
            self._route("/disputes", "GET", self._list_disputes),
            self._route("/disputes/{id}", "GET", self._dispute),
            self._route("/events", "GET", self._list_events),
            self._route("/events/{id}", "GET", self._event),
            self._route("/webhook_endpoints", "GET", self._list_endpoints),
            *(self._route(path, method, call) for path, method, call in self._by_hand.calls()),
            self._route("/{path:path}", "GET", self._nothing),
            self._route("/{path:path}", "POST", self._nothing),
            self._route("/{path:path}", "DELETE", self._nothing),
        ]

    def _route(self, path: str, method: str, call: Call) -> Route:
        async def endpoint(request: Request) -> Response:
            request_id = stripe_objects.new_id("req", 14)
            try:
                status, answer, headers = await self._answer(request, call)
            except Refused as refused:
                status, answer, headers = refused.status, refused.answer(), {}
            await self._note(request, status, answer)
            if self._world.moods.stripe == "drops_after_accepting" and status == 200 and method == "POST":
                return HangUp()
            if self._world.moods.stripe == "slow":
                await asyncio.sleep(self._world.settings.slow_seconds)
            return JSONResponse(answer, status, {"Request-Id": request_id, **headers})

        return Route("/sandbox/stripe/v1" + path, endpoint, methods=[method])

    # What every call goes through

    async def _answer(self, request: Request, call: Call) -> tuple[int, Json, dict[str, str]]:
        self._check_key(request)
        path = request.url.path.removeprefix("/sandbox/stripe/v1")
        self._world.dashboard.check(request.method, path, self._world.settings.stripe_secret_key)
        version = _version(request)
        if self._world.moods.stripe == "down":
            raise Refused("An unknown error occurred", status=503, kind="api_error")
        await self._world.now()
        asked = await _parameters(request)
        key = request.headers.get("idempotency-key", "") if request.method == "POST" else ""
        told = {"Stripe-Version": version, **({"Idempotency-Key": key} if key else {})}
        if key and (before := self._answered_before(key, request, asked)) is not None:
            return before.status, before.answer, {**told, "Idempotent-Replayed": "true"}
        # What is refused for its parameters is not remembered: the key may be used again.
        answer = copy.deepcopy(await call(request, asked))
        if key:
            self._forget_old_keys()
            first = Answered(_fingerprint(request, asked), 200, answer, self._world.clock.now())
            self._books.answered[key] = first
        return 200, answer, told

    def _check_key(self, request: Request) -> None:
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "basic":
            given = base64.b64decode(given + "==").decode(errors="replace").partition(":")[0]
        if not given:
            raise Refused("You did not provide an API key.", status=401)
        if given.strip() != self._world.settings.stripe_secret_key:
            raise Refused(f"Invalid API Key provided: {given[:7]}****", status=401)

    def _answered_before(self, key: str, request: Request, asked: Json) -> Answered | None:
        if len(key) > 255:
            raise Refused("Idempotency keys can be at most 255 characters.", kind="idempotency_error")
        before = self._books.answered.get(key)
        if before is None or before.at + KEYS_LIVE_SECONDS < self._world.clock.now():
            return None
        if before.request != _fingerprint(request, asked):
            raise Refused(
                "Keys for idempotent requests can only be used with the same parameters they were first used with. "
                f"Try using a key other than '{key}' if you meant to execute a different request.",
                kind="idempotency_error",
            )
        return before

    def _forget_old_keys(self) -> None:
        oldest = self._world.clock.now() - KEYS_LIVE_SECONDS
        for key in [key for key, before in self._books.answered.items() if before.at < oldest]:
            del self._books.answered[key]

    async def _note(self, request: Request, status: int, answer: Json) -> None:
        call = {
            "to": "stripe",
            "method": request.method,
            "path": request.url.path,
            "status": status,
            "answer": answer,
        }
        try:
            call["body"] = await _parameters(request)
        except Refused:
            call["body"] = None
        call["idempotency_key"] = request.headers.get("idempotency-key")
        path = request.url.path.removeprefix("/sandbox/stripe/v1")
        did = next(
            (words for end, words in DID if re.fullmatch(end, f"{request.method} {path}")), "The bot called"
        )
        self._world.journal.note_call(call, said_call(did, "Stripe", status))

    # Checkout Sessions

    async def _create_session(self, request: Request, asked: Json) -> Json:
        now = self._world.clock.now()
        parameters = stripe_rules.session_parameters(asked, _version(request), now, self._books.goods)
        expand = parameters.pop("expand", [])
        return self._expanded(self._checkouts.open_sale(parameters, now).session, expand)

    async def _session(self, request: Request, asked: Json) -> Json:
        expand = stripe_rules.ONLY_EXPAND(asked, "").get("expand", [])
        return self._expanded(self._checkouts.sale(request.path_params["id"]).session, expand)

    async def _update_session(self, request: Request, asked: Json) -> Json:
        wanted = stripe_rules.UPDATE_SESSION(asked, "")
        session = self._checkouts.sale(request.path_params["id"]).session
        session["metadata"] |= wanted.get("metadata", {})
        return self._expanded(session, wanted.get("expand", []))

    async def _expire_session(self, request: Request, asked: Json) -> Json:
        expand = stripe_rules.ONLY_EXPAND(asked, "").get("expand", [])
        sale = self._checkouts.sale(request.path_params["id"])
        # The event follows by itself: the product may be inside the transaction that asked for this.
        await self._checkouts.expire(sale.session["id"], webhook="soon")
        return self._expanded(sale.session, expand)

    async def _list_sessions(self, _request: Request, asked: Json) -> Json:
        wanted = stripe_rules.LIST_SESSIONS(asked, "")
        sessions = [sale.session for sale in self._books.sales.values()]
        return _page("/v1/checkout/sessions", _filtered(sessions, wanted, "payment_intent", "status"), wanted)

    async def _line_items(self, request: Request, asked: Json) -> Json:
        wanted = stripe_rules.LIST_PLAIN(asked, "")
        sale = self._checkouts.sale(request.path_params["id"])
        return _page(f"/v1/checkout/sessions/{sale.session['id']}/line_items", sale.line_items[::-1], wanted)

    def _expanded(self, found: Json, expand: list[str]) -> Json:
        shown = dict(found)
        for path in expand:
            first, _, rest = path.partition(".")
            if first == "line_items" and found["object"] == "checkout.session":
                items = self._checkouts.sale(found["id"]).line_items[::-1]
                shown[first] = _page(f"/v1/checkout/sessions/{found['id']}/line_items", items, {})
            elif first in {"payment_intent", "latest_charge", "charge"} and first in found:
                shelf = self._books.intents if first == "payment_intent" else self._books.charges
                inner = shelf.get(found[first] or "")
                shown[first] = self._expanded(inner, [rest] if rest else []) if inner else None
            else:
                raise Refused(f"This property cannot be expanded ({path}).", "expand")
        return shown

    # Payments, refunds, events

    async def _intent(self, request: Request, asked: Json) -> Json:
        # The SDK sends no secret; a browser would.
        expand = stripe_rules.ONLY_EXPAND(asked, "").get("expand", [])
        return self._expanded(_found(self._books.intents, request, "payment_intent", "intent"), expand)

    async def _list_intents(self, _request: Request, asked: Json) -> Json:
        return _page(
            "/v1/payment_intents", list(self._books.intents.values()), stripe_rules.LIST_PLAIN(asked, "")
        )

    async def _charge(self, request: Request, asked: Json) -> Json:
        expand = stripe_rules.ONLY_EXPAND(asked, "").get("expand", [])
        return self._expanded(_found(self._books.charges, request, "charge", "charge"), expand)

    async def _create_refund(self, _request: Request, asked: Json) -> Json:
        wanted = stripe_rules.CREATE_REFUND(asked, "")
        if ("payment_intent" in wanted) == ("charge" in wanted):
            message = (
                "One of the following params should be provided for this request: payment_intent or charge."
            )
            raise Refused(message, code="parameter_missing")
        if "payment_intent" in wanted:
            charged = self._checkouts.charge_of(wanted["payment_intent"])
        else:
            charged = self._books.charges.get(wanted["charge"], {})
        if not charged:
            raise Refused(f"No such charge: '{wanted['charge']}'", "charge", "resource_missing")
        made = await self._checkouts.refund(charged, wanted)
        return self._expanded(made, wanted.get("expand", []))

    async def _refund(self, request: Request, asked: Json) -> Json:
        expand = stripe_rules.ONLY_EXPAND(asked, "").get("expand", [])
        return self._expanded(_found(self._books.refunds, request, "refund", "refund"), expand)

    async def _list_refunds(self, _request: Request, asked: Json) -> Json:
        wanted = stripe_rules.LIST_REFUNDS(asked, "")
        refunds = _filtered(list(self._books.refunds.values()), wanted, "payment_intent", "charge")
        return _page("/v1/refunds", refunds, wanted)

    async def _dispute(self, request: Request, asked: Json) -> Json:
        expand = stripe_rules.ONLY_EXPAND(asked, "").get("expand", [])
        return self._expanded(_found(self._books.disputes, request, "dispute", "dispute"), expand)

    async def _list_disputes(self, _request: Request, asked: Json) -> Json:
        wanted = stripe_rules.LIST_REFUNDS(asked, "")
        disputes = _filtered(list(self._books.disputes.values()), wanted, "payment_intent", "charge")
        return _page("/v1/disputes", disputes, wanted)

    async def _event(self, request: Request, asked: Json) -> Json:
        stripe_rules.ONLY_EXPAND(asked, "")
        return _found(self._books.events, request, "event", "id")

    async def _list_events(self, _request: Request, asked: Json) -> Json:
        wanted = stripe_rules.LIST_EVENTS(asked, "")
        events = _filtered(list(self._books.events.values()), wanted, "type")
        if "types" in wanted:
            events = [event for event in events if event["type"] in wanted["types"]]
        if "delivery_success" in wanted:
            pending = 0 if wanted["delivery_success"] else 1
            events = [event for event in events if event["pending_webhooks"] == pending]
        return _page("/v1/events", events, wanted)

    async def _list_endpoints(self, _request: Request, asked: Json) -> Json:
        endpoints = self._world.dashboard.endpoints(self._world.settings.on_record)
        return _page("/v1/webhook_endpoints", endpoints, stripe_rules.LIST_PLAIN(asked, ""))

    async def _account(self, _request: Request, asked: Json) -> Json:
        stripe_rules.ONLY_EXPAND(asked, "")
        return stripe_objects.account(1_700_000_000)

    async def _nothing(self, request: Request, _asked: Json) -> Json:
        path = request.url.path.removeprefix("/sandbox/stripe")
        raise Refused(f"Unrecognized request URL ({request.method}: {path}).", status=404)


def _version(request: Request) -> str:
    version = request.headers.get("stripe-version", stripe_rules.ENDIVE)
    if not VERSION.fullmatch(version):
        raise Refused(f"Invalid Stripe API version: {version}")
    return version


async def _parameters(request: Request) -> Json:
    if request.method == "POST" and "json" in request.headers.get("content-type", ""):
        raise Refused(
            "Invalid request (check that your POST content type is application/x-www-form-urlencoded)."
        )
    form = (await request.body()).decode() if request.method == "POST" else request.url.query
    try:
        return stripe_forms.decode(form)
    except stripe_forms.BadForm as bad:
        raise Refused(str(bad)) from None


def _fingerprint(request: Request, asked: Json) -> str:
    return f"{request.method} {request.url.path} {sorted(asked.items())}"


def _found(shelf: dict[str, Json], request: Request, name: str, param: str) -> Json:
    wanted = request.path_params["id"]
    if wanted not in shelf:
        raise Refused(f"No such {name}: '{wanted}'", param, "resource_missing", 404)
    return shelf[wanted]


def _filtered(objects: list[Json], wanted: Json, *keys: str) -> list[Json]:
    return [one for one in objects if all(one[key] == wanted[key] for key in keys if key in wanted)]


def _page(url: str, oldest_first: list[Json], wanted: Json) -> Json:
    """One page of a list, newest first, as Stripe's cursors turn it."""
    objects = _created(oldest_first[::-1], wanted.get("created"))
    ids = [one["id"] for one in objects]
    limit = min(wanted.get("limit", 10), 100)
    start = _place(ids, wanted.get("starting_after"), 0, after=True)
    if "ending_before" in wanted:
        end = _place(ids, wanted["ending_before"], len(ids))
        start = max(0, end - limit)
        return {"object": "list", "data": objects[start:end], "has_more": start > 0, "url": url}
    end = start + limit
    return {"object": "list", "data": objects[start:end], "has_more": end < len(objects), "url": url}


def _place(ids: list[str], wanted: str | None, otherwise: int, after: bool = False) -> int:
    if wanted is None:
        return otherwise
    if wanted not in ids:
        raise Refused(f"No such object: '{wanted}'", code="resource_missing")
    return ids.index(wanted) + after


def _created(objects: list[Json], created: Any) -> list[Json]:
    """The filter `created[gte]=…`, or a moment itself."""
    if created is None:
        return objects
    bounds = created if isinstance(created, dict) else {"gte": created, "lte": created}
    holds: dict[str, Callable[[int, int], bool]] = {
        "gt": lambda at, bound: at > bound,
        "gte": lambda at, bound: at >= bound,
        "lt": lambda at, bound: at < bound,
        "lte": lambda at, bound: at <= bound,
    }
    limits = stripe_rules.group(dict.fromkeys(holds, stripe_rules.integer()))(bounds, "created")
    return [one for one in objects if all(holds[key](one["created"], bound) for key, bound in limits.items())]
