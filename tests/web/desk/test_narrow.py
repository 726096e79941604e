"""On a narrow phone every page fits, however long a word is that somebody wrote."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from fastapi import FastAPI
from playwright.async_api import Browser

from tattoobot.domain.lead import Action, Status
from tattoobot.web.context import Web
from tests.builders import NOW, a_message
from tests.web.artist.page import a_photo
from tests.web.artist.test_links import a_page_for_all
from tests.web.conftest import KEY, Desk
from tests.web.desk.conftest import Browser as Signed
from tests.web.desk.test_browser import LISTS
from tests.web.desk.test_live import served
from tests.web.desk.test_search import said
from tests.web.desk.test_week import a_deposit, booked

ADDRESS = "https://pins.example.com/" + "a1b2c3d4e5f6" * 12
LONG = "Donaudampfschifffahrtsgesellschaftskapitänin" * 3
NAME = "Wolfeschlegelsteinhausenbergerdorff-Ngwanya"
ACTS = {
    Status.PENDING_APPROVAL: ("approve", "answer", "reject", "cancel"),
    Status.AWAITING_DEPOSIT: ("send-deposit", "withdraw", "reject"),
    Status.DEPOSIT_PAID: ("send-booking-link", "mark-booked", "refund", "forfeit"),
    Status.BOOKING_PENDING: ("mark-booked",),
    Status.BOOKED: ("move", "complete", "cancel"),
}
OF_ONE = ("?chat=all", "/facts/idea", "/facts/size", "/facts/style", "/pictures/1", "/export")

WIDER = """() => {
  const wide = document.documentElement.clientWidth;
  const scrolls = (at) => at && at !== document.body
    && (getComputedStyle(at).overflowX !== "visible" || scrolls(at.parentElement));
  const outside = [...document.querySelectorAll("body *")]
    .filter((at) => at.checkVisibility() && !at.closest(".unseen, .skip, svg") && !scrolls(at.parentElement))
    .filter((at) => at.getBoundingClientRect().right > wide + 0.5 || at.getBoundingClientRect().left < -0.5)
    .map((at) => at.outerHTML.slice(0, 120));
  return [document.documentElement.scrollWidth - innerWidth, ...outside.slice(0, 3)].filter(Boolean);
}"""


@pytest.fixture
async def url(app: FastAPI) -> AsyncIterator[str]:
    async with served(app) as url:
        yield url


async def everything_long(desk: Desk) -> list[int]:
    """An enquiry in each state, with words that have no place to break."""
    found = []
    for n, status in enumerate(ACTS):
        phone = f"1555010000{n}"
        lead = await desk.a_lead(
            status if status is not Status.BOOKED else Status.DEPOSIT_PAID,
            phone=phone,
            name=NAME,
            idea=f"{ADDRESS} {LONG}",
        )
        found.append(lead)
        await said(Signed(desk), lead, "idea", f"{LONG}, {LONG}")
        if status is Status.AWAITING_DEPOSIT:
            await a_deposit(desk, lead, "open", amount="123456.78")
        elif status is not Status.PENDING_APPROVAL:
            await a_deposit(desk, lead, "paid", amount="123456.78")
        if status is Status.BOOKED:
            await booked(desk, lead, NOW + timedelta(days=1))
        await desk.receive(
            a_message(f"can you tell me {LONG} {ADDRESS}?", phone=phone, user_id=f"GB.{phone}", name=NAME)
        )
    for lead in found:
        await a_photo(desk, lead, caption=LONG)
    return found


@pytest.fixture
def web(web: Web) -> Web:
    """Of the five languages German has the longest words."""
    return replace(web, house=replace(web.house, studio=replace(web.house.studio, language="de")))


async def test_no_page_is_wider_than_the_phone(desk: Desk, chromium: Browser, url: str) -> None:
    leads = await everything_long(desk)
    context = await chromium.new_context(viewport={"width": 360, "height": 740})
    page = await context.new_page()
    await context.request.post(f"{url}/desk/sign-in/key", form={"key": KEY}, headers={"Origin": url})
    paths = ["/desk", "/desk/devices", *(f"/desk/{name}" for name in LISTS)]
    paths += [
        "/desk/waiting?who=answers",
        "/desk/week?week=2026-W20",
        f"/desk/search?q={LONG[:44]}",
        f"/desk/search?q={NAME}",
    ]
    paths += ["/desk/search?q=1555", f"/desk/search?q={'x' * 200}"]
    paths += [f"/desk/leads/{leads[0]}{part}" for part in OF_ONE]
    for lead, acts in zip(leads, ACTS.values(), strict=True):
        paths += [f"/desk/leads/{lead}", *(f"/desk/leads/{lead}?do={act}" for act in acts)]

    found = {}
    for path in paths:
        await page.set_viewport_size({"width": 360, "height": 740})
        await page.goto(url + path)
        for width in (360, 320):
            await page.set_viewport_size({"width": width, "height": 740})
            for sheet in (None, "Mehr"):
                if (
                    sheet
                    and await page.locator(f".act-sheet:not([open]) > summary:has-text('{sheet}')").count()
                ):
                    await page.locator(f".act-sheet > summary:has-text('{sheet}')").click()
                if wider := await page.evaluate(WIDER):
                    found[f"{path} at {width}"] = wider

    assert found == {}


async def test_no_page_behind_a_link_is_wider_than_the_phone(desk: Desk, chromium: Browser, url: str) -> None:
    links = []
    for lead, acts in zip(await everything_long(desk), ACTS.values(), strict=True):
        all_of_it, _ = await a_page_for_all(desk, lead)
        links += [all_of_it, f"{all_of_it}?do=reject", f"{all_of_it}?do=answer"]
        links += [await desk.link(lead, Action(act)) for act in (*acts, "answer")]
    page = await (await chromium.new_context()).new_page()

    found = {}
    for link in links:
        await page.goto(url + link)
        for width in (360, 320):
            await page.set_viewport_size({"width": width, "height": 740})
            if wider := await page.evaluate(WIDER):
                found[f"{link} at {width}"] = wider

    assert found == {}
    address = page.get_by_role("link", name=ADDRESS).first
    assert await address.get_attribute("rel") == "noreferrer noopener"
