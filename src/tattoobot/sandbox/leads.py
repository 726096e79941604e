"""How far each enquiry is, for the page: asked of the product's admin API, as any other program would."""

import aiohttp
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tattoobot.sandbox.settings import SandboxSettings

NEWEST = 100
WITHIN = aiohttp.ClientTimeout(total=5)


class Leads:
    def __init__(self, settings: SandboxSettings) -> None:
        self._settings = settings

    def routes(self) -> list[Route]:
        return [Route("/sandbox/api/leads", self.show, methods=["GET"])]

    async def show(self, _request: Request) -> Response:
        """404 when the sandbox was not told the admin key: the page then leaves the journey out."""
        if not self._settings.admin_api_key:
            return JSONResponse({"error": "The sandbox has no admin key."}, 404)
        url = f"{self._settings.product_url}/admin/leads"
        key = {"X-Admin-API-Key": self._settings.admin_api_key}
        try:
            async with (
                aiohttp.ClientSession(timeout=WITHIN) as http,
                http.get(url, params={"limit": NEWEST}, headers=key) as answer,
            ):
                if answer.status != 200:
                    return JSONResponse({"error": f"The product answered {answer.status}."}, 502)
                leads = (await answer.json())["items"]
        except (aiohttp.ClientError, TimeoutError) as failure:
            return JSONResponse({"error": type(failure).__name__}, 502)
        return JSONResponse({"items": [_short(lead) for lead in leads]})


def _short(lead: dict[str, object]) -> dict[str, object]:
    return {name: lead[name] for name in ("id", "status", "client")}
