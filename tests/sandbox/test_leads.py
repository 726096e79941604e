"""The page learns from the product's admin API how far an enquiry is."""

import dataclasses
from typing import Any

import aiohttp
from aiohttp import web
from starlette.applications import Starlette

from tattoobot.sandbox.leads import Leads
from tattoobot.sandbox.settings import SandboxSettings

from .conftest import served

LEAD = {"id": 12, "status": "booked", "client": {"id": 3, "user_id": "GB.1"}, "answers": {"idea": {}}}


async def test_leads_are_asked_for_with_the_key_and_shortened(settings: SandboxSettings) -> None:
    async def leads(request: web.Request) -> web.Response:
        known = request.headers.get("X-Admin-API-Key") == "sandbox-key"
        return (
            web.json_response({"items": [LEAD], "next_cursor": None}) if known else web.Response(status=401)
        )

    product = web.Application()
    product.router.add_get("/admin/leads", leads)
    runner = web.AppRunner(product)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}"

    right = await _ask(dataclasses.replace(settings, product_url=url, admin_api_key="sandbox-key"))
    wrong = await _ask(dataclasses.replace(settings, product_url=url, admin_api_key="another"))

    await runner.cleanup()
    shortened = {"id": 12, "status": "booked", "client": {"id": 3, "user_id": "GB.1"}}
    assert right == (200, {"items": [shortened]})
    assert wrong == (502, {"error": "The product answered 401."})


async def test_without_a_key_there_is_nothing_to_show(settings: SandboxSettings) -> None:
    assert (await _ask(settings))[0] == 404


async def test_a_product_that_is_down_is_no_fault_of_the_page(settings: SandboxSettings) -> None:
    gone = dataclasses.replace(settings, product_url="http://127.0.0.1:9", admin_api_key="sandbox-key")

    assert await _ask(gone) == (502, {"error": "ClientConnectorError"})


async def _ask(settings: SandboxSettings) -> tuple[int, Any]:
    app = Starlette(routes=Leads(settings).routes())
    async with (
        served(app) as url,
        aiohttp.ClientSession() as http,
        http.get(f"{url}/sandbox/api/leads") as answer,
    ):
        return answer.status, await answer.json()
