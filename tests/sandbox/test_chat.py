"""The chats on both phones in a real browser: what is passed on, dates, how many phones there may be."""

import pytest
from playwright.async_api import Page, expect

from .conftest import PHONE_NUMBER_ID, Sandbox, say

CLIENT = "15550100001"
ARTIST = "15550100099"


async def test_a_date_is_shown_in_the_phones_calendar(page: Page, sandbox: Sandbox) -> None:
    file = "BEGIN:VEVENT\r\nDTSTART:20270410T090000Z\r\nSUMMARY:Your tatt\r\n oo\\, at Ink & Paper\r\nEND:VEVENT\r\n"
    await page.route("**/cal/d4te", lambda route: route.fulfill(content_type="text/calendar", body=file))
    await say(page, "hello")
    to_date = {"display_text": "Add to calendar", "url": "https://studio.example/cal/d4te"}
    await sandbox.send(
        CLIENT,
        type="interactive",
        interactive={
            "type": "cta_url",
            "body": {"text": "Booked!"},
            "action": {"name": "cta_url", "parameters": to_date},
        },
    )

    await page.get_by_test_id("link").click()

    await expect(page.get_by_test_id("date")).to_contain_text("Your tattoo, at Ink & Paper")
    await expect(page.get_by_test_id("date")).to_contain_text("10")
    await page.get_by_role("button", name="Back to the chat").click()
    await expect(page.get_by_test_id("date")).to_have_count(0)


async def test_somebody_elses_words_stand_apart(page: Page, sandbox: Sandbox) -> None:
    await sandbox.post("/chats/artist/messages", {"text": "hi"})
    await sandbox.send_text(ARTIST, "Maya wrote:\n> 15 cm\n> or *more*\nAnswer her")

    words = page.get_by_test_id("artist-log").locator(".words").last
    assert await words.inner_text() == "Maya wrote:\n15 cm\nor more\nAnswer her"
    assert await words.locator(".theirs").inner_text() == "15 cm\nor more"


@pytest.mark.parametrize("width", [360, 1280])
async def test_no_name_of_a_phone_is_cut_however_many_there_are(
    page: Page, sandbox: Sandbox, width: int
) -> None:
    await page.set_viewport_size({"width": width, "height": 800})
    for name in ("Alexandra", "Benedikt", "Celestina", "Dominique"):
        await sandbox.post("/clients", {"name": name}, 201)
    await page.reload()
    await expect(page.get_by_test_id("all-phones")).to_contain_text("Alexandra")

    row = page.get_by_test_id("phones")
    assert await row.evaluate("(row) => row.scrollWidth - row.clientWidth") == 0
    await expect(row.locator("[aria-pressed=true]")).to_be_visible()


async def test_typing_moves_nothing(page: Page, sandbox: Sandbox) -> None:
    await say(page, "hello")
    log = page.get_by_test_id("client-log")
    before = await log.bounding_box()
    message = await page.locator("[data-testid=bubble][data-from=client]").get_attribute("data-id")

    read = {"messaging_product": "whatsapp", "status": "read", "message_id": message}
    await sandbox.whatsapp(f"{PHONE_NUMBER_ID}/messages", {**read, "typing_indicator": {"type": "text"}})

    await expect(log).to_have_attribute("data-typing", "true")
    assert await log.bounding_box() == before
