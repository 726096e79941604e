"""No button promises an amount while another may stand in a field above it: behind a link and on the desk."""

from datetime import timedelta

import pytest
from playwright.async_api import Browser, Page

from tattoobot.db import tokens
from tattoobot.domain.lead import Action, Status
from tests.web.artist.test_giving_back import a_paid_lead
from tests.web.conftest import Desk
from tests.web.desk.test_browser import signed_in, url

__all__ = ["url"]

PROMISED = """() => {
  const seen = (at) => at !== null && at.checkVisibility() && at.innerText.includes('£');
  const fields = [...document.querySelectorAll('input[name=amount]')].filter((field) => field.checkVisibility());
  const head = (form) => form.parentElement.querySelector(':scope > summary');
  const heads = (form) => [...form.querySelectorAll('button'), head(form)];
  return [fields.length, fields.flatMap((field) => heads(field.form)).filter(seen).map((at) => at.innerText)];
}"""
"""How many amounts can be typed now, and what names one on the buttons and the heads of their forms."""


async def open_all(page: Page) -> None:
    await page.evaluate(
        "document.querySelectorAll('details').forEach((at) => { at.removeAttribute('name'); at.open = true; })"
    )


async def in_its_status(desk: Desk, status: Status) -> int:
    if status is Status.DEPOSIT_PAID:
        return await a_paid_lead(desk)
    lead = await desk.a_lead()
    if status is Status.AWAITING_DEPOSIT:
        await desk.act(lead, "approve")
    return lead


CASES = [
    (Status.PENDING_APPROVAL, Action.APPROVE),
    (Status.AWAITING_DEPOSIT, Action.SEND_DEPOSIT),
    (Status.DEPOSIT_PAID, Action.REFUND),
]


@pytest.mark.parametrize("alone", [True, False])
@pytest.mark.parametrize(("status", "action"), CASES)
async def test_behind_a_link(
    desk: Desk, chromium: Browser, url: str, status: Status, action: Action, alone: bool
) -> None:
    lead, now = await in_its_status(desk, status), desk.time()
    link = await desk.link(lead, action if alone else Action.ANSWER)
    async with desk.database.transaction() as db:
        if not alone:
            until, first = now + timedelta(days=7), link.removeprefix("/a/")
            await tokens.issue(db, lead, action, status, until, now, beside=first)
    page = await chromium.new_page()
    await page.goto(url + link)

    await open_all(page)

    assert await page.evaluate(PROMISED) == [1, []]


@pytest.mark.parametrize(("status", "action"), CASES)
async def test_on_the_desk(desk: Desk, chromium: Browser, url: str, status: Status, action: Action) -> None:
    lead = await in_its_status(desk, status)
    page = await signed_in(chromium, url)
    await page.goto(f"{url}/desk/leads/{lead}?do={action}")

    assert await page.evaluate(PROMISED) == [1, []]
