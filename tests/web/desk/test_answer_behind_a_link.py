"""The page for an answer opens at the question, with the box on the screen: on a phone, with and without a script."""

from datetime import timedelta

import pytest
from playwright.async_api import Browser, Page

from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import Action
from tests.builders import a_message
from tests.web.artist.page import a_photo
from tests.web.artist.test_links import a_page_for_all
from tests.web.artist.test_what_is_so_now import WORDS, wants
from tests.web.conftest import Desk
from tests.web.desk.test_browser import SHIFT, url
from tests.web.desk.test_within_reach import sees

__all__ = ["url"]

SMALL = {"width": 360, "height": 740}


async def a_long_chat(desk: Desk) -> int:
    """A brief with pictures, forty messages, and a question."""
    lead = await desk.a_lead()
    for n in range(20):
        desk.time.at += timedelta(minutes=1)
        await desk.receive(
            a_message(f"one more thought, number {n}, about the tail of it", at=desk.time()), now=desk.time()
        )
    for _ in range(3):
        await a_photo(desk, lead)
    await wants(desk, lead, FlagReason.QUESTION)
    return lead


async def opened(chromium: Browser, address: str, *, script: bool) -> Page:
    context = await chromium.new_context(
        viewport={"width": SMALL["width"], "height": SMALL["height"]}, java_script_enabled=script
    )
    page = await context.new_page()
    await page.goto(address)
    return page


@pytest.mark.parametrize("script", [True, False])
async def test_question_box_and_button_are_on_the_first_screen(
    desk: Desk, chromium: Browser, url: str, script: bool
) -> None:
    lead = await a_long_chat(desk)

    page = await opened(chromium, url + await desk.link(lead, Action.ANSWER), script=script)

    assert await sees(page, page.locator("blockquote", has_text=WORDS))
    assert await sees(page, page.locator("textarea[name=text]"))
    assert await sees(page, page.get_by_role("button", name="Send"))
    assert await page.evaluate("scrollY") == 0
    if script:
        assert await page.evaluate(SHIFT) == 0


@pytest.mark.parametrize("script", [True, False])
async def test_below_a_brief_it_is_one_tap_away(
    desk: Desk, chromium: Browser, url: str, script: bool
) -> None:
    lead = await a_long_chat(desk)
    link, _ = await a_page_for_all(desk, lead)
    page = await opened(chromium, url + link, script=script)

    await page.get_by_role("link", name="Answer").click()

    assert await sees(page, page.locator("#do-answer textarea[name=text]"))
    assert await sees(page, page.locator("#do-answer blockquote"))
