"""The product's own pages: templates to HTML, with the headers that every such page needs."""

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from starlette.responses import HTMLResponse
from starlette.staticfiles import StaticFiles

from tattoobot.web.addresses import linked

HERE = Path(__file__).parent
STATIC = HERE / "static"

# No script anywhere, nothing from elsewhere. The sandbox shows these pages inside its phones, hence 'self' as ancestor.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; media-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'self'"
)

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}

templates = jinja2.Environment(
    loader=jinja2.FileSystemLoader(HERE / "templates"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=jinja2.StrictUndefined,
)
templates.filters["linked"] = linked


def page(
    template: str, status: int = 200, *, headers: Mapping[str, str] | None = None, **facts: Any
) -> HTMLResponse:
    html = templates.get_template(template).render(
        tokens=versioned("tokens.css"), stylesheet=versioned("app.css"), **facts
    )
    return HTMLResponse(html, status, headers={**HEADERS, **(headers or {})})


@cache
def versioned(name: str) -> str:
    """The address of a file of ours, which changes with its content: browsers may keep it for good."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"


def static_files() -> StaticFiles:
    return StaticFiles(directory=STATIC)
