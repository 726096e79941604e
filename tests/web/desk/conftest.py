"""A browser at the front desk: it keeps its cookies and says where its forms come from."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from html import unescape
from html.parser import HTMLParser

import httpx
import pytest
from fastapi import FastAPI

from tattoobot.actions.issue_desk_link import issue_desk_link
from tattoobot.db import artists
from tattoobot.domain.messages import LinkButton
from tattoobot.domain.studio import ArtistProfile
from tests.web.artist.page import Page
from tests.web.conftest import KEY, Desk
from tools.strangers import missing, program

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


async def through(browser: Browser, path: str) -> list[str]:
    """The pages of a list, each once it has grown as far as it does."""
    found = []
    while path:
        text = (await browser.get(path)).text
        grown, on = _way(text, "Show more"), _way(text, "Go on with the next ones")
        found += [] if grown else [text]
        path = grown or on
    return found


def _way(text: str, word: str) -> str:
    way = re.search(rf'<a class="button" href="([^"#]*)[^"]*">{word}</a>', text)
    return unescape(way[1]) if way else ""


class _Inline(HTMLParser):
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _ in attrs}
        assert tag != "style", self.get_starttag_text()
        assert tag != "script" or "src" in names, self.get_starttag_text()
        assert not any(name == "style" or name.startswith("on") for name in names), self.get_starttag_text()


def assert_nothing_inline(html: str) -> None:
    """No script and no style stands in the page itself, whatever somebody wrote into it."""
    _Inline().feed(html)


Open = Callable[[], Awaitable[Browser]]


@pytest.fixture
def browser(desk: Desk) -> Browser:
    """Nobody is signed in on it."""
    return Browser(desk)


@pytest.fixture
async def owner(browser: Browser) -> Browser:
    """The studio's owner, signed in with the key."""
    return await browser.with_key()


Colleague = Callable[[], AbstractAsyncContextManager[httpx.AsyncClient]]


@pytest.fixture
async def a_colleague(desk: Desk, app: FastAPI) -> Colleague:
    """Another artist of the studio, signed in with their link."""
    async with desk.database.transaction() as db:
        [_, second] = await artists.keep(
            db, [*desk.house.studio.artists, ArtistProfile("second", "Sam", "15550100888")]
        )
        desk.house.artists[second.id] = second  # type: ignore[index]
        sent = await issue_desk_link(db, desk.house, second.id, LinkButton("", "", ""), desk.time())
    assert isinstance(sent, LinkButton)
    path = sent.url.removeprefix(desk.house.public_base_url)

    @asynccontextmanager
    async def opened() -> AsyncIterator[httpx.AsyncClient]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=ORIGIN) as http:
            await http.post(path, headers={"Origin": ORIGIN})
            yield http

    return opened


@pytest.fixture
def axe() -> str:
    """What finds barriers in a page."""
    script = program("axe-core/axe.min.js")
    if script is None:
        pytest.skip(f"axe is not here: {missing() or 'run make strangers'}")
    return script.read_text()
