"""A fact is put right by the artist: read as a client's words are, marked as such, the client's own words beside it."""

import re

import pytest

from tests.builders import a_message
from tests.web.artist.page import Page, everything
from tests.web.conftest import Desk
from tests.web.desk.conftest import Browser, Colleague

SAID = "hi! a small rose on my left ankle please, about 10 cm"


@pytest.fixture
async def lead(desk: Desk) -> int:
    await desk.receive(a_message(SAID))
    found: int = await desk.value("SELECT id FROM leads")
    return found


async def correct(owner: Browser, lead: int, fact: str, value: str, **fields: str) -> tuple[int, Page]:
    at = f"/desk/leads/{lead}/facts/{fact}"
    shown = (await owner.see(at)).fields
    answer = await owner.post(at, **{"csrf": shown["csrf"], "mark": shown["mark"], "value": value, **fields})
    if answer.status_code == 303:
        return 303, await owner.see(answer.headers["location"])
    return answer.status_code, Page(answer.text)


async def stored(desk: Desk, lead: int) -> dict[str, dict[str, object]]:
    answers: dict[str, dict[str, object]] = await desk.value("SELECT answers FROM leads WHERE id = $1", lead)
    return answers


@pytest.mark.parametrize(
    ("fact", "typed", "value", "said"),
    [
        ("size", "12 x 8 cm", {"width_cm": 12, "height_cm": 8}, "12 × 8 cm"),
        ("size", "15", {"longest_cm": 15}, "15 cm"),
        (
            "placement",
            "right inner forearm",
            {"part": "forearm", "side": "right", "aspect": "inner"},
            "Right inner",
        ),
        ("style", "blackwork", "blackwork", "Blackwork"),
        ("colour", "black_and_grey", "black_and_grey", "Black & grey"),
        ("cover_up", "cover_up", "cover_up", "Cover-up"),
        ("budget", "300-400", {"min": 300, "max": 400, "currency": None}, "£300–400"),
        ("timing", "weekends", None, "weekends"),
        ("idea", "a peony\nwith two buds", "a peony\nwith two buds", "a peony with two buds"),
        ("instagram", "@maya.example", "maya.example", "@maya.example"),
    ],
)
async def test_a_fact_is_read_kept_and_said(
    desk: Desk, owner: Browser, lead: int, fact: str, typed: str, value: object, said: str
) -> None:
    code, page = await correct(owner, lead, fact, typed)

    answer = (await stored(desk, lead))[fact]
    assert code == 303, page.words
    assert answer["source"] == "artist"
    assert value is None or answer["value"] == value
    assert said.casefold() in page.words.casefold()
    assert "Put right by the artist" in page.words
    assert "It stands in the brief now." in page.words


async def test_the_clients_own_words_stay_beside_it_on_page_and_print(
    desk: Desk, owner: Browser, lead: int
) -> None:
    await correct(owner, lead, "size", "14 cm")
    await correct(owner, lead, "size", "12 cm")

    for path in (f"/desk/leads/{lead}", f"/desk/leads/{lead}/export"):
        words = (await owner.see(path)).words
        assert "12 cm" in words
        assert "14 cm" not in words.split("What happened")[0]
        assert "Put right by the artist" in words
        assert "10 cm" in words
    assert (await stored(desk, lead))["size"]["said"] == "10 cm"


async def test_the_idea_put_right_leaves_the_quotation_the_clients(
    desk: Desk, owner: Browser, lead: int
) -> None:
    await correct(owner, lead, "idea", "a wild rose")

    html = (await owner.get(f"/desk/leads/{lead}")).text
    quoted = re.search(r"<blockquote[^>]*>(.*?)<", html, re.DOTALL)
    assert quoted is not None
    assert "small rose" in quoted[1]
    assert "a wild rose" in (await owner.see("/desk/search?q=wild")).words


async def test_it_stands_in_brief_sheet_and_api_and_nobody_is_written_to(
    desk: Desk, owner: Browser, lead: int
) -> None:
    messages = await desk.value("SELECT count(*) FROM messages")

    await correct(owner, lead, "size", "12 cm")

    api = (await desk.get(f"/leads/{lead}")).json()
    assert api["answers"]["size"] == {"text": "12 cm", "value": {"longest_cm": 12}, "source": "artist"}
    assert [(step["actor"], step["happened"], step["detail"]) for step in api["timeline"]][-1] == (
        "artist",
        "corrected",
        {"key": "size"},
    )
    assert await desk.value("SELECT count(*) FROM messages") == messages


async def test_what_the_client_says_afterwards_counts(desk: Desk, owner: Browser, lead: int) -> None:
    await correct(owner, lead, "size", "12 cm")

    await desk.receive(a_message("actually make it 20 cm"))

    size = (await stored(desk, lead))["size"]
    assert size["value"] == {"longest_cm": 20}
    assert size["source"] == "words"


async def test_a_fact_that_the_bot_would_have_asked_for_is_not_asked_any_more(
    desk: Desk, owner: Browser, lead: int
) -> None:
    await correct(owner, lead, "style", "blackwork")
    await correct(owner, lead, "colour", "colour")

    await desk.receive(a_message("it's my first one, no cover-up"))

    said = await desk.value("SELECT text FROM messages WHERE direction = 'out' ORDER BY id DESC LIMIT 1")
    assert "style" not in said.lower()


@pytest.mark.parametrize(
    ("fact", "typed"), [("size", "very nice"), ("style", "fancy"), ("budget", ""), ("idea", " ")]
)
async def test_what_cannot_be_read_is_told_and_what_was_typed_stays(
    desk: Desk, owner: Browser, lead: int, fact: str, typed: str
) -> None:
    before = await everything(desk)

    code, page = await correct(owner, lead, fact, typed)

    assert code == 303
    assert "could not be read" in page.words
    assert fact == "style" or page.fields["value"] == typed.strip()
    assert await everything(desk) == before


async def test_what_the_client_has_changed_meanwhile_is_not_overwritten(
    desk: Desk, owner: Browser, lead: int
) -> None:
    at = f"/desk/leads/{lead}/facts/size"
    shown = (await owner.see(at)).fields
    await desk.receive(a_message("sorry, 20 cm"))
    before = await everything(desk)

    answer = await owner.post(at, csrf=shown["csrf"], mark=shown["mark"], value="12 cm")

    page = await owner.see(answer.headers["location"])
    assert page.fields["value"] == "20 cm"
    assert "has said something else meanwhile" in page.words
    assert await everything(desk) == before


async def test_pressing_save_with_nothing_changed_changes_nothing(
    desk: Desk, owner: Browser, lead: int
) -> None:
    shown = (await owner.see(f"/desk/leads/{lead}/facts/size")).fields
    before = await everything(desk)

    code, _ = await correct(owner, lead, "size", shown["value"])

    assert code == 303
    assert await everything(desk) == before


@pytest.mark.parametrize("fact", ["adult", "reference_images", "asks", "nonsense"])
async def test_what_is_the_clients_alone_cannot_be_changed(owner: Browser, lead: int, fact: str) -> None:
    answer = await owner.get(f"/desk/leads/{lead}/facts/{fact}")

    assert answer.status_code == 404


async def test_another_artist_changes_nothing(desk: Desk, lead: int, a_colleague: Colleague) -> None:
    async with a_colleague() as http:
        answer = await http.get(f"/desk/leads/{lead}/facts/size")

    assert answer.status_code == 404


async def test_no_form_of_elsewhere_changes_a_fact(desk: Desk, owner: Browser, lead: int) -> None:
    before = await everything(desk)
    shown = (await owner.see(f"/desk/leads/{lead}/facts/size")).fields

    answer = await owner.post(
        f"/desk/leads/{lead}/facts/size", origin="https://evil.example.com", **{**shown, "value": "9 cm"}
    )

    assert answer.status_code == 403
    assert await everything(desk) == before
