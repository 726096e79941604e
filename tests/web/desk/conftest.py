"""A browser at the front desk: it keeps its cookies and says where its forms come from."""

from collections.abc import Awaitable, Callable

import httpx
import pytest

from tests.web.artist.page import Page
from tests.web.conftest import KEY, Desk

ORIGIN = "http://desk.example.com"


class Browser:
    """One device of an artist's."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.http = desk.http

    async def get(self, path: str) -> httpx.Response:
        return await self.http.get(path)

    async def see(self, path: str = "/desk") -> Page:
        answer = await self.get(path)
        assert answer.status_code == 200, (answer.status_code, answer.text)
        return Page(answer.text)

    async def post(self, path: str, *, origin: str = ORIGIN, **fields: str) -> httpx.Response:
        headers = {"Origin": origin} if origin else {}
        return await self.http.post(path, data=fields, headers=headers)

    async def press(self, path: str, *, at: str = "/desk/devices", **fields: str) -> httpx.Response:
        """As the form on the page `at` would."""
        csrf = (await self.see(at)).fields["csrf"]
        return await self.post(path, csrf=csrf, **fields)

    async def with_key(self) -> "Browser":
        answer = await self.post("/desk/sign-in/key", key=KEY)
        assert answer.status_code == 303, answer.text
        return self


Open = Callable[[], Awaitable[Browser]]


@pytest.fixture
def browser(desk: Desk) -> Browser:
    """Nobody is signed in on it."""
    return Browser(desk)


@pytest.fixture
async def owner(browser: Browser) -> Browser:
    """The studio's owner, signed in with the key."""
    return await browser.with_key()
