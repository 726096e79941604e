"""The artist takes over without a word, and lets the bot go on."""

from datetime import timedelta

from tests.builders import a_message
from tests.web.artist.page import everything
from tests.web.conftest import Desk
from tests.web.desk.conftest import Browser, Colleague


async def test_the_bot_keeps_quiet_from_then_on_and_the_artist_hears_what_the_client_writes(
    desk: Desk, owner: Browser
) -> None:
    await desk.receive(a_message("hi, a small fox please"))
    lead = await desk.value("SELECT id FROM leads")
    to_client = "SELECT count(*) FROM messages WHERE direction = 'out' AND client_id IS NOT NULL"
    before = await desk.value(to_client)

    answer = await owner.press(f"/desk/leads/{lead}/take-over", at=f"/desk/leads/{lead}")
    page = await owner.see(answer.headers["location"])
    await desk.receive(a_message("about 10 cm"))

    assert "You answer now; the bot keeps quiet." in page.words
    assert "Let the bot go on" in page.words
    assert "Take over" not in page.words
    assert await desk.value(to_client) == before
    assert "about 10 cm" in await desk.value(
        "SELECT text FROM messages WHERE artist_id IS NOT NULL AND client_id IS NULL ORDER BY id DESC LIMIT 1"
    )
    assert "You took over" in page.words


async def test_it_is_handed_back_and_the_bot_asks_on(desk: Desk, owner: Browser) -> None:
    await desk.receive(a_message("hi, a small fox please"))
    lead = await desk.value("SELECT id FROM leads")
    await owner.press(f"/desk/leads/{lead}/take-over", at=f"/desk/leads/{lead}")
    before = await desk.value("SELECT count(*) FROM messages WHERE direction = 'out'")

    shown = (await owner.see(f"/desk/leads/{lead}")).fields
    await owner.post(f"/desk/leads/{lead}/hand-back", csrf=shown["csrf"], was=shown["was"])

    assert await desk.value("SELECT count(*) FROM messages WHERE direction = 'out'") == before + 1
    assert "Take over" in (await owner.see(f"/desk/leads/{lead}")).words


async def test_for_as_long_as_it_holds_the_page_begins_with_that_the_bot_is_quiet_and_since_when(
    desk: Desk, owner: Browser
) -> None:
    lead = await desk.a_lead()
    at = f"/desk/leads/{lead}"
    before = (await owner.see(at)).words
    await owner.press(f"{at}/take-over", at=at)
    desk.time.at += timedelta(hours=2)

    held = (await owner.see(at)).words
    shown = (await owner.see(at)).fields
    await owner.post(f"{at}/hand-back", csrf=shown["csrf"], was=shown["was"])

    quiet = "The bot has been quiet here since today 10:00: you answer Maya."
    assert quiet in held
    assert held.index(quiet) < held.index("Let the bot go on") < held.index("Needs you")
    for words in (before, (await owner.see(at)).words):
        assert "quiet here since" not in words
        assert "Let the bot go on" not in words


async def test_pressed_twice_it_is_one(desk: Desk, owner: Browser) -> None:
    lead = await desk.a_lead()
    await owner.press(f"/desk/leads/{lead}/take-over", at=f"/desk/leads/{lead}")
    before = await everything(desk)

    answer = await owner.press(f"/desk/leads/{lead}/take-over", at=f"/desk/leads/{lead}")

    assert "A person answers this client already." in (await owner.see(answer.headers["location"])).words
    assert await everything(desk) == before


async def test_another_artist_takes_nothing_over(desk: Desk, a_colleague: Colleague) -> None:
    lead = await desk.a_lead()

    async with a_colleague() as http:
        page = (await http.get("/desk/devices")).text
        csrf = page.split('name="csrf" value="')[1].split('"')[0]
        answer = await http.post(
            f"/desk/leads/{lead}/take-over",
            data={"csrf": csrf},
            headers={"Origin": "http://desk.example.com"},
        )

    assert answer.status_code == 404
    assert await desk.value("SELECT count(*) FROM handovers") == 0
