"""What a client of the suite can reach: the twins, the pictures on their phone, the artist's admin API."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from chaos.product import ADMIN_KEY
from tattoobot.sandbox.stripe.checkouts import Checkouts
from tattoobot.sandbox.world import World

Json = dict[str, Any]


@dataclass
class Surroundings:
    world: World
    checkouts: Checkouts
    product_url: str
    http: aiohttp.ClientSession
    pictures: list[bytes]
    admin_statuses: Counter[int] = field(default_factory=Counter)

    async def admin(self, path: str, body: Json | None = None) -> tuple[int, Any]:
        """Status and answer of the admin API; 0 where nobody answers."""
        method = "GET" if body is None else "POST"
        headers = {"X-Admin-API-Key": ADMIN_KEY}
        url = f"{self.product_url}/admin{path}"
        try:
            async with self.http.request(method, url, json=body, headers=headers) as response:
                self.admin_statuses[response.status] += 1
                return response.status, await response.json()
        except (aiohttp.ClientError, TimeoutError):
            return 0, None

    async def press(self, pay_link: str) -> str | None:
        """The button behind a client's link to what they pay: where it leads, once it leads anywhere."""
        try:
            async with self.http.post(f"{self.product_url}{pay_link}", allow_redirects=False) as response:
                return response.headers.get("Location")
        except (aiohttp.ClientError, TimeoutError):
            return None
