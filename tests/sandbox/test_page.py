"""The page in a real browser: what a person does on a phone reaches the product, and what it says is shown."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.async_api import Page, expect

from .conftest import PHONE_NUMBER_ID, Receiver, Sandbox, eventually, say

SOURCE = Path(__file__).parents[2] / "src" / "tattoobot"
CLIENT = "15550100001"
ARTIST = "15550100099"
NARROW = {"width": 360, "height": 780}


async def test_what_a_client_writes_reaches_the_product(page: Page, receiver: Receiver) -> None:
    await page.get_by_test_id("client-input").fill("could you do a fox?")
    await page.get_by_test_id("client-input").press("Enter")

    message = await eventually(lambda: receiver.messages())
    assert message[0]["text"] == {"body": "could you do a fox?"}
    await expect(page.get_by_test_id("bubble")).to_have_attribute("data-status", "delivered")


async def test_ticks_and_typing_dots_show_that_the_product_is_at_it(
    page: Page, sandbox: Sandbox, receiver: Receiver
) -> None:
    await say(page, "hello")
    message_id = (await eventually(receiver.messages))[0]["id"]

    read = {"messaging_product": "whatsapp", "status": "read", "message_id": message_id}
    await sandbox.whatsapp(f"{PHONE_NUMBER_ID}/messages", {**read, "typing_indicator": {"type": "text"}})

    await expect(page.get_by_test_id("bubble")).to_have_attribute("data-status", "read")
    await expect(page.get_by_test_id("client-log")).to_have_attribute("data-typing", "true")


async def test_a_reply_button_answers_its_message(page: Page, sandbox: Sandbox, receiver: Receiver) -> None:
    await say(page, "hello")
    buttons = [{"type": "reply", "reply": {"id": "grey", "title": "Black & grey"}}]
    _status, sent = await sandbox.send(CLIENT, **_interactive("button", {"buttons": buttons}))

    await page.get_by_test_id("choice").click()

    answer = (await eventually(lambda: receiver.messages()[1:]))[0]
    assert answer["interactive"]["button_reply"] == {"id": "grey", "title": "Black & grey"}
    assert answer["context"]["id"] == sent["messages"][0]["id"]


async def test_a_list_opens_from_below_and_a_row_answers(
    page: Page, sandbox: Sandbox, receiver: Receiver
) -> None:
    await say(page, "hello")
    rows = [{"id": "fine_line", "title": "Fine line", "description": "thin"}, {"id": "dot", "title": "Dots"}]
    action = {"button": "Styles", "sections": [{"title": "Styles", "rows": rows}]}
    await sandbox.send(CLIENT, **_interactive("list", action))

    await page.get_by_test_id("open-list").click()
    await page.locator("[data-testid=list-row][data-title='Fine line']").click()

    answer = (await eventually(lambda: receiver.messages()[1:]))[0]
    assert answer["interactive"]["list_reply"] == rows[0]
    await expect(page.get_by_test_id("list-row")).to_have_count(0)


async def test_escape_closes_a_list_and_goes_back_to_where_one_was(page: Page, sandbox: Sandbox) -> None:
    await say(page, "hello")
    action = {"button": "Styles", "sections": [{"title": "S", "rows": [{"id": "a", "title": "Dots"}]}]}
    await sandbox.send(CLIENT, **_interactive("list", action))
    await page.get_by_test_id("open-list").press("Enter")

    await page.keyboard.press("Escape")

    await expect(page.get_by_test_id("open-list")).to_be_focused()


async def test_pictures_from_the_device_go_with_one_caption(
    page: Page, receiver: Receiver, tmp_path: Path
) -> None:
    files = [tmp_path / "one.png", tmp_path / "two.png"]
    for file in files:
        Image.new("RGB", (40, 60)).save(file)

    await page.get_by_test_id("client-phone").get_by_test_id("photo-file").set_input_files(files)
    await page.get_by_test_id("caption").fill("like these")
    await page.get_by_test_id("photo-send").click()

    first, second = await eventually(lambda: len(receiver.messages()) == 2 and receiver.messages())
    assert first["image"]["caption"] == "like these"
    assert "caption" not in second["image"]
    await expect(page.get_by_test_id("client-log").locator("img")).to_have_count(2)


async def test_the_artist_opens_an_action_inside_the_phone(page: Page, sandbox: Sandbox) -> None:
    await sandbox.post("/chats/artist/messages", {"text": "hi"})
    notice = "New enquiry #12\n\nIdea: a fox\n\nApprove https://studio.example/a/t0ken\nReject https://studio.example/a/n0"
    await sandbox.send_text(ARTIST, notice)

    await page.locator("[data-testid=artist-link][data-word=Approve]").click()

    await expect(page.get_by_test_id("browser-frame")).to_have_attribute("src", "/a/t0ken")
    await page.get_by_test_id("browser-close").click()
    await expect(page.get_by_test_id("browser")).to_have_count(0)


async def test_a_message_is_text_and_never_markup(page: Page, sandbox: Sandbox) -> None:
    await say(page, "hello")

    await sandbox.send_text(CLIENT, "<img src=x onerror=alert(1)> *bold* javascript:alert(1)")

    bubble = page.locator("[data-testid=bubble][data-from=business]")
    await expect(bubble).to_contain_text("<img src=x onerror=alert(1)> bold javascript:alert(1)")
    await expect(bubble.locator("img, a")).to_have_count(0)


async def test_a_second_phone_may_keep_its_number_to_itself(page: Page, receiver: Receiver) -> None:
    await page.get_by_test_id("new-phone").click()
    await page.get_by_test_id("new-phone-name").fill("Robin")
    await page.get_by_test_id("new-phone-hidden").check()
    await page.get_by_test_id("new-phone-create").click()
    await expect(page.get_by_test_id("client-phone")).to_contain_text("number hidden")

    await say(page, "hello")

    message = (await eventually(receiver.messages))[0]
    assert "from" not in message
    assert message["from_user_id"].startswith("GB.")


async def test_openings_are_typed_for_you_one_message_after_the_other(page: Page, receiver: Receiver) -> None:
    await page.locator("[data-try=bits]").click()
    for _ in range(3):
        await page.get_by_test_id("client-send").click()

    assert len(await eventually(lambda: len(receiver.messages()) == 3 and receiver.messages())) == 3
    await expect(page.get_by_test_id("client-input")).to_have_value("")


async def test_moods_are_told_to_the_sandbox(page: Page, sandbox: Sandbox) -> None:
    await page.get_by_test_id("moods").click()  # folded away in a window as low as this one
    await page.get_by_test_id("mood-whatsapp").get_by_label("slow").check()
    await page.get_by_test_id("mood-duplicates").check()

    await expect(page.get_by_test_id("event").first).to_contain_text("webhooks twice")
    moods = await sandbox.get("/moods")
    assert (moods["whatsapp"], moods["duplicates"]) == ("slow", True)


async def test_the_clock_is_moved_on(page: Page, advanced: list[float]) -> None:
    await page.get_by_test_id("advance-13h").click()
    await page.get_by_test_id("advance-due").click()

    await expect(page.get_by_test_id("clock-now")).to_have_attribute(
        "data-now", re.compile("2026-03-10T10:0")
    )
    assert await eventually(lambda: [s for s in advanced if s == 46800])
    assert await eventually(lambda: [s for s in advanced if 3 * 3600 <= s <= 3 * 3600 + 2])


async def test_every_line_opens_what_went_over_the_wire(page: Page) -> None:
    await say(page, "hello")

    await page.get_by_test_id("event").first.click()

    payload = await page.get_by_test_id("payload").locator("pre").inner_text()
    assert json.loads(payload)["object"] == "whatsapp_business_account"


async def test_a_narrow_window_shows_one_place_and_tells_of_the_others(page: Page, sandbox: Sandbox) -> None:
    await page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    await sandbox.post("/chats/artist/messages", {"text": "hi"})
    await sandbox.send_text(ARTIST, "New enquiry")

    await expect(page.get_by_test_id("artist-log")).to_be_hidden()
    await expect(page.get_by_test_id("tab-artist")).to_contain_text("1")
    await page.get_by_test_id("tab-artist").click()
    await expect(page.get_by_test_id("artist-log")).to_contain_text("New enquiry")
    assert await page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]


async def test_what_is_typed_while_the_server_is_away_is_kept_and_sent_later(
    page: Page, receiver: Receiver
) -> None:
    await page.route("**/messages", lambda route: route.fulfill(status=503, json={"error": "away"}))
    for text in ("hello", "a fox please"):
        await page.get_by_test_id("client-input").fill(text)
        await page.get_by_test_id("client-send").click()
    await expect(page.get_by_text("2 messages are not sent")).to_be_visible()
    assert receiver.messages() == []
    await page.unroute("**/messages")
    await page.get_by_test_id("client-input").fill("10 cm")
    await page.get_by_test_id("client-send").click()
    await expect(page.get_by_text("3 messages are not sent")).to_be_visible()

    await page.get_by_test_id("send-again").click()

    sent = await eventually(lambda: len(receiver.messages()) == 3 and receiver.messages())
    assert [message["text"]["body"] for message in sent] == ["hello", "a fox please", "10 cm"]
    await expect(page.get_by_test_id("send-again")).to_have_count(0)


async def test_a_double_click_on_an_opening_is_one(page: Page) -> None:
    await page.locator("[data-try=fox]").click()
    await page.locator("[data-try=spanish]").click()

    await expect(page.get_by_test_id("client-input")).to_have_value(re.compile("fine line fox"))


async def test_starting_over_is_a_new_client_and_a_world_that_works(page: Page, sandbox: Sandbox) -> None:
    await sandbox.post("/moods", {"whatsapp": "down"})
    await say(page, "hello")

    await page.get_by_test_id("start-over").click()

    await expect(page.get_by_test_id("client-log")).to_contain_text("client’s phone")
    assert (await sandbox.get("/moods"))["whatsapp"] == "ok"


async def test_each_mood_says_what_it_does(page: Page) -> None:
    await page.get_by_test_id("moods").click()
    await page.get_by_test_id("mood-whatsapp").get_by_label("loses answers").check()
    await expect(page.get_by_test_id("mood-help-whatsapp")).to_contain_text("never told so")

    for service in await page.locator("[data-mood]").all():
        told = ""
        for chip in await service.locator(".chip:has(input:not([value=ok]))").all():
            await chip.click()
            await expect(service.locator(".mood-help")).not_to_have_text(told)
            told = await service.locator(".mood-help").inner_text()
            assert told


async def test_the_studios_sheet_shows_what_was_written_into_it(page: Page, sandbox: Sandbox) -> None:
    sheet = page.get_by_test_id("sheet")
    await sheet.locator("summary").click()  # folded away in a window as low as this one
    await expect(sheet).to_contain_text("Empty yet")

    await sandbox.post("/sheet", {"range": "A1", "values": [["No.", "Name"], ["7", "Maya Example"]]})

    await expect(sheet.get_by_test_id("sheet-row")).to_have_text("27Maya Example")
    await expect(sheet).to_contain_text("1 row")


async def test_every_one_of_many_phones_is_one_choice_away(page: Page, sandbox: Sandbox) -> None:
    for _ in range(6):
        await sandbox.post("/clients", {}, 201)
    await page.reload()

    await page.get_by_test_id("all-phones").select_option("c5")

    await expect(page.get_by_test_id("client-phone")).to_have_attribute("data-chat", "c5")


@pytest.mark.parametrize("size", [(320, 256), (640, 400), (1280, 320), (360, 800), (1280, 800)])
async def test_the_message_box_can_be_reached_however_far_one_zooms_in(
    page: Page, size: tuple[int, int]
) -> None:
    await page.set_viewport_size({"width": size[0], "height": size[1]})

    box = page.get_by_test_id("client-input")
    await box.scroll_into_view_if_needed()
    await expect(box).to_be_in_viewport()
    log = await page.get_by_test_id("client-log").bounding_box()
    assert log is not None
    assert log["height"] >= 60
    for _ in range(40):
        if await page.locator("textarea[data-testid=client-input]:focus").count():
            break
        await page.keyboard.press("Tab")
    await expect(box).to_be_focused()
    assert await page.evaluate("document.documentElement.scrollWidth") <= size[0]


async def test_words_grow_with_the_size_that_the_browser_is_set_to(page: Page) -> None:
    sizes = "[...document.querySelectorAll('body *')].map(e => parseFloat(getComputedStyle(e).fontSize))"
    before = await page.evaluate(sizes)

    await page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert len(before) > 100
    assert await page.evaluate(sizes) == [2 * size for size in before]


async def test_a_page_that_is_done_leads_back_to_the_chat(page: Page, sandbox: Sandbox) -> None:
    await sandbox.post("/chats/artist/messages", {"text": "hi"})
    await sandbox.send_text(ARTIST, "Look here\n\nApprove https://studio.example/a/t0ken")
    await page.locator("[data-testid=artist-link][data-word=Approve]").click()
    await expect(page.get_by_test_id("browser-done")).to_be_visible()

    await sandbox.send_text(ARTIST, "They have paid")

    await expect(page.get_by_test_id("browser-done")).to_contain_text("1 new message")
    await page.get_by_test_id("browser-done").click()
    await expect(page.get_by_test_id("browser")).to_have_count(0)


async def test_a_page_with_something_left_to_do_leads_back_when_there_is_news(
    page: Page, sandbox: Sandbox
) -> None:
    await page.route(
        "**/a/t0ken", lambda route: route.fulfill(content_type="text/html", body="<form></form>")
    )
    await sandbox.post("/chats/artist/messages", {"text": "hi"})
    await sandbox.send_text(ARTIST, "Look here\n\nApprove https://studio.example/a/t0ken")
    await page.locator("[data-testid=artist-link][data-word=Approve]").click()
    await expect(page.frame_locator("[data-testid=browser-frame]").locator("form")).to_be_attached()
    await expect(page.get_by_test_id("browser-done")).to_be_hidden()

    await sandbox.send_text(ARTIST, "They have paid")

    await expect(page.get_by_test_id("browser-done")).to_be_visible()


async def test_word_of_a_new_message_leads_to_it(page: Page, sandbox: Sandbox) -> None:
    await sandbox.post("/chats/artist/messages", {"text": "hi"})
    await sandbox.send_text(ARTIST, "New enquiry")

    await page.get_by_test_id("rings").click()

    await expect(page.get_by_test_id("artist-input")).to_be_focused()
    await expect(page.get_by_test_id("rings")).to_be_hidden()


def test_the_sandbox_and_the_product_are_printed_in_the_same_ink() -> None:
    """Their tokens stand in one file, and nowhere else."""
    sheets = [*(SOURCE / "web/static").glob("*.css"), *(SOURCE / "sandbox/static").glob("*.css")]

    inked = [sheet.name for sheet in sheets if re.search(r"--(?:accent|needs|paid): #", sheet.read_text())]

    assert inked == ["tokens.css"]


def _interactive(kind: str, action: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "interactive",
        "interactive": {"type": kind, "body": {"text": "Which one?"}, "action": action},
    }


async def test_an_address_that_is_only_an_example_opens_a_page_that_says_so(
    page: Page, sandbox: Sandbox
) -> None:
    own = "(address) => import('/sandbox/static/links.js').then((links) => links.ownPath(address))"

    assert await page.evaluate(own, "https://wikipedia.org/robin") is None
    path = await page.evaluate(own, "https://calendar.example.com/robin")
    await page.goto(f"{sandbox.url}{path}")
    await expect(page.get_by_test_id("elsewhere")).to_contain_text("calendar.example.com/robin")
