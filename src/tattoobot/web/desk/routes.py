"""Every address of the front desk."""

from starlette.routing import BaseRoute, Route

from tattoobot.web.desk import (
    export,
    installed,
    lead,
    live,
    money,
    passkeys,
    photos,
    search,
    sign_in,
    waiting,
    week,
    your_turn,
)

routes: list[BaseRoute] = [
    Route("/desk", your_turn.show, methods=["GET"]),
    Route("/desk/leads/{lead_id}", lead.show, methods=["GET"]),
    Route("/desk/leads/{lead_id}/pictures/{n}", lead.picture, methods=["GET"]),
    Route("/desk/leads/{lead_id}/{action}", lead.act, methods=["POST"]),
    Route("/desk/waiting", waiting.show, methods=["GET"]),
    Route("/desk/week", week.show, methods=["GET"]),
    Route("/desk/money", money.show, methods=["GET"]),
    Route("/desk/leads/{lead_id}/export", export.show, methods=["GET"]),
    Route("/desk/search", search.show, methods=["GET"]),
    Route("/desk/sign-in", sign_in.show, methods=["GET"]),
    Route("/desk/sign-in/key", sign_in.with_key, methods=["POST"]),
    Route("/desk/sign-in/link", sign_in.send_link, methods=["POST"]),
    Route("/desk/sign-in/passkey", passkeys.use, methods=["POST"]),
    Route("/desk/sign-in/passkey/ask", passkeys.ask_to_sign_in, methods=["POST"]),
    Route("/desk/in/{token}", sign_in.show_link, methods=["GET"]),
    Route("/desk/in/{token}", sign_in.use_link, methods=["POST"]),
    Route("/desk/events", live.events, methods=["GET"]),
    Route("/desk/manifest.webmanifest", installed.manifest, methods=["GET"]),
    Route("/desk/worker.js", installed.worker, methods=["GET"]),
    Route("/desk/devices", sign_in.devices, methods=["GET"]),
    Route("/desk/passkeys", passkeys.set_up, methods=["POST"]),
    Route("/desk/passkeys/ask", passkeys.ask_to_set_up, methods=["POST"]),
    Route("/desk/passkeys/{passkey_id}/remove", passkeys.remove, methods=["POST"]),
    Route("/desk/sign-out", sign_in.sign_out, methods=["POST"]),
    Route("/desk/photos/{photo_id}", photos.show, methods=["GET"]),
    Route("/desk/photos/{photo_id}/thumbnail", photos.thumbnail, methods=["GET"]),
]
