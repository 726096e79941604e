"""The desk in a real browser: it comes alive, moves nothing under the thumb, and needs neither mouse nor script."""

import os
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Literal

import pytest
from fastapi import FastAPI
from PIL import Image, ImageDraw
from playwright.async_api import Browser, ConsoleMessage, Page, expect

from tattoobot.actions.correct_fact import correct_fact
from tattoobot.db import leads
from tattoobot.domain.correcting import mark_of
from tattoobot.domain.lead import Status
from tests.builders import NOW, a_message
from tests.web.artist.page import a_photo
from tests.web.conftest import KEY, Desk
from tests.web.desk.test_live import served

PHONE = {"width": 360, "height": 740}
LAPTOP = {"width": 1280, "height": 800}
MOST_BYTES = 100_000
SHOTS = os.environ.get("SCREENSHOTS")
LISTS = ("waiting", "week", "money", "search")
"""A folder to keep screenshots in: `make screenshots`."""


@pytest.fixture
async def url(app: FastAPI) -> AsyncIterator[str]:
    async with served(app) as url:
        yield url


async def signed_in(chromium: Browser, url: str, *, script: bool = True) -> Page:
    context = await chromium.new_context(
        viewport={"width": PHONE["width"], "height": PHONE["height"]}, java_script_enabled=script
    )
    page = await context.new_page()
    page.set_default_timeout(15_000)
    page.on("console", _complain)
    await page.goto(f"{url}/desk")
    await page.get_by_text("With the admin key instead").click()
    await page.get_by_label("Admin key").fill(KEY)
    await page.get_by_role("button", name="Sign in").click()
    await expect(page.get_by_role("heading", name="Your turn")).to_be_visible()
    return page


async def test_an_enquiry_appears_by_itself_below_and_moves_nothing(
    desk: Desk, chromium: Browser, url: str
) -> None:
    await desk.a_lead(name="First Example")
    page = await signed_in(chromium, url)
    first = page.locator(".tile").first
    before = await first.bounding_box()
    await page.wait_for_load_state("load")

    lead = await desk.a_lead(phone="15550100002", name="Second Example")
    await desk.receive(a_message("hi", phone="15550100002", user_id="GB.15550100002", name="Second Example"))

    await expect(page.get_by_text("Second Example")).to_be_visible()
    assert await first.bounding_box() == before
    await page.get_by_role("link", name="Second Example").click()
    await expect(page).to_have_url(f"{url}/desk/leads/{lead}")


async def test_the_first_one_fills_an_empty_desk(desk: Desk, chromium: Browser, url: str) -> None:
    page = await signed_in(chromium, url)
    await expect(page.get_by_text("Go draw")).to_be_visible()

    await desk.a_lead(name="First Example")
    await desk.receive(a_message("hi", name="First Example"))

    await expect(page.get_by_text("First Example")).to_be_visible()
    await expect(page.get_by_text("Go draw")).to_have_count(0)


async def test_a_message_appears_and_what_is_being_typed_stays(
    desk: Desk, chromium: Browser, url: str
) -> None:
    lead = await desk.a_lead()
    page = await signed_in(chromium, url)
    await page.goto(f"{url}/desk/leads/{lead}")
    await page.locator("summary", has_text="Answer").click()
    box = page.locator("form[action$=answer] textarea")
    await box.fill("One moment, I am")

    await desk.receive(a_message("one more thing: no leaves please"))

    await expect(page.locator(".bubble", has_text="no leaves please")).to_be_visible()
    assert await box.input_value() == "One moment, I am"


async def test_an_enquiry_decided_elsewhere_loses_its_buttons_here(
    desk: Desk, chromium: Browser, url: str
) -> None:
    lead = await desk.a_lead()
    page = await signed_in(chromium, url)
    await page.goto(f"{url}/desk/leads/{lead}")
    await expect(page.locator("summary", has_text="Approve")).to_be_visible()

    await desk.act(lead, "approve")

    await expect(page.locator("summary", has_text="Approve")).to_have_count(0)
    await expect(page.get_by_text("Waiting for the deposit")).to_be_visible()


async def test_a_yes_takes_three_taps_from_the_list_and_says_what_happened(
    desk: Desk, chromium: Browser, url: str
) -> None:
    lead = await desk.a_lead()
    page = await signed_in(chromium, url)

    await page.get_by_role("link", name="Maya Example").click()
    await page.locator("summary", has_text="Approve").click()
    await page.get_by_role("button", name="Approve").click()

    await expect(page.get_by_role("status")).to_contain_text("Approved. The link for the deposit of £60")
    assert await desk.status(lead) == "awaiting_deposit"


@pytest.mark.parametrize("script", [True, False])
async def test_by_keyboard_alone_with_and_without_a_script(
    desk: Desk, chromium: Browser, url: str, script: bool
) -> None:
    lead = await desk.a_lead()
    page = await signed_in(chromium, url, script=script)

    await tab_to(page, "Maya Example")
    await page.keyboard.press("Enter")
    await expect(page).to_have_url(f"{url}/desk/leads/{lead}")
    await tab_to(page, "Approve · £60")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    await page.keyboard.press("ControlOrMeta+A")
    await page.keyboard.type("80")
    await tab_to(page, "Approve")
    await page.keyboard.press("Enter")

    await expect(page.get_by_role("status")).to_contain_text("the deposit of £80")
    assert await desk.status(lead) == "awaiting_deposit"


async def test_pictures_shift_nothing_and_the_page_shows_before_any_script(
    desk: Desk, chromium: Browser, url: str
) -> None:
    lead = await desk.a_lead()
    for _ in range(4):
        await a_photo(desk, lead)
    page = await signed_in(chromium, url)
    for path in ("/desk", f"/desk/leads/{lead}"):
        await page.goto(url + path)
        await page.wait_for_load_state("load")

        shift = await page.evaluate(SHIFT)
        blocking = await page.evaluate("document.querySelectorAll('script:not([type=module])').length")

        assert shift == 0
        assert blocking == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("name", "size"), [("phone", PHONE), ("laptop", LAPTOP)])
async def test_every_screen_fits_and_is_light(
    desk: Desk,
    chromium: Browser,
    url: str,
    name: str,
    size: dict[str, int],
    scheme: Literal["light", "dark"],
) -> None:
    lead = await desk.a_lead(wrote=NOW - timedelta(hours=3))
    await desk.a_lead(Status.DEPOSIT_PAID, phone="15550100002", name="Tom Example")
    await desk.receive(a_message("one more thing: no leaves please"))
    await put_right(desk, lead)
    for _ in range(3):
        await a_photo(desk, lead)
    for file in ("fox.jpg", "fox.small.webp"):
        sketch().save(desk.photos / file)
    page = await signed_in(chromium, url)
    await page.set_viewport_size({"width": size["width"], "height": size["height"]})
    await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    screens = {
        "your-turn": "/desk",
        "enquiry": f"/desk/leads/{lead}",
        "approve": f"/desk/leads/{lead}?do=approve",
        "fact": f"/desk/leads/{lead}/facts/size",
        "choose": f"/desk/leads/{lead}/facts/style",
        "picture": f"/desk/leads/{lead}/pictures/1",
        **{name: f"/desk/{name}" for name in LISTS},
        "found": "/desk/search?q=fox",
        "export": f"/desk/leads/{lead}/export",
        "devices": "/desk/devices",
        "sign-in": "/desk/sign-in",
    }

    for screen, path in screens.items():
        if screen == "sign-in":
            await page.context.clear_cookies()
        answer = await page.goto(url + path)
        assert answer is not None
        assert len(await answer.body()) < MOST_BYTES
        assert await page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, screen
        if SHOTS:
            await page.evaluate(DRAWN)
            await page.screenshot(path=f"{SHOTS}/desk-{screen}-{name}-{scheme}.png")


async def put_right(desk: Desk, lead: int) -> None:
    async with desk.database.transaction() as db:
        found = (await leads.by_id(db, lead)).answers["size"]
        await correct_fact(db, desk.house, lead, "size", "12 cm", NOW, mark=mark_of(found))


def sketch() -> Image.Image:
    """Something like a drawing, to be looked at."""
    paper = Image.new("RGB", (1000, 800), "#e9e2d3")
    pen = ImageDraw.Draw(paper)
    for n in range(9):
        pen.arc((180 + 36 * n, 120 + 24 * n, 820 - 36 * n, 680 - 24 * n), 30 * n, 30 * n + 250, "#1b1815", 7)
    return paper


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing_that_keeps_anybody_out(
    desk: Desk, chromium: Browser, url: str, axe: str, scheme: Literal["light", "dark"]
) -> None:
    lead = await desk.a_lead(cover_up="cover_up")
    await desk.receive(a_message("one more thing: no leaves please"))
    await a_photo(desk, lead, caption="like this")
    await put_right(desk, lead)
    page = await signed_in(chromium, url)
    await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")

    found = {}
    lead_page = f"/desk/leads/{lead}"
    paths = ("/desk", lead_page, f"{lead_page}?do=approve", f"{lead_page}?do=reject", "/desk/devices")
    facts = (f"{lead_page}/facts/size", f"{lead_page}/facts/style")
    lists = [f"/desk/{name}" for name in LISTS]
    for path in (
        *paths,
        *facts,
        *lists,
        "/desk/search?q=fox",
        f"{lead_page}/export",
        f"{lead_page}/pictures/1",
    ):
        await page.goto(url + path)
        found[path] = await violations(page, axe)
    await page.context.clear_cookies()
    await page.goto(f"{url}/desk/sign-in")
    found["signed out"] = await violations(page, axe)

    assert {path: each for path, each in found.items() if each} == {}


async def violations(page: Page, axe: str) -> list[str]:
    await page.evaluate(axe)
    told = await page.evaluate("axe.run().then((found) => found.violations)")
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in told]


DRAWN = "Promise.all([...document.images].filter((one) => one.loading !== 'lazy').map((one) => one.decode()))"

SHIFT = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 300);
})"""


def _complain(said: ConsoleMessage) -> None:
    assert said.type != "error", said.text


async def tab_to(page: Page, name: str) -> None:
    """Go on with the tab key until what has the focus is called so."""
    focused = (
        "() => { const at = document.activeElement;"
        " const by = (at.getAttribute('aria-labelledby') || '').split(' ').filter(Boolean);"
        " return by.length ? by.map((id) => document.getElementById(id).textContent).join(' ') : at.textContent; }"
    )
    for _ in range(30):
        await page.keyboard.press("Tab")
        said = " ".join((await page.evaluate(focused)).split())
        if said == name or (said.startswith(name) and "#" in said):
            return
    pytest.fail(f"nothing called {name!r} gets the focus")
