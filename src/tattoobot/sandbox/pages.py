"""The sandbox's own pages: the phones in the browser, and the look of the hosted checkout.

No page asks anything of another host, and no script or style is inline, so the policy below can be strict.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

_HERE = Path(__file__).parent
_TOKENS = _HERE.parent / "web" / "static" / "tokens.css"
_templates = Environment(
    loader=FileSystemLoader(_HERE / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
)

# Pages of the product open inside the phones; in a demo they may be on another name of this machine.
_FRAMES = "frame-src 'self' http://localhost:* http://127.0.0.1:*"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self'; "
    f"connect-src 'self'; {_FRAMES}; frame-ancestors 'self'; base-uri 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}


async def phones(request: Request) -> HTMLResponse:
    """The client's phone, the artist's phone and the world, in one page."""
    return HTMLResponse(_templates.get_template("sandbox.html").render(), headers=_HEADERS)


def checkout(session: Mapping[str, Any], amount: str, *, declined: bool = False) -> HTMLResponse:
    """The stand-in for Stripe's payment page; its forms post to the same path + /pay, /decline, /expire."""
    page = _templates.get_template("checkout.html")
    return HTMLResponse(page.render(session=session, amount=amount, declined=declined), headers=_HEADERS)


async def elsewhere(request: Request) -> HTMLResponse:
    """In the place of a page that is only an example, such as the demo studio's calendar."""
    page = _templates.get_template("elsewhere.html")
    return HTMLResponse(page.render(address=request.query_params.get("address", "")[:200]), headers=_HEADERS)


class _Files(StaticFiles):
    """Static files that a browser asks about each time: a demo is upgraded in place."""

    def file_response(self, *args: Any, **kwargs: Any) -> Any:
        response = super().file_response(*args, **kwargs)
        response.headers["Cache-Control"] = "no-cache"
        return response


async def tokens(_: Request) -> FileResponse:
    """The colours and letters of the product's own pages."""
    return FileResponse(_TOKENS, headers={"Cache-Control": "no-cache"})


routes: list[BaseRoute] = [
    Route("/sandbox", phones),
    Route("/sandbox/", phones),
    Route("/sandbox/elsewhere", elsewhere),
    Route("/sandbox/static/tokens.css", tokens),
    Mount("/sandbox/static", _Files(directory=_HERE / "static")),
]
