"""The front desk can be put on a phone's first screen, as a browser judges it."""

import re
from collections.abc import AsyncIterator

import pytest
from fastapi import FastAPI
from PIL import Image, ImageChops
from playwright.async_api import Browser as Chromium

from tattoobot.web import rendering
from tests.web.conftest import Desk
from tests.web.desk.conftest import Browser
from tests.web.desk.test_live import served
from tools import icons


@pytest.fixture
async def url(app: FastAPI) -> AsyncIterator[str]:
    async with served(app) as at:
        yield at.replace("127.0.0.1", "localhost")


async def test_a_browser_finds_nothing_that_keeps_it_from_being_installed(
    desk: Desk, chromium: Chromium, url: str
) -> None:
    page = await chromium.new_page()
    await page.goto(f"{url}/desk/sign-in")
    wire = await page.context.new_cdp_session(page)

    manifest = await wire.send("Page.getAppManifest")
    errors = await wire.send("Page.getInstallabilityErrors")

    assert manifest["errors"] == []
    # A private window installs nothing, whatever the page is like.
    assert [
        one["errorId"] for one in errors["installabilityErrors"] if one["errorId"] != "in-incognito"
    ] == []


async def test_whoever_looks_at_it_hears_no_more_than_at_the_door(browser: Browser) -> None:
    answer = await browser.get("/desk/manifest.webmanifest")
    told = answer.json()

    assert answer.headers["content-type"] == "application/manifest+json"
    assert told["name"] == "Ink & Paper · Front desk"
    assert (told["start_url"], told["scope"], told["display"]) == ("/desk", "/desk", "standalone")
    for one in told["icons"]:
        picture = await browser.get(one["src"])
        assert picture.status_code == 200
        assert picture.headers["content-type"] == "image/png"


async def test_the_worker_may_act_for_the_desk_and_keeps_no_page(browser: Browser) -> None:
    answer = await browser.get("/desk/worker.js")

    assert answer.headers["service-worker-allowed"] == "/desk"
    assert answer.headers["cache-control"] == "no-store"
    assert "javascript" in answer.headers["content-type"]
    assert not re.search(r"caches|\"fetch\"", answer.text)


def test_the_icons_are_as_they_are_drawn_and_whole_in_any_shape() -> None:
    for name, side in icons.SIZES.items():
        with Image.open(rendering.STATIC / name) as kept:
            picture = kept.convert("RGB")
        drawn = icons.icon(side)
        assert picture.size == (side, side)
        apart = ImageChops.difference(picture, drawn).convert("L").histogram()
        assert sum(apart[60:]) == 0
        # What is kept of a maskable icon is a circle of four fifths.
        assert {picture.getpixel((side * x // 100, side * y // 100)) for x in (15, 85) for y in (15, 85)} == {
            picture.getpixel((0, 0))
        }


def test_the_bars_around_it_have_the_colours_of_its_paper() -> None:
    colours = re.findall(r"--paper: (#\w{6})", (rendering.STATIC / "tokens.css").read_text())
    told = (rendering.HERE / "templates/desk/base.html").read_text()

    assert set(re.findall(r'content="(#\w{6})"', told)) == set(colours)
    assert icons.PAPER in colours
