"""What makes the front desk something to put on a phone's first screen: its name, its icon, its colours."""

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response

from tattoobot.web import rendering
from tattoobot.web.context import web
from tattoobot.web.desk import pages

PAPER = "#f3eee4"
"""As in tokens.css: behind the icon while the desk opens."""
SHORTEST = 12
"""So much of a name has room below an icon."""


async def manifest(request: Request) -> Response:
    """For everybody, as browsers ask for it without a cookie; it says no more than the page to sign in."""
    shared = web(request)
    wording = shared.house.wording(None, shared.house.first_artist)
    title, studio = wording.say("desk.title"), shared.house.studio.name
    return JSONResponse(
        {
            "id": "/desk",
            "name": f"{studio} · {title}",
            "short_name": studio if len(studio) <= SHORTEST else title,
            "lang": wording.language,
            "start_url": "/desk",
            "scope": "/desk",
            "display": "standalone",
            "background_color": PAPER,
            "theme_color": PAPER,
            "icons": [
                {
                    "src": pages.versioned(f"icon-{n}.png"),
                    "sizes": f"{n}x{n}",
                    "type": "image/png",
                    "purpose": purpose,
                }
                for n in (192, 512)
                for purpose in ("any", "maskable")
            ],
        },
        media_type="application/manifest+json",
    )


async def worker(request: Request) -> Response:
    """It stands where browsers let it act for the whole desk, and keeps no page: all of them are private."""
    return FileResponse(
        rendering.STATIC / "worker.js",
        media_type="text/javascript",
        headers={"Service-Worker-Allowed": "/desk"},
    )
