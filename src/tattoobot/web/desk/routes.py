"""Every address of the front desk."""

import asyncio
from importlib import import_module

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from tattoobot.web.desk import (
    export,
    facts,
    installed,
    lead,
    live,
    money,
    notices,
    photos,
    search,
    sign_in,
    take_over,
    undo,
    waiting,
    week,
    your_turn,
)
from tattoobot.web.desk.visitor import Handler

PASSKEYS = "tattoobot.web.desk.passkeys"


def _with_passkeys(name: str) -> Handler:
    """Load it when it is needed: its libraries take six megabytes, and a fifth of a second."""

    async def handle(request: Request) -> Response:
        handler: Handler = getattr(await asyncio.to_thread(import_module, PASSKEYS), name)
        return await handler(request)

    return handle


routes: list[BaseRoute] = [
    Route("/desk", your_turn.show, methods=["GET"]),
    Route("/desk/leads/{lead_id}", lead.show, methods=["GET"]),
    Route("/desk/leads/{lead_id}/pictures/{n}", lead.picture, methods=["GET"]),
    Route("/desk/leads/{lead_id}/facts/{fact}", facts.show, methods=["GET"]),
    Route("/desk/leads/{lead_id}/facts/{fact}", facts.correct, methods=["POST"]),
    Route("/desk/leads/{lead_id}/take-over", take_over.take_over, methods=["POST"]),
    Route("/desk/leads/{lead_id}/undo", undo.undo, methods=["POST"]),
    Route("/desk/leads/{lead_id}/{action}", lead.act, methods=["POST"]),
    Route("/desk/waiting", waiting.show, methods=["GET"]),
    Route("/desk/week", week.show, methods=["GET"]),
    Route("/desk/money", money.show, methods=["GET"]),
    Route("/desk/leads/{lead_id}/export", export.show, methods=["GET"]),
    Route("/desk/search", search.show, methods=["GET"]),
    Route("/desk/sign-in", sign_in.show, methods=["GET"]),
    Route("/desk/sign-in/key", sign_in.with_key, methods=["POST"]),
    Route("/desk/sign-in/link", sign_in.send_link, methods=["POST"]),
    Route("/desk/sign-in/passkey", _with_passkeys("use"), methods=["POST"]),
    Route("/desk/sign-in/passkey/ask", _with_passkeys("ask_to_sign_in"), methods=["POST"]),
    Route("/desk/in/{token}", sign_in.show_link, methods=["GET"]),
    Route("/desk/in/{token}", sign_in.use_link, methods=["POST"]),
    Route("/desk/events", live.events, methods=["GET"]),
    Route("/desk/manifest.webmanifest", installed.manifest, methods=["GET"]),
    Route("/desk/worker.js", installed.worker, methods=["GET"]),
    Route("/desk/devices", sign_in.devices, methods=["GET"]),
    Route("/desk/passkeys", _with_passkeys("set_up"), methods=["POST"]),
    Route("/desk/passkeys/ask", _with_passkeys("ask_to_set_up"), methods=["POST"]),
    Route("/desk/passkeys/{passkey_id}/remove", _with_passkeys("remove"), methods=["POST"]),
    Route("/desk/notices", notices.switch_on, methods=["POST"]),
    Route("/desk/notices/off", notices.switch_off, methods=["POST"]),
    Route("/desk/notices/instead", notices.choose, methods=["POST"]),
    Route("/desk/sign-out", sign_in.sign_out, methods=["POST"]),
    Route("/desk/photos/{photo_id}", photos.show, methods=["GET"]),
    Route("/desk/photos/{photo_id}/thumbnail", photos.thumbnail, methods=["GET"]),
]
