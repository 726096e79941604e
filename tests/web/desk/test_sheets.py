"""What can be done opens as a sheet: one at a time, closed by Escape and by the way back, never opened by news."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from fastapi import FastAPI
from playwright.async_api import Browser, Page, expect

from tattoobot.domain.lead import Status
from tests.builders import a_message
from tests.web.conftest import Desk
from tests.web.desk.conftest import Browser as Signed
from tests.web.desk.test_browser import signed_in
from tests.web.desk.test_live import served


@pytest.fixture
async def url(app: FastAPI) -> AsyncIterator[str]:
    async with served(app) as url:
        yield url


def sheet(page: Page, word: str) -> str:
    return f".act-sheet > summary:has-text('{word}')"


async def open_sheets(page: Page) -> list[str]:
    return await page.locator(
        ".act-sheet[open] > summary > span, .act-sheet[open] > summary:not(:has(span))"
    ).all_inner_texts()


@pytest.mark.parametrize("script", [True, False])
async def test_one_is_open_at_a_time(desk: Desk, chromium: Browser, url: str, script: bool) -> None:
    lead = await desk.a_lead()
    page = await signed_in(chromium, url, script=script)
    await page.goto(f"{url}/desk/leads/{lead}")

    await page.click(sheet(page, "Answer"))
    assert await open_sheets(page) == ["Answer"]
    await page.click(sheet(page, "More"))
    assert await open_sheets(page) == ["More"]
    await page.click(sheet(page, "Reject"))
    assert await open_sheets(page) == ["More", "Reject"]
    await page.click(sheet(page, "Reject"))
    await page.click(sheet(page, "Approve"))
    assert await open_sheets(page) == ["Approve"]


async def test_escape_and_the_way_back_close_it_and_the_focus_is_where_it_was_opened(
    desk: Desk, chromium: Browser, url: str
) -> None:
    lead = await desk.a_lead()
    page = await signed_in(chromium, url)
    await page.goto(f"{url}/desk/leads/{lead}")
    focused = "document.activeElement.textContent"

    await page.click(sheet(page, "More"))
    await page.click(sheet(page, "Reject"))
    await page.keyboard.press("Tab")
    await page.keyboard.press("Escape")
    assert await open_sheets(page) == ["More"]
    assert (await page.evaluate(focused)).startswith("Reject")
    await page.keyboard.press("Escape")
    assert await open_sheets(page) == []
    assert await page.evaluate(focused) == "More"

    await page.click(sheet(page, "Answer"))
    while not await page.evaluate("history.state?.sheet"):  # noqa: ASYNC110  the page tells nobody
        await asyncio.sleep(0.02)
    await page.go_back()
    await expect(page.locator(".act-sheet[open]")).to_have_count(0)
    await expect(page).to_have_url(f"{url}/desk/leads/{lead}")
    await page.go_back()
    await expect(page).to_have_url(f"{url}/desk")


async def test_nothing_is_said_to_be_new_where_only_a_sheet_was_opened(
    desk: Desk, chromium: Browser, url: str
) -> None:
    lead = await desk.a_lead()
    page = await signed_in(chromium, url)
    for path in ("", "?do=answer"):
        async with page.expect_response(
            lambda answer: "/desk/leads/" in answer.url and answer.request.resource_type == "fetch"
        ):
            await page.goto(f"{url}/desk/leads/{lead}{path}")
            if not path:
                await page.click(sheet(page, "Answer"))
            await page.locator("form[action$=answer] textarea").fill("One moment")
        await page.wait_for_timeout(200)

        await expect(page.locator(".fresh")).to_be_hidden()


async def test_what_is_new_while_a_sheet_is_open_comes_once_it_is_closed(
    desk: Desk, chromium: Browser, url: str
) -> None:
    lead = await desk.a_lead()
    page = await signed_in(chromium, url)
    await page.goto(f"{url}/desk/leads/{lead}?do=answer")
    await desk.act(lead, "approve")
    await expect(page.locator(".fresh")).to_be_visible()

    await page.click(sheet(page, "Answer"))

    await expect(page.get_by_text("Waiting for the deposit")).to_be_visible()
    await expect(page.locator(".fresh")).to_be_hidden()
    assert await open_sheets(page) == []


async def test_a_sheet_that_was_closed_stays_closed_when_something_is_new(
    desk: Desk, chromium: Browser, url: str
) -> None:
    lead = await desk.a_lead()
    page = await signed_in(chromium, url)
    await page.goto(f"{url}/desk/leads/{lead}?do=answer")
    await page.click(sheet(page, "Answer"))

    await desk.receive(a_message("one more thing: no leaves please"))
    await desk.act(lead, "approve")

    await expect(page.get_by_text("Waiting for the deposit")).to_be_visible()
    assert await open_sheets(page) == []


@pytest.mark.parametrize(
    "status", [Status.PENDING_APPROVAL, Status.AWAITING_DEPOSIT, Status.DEPOSIT_PAID, Status.BOOKED]
)
async def test_what_ends_something_comes_last_and_is_red_only_where_it_is_done(
    owner: Signed, status: Status
) -> None:
    lead = await owner.desk.a_lead(status)

    html = (await owner.get(f"/desk/leads/{lead}")).text

    before, _, ends = html.partition('<p class="act-ends">')
    assert 'class="button no"' not in before
    assert "/take-over" not in ends
    assert "/withdraw" not in ends
    assert 'summary class="button no' not in html
    assert ends.count('<button class="button no">') == ends.count('name="more-sheet"')
