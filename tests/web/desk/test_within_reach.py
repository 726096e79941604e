"""What decides is where the thumb is, on the desk and behind a link, with and without a script; it hides nothing."""

import os
from dataclasses import replace
from datetime import timedelta
from typing import Any, Literal

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.web.artist.page import a_photo
from tests.web.artist.test_links import a_page_for_all
from tests.web.conftest import Desk
from tests.web.desk.test_browser import LAPTOP, PHONE, SHIFT, signed_in, url, violations

__all__ = ["url"]

SHOTS = os.environ.get("SCREENSHOTS")
EDGE = 16
"""Nothing that is read or pressed comes nearer to the edge of the screen, in pixels."""


@pytest.fixture
def web(web: Any) -> Any:
    """A house whose artists may take things back."""
    return replace(web, house=replace(web.house, undo=timedelta(seconds=10)))


async def sees(page: Page, what: Locator) -> bool:
    """Whether all of it is on the screen as it is now, and nothing lies over its middle."""
    box, size = await what.bounding_box(), page.viewport_size
    assert size is not None
    if box is None or box["y"] < 0 or box["y"] + box["height"] > size["height"]:
        return False
    seen: bool = await what.evaluate(
        "(at) => { const box = at.getBoundingClientRect();"
        " const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);"
        " return at === top || at.contains(top); }"
    )
    return seen


async def approve(page: Page, url: str, lead: int) -> None:
    await page.goto(f"{url}/desk/leads/{lead}")
    await page.locator("summary", has_text="Approve").click()
    await page.get_by_role("button", name="Approve").click()
    await expect(page.get_by_role("status")).to_contain_text("goes through in a moment")


@pytest.mark.parametrize("script", [True, False])
async def test_what_was_pressed_is_taken_back_on_its_page_or_from_the_list_at_the_bottom(
    desk: Desk, chromium: Browser, url: str, script: bool
) -> None:
    lead = await desk.a_lead()
    for n in range(4):
        await desk.a_lead(phone=f"1555010001{n}", name=f"Client{n} Example")
    page = await signed_in(chromium, url, script=script)
    undo = page.get_by_role("button", name="Undo")
    await approve(page, url, lead)
    on_its_page = await sees(page, undo)

    await page.get_by_label("Your turn").first.click()
    await expect(undo).to_be_visible()
    on_the_list = await sees(page, undo)
    await undo.click()

    assert (on_its_page, on_the_list) == (True, True)
    await expect(page).to_have_url(f"{url}/desk")
    await expect(page.get_by_role("status")).to_contain_text("Taken back")
    await expect(undo).to_have_count(0)
    assert await desk.value("SELECT count(*) FROM desk_acts") == 0


async def test_when_the_undo_goes_nothing_of_the_list_moves(desk: Desk, chromium: Browser, url: str) -> None:
    lead = await desk.a_lead()
    await desk.a_lead(phone="15550100002", name="Second Example")
    page = await signed_in(chromium, url)
    await approve(page, url, lead)
    await page.goto(f"{url}/desk")
    second = page.get_by_role("heading", name="Second Example")
    before = await second.bounding_box()

    await desk.value("DELETE FROM desk_acts RETURNING 1")
    await desk.act(lead, "messages", json={"text": "Hello"})
    await expect(page.get_by_role("button", name="Undo")).to_have_count(0)

    assert await second.bounding_box() == before
    assert await page.evaluate(SHIFT) == 0


@pytest.mark.parametrize("script", [True, False])
async def test_all_that_decides_an_enquiry_is_on_the_screen_wherever_its_page_is_scrolled(
    desk: Desk, chromium: Browser, url: str, script: bool
) -> None:
    lead = await desk.a_lead()
    for _ in range(3):
        await a_photo(desk, lead)
    page = await signed_in(chromium, url, script=script)
    await page.goto(f"{url}/desk/leads/{lead}")
    buttons = [page.locator("summary", has_text=word) for word in ("Approve", "Answer", "More")]

    for _ in range(3):
        assert [await sees(page, button) for button in buttons] == [True] * 3
        await page.mouse.wheel(0, 700)
    await page.keyboard.press("End")
    export = page.get_by_role("link", name="To print")
    await export.scroll_into_view_if_needed()
    assert await sees(page, export)
    for word, then in (("Approve", "Approve"), ("Answer", "Send")):
        await page.locator("summary", has_text=word).first.click()
        assert await sees(page, page.get_by_role("button", name=then, exact=True))
        await page.locator("summary", has_text=word).first.click()


@pytest.mark.parametrize("way", ["tapped", "by its address"])
async def test_the_button_of_a_no_is_on_the_screen_as_soon_as_its_form_is_open(
    desk: Desk, chromium: Browser, url: str, way: str
) -> None:
    lead = await desk.a_lead()
    page = await signed_in(chromium, url)
    await page.goto(f"{url}/desk/leads/{lead}{'?do=reject' if way != 'tapped' else ''}")
    if way == "tapped":
        await page.locator("summary", has_text="More").click()
        await page.locator("summary", has_text="Reject").click()

    button = page.get_by_role("button", name="Reject", exact=True)
    seen = await sees(page, button), await sees(page, page.locator("textarea[name=reason]"))
    await page.locator("summary", has_text="Reject").click()

    assert seen == (True, True)
    await expect(page.get_by_role("button", name="Take over")).to_be_visible()
    await expect(page.locator("summary", has_text="Approve")).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
async def test_behind_a_link_a_no_and_a_question_are_one_tap_from_the_screen(
    desk: Desk, chromium: Browser, url: str, script: bool
) -> None:
    lead = await desk.a_lead()
    for _ in range(3):
        await a_photo(desk, lead)
    link, _ = await a_page_for_all(desk, lead)
    context = await chromium.new_context(
        viewport={"width": PHONE["width"], "height": PHONE["height"]}, java_script_enabled=script
    )
    page = await context.new_page()
    await page.goto(url + link)
    ways = [page.get_by_role("link", name=word) for word in ("Reject", "Answer")]
    seen = [await sees(page, way) for way in (*ways, page.get_by_role("button", name="Approve"))]

    for way, field in zip(ways, ("reason", "text"), strict=True):
        await way.click()
        box = page.locator(f"textarea[name={field}]")
        await expect(box).to_be_visible()
        await box.scroll_into_view_if_needed()
        assert await sees(page, box)

    assert seen == [True] * 3
    assert await desk.status(lead) == "pending_approval"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("name", "size"), [("phone", PHONE), ("laptop", LAPTOP)])
async def test_nothing_touches_the_edges_and_nobody_is_kept_out(
    desk: Desk,
    chromium: Browser,
    url: str,
    axe: str,
    name: str,
    size: dict[str, int],
    scheme: Literal["light", "dark"],
) -> None:
    lead = await desk.a_lead()
    waits = await desk.a_lead(phone="15550100002", name="Second Example")
    link, _ = await a_page_for_all(desk, waits)
    page = await signed_in(chromium, url)
    await page.set_viewport_size({"width": size["width"], "height": size["height"]})
    await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    await approve(page, url, lead)

    found = {}
    screens = {
        "pressed": f"/desk/leads/{lead}",
        "list-undo": "/desk",
        "link": link,
        "link-no": f"{link}?do=reject",
        "link-nonsense": f"{link}?do=%22%3E",
    }
    for screen, path in screens.items():
        await page.goto(url + path)
        nearest = await page.evaluate(NEAREST)
        assert nearest >= EDGE - 4, (screen, nearest)
        assert await page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, screen
        found[screen] = await violations(page, axe)
        if SHOTS:
            await page.screenshot(path=f"{SHOTS}/{screen}-{name}-{scheme}.png", full_page="link" in screen)

    assert {screen: each for screen, each in found.items() if each} == {}


NEAREST = """() => Math.min(...[...document.querySelectorAll("main *, .act *, .more *, .offers *, .undo-here *")]
  .filter((at) => at.checkVisibility() && (at.matches("button, input, textarea, summary, a.button") ||
    [...at.childNodes].some((one) => one.nodeType === 3 && one.textContent.trim())))
  .filter((at) => !at.closest(".unseen, .skip"))
  .map((at) => at.getBoundingClientRect())
  .map((box) => Math.min(box.left, document.documentElement.clientWidth - box.right)))"""
