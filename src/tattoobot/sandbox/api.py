"""The sandbox's own JSON API, for the page, the player and the tests: /sandbox/api."""

import json
import mimetypes
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import asdict
from typing import Any

import aiohttp
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from tattoobot.sandbox import phone
from tattoobot.sandbox.clock import rfc3339
from tattoobot.sandbox.journal import Json
from tattoobot.sandbox.media import drawn_picture
from tattoobot.sandbox.stripe.checkouts import Checkouts, summary
from tattoobot.sandbox.stripe.rules import Refused
from tattoobot.sandbox.whatsapp import hooks
from tattoobot.sandbox.world import ARTIST, Person, World

Handler = Callable[[Request], Awaitable[Response]]

LONGEST_WAIT = 30.0
STREAM_SECONDS = 20.0
"""A stream ends after a while and the browser asks again, so that a server that stops need not wait for it."""
BIGGEST_FILE = 100 * 1024 * 1024


class Wrong(Exception):
    """The page asked for something that cannot be."""

    def __init__(self, message: str, status: int = 422) -> None:
        super().__init__(message)
        self.status = status


class Api:
    def __init__(self, world: World, checkouts: Checkouts) -> None:
        self._world = world
        self._checkouts = checkouts

    def routes(self) -> list[Route]:
        return [
            self._route("/state", self._state, "GET"),
            self._route("/clients", self._add_client, "POST"),
            self._route("/chats/{id}", self._chat, "GET"),
            self._route("/chats/{id}/messages", self._send, "POST"),
            self._route("/media/{id}", self._media, "GET"),
            self._route("/events", self._stream, "GET"),
            self._route("/events.json", self._events, "GET"),
            self._route("/moods", self._moods, "GET"),
            self._route("/moods", self._change_moods, "POST"),
            self._route("/standing", self._stand, "GET", "POST"),
            self._route("/dashboard", self._set_up, "GET", "POST"),
            self._route("/deliveries", self._held, "GET"),
            self._route("/deliveries/hold", self._hold, "POST"),
            self._route("/deliveries/release", self._release, "POST"),
            self._route("/deliveries/replay", self._replay, "POST"),
            self._route("/deliveries/log", self._log, "GET"),
            self._route("/calls", self._calls, "GET"),
            self._route("/handshake", self._handshake, "POST"),
            self._route("/webhooks", self._any_webhook, "POST"),
            self._route("/checkouts", self._list_checkouts, "GET"),
            self._route("/checkouts/{id}/{act}", self._checkout, "POST"),
        ]

    def _route(self, path: str, handler: Handler, *methods: str) -> Route:
        async def endpoint(request: Request) -> Response:
            try:
                return await handler(request)
            except (Wrong, Refused, phone.NotSent, ValueError) as wrong:
                return JSONResponse({"error": str(wrong)}, getattr(wrong, "status", 422))

        return Route("/sandbox/api" + path, endpoint, methods=methods)

    # The phones

    async def _state(self, _request: Request) -> Response:
        world = self._world
        return JSONResponse(
            {
                "studio": {"name": world.settings.studio_name},
                "business_number": world.settings.business_number,
                "now": rfc3339(await world.now()),
                "offset_seconds": world.clock.offset,
                "clients": [client.card() for client in world.clients],
                "artist": world.people[ARTIST].card(),
                "moods": asdict(world.moods),
                "hold": world.postman.hold,
                "cursor": world.journal.cursor,
            }
        )

    async def _add_client(self, request: Request) -> Response:
        asked = await _json(request)
        name, number = str(asked.get("name") or ""), str(asked.get("phone") or "")
        client = self._world.add_client(name, number, bool(asked.get("hide_phone")))
        return JSONResponse(client.card(), 201)

    async def _chat(self, request: Request) -> Response:
        person = self._person(request)
        now = await self._world.now()
        open_until = person.last_wrote_at + 24 * 3600 if person.last_wrote_at else None
        return JSONResponse(
            {
                "messages": self._world.chats[person.id],
                "typing": person.typing_until > now,
                "window_closes_at": rfc3339(open_until) if open_until else None,
            }
        )

    async def _send(self, request: Request) -> Response:
        person = self._person(request)
        if request.headers.get("content-type", "").startswith("multipart/"):
            return await self._send_files(request, person)
        asked = await _json(request)
        if "messages" in asked:  # several updates in one webhook
            contents = [phone.content(self._world, person, one) for one in asked["messages"]]
        elif "photo" in asked:  # the sandbox draws one
            contents = self._drawn(
                int(asked.get("photos", 1)), str(asked.get("text") or asked.get("caption") or "")
            )
        else:
            contents = [phone.content(self._world, person, asked)]
        return JSONResponse(await self._post(person, contents, asked))

    async def _send_files(self, request: Request, person: Person) -> Response:
        async with request.form(max_part_size=BIGGEST_FILE) as form:
            caption = str(form.get("caption") or "")
            contents: list[Json] = []
            for file in form.getlist("photo"):
                if isinstance(file, UploadFile):
                    contents.append(await self._uploaded(file, caption if not contents else ""))
            asked: Json = {key: form[key] for key in ("timestamp", "deliver") if key in form}
        if not contents:
            contents = self._drawn(1, caption)
        return JSONResponse(await self._post(person, contents, asked))

    async def _post(self, person: Person, contents: list[Json], asked: Json) -> Json:
        """Files travel one by one, as WhatsApp sends them; what came as `messages` travels together."""
        at = float(asked["timestamp"]) if asked.get("timestamp") else await self._world.now()
        keep_back = asked.get("deliver") == "later"
        together = [contents] if "messages" in asked else [[one] for one in contents]
        answers = [await phone.send(self._world, person, some, at, keep_back) for some in together]
        return {**answers[0], "ids": [one for answer in answers for one in answer["ids"]]}

    async def _uploaded(self, file: UploadFile, caption: str) -> Json:
        guessed = mimetypes.guess_type(file.filename or "")[0]
        mime_type = guessed if file.content_type in {None, "application/octet-stream"} else file.content_type
        kept = self._world.media.keep(
            await file.read(), mime_type or "application/octet-stream", file.filename or ""
        )
        return phone.media_content(self._world, kept, caption)

    def _drawn(self, count: int, caption: str) -> list[Json]:
        drawn = [self._world.media.keep(drawn_picture(), "image/jpeg") for _ in range(min(max(count, 1), 30))]
        return [phone.media_content(self._world, one, "" if n else caption) for n, one in enumerate(drawn)]

    async def _media(self, request: Request) -> Response:
        media = self._world.media.get(request.path_params["id"])
        if media is None:
            raise Wrong("There is no such file.", 404)
        headers = {"Cache-Control": "private, max-age=86400", "X-Content-Type-Options": "nosniff"}
        if not media.mime_type.startswith(("image/", "audio/", "video/")) or "svg" in media.mime_type:
            headers["Content-Disposition"] = "attachment"
        return Response(self._world.media.read(media.id), media_type=media.mime_type, headers=headers)

    def _person(self, request: Request) -> Person:
        person = self._world.people.get(request.path_params["id"])
        if person is None:
            raise Wrong("There is no such chat.", 404)
        return person

    # What happened

    async def _events(self, request: Request) -> Response:
        wait = min(float(request.query_params.get("wait") or 0), LONGEST_WAIT)
        events = await self._world.journal.after(_after(request), wait)
        return JSONResponse({"events": events, "cursor": self._world.journal.cursor})

    async def _stream(self, request: Request) -> Response:
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(self._told(_after(request)), media_type="text/event-stream", headers=headers)

    async def _told(self, n: int) -> AsyncIterator[str]:
        yield "retry: 500\n\n"
        for _ in range(int(STREAM_SECONDS)):
            for event in await self._world.journal.after(n, wait=1.0):
                n = event["n"]
                yield f"id: {n}\ndata: {json.dumps(event)}\n\n"
            if self._world.journal.closed:
                return

    async def _calls(self, _request: Request) -> Response:
        return JSONResponse({"items": list(self._world.journal.calls)})

    # How the providers behave

    async def _moods(self, _request: Request) -> Response:
        return JSONResponse(asdict(self._world.moods))

    async def _change_moods(self, request: Request) -> Response:
        self._world.moods.change(await _json(request))
        moods = asdict(self._world.moods)
        said = ", ".join(
            f"{name} {str(mood).lower()}" for name, mood in moods.items() if name != "refuse_code"
        )
        self._world.journal.tell("mood", f"Moods: {said}", moods)
        return JSONResponse(moods)

    async def _stand(self, request: Request) -> Response:
        """How the studio stands with Meta; POST changes it."""
        if request.method == "POST":
            self._world.standing.change(await _json(request))
        return JSONResponse(asdict(self._world.standing))

    async def _set_up(self, request: Request) -> Response:
        """What the studio has set up at Stripe; POST changes it."""
        if request.method == "POST":
            self._world.dashboard.change(await _json(request))
        return JSONResponse(asdict(self._world.dashboard))

    # Webhooks on their way

    async def _held(self, _request: Request) -> Response:
        postman = self._world.postman
        return JSONResponse({"hold": postman.hold, "held": [delivery.summary() for delivery in postman.held]})

    async def _hold(self, request: Request) -> Response:
        self._world.postman.hold = bool((await _json(request)).get("hold", True))
        return await self._held(request)

    async def _release(self, request: Request) -> Response:
        asked = await _json(request)
        order, times = asked.get("order", "given"), min(int(asked.get("times", 1)), 10)
        if order not in {"given", "reverse", "shuffle"}:
            raise Wrong("order can be given, reverse or shuffle.")
        posted = await self._world.postman.release(order, times, bool(asked.get("batch")))
        return JSONResponse(
            {"released": len(posted), "statuses": [delivery.last_status for delivery in posted]}
        )

    async def _replay(self, request: Request) -> Response:
        asked = await _json(request)
        told = [delivery for delivery in self._world.postman.log if delivery.state != "held"]
        if asked.get("which", "last") == "last":
            told = [delivery for delivery in told if delivery.what != "status"][-1:]
        posted = await self._world.postman.replay(told)
        return JSONResponse(
            {"replayed": len(posted), "statuses": [delivery.last_status for delivery in posted]}
        )

    async def _log(self, _request: Request) -> Response:
        return JSONResponse({"items": [delivery.summary() for delivery in self._world.postman.log]})

    async def _any_webhook(self, request: Request) -> Response:
        """Any update of WhatsApp's, such as {"field": "user_preferences", "value": {…}}: signed and posted."""
        asked = await _json(request)
        if not isinstance(asked.get("value"), dict):
            raise Wrong("value must be an object.")
        payload = hooks.envelope(self._world.settings, asked["value"], str(asked.get("field") or "messages"))
        delivery = self._world.postman.write("whatsapp", str(asked.get("field") or "messages"), payload)
        return JSONResponse({"status": await self._world.postman.bring(delivery)})

    # Payment pages

    async def _list_checkouts(self, _request: Request) -> Response:
        return JSONResponse([summary(sale) for sale in reversed(self._world.books.sales.values())])

    async def _checkout(self, request: Request) -> Response:
        asked, session_id = await _json(request), request.path_params["id"]
        webhook = asked.get("webhook")
        if webhook not in {None, "now", "late", "none"}:
            raise Wrong("webhook can be now, late or none.")
        match request.path_params["act"]:
            case "pay":
                await self._checkouts.pay(session_id, webhook, bool(asked.get("delayed")))
            case "decline":
                await self._checkouts.decline(session_id, webhook)
            case "expire":
                await self._checkouts.expire(session_id, webhook)
            case "settle":
                await self._checkouts.settle(session_id, bool(asked.get("succeeds", True)), webhook)
            case "dispute":
                await self._checkouts.dispute(session_id, webhook)
            case "close-dispute":
                await self._checkouts.close_dispute(session_id, bool(asked.get("won", True)), webhook)
            case "fail-refund":
                await self._checkouts.fail_refund(session_id, webhook)
            case "refund":
                charged = self._checkouts.charge_of(
                    self._checkouts.sale(session_id).session["payment_intent"] or ""
                )
                await self._checkouts.refund(
                    charged, {k: asked[k] for k in ("amount",) if k in asked}, webhook
                )
            case _:
                raise Wrong(f"There are {CHECKOUT_ACTS}.", 404)
        return JSONResponse(summary(self._checkouts.sale(session_id)))

    async def _handshake(self, _request: Request) -> Response:
        """Ask the product as Meta does when a webhook address is saved."""
        challenge = "1158201444"
        asked = {"hub.mode": "subscribe", "hub.verify_token": self._world.settings.whatsapp_verify_token}
        url = f"{self._world.settings.product_url}/webhooks/whatsapp"
        try:
            async with (
                aiohttp.ClientSession() as http,
                http.get(url, params={**asked, "hub.challenge": challenge}) as answer,
            ):
                status, body = answer.status, (await answer.content.read(1000)).decode(errors="replace")
        except aiohttp.ClientError as failure:
            status, body = None, type(failure).__name__
        accepted = status == 200 and body == challenge
        outcome = {"ok": accepted, "status": status, "body": body}
        self._world.journal.tell("webhook", f"Handshake {'accepted' if accepted else 'refused'}", outcome)
        return JSONResponse(outcome)


CHECKOUT_ACTS = "pay, decline, expire, settle, refund, fail-refund, dispute and close-dispute"


async def _json(request: Request) -> Json:
    if not await request.body():
        return {}
    body: Any = await request.json()
    if not isinstance(body, dict):
        raise Wrong("A JSON object is expected.")
    return body


def _after(request: Request) -> int:
    """Where to go on: the browser's own note of it is newer than the address it first opened."""
    return int(request.headers.get("last-event-id") or request.query_params.get("after") or 0)
