"""From the notification in WhatsApp to an approved enquiry: two taps, on a phone, in a real browser; three allowed."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import aiohttp
import pytest
from playwright.async_api import Browser, FrameLocator, Locator, Page, expect

from tattoobot.commands.sandbox import started
from tests.product.test_browser import open_page
from tests.web.desk.test_within_reach import sees

SMALL = {"width": 360, "height": 740}
ALLOWED = 3
BRIEF = (
    "hi! I'd love {idea} on my left inner forearm, fine line, about 10 cm, black and grey, clear skin."
    " Leeds, weekends in April, I'm 24, 250 to 300, pictures later, I'm @ink.example on Instagram"
)
WAIT = 15_000


@pytest.fixture
async def sandbox(
    tmp_path: Path, new_database: Callable[[], Awaitable[str]]
) -> AsyncIterator[tuple[str, str]]:
    with started(tmp_path, DATABASE_URL=await new_database()) as product:
        yield product


@pytest.fixture
async def phone(chromium: Browser, sandbox: tuple[str, str]) -> Page:
    return await open_page(chromium, sandbox[0], SMALL)


class Thumb:
    """Counts what it taps. What it cannot reach without scrolling it does not tap."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0

    async def taps_on(self, what: Locator) -> None:
        await expect(what).to_be_visible(timeout=WAIT)
        assert await sees(self.page, what), "it is not on the screen"
        await what.click()
        self.taps += 1


async def sends_a_brief(url: str, name: str, idea: str) -> None:
    async with aiohttp.ClientSession() as http:

        async def api(path: str, body: dict[str, str] | None = None) -> dict[str, object]:
            method = "GET" if body is None else "POST"
            async with http.request(method, f"{url}/sandbox/api{path}", json=body) as answer:
                assert answer.status < 300, await answer.text()
                found: dict[str, object] = await answer.json()
                return found

        client = (await api("/clients", {"name": name}))["id"]
        await api(f"/chats/{client}/messages", {"text": BRIEF.format(idea=idea)})
        for _ in range(100):
            await asyncio.sleep(0.2)
            if "Shall I send it" in str(await api(f"/chats/{client}")):
                break
        await api(f"/chats/{client}/messages", {"text": "send it"})


async def leads_in(url: str, key: str, status: str) -> int:
    where = f"{url}/admin/leads?limit=100&status={status}"
    async with aiohttp.request("GET", where, headers={"X-Admin-API-Key": key}) as answer:
        return len((await answer.json())["items"])


async def artists_chat(page: Page) -> None:
    await page.get_by_test_id("tab-artist").click()


def inside(page: Page) -> FrameLocator:
    return page.locator("#artist").frame_locator("[data-testid=browser-frame]")


async def test_one_who_waits_and_then_several_are_approved_from_their_notification(
    phone: Page, sandbox: tuple[str, str]
) -> None:
    url, key = sandbox
    await sends_a_brief(url, "Maya", "a fox")
    await artists_chat(phone)
    page, notice = inside(phone), phone.locator("[data-testid=artist-link][data-word='Look and decide']")

    thumb = Thumb(phone)
    await thumb.taps_on(notice.last)
    await expect(page.locator("h1")).to_contain_text("Maya", timeout=WAIT)
    assert (await leads_in(url, key, "pending_approval"), await leads_in(url, key, "awaiting_deposit")) == (
        1,
        0,
    )
    await thumb.taps_on(page.get_by_role("button", name="Approve"))
    await expect(page.locator("h1")).to_contain_text("the deposit of £60", timeout=WAIT)

    assert thumb.taps <= ALLOWED
    assert thumb.taps == 2
    assert await leads_in(url, key, "awaiting_deposit") == 1

    # The same notice once more: it has done its work, and leads on.
    await phone.get_by_test_id("browser-close").click()
    await notice.last.click()
    await expect(page.locator("h1")).to_contain_text("done its work already", timeout=WAIT)
    await phone.get_by_test_id("browser-close").click()

    before = await notice.count()
    await sends_a_brief(url, "Tom", "a snake")
    await sends_a_brief(url, "Ana", "a peony")
    await expect(phone.locator("#artist")).to_contain_text("2 wait for you", timeout=WAIT)
    assert await notice.count() == before + 2
    # Tom was told of alone; the new one comes first, and her page leads on to him.
    thumb = Thumb(phone)
    await thumb.taps_on(notice.last)
    for name in ("Ana", "Tom"):
        await expect(page.locator("h1")).to_contain_text(name, timeout=WAIT)
        await thumb.taps_on(page.get_by_role("button", name="Approve"))
        await expect(page.locator("h1")).to_contain_text("the deposit of £60", timeout=WAIT)
        if name == "Ana":
            assert thumb.taps == 2
            await thumb.taps_on(page.get_by_role("button", name="Next"))

    assert thumb.taps == 4
    assert await leads_in(url, key, "awaiting_deposit") == 3
