"""How far each enquiry is, for the page: asked of the product's admin API, as any other program would."""

from typing import Any

import aiohttp
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tattoobot.sandbox.settings import SandboxSettings

Json = dict[str, Any]

NEWEST = 100
WITHIN = aiohttp.ClientTimeout(total=20)
"""On a busy machine the product is slow, not away: a page that hears so would show an error that is none."""


class NoAnswer(Exception):
    """The product does not say how far its enquiries are."""


class Leads:
    def __init__(self, settings: SandboxSettings) -> None:
        self._settings = settings

    def routes(self) -> list[Route]:
        return [Route("/sandbox/api/leads", self.show, methods=["GET"])]

    async def show(self, _request: Request) -> Response:
        """404 when the sandbox was not told the admin key: the page then leaves the journey out."""
        if not self._settings.admin_api_key:
            return JSONResponse({"error": "The sandbox has no admin key."}, 404)
        try:
            return JSONResponse({"items": await self.newest()})
        except NoAnswer as failure:
            return JSONResponse({"error": str(failure)}, 502)

    async def newest(self) -> list[Json]:
        """Raises `NoAnswer`."""
        url = f"{self._settings.product_url}/admin/leads"
        key = {"X-Admin-API-Key": self._settings.admin_api_key}
        try:
            async with (
                aiohttp.ClientSession(timeout=WITHIN) as http,
                http.get(url, params={"limit": NEWEST}, headers=key) as answer,
            ):
                if answer.status != 200:
                    raise NoAnswer(f"The product answered {answer.status}.")
                return [_short(lead) for lead in (await answer.json())["items"]]
        except (aiohttp.ClientError, TimeoutError) as failure:
            raise NoAnswer(type(failure).__name__) from failure


def _short(lead: Json) -> Json:
    return {name: lead[name] for name in ("id", "status", "client")}
