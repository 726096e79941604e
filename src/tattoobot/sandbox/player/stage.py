"""Where a conversation is played: the sandbox, the product, who writes, and how long to wait for what."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from tattoobot.sandbox.journal import Json

Say = Callable[[str], object]

LOOK_AGAIN_SECONDS = 0.05
QUIET_SECONDS = 1.5
REST_OF_A_CONVERSATION = timedelta(hours=6)


class Differs(Exception):
    """Something else happened than the file says."""


@dataclass(slots=True)
class Chat:
    """A client of this conversation, and how much of the chat was read."""

    card: Json
    seen: int = 0

    @property
    def id(self) -> str:
        return str(self.card["id"])


@dataclass
class Stage:
    http: aiohttp.ClientSession
    sandbox_url: str
    product_url: str
    admin_key: str
    out: Say
    wait_seconds: float
    chats: dict[int, Chat] = field(default_factory=dict)
    current: int = 1
    artist_seen: int = 0

    async def begin(self) -> None:
        """The clock may have moved on by days since the last conversation: the artist says good morning first."""
        now = datetime.fromisoformat((await self._sandbox("GET", "/state"))["now"])
        closes_at = (await self._sandbox("GET", "/chats/artist"))["window_closes_at"]
        if closes_at is None or datetime.fromisoformat(closes_at) < now + REST_OF_A_CONVERSATION:
            await self._sandbox("POST", "/chats/artist/messages", {"text": "Good morning"})
            await self._until_quiet("artist")
        self.artist_seen = len(await self._messages("artist"))

    async def _until_quiet(self, chat: str) -> None:
        """Wait until nothing more arrives: what had waited for an open window belongs to other conversations."""
        before = -1
        while len(messages := await self._messages(chat)) != before:
            before = len(messages)
            await asyncio.sleep(QUIET_SECONDS)

    async def calm_down(self) -> None:
        """Leave the sandbox as others expect it."""
        await self._sandbox(
            "POST", "/moods", {"whatsapp": "ok", "stripe": "ok", "duplicates": False, "reorder": False}
        )
        await self._sandbox("POST", "/deliveries/hold", {"hold": False})

    async def _until_lead(self, holds: Callable[[Json], bool], why: Callable[[Json], str]) -> None:
        last: list[Json] = []

        async def look() -> bool:
            leads = await self._leads()
            last[:] = leads[:1]
            return bool(leads) and holds(leads[0])

        await self._until(look, lambda: why(last[0]) if last else "this client has no lead")

    async def _lead(self) -> Json:
        async def look() -> Json | None:
            return next(iter(await self._leads()), None)

        lead: Json = await self._until(look, "this client has no lead")
        return lead

    async def _leads(self) -> list[Json]:
        """All leads of the client, newest first."""
        card = (await self._chat()).card
        found: list[Json] = []
        cursor: str | None = ""
        while cursor is not None:
            query = {"limit": "100", **({"cursor": cursor} if cursor else {})}
            async with self.http.get(
                f"{self.product_url}/admin/leads", params=query, headers=self._admin()
            ) as answer:
                await self._expect_code(answer, 200)
                page = await answer.json()
            found += [lead for lead in page["items"] if _is(lead["client"], card)]
            cursor = page["next_cursor"]
        return sorted(found, key=lambda lead: -int(lead["id"]))

    async def _chat(self) -> Chat:
        if self.current not in self.chats:
            name = "Client" if self.current == 1 else f"Client {self.current}"
            card = await self._sandbox("POST", "/clients", {"name": name})
            self.chats[self.current] = Chat(card)
        return self.chats[self.current]

    async def _messages(self, chat: str) -> list[Json]:
        found: list[Json] = (await self._sandbox("GET", f"/chats/{chat}"))["messages"]
        return found

    async def _sandbox(self, method: str, path: str, body: Json | None = None) -> Any:
        async with self.http.request(method, f"{self.sandbox_url}/sandbox/api{path}", json=body) as answer:
            await self._expect_code(answer, None)
            return await answer.json()

    async def _expect_code(self, answer: aiohttp.ClientResponse, expected: int | None) -> None:
        """Without an expectation, anything in the two hundreds will do."""
        fine = answer.status == expected if expected is not None else answer.ok
        if not fine:
            text = (await answer.text())[:500]
            raise Differs(f"{answer.method} {answer.url.path} answered {answer.status}: {text}")

    async def _until(self, look: Callable[[], Awaitable[Any]], otherwise: str | Callable[[], str]) -> Any:
        deadline = asyncio.get_running_loop().time() + self.wait_seconds
        while not (found := await look()):
            if asyncio.get_running_loop().time() > deadline:
                reason = otherwise if isinstance(otherwise, str) else otherwise()
                raise Differs(f"{reason} (waited {self.wait_seconds:g} s)")
            await asyncio.sleep(LOOK_AGAIN_SECONDS)
        return found

    def _admin(self) -> dict[str, str]:
        return {"X-Admin-API-Key": self.admin_key}

    def _at_product(self, link: str) -> str:
        """The same page on the address at which the player reaches the product."""
        parts = urlsplit(link)
        return self.product_url + parts.path + (f"?{parts.query}" if parts.query else "")

    def _print(self, who: str, text: str) -> None:
        number = (
            f" {self.current}"
            if len(self.chats) > 1 and who in {"client", "bot", "(bot)", "client taps"}
            else ""
        )
        self.out(f"  {who + number:>12}  {indented(text, 16)}")


def _is(client: Json, card: Json) -> bool:
    if client.get("user_id") and client["user_id"] == card["user_id"]:
        return True
    phone = re.sub(r"\D", "", client.get("phone") or "")
    return bool(phone) and phone == card["phone"]


def indented(text: str, by: int = 12) -> str:
    return text.replace("\n", "\n" + " " * by)
