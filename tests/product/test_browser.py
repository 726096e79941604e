"""A person opens the sandbox and goes from "hi" to booked, in a real browser, on the whole product."""

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import aiohttp
import pytest
from playwright.async_api import Browser, FrameLocator, Page, expect

from tattoobot.commands.sandbox import started

LAPTOP = {"width": 1440, "height": 900}
PHONE = {"width": 360, "height": 780}
SHOTS = os.environ.get("SCREENSHOTS")
"""A folder to keep screenshots in, for people to look at."""

FIRST = "hi! I'd love a fine line fox on my left inner forearm, about 10 cm, black and grey"
ANSWERS = (
    ("clear skin", "town"),
    ("Leeds, weekends in April", "18"),
)


@pytest.fixture(scope="session")
async def running(
    tmp_path_factory: pytest.TempPathFactory, new_database: Callable[[], Awaitable[str]]
) -> AsyncIterator[tuple[str, str]]:
    with started(tmp_path_factory.mktemp("browser"), DATABASE_URL=await new_database()) as product:
        yield product


async def test_from_hi_to_booked_with_the_artists_links(chromium: Browser, running: tuple[str, str]) -> None:
    page = await open_page(chromium, running[0], LAPTOP)
    await new_client(page, "Links")

    await consult(page)
    await artist_taps(page, "Approve", "Look and decide")
    await pay(page)
    await artist_taps(page, "Send booking link", "Fix the date")
    await expect(page.locator("[data-testid=artist-link][data-word='Fix the date']")).to_have_count(2)
    await artist_taps(page, "Mark booked", "Fix the date")

    await expect(page.get_by_test_id("client-log")).to_contain_text("You're booked")
    await expect(page.locator("[data-testid=journey-step][data-step=booked]")).to_have_attribute(
        "data-state", "done", timeout=15_000
    )
    await shoot(page, "booked")


async def test_from_hi_to_booked_with_the_admin_api(chromium: Browser, running: tuple[str, str]) -> None:
    url, key = running
    page = await open_page(chromium, url, LAPTOP)
    await new_client(page, "Api")

    await consult(page)
    lead = await newest_lead(url, key)
    await act(url, key, lead, "approve")
    await pay(page)
    await act(url, key, lead, "send-booking-link", {"url": "https://calendar.example.com/robin"})
    await expect(page.get_by_test_id("link").last).to_contain_text("Choose a date")
    await act(url, key, lead, "mark-booked", {"starts_at": "2027-04-10T10:00:00+00:00"})

    await expect(page.get_by_test_id("client-log")).to_contain_text("Saturday, 10 April 2027")


async def test_a_day_at_the_front_desk(chromium: Browser, running: tuple[str, str]) -> None:
    page = await open_page(chromium, running[0], LAPTOP)
    await new_client(page, "Desk")
    desk = await at_the_desk(page)

    await consult(page)
    await desk.locator(".tile", has_text="Desk").locator("a").click()
    await shoot(page, "desk-enquiry")
    for amount in ("90", "80"):
        # What was taken back stands there open, as it was typed.
        if amount == "90":
            await desk.locator("summary", has_text="Approve").click()
        await desk.get_by_label("Deposit").fill(amount)
        await desk.get_by_role("button", name="Approve").click()
        if amount == "90":
            await desk.get_by_role("button", name="Undo").click()
            await expect(desk.get_by_role("status")).to_contain_text("Taken back")
    await expect(desk.get_by_role("status")).to_contain_text("Approve · £80: goes through in a moment")

    await pay_at(page, "client", "£80")
    # Nobody loads the desk anew: it hears of the payment.
    await desk.locator("summary", has_text="Send booking link").click()
    await desk.locator("form[action$=send-booking-link] input[name=url]").fill(
        "https://calendar.example.com/me"
    )
    await desk.get_by_role("button", name="Send booking link").click()
    await expect(desk.get_by_role("status")).to_contain_text("Send booking link: goes through")
    await desk.locator("summary", has_text="Mark booked").click()
    await desk.locator("form[action$=mark-booked] input[name=starts_at]").fill("2027-04-12T10:00")
    await desk.get_by_role("button", name="Mark booked").click()
    await hear(page, "12 April 2027")
    await shoot(page, "desk-booked")

    await desk.locator("summary", has_text="More").click()
    await desk.locator("summary", has_text="Refund").click()
    await desk.get_by_role("button", name="Refund").click()
    await expect(desk.get_by_role("status")).to_contain_text("Refund: goes through")


async def at_the_desk(page: Page) -> FrameLocator:
    """Signed in by a link in the artist's chat, in the artist's phone."""
    inside = page.locator("#artist").frame_locator("[data-testid=browser-frame]")
    await page.get_by_test_id("desk").click()
    await inside.get_by_role("button", name="Send me a link").click()
    await expect(inside.get_by_role("status")).to_contain_text("WhatsApp")
    await page.locator("#artist").get_by_test_id("browser-close").click()
    await page.locator("[data-testid=artist-link][data-word=Open]").last.click()
    await inside.get_by_role("button", name="Open").click()
    await expect(inside.get_by_role("heading", name="Your turn")).to_be_visible()
    return inside


async def pay_at(page: Page, place: str, amount: str) -> None:
    phone = page.locator(f"#{place}")
    await phone.get_by_test_id("link").last.click()
    inside = phone.frame_locator("[data-testid=browser-frame]")
    await inside.locator("form button").first.click()
    await inside.get_by_test_id("checkout-pay").click()
    await expect(inside.locator("h1")).to_contain_text("Thank you")
    await phone.get_by_test_id("browser-close").click()
    await hear(page, f"deposit of {amount} is in")


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_page_on_a_phone_and_a_laptop_has_nothing_sideways(
    chromium: Browser, running: tuple[str, str], scheme: str
) -> None:
    for name, size in (("laptop", LAPTOP), ("phone", PHONE)):
        page = await open_page(chromium, running[0], size, scheme)

        sideways = await page.evaluate("document.documentElement.scrollWidth - innerWidth")

        assert sideways <= 0
        await shoot(page, f"{name}-{scheme}")
        await page.context.close()


async def open_page(browser: Browser, url: str, size: dict[str, int], scheme: str = "light") -> Page:
    context = await browser.new_context(
        viewport={"width": size["width"], "height": size["height"]},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = await context.new_page()
    page.set_default_timeout(15_000)
    # As printed at the start: our pages show only inside pages of their own host.
    await page.goto(f"{url.replace('127.0.0.1', 'localhost')}/sandbox")
    await expect(page.get_by_test_id("client-log")).to_be_visible()
    return page


async def new_client(page: Page, name: str) -> None:
    await page.get_by_test_id("new-phone").click()
    await page.get_by_test_id("new-phone-name").fill(name)
    await page.get_by_test_id("new-phone-create").click()
    await expect(page.get_by_test_id("phones")).to_contain_text(name)
    await expect(page.get_by_test_id("new-phone-create")).to_have_count(0)


async def consult(page: Page) -> None:
    """The whole consultation, typed, up to "it's with the artist"."""
    await say(page, FIRST)
    for answer, next_word in (("", "skin"), *ANSWERS):
        if answer:
            await say(page, answer)
        await hear(page, next_word)
    await page.locator("[data-testid=choice][data-title='Yes, 18 or over']").last.click()
    await hear(page, "Instagram")
    await say(page, "pictures later, 250 to 300, no insta")
    await hear(page, "Shall I send it")
    await shoot(page, "summary")
    await page.locator("[data-testid=choice][data-title='Send it']").last.click()
    await hear(page, "with")


async def say(page: Page, text: str) -> None:
    await page.get_by_test_id("client-input").fill(text)
    await page.get_by_test_id("client-send").click()


async def hear(page: Page, word: str) -> None:
    bubble = page.get_by_test_id("client-log").locator("[data-testid=bubble][data-from=business]").last
    await expect(bubble).to_contain_text(word, timeout=15_000)


async def artist_taps(page: Page, word: str, link: str = "") -> None:
    """Open the link inside the artist's phone, and press its button."""
    await page.locator(f"[data-testid=artist-link][data-word='{link or word}']").last.click()
    inside: FrameLocator = page.frame_locator("[data-testid=browser-frame]")
    await expect(inside.locator("h1")).to_be_visible()
    await shoot(page, f"action-{word.lower().replace(' ', '-')}")
    asked = await inside.locator("h1").inner_text()
    await inside.locator("button").first.click()
    await expect(inside.locator("h1")).not_to_have_text(asked)
    await page.get_by_test_id("browser-close").click()


async def pay(page: Page) -> None:
    await page.locator("[data-testid=link]").last.click()
    inside = page.frame_locator("[data-testid=browser-frame]")
    await inside.locator("form button").first.click()
    await inside.get_by_test_id("checkout-pay").click()
    await expect(inside.locator("h1")).to_contain_text("Thank you")
    await page.get_by_test_id("browser-close").click()
    await hear(page, "deposit of £60 is in")


async def newest_lead(url: str, key: str) -> int:
    headers = {"X-Admin-API-Key": key}
    async with aiohttp.request(
        "GET", f"{url}/admin/leads?limit=1&status=pending_approval", headers=headers
    ) as response:
        body = await response.json()
    lead: int = body["items"][0]["id"]
    return lead


async def act(url: str, key: str, lead: int, action: str, body: dict[str, str] | None = None) -> None:
    headers = {"X-Admin-API-Key": key}
    async with aiohttp.request(
        "POST", f"{url}/admin/leads/{lead}/{action}", json=body or {}, headers=headers
    ) as response:
        assert response.status == 200, await response.text()


async def shoot(page: Page, name: str) -> None:
    if SHOTS:
        await page.screenshot(path=Path(SHOTS) / f"{name}.png")


async def test_on_a_phone_the_front_desk_is_one_tap_from_the_artists_chat(
    chromium: Browser, running: tuple[str, str]
) -> None:
    page = await open_page(chromium, running[0], PHONE)

    await page.get_by_test_id("tab-artist").click()
    await page.get_by_test_id("desk").click()

    inside = page.locator("#artist").frame_locator("[data-testid=browser-frame]")
    await expect(inside.get_by_role("button", name="Send me a link")).to_be_visible()
    await page.context.close()
