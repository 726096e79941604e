"""WhatsApp's side: a strict twin of the Cloud API, on the paths of the real one.

It knows one business number. What it accepts appears in the chat of the person it is for, and ticks follow.
"""

import asyncio
import json
import random
import re
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tattoobot.sandbox.journal import Json, said_call
from tattoobot.sandbox.lost import HangUp
from tattoobot.sandbox.whatsapp import account, headers, hooks, templates
from tattoobot.sandbox.whatsapp import shown as whatsapp_shown
from tattoobot.sandbox.whatsapp.rules import MEDIA, Refused, check
from tattoobot.sandbox.world import TYPING_SECONDS, Person, World, bubble, digits

Handler = Callable[[Request], Awaitable[Response]]

VERSION = re.compile(r"v(\d{2})\.0")
OLDEST_VERSION = 21
WINDOW_SECONDS = 24 * 3600
OUTSIDE = 131047
TOO_LATE = "24 h after the client last wrote only a template may go"
INSTEAD_OF_AN_ANSWER = {"rate_limited": 130429, "pair_rate": 131056}


DID = {
    ("POST", "messages"): "The bot sent a message",
    ("POST", "media"): "The bot handed in a file",
    ("GET", "message_templates"): "The bot looked at its templates",
    ("POST", "message_templates"): "The bot handed in a template",
    ("GET", "debug_token"): "The bot looked at its token",
    ("GET", "subscribed_apps"): "The bot looked where webhooks go",
    ("GET", "subscriptions"): "The bot looked where webhooks go",
}
"""What a call means, by its method and the end of its path."""


def _did(method: str, end: str, body: Any) -> str:
    if isinstance(body, dict) and "status" in body:
        return "The bot has read a message"
    return DID.get((method, end)) or ("The bot asked for a file" if method == "GET" else "The bot called")


class WhatsApp:
    def __init__(self, world: World) -> None:
        self._world = world
        self._settings = world.settings

    def routes(self) -> list[Route]:
        return [
            self._route("/{version}/{node}/messages", self._messages, "POST"),
            self._route("/{version}/{node}/media", self._upload, "POST"),
            self._route("/{version}/{node}/message_templates", self._list_templates, "GET"),
            self._route("/{version}/{node}/message_templates", self._create_template, "POST"),
            self._route("/{version}/{node}/subscribed_apps", self._subscribed, "GET", "POST"),
            self._route("/{version}/{node}/subscriptions", self._subscriptions, "GET"),
            self._route("/{version}/debug_token", self._debug_token, "GET"),
            self._route("/files/{key}", self._download, "GET"),
            self._route("/{version}/{node}", self._node, "GET"),
            self._route("/{path:path}", self._nothing, "GET", "POST", "PUT", "PATCH", "DELETE"),
        ]

    def _route(self, path: str, handler: Handler, *methods: str) -> Route:
        async def endpoint(request: Request) -> Response:
            try:
                await self._check_token(request)
                self._check_version(request)
                await self._apply_mood()
                response = await handler(request)
            except Refused as refused:
                response = JSONResponse(refused.answer(), refused.http_status)
            await self._note_call(request, response)
            return response

        return Route("/sandbox/whatsapp" + path, endpoint, methods=methods)

    # What every call goes through

    async def _check_token(self, request: Request) -> None:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        as_app = request.url.path.endswith(("/subscriptions", "/debug_token"))
        known = {self._settings.whatsapp_access_token}
        if as_app:
            known.add(f"{account.APP_ID}|{self._settings.whatsapp_app_secret}")
        if scheme.lower() != "bearer" or token.strip() not in known:
            raise Refused(190, "Invalid OAuth access token - Cannot parse access token", 401)
        standing = self._world.standing
        if standing.token_ends and "|" not in token and account.is_over(standing, await self._world.now()):
            raise Refused(190, "Error validating access token: it has expired", 401, subcode=463)

    def _check_version(self, request: Request) -> None:
        version = request.path_params.get("version")
        if version is None:
            return
        match = VERSION.fullmatch(version)
        if match is None or int(match.group(1)) < OLDEST_VERSION:
            raise Refused(2500, f"Unknown path components: /{version}")

    async def _apply_mood(self) -> None:
        mood = self._world.moods.whatsapp
        if mood == "slow":
            await asyncio.sleep(self._settings.slow_seconds)
        elif mood == "down":
            raise Refused(2, "Service temporarily unavailable", 503)

    async def _note_call(self, request: Request, response: Response) -> None:
        sent = await request.body() if "multipart" not in request.headers.get("content-type", "") else b""
        call = {
            "to": "whatsapp",
            "method": request.method,
            "path": request.url.path,
            "body": _readable(sent),
            "status": response.status_code,
            "answer": None if isinstance(response, HangUp) else _readable(bytes(response.body)),
        }
        end = request.url.path.rsplit("/", 1)[-1]
        is_number = request.method == "GET" and end == self._settings.whatsapp_phone_number_id
        did = "The bot looked at its number" if is_number else _did(request.method, end, call["body"])
        why = TOO_LATE if _code(call["answer"]) == OUTSIDE else ""
        self._world.journal.note_call(call, said_call(did, "WhatsApp", response.status_code, why))

    def _check_node(self, request: Request, expected: str) -> None:
        if request.path_params["node"] != expected:
            raise _unknown_object(request.path_params["node"])

    # Messages

    async def _messages(self, request: Request) -> Response:
        self._check_node(request, self._settings.whatsapp_phone_number_id)
        body = await _json_body(request)
        if "status" in body:
            return await self._read(body)
        self._suffer_sending_mood()
        check(body)
        to = self._addressee(body)
        person = self._person(body)
        now = await self._world.now()
        shown = self._shown(body)
        later, picture = self._fate(body, person, now), await headers.fetch(self._world, body)
        if isinstance(picture, Refused):
            later = later or picture
        elif picture:
            shown["media_url"] = picture
        sent = self._accept(body, person, shown, now)
        self._world.spawn(self._ticks(body, person, to, sent, later))
        if self._world.moods.whatsapp == "drops_after_accepting":
            return HangUp()
        return JSONResponse(self._accepted(body, person, to, sent["id"]))

    def _suffer_sending_mood(self) -> None:
        moods = self._world.moods
        if moods.whatsapp == "refuses":
            raise Refused(moods.refuse_code, "The sandbox is in the mood to refuse")
        if code := INSTEAD_OF_AN_ANSWER.get(moods.whatsapp):
            raise Refused(code, "Too many messages sent; try again later")

    def _addressee(self, body: Json) -> str:
        """Who a message is for. Where both are given, the phone wins."""
        if not body.get("to"):
            return str(body["recipient"])
        phone = re.sub(r"[+\s()-]", "", body["to"])
        if not re.fullmatch(r"\d{6,15}", phone):
            raise Refused(131009, "Param to is not a phone number")
        if phone == digits(self._settings.business_number):
            raise Refused(131021, "Recipient phone number cannot be the sender's")
        return phone

    def _person(self, body: Json) -> Person | None:
        if body.get("to"):
            return self._world.by_phone(digits(body["to"]))
        return self._world.by_user_id(body["recipient"])

    def _fate(self, body: Json, person: Person | None, now: float) -> Refused | None:
        """None: it arrives. An error: accepted now, failed later. Or it is refused at once."""
        if person is None:
            return Refused(131026, "Unable to deliver the message: nobody here has that number")
        inside = person.last_wrote_at is not None and now < person.last_wrote_at + WINDOW_SECONDS
        if inside or body.get("type") == "template":
            return None
        details = (
            "Message failed to send because more than 24 hours have passed since the customer last replied"
        )
        outside = Refused(OUTSIDE, details)
        if self._world.moods.window_errors == "at_once":
            raise outside
        return outside

    def _shown(self, body: Json) -> Json:
        """The message as the phone shows it."""
        kind = body.get("type", "text")
        if kind == "template":
            _template, filled = templates.fill(self._world.templates, body["template"])
            return {"kind": kind, **filled}
        if kind in MEDIA and "id" in body[kind] and body[kind]["id"] not in self._world.uploads:
            raise Refused(131053, f"Media {body[kind]['id']} was not uploaded here")
        reply = {"reply_to": body["context"]["message_id"]} if "context" in body else {}
        return {**whatsapp_shown.shown(kind, body[kind]), **reply}

    def _accept(self, body: Json, person: Person | None, shown: Json, now: float) -> Json:
        content = {key: value for key, value in shown.items() if key not in {"kind", "text"}}
        sent = bubble("business", now, shown["kind"], shown["text"], **content)
        if person is not None:
            self._world.say(person.id, sent, f"Studio → {person.name}: {shown['text']}", body)
        return sent

    def _accepted(self, body: Json, person: Person | None, to: str, message_id: str) -> Json:
        contact: Json = {"input": body.get("to") or body["recipient"]}
        if body.get("to"):
            contact["wa_id"] = to
        if person is not None:
            contact["user_id"] = person.user_id
        message: Json = {"id": message_id}
        if body.get("type") == "template":
            message["message_status"] = "accepted"
        return {"messaging_product": "whatsapp", "contacts": [contact], "messages": [message]}

    # Ticks

    async def _ticks(
        self, body: Json, person: Person | None, to: str, sent: Json, later: Refused | None
    ) -> None:
        """Tell the product what becomes of its message."""
        more: Json = {}
        if "biz_opaque_callback_data" in body:
            more["biz_opaque_callback_data"] = body["biz_opaque_callback_data"]
        if later is not None:
            await self._tick(person, to, sent, "failed", {**more, "errors": [later.as_status()]})
            return
        priced = {**more, "pricing": self._pricing(body)}
        await self._tick(person, to, sent, "sent", priced)
        await self._tick(person, to, sent, "delivered", priced)
        await self._tick(person, to, sent, "read", more)

    async def _tick(self, person: Person | None, to: str, sent: Json, name: str, more: Json) -> None:
        await asyncio.sleep(random.uniform(*self._settings.status_delays))
        told = hooks.status(person, to, sent["id"], name, self._world.clock.now(), **more)
        chat = person.id if person else None
        if person is not None:
            line = f"{person.name}'s phone: message {name}"
            self._world.mark(person.id, sent, name, line, told["statuses"][0])
        payload = hooks.envelope(self._settings, told)
        await self._world.postman.bring(self._world.postman.write("whatsapp", "status", payload, chat))

    def _pricing(self, body: Json) -> Json:
        category = "service"
        if body.get("type") == "template":
            template, _filled = templates.fill(self._world.templates, body["template"])
            category = template["category"].lower()
        return {"billable": True, "pricing_model": "PMP", "type": "regular", "category": category}

    async def _read(self, body: Json) -> Response:
        """Blue ticks on the client's messages up to this one, and perhaps typing dots."""
        if body.get("messaging_product") != "whatsapp" or body["status"] != "read":
            raise Refused(100, "Param status must be read, and messaging_product whatsapp")
        found = self._world.message(str(body.get("message_id")))
        if found is None or found[1]["from"] == "business":
            raise Refused(131009, "message_id is not a message received")
        chat, upto = found
        for earlier in self._world.chats[chat]:
            if earlier["from"] != "business":
                self._world.mark(
                    chat, earlier, "read", f"The studio read {self._world.people[chat].name}", body
                )
            if earlier is upto:
                break
        if "typing_indicator" in body:
            if body["typing_indicator"] != {"type": "text"}:
                raise Refused(131009, 'typing_indicator.type must be "text"')
            self._world.people[chat].typing_until = self._world.clock.now() + TYPING_SECONDS
            self._world.journal.tell("typing", "The studio is typing", body, chat)
        return JSONResponse({"success": True})

    # Media

    async def _upload(self, request: Request) -> Response:
        self._check_node(request, self._settings.whatsapp_phone_number_id)
        async with request.form() as form:
            file = form.get("file")
            if form.get("messaging_product") != "whatsapp" or file is None or isinstance(file, str):
                raise Refused(100, "messaging_product and file are required")
            kept = self._world.media.keep(await file.read(), file.content_type or "", file.filename or "")
        self._world.uploads.add(kept.id)
        return JSONResponse({"id": kept.id})

    async def _download(self, request: Request) -> Response:
        media = self._world.media.behind(request.path_params["key"], await self._world.now())
        if media is None:
            raise Refused(100, "This address has expired; ask for a new one by the media id", 404)
        return Response(self._world.media.read(media.id), media_type=media.mime_type)

    # Everything else that has an id

    async def _node(self, request: Request) -> Response:
        node = request.path_params["node"]
        wanted = request.query_params.get("fields")
        if node == self._settings.whatsapp_phone_number_id:
            return JSONResponse(account.number(self._world.standing, self._settings, wanted))
        if node == self._settings.whatsapp_business_account_id:
            return JSONResponse(account.account(self._world.standing, self._settings, wanted))
        if (media := self._world.media.get(node)) is not None:
            key = self._world.media.address(node, await self._world.now())
            url = f"{str(request.base_url).rstrip('/')}/sandbox/whatsapp/files/{key}"
            about = {
                "mime_type": media.mime_type,
                "sha256": media.sha256,
                "file_size": media.size,
                "id": media.id,
            }
            return JSONResponse({"messaging_product": "whatsapp", "url": url, **about})
        raise _unknown_object(node)

    async def _list_templates(self, request: Request) -> Response:
        self._check_node(request, self._settings.whatsapp_business_account_id)
        asked = {
            key: request.query_params[key]
            for key in ("name", "language", "status")
            if key in request.query_params
        }
        found = [t for t in self._world.templates if all(t[key] == value for key, value in asked.items())]
        listed: Json = {"data": found, "paging": {"cursors": {"before": "MAZDZD", "after": "MjQZD"}}}
        if "summary" in request.query_params:
            counts = dict.fromkeys(("total_count", "message_template_count"), len(self._world.templates))
            listed["summary"] = {**counts, "message_template_limit": 250, "are_translations_complete": True}
        return JSONResponse(listed)

    async def _create_template(self, request: Request) -> Response:
        self._check_node(request, self._settings.whatsapp_business_account_id)
        return JSONResponse(templates.create(self._world.templates, await _json_body(request)))

    async def _subscribed(self, request: Request) -> Response:
        self._check_node(request, self._settings.whatsapp_business_account_id)
        if request.method == "POST":
            self._world.standing.app_subscribed = True
            return JSONResponse({"success": True})
        return JSONResponse(account.subscribed_apps(self._world.standing))

    async def _subscriptions(self, request: Request) -> Response:
        self._check_node(request, account.APP_ID)
        if "|" not in request.headers["authorization"]:
            raise Refused(15, "This method must be called with an app access_token.")
        return JSONResponse(account.subscriptions(self._world.standing, self._settings))

    async def _debug_token(self, request: Request) -> Response:
        given, now = request.query_params.get("input_token"), await self._world.now()
        return JSONResponse(account.debug_token(self._world.standing, self._settings, given, now))

    async def _nothing(self, request: Request) -> Response:
        raise Refused(2500, f"Unknown path components: {request.url.path}")


def _code(answer: object) -> object:
    """Of the error that it tells."""
    error = answer.get("error") if isinstance(answer, dict) else None
    return error.get("code") if isinstance(error, dict) else None


def _unknown_object(node: str) -> Refused:
    details = (
        f"Unsupported request. Object with ID '{node}' does not exist, cannot be loaded due to missing "
        "permissions, or does not support this operation"
    )
    return Refused(100, details, subcode=33)


async def _json_body(request: Request) -> Json:
    try:
        body = await request.json()
    except ValueError:
        raise Refused(100, "The body is not JSON") from None
    if not isinstance(body, dict):
        raise Refused(100, "The body is not a JSON object")
    return body


def _readable(content: bytes) -> Any:
    try:
        return json.loads(content) if content else None
    except ValueError:
        return f"{len(content)} bytes"
