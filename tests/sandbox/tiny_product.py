"""The smallest product that a conversation file can be played against: it repeats what it hears."""

from typing import Any

import aiohttp
from aiohttp import web

from .conftest import PHONE_NUMBER_ID, STRIPE_KEY, TOKEN

Json = dict[str, Any]
KEY = "tiny-admin-key"


class TinyProduct:
    """One lead per client, approved by the desk or by a link, booked as soon as the deposit is paid."""

    def __init__(self) -> None:
        self.leads: dict[str, Json] = {}
        self.offset = 0.0
        self.sandbox_url = ""
        self.url = ""
        self.http: aiohttp.ClientSession | None = None

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_post("/webhooks/whatsapp", self.whatsapp)
        app.router.add_post("/webhooks/stripe", self.stripe)
        app.router.add_get("/admin/leads", self.listed)
        app.router.add_post("/admin/leads/{id}/approve", self.approve)
        app.router.add_get("/a/{id}", self.page)
        app.router.add_post("/a/{id}", self.approve)
        app.router.add_get("/sandbox/clock", self.clock)
        app.router.add_post("/sandbox/clock", self.move_clock)
        return app

    async def whatsapp(self, request: web.Request) -> web.Response:
        value = (await request.json())["entry"][0]["changes"][0]["value"]
        for message in value.get("messages", []):
            await self.hear(message)
        return web.Response()

    async def hear(self, message: Json) -> None:
        client, text = message["from"], message.get("text", {}).get("body", message["type"])
        lead = self.leads.setdefault(client, a_lead(len(self.leads) + 1, client))
        lead["answers"]["idea"] = {"value": text}
        if text == "STOP":
            return
        reply = message.get("interactive", {}).get("button_reply", {}).get("title", text)
        await self.say(
            client, {"type": "text", "text": {"body": f"You said: {reply}"}} if reply != "ask" else ASK
        )
        link = f"https://studio.example/a/{lead['id']}"
        await self.say("15550100099", {"type": "text", "text": {"body": f"#{lead['id']}\nApprove {link}"}})

    async def say(self, to: str, content: Json) -> None:
        assert self.http is not None
        url = f"{self.sandbox_url}/sandbox/whatsapp/v26.0/{PHONE_NUMBER_ID}/messages"
        body = {"messaging_product": "whatsapp", "to": to, **content}
        async with self.http.post(url, json=body, headers={"Authorization": f"Bearer {TOKEN}"}) as response:
            assert response.status == 200, await response.text()

    async def approve(self, request: web.Request) -> web.Response:
        lead = next(lead for lead in self.leads.values() if str(lead["id"]) == request.match_info["id"])
        if lead["status"] != "pending_approval":
            return web.json_response({"code": "not_possible"}, status=409)
        lead["status"] = "awaiting_deposit"
        await self.open_checkout(lead)
        return web.json_response(lead)

    async def open_checkout(self, lead: Json) -> None:
        assert self.http is not None
        price = "line_items[0][price_data]"
        form = {
            "mode": "payment",
            "success_url": "https://studio.example/",
            "client_reference_id": str(lead["id"]),
            f"{price}[currency]": "gbp",
            f"{price}[unit_amount]": "6000",
            f"{price}[product_data][name]": "Deposit",
            "line_items[0][quantity]": "1",
        }
        url = f"{self.sandbox_url}/sandbox/stripe/v1/checkout/sessions"
        async with self.http.post(
            url, data=form, headers={"Authorization": f"Bearer {STRIPE_KEY}"}
        ) as response:
            assert response.status == 200, await response.text()

    async def stripe(self, request: web.Request) -> web.Response:
        event = await request.json()
        if event["type"] == "checkout.session.completed":
            for lead in self.leads.values():
                if str(lead["id"]) == event["data"]["object"]["client_reference_id"]:
                    lead["status"] = "booked"
        return web.Response()

    async def listed(self, request: web.Request) -> web.Response:
        if request.headers.get("X-Admin-API-Key") != KEY:
            return web.json_response({"code": "unauthorized"}, status=401)
        return web.json_response({"items": list(self.leads.values()), "next_cursor": None})

    async def page(self, _request: web.Request) -> web.Response:
        return web.Response(
            text='<form method="post"><input name="note" value=""></form>', content_type="text/html"
        )

    async def clock(self, _request: web.Request) -> web.Response:
        return web.json_response({"now": "", "offset_seconds": self.offset})

    async def move_clock(self, request: web.Request) -> web.Response:
        self.offset += (await request.json())["advance_seconds"]
        return await self.clock(request)


ASK: Json = {
    "type": "interactive",
    "interactive": {
        "type": "button",
        "body": {"text": "Black and grey, or colour?"},
        "action": {
            "buttons": [
                {"type": "reply", "reply": {"id": "grey", "title": "Black & grey"}},
                {"type": "reply", "reply": {"id": "colour", "title": "Colour"}},
            ]
        },
    },
}


def a_lead(number: int, phone: str) -> Json:
    return {
        "id": number,
        "status": "pending_approval",
        "client": {"phone": phone, "user_id": None, "opted_out": False},
        "answers": {},
        "needs_artist": None,
    }
