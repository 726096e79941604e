"""Conversation files: what can be written, and what the player makes of it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from tattoobot.sandbox.player.conversation_file import (
    VERBS,
    NotReadable,
    Step,
    fits,
    is_called,
    parse,
    photos,
)
from tattoobot.sandbox.player.desk_words import desk_call, payment, with_code, with_times
from tattoobot.sandbox.player.play import play
from tattoobot.sandbox.server import create_app
from tattoobot.sandbox.settings import SandboxSettings

from .conftest import served
from .tiny_product import KEY, TinyProduct

CONVERSATIONS = sorted((Path(__file__).parent.parent / "conversations").glob("*.txt"))


@pytest.fixture
async def product(settings: SandboxSettings) -> AsyncIterator[TinyProduct]:
    product = TinyProduct()
    runner = web.AppRunner(product.app())
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    product.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    own = replace(settings, product_url=product.url, clock_url=f"{product.url}/sandbox/clock")
    async with aiohttp.ClientSession() as product.http, served(create_app(own)) as product.sandbox_url:
        yield product
    await runner.cleanup()


async def played(product: TinyProduct, text: str, folder: Path) -> tuple[bool, str]:
    path = folder / "conversation.txt"
    path.write_text(text)
    said: list[str] = []
    went_well = await play(path, product.sandbox_url, product.url, KEY, said.append, wait_seconds=0.5)
    return went_well, "\n".join(said)


async def test_a_whole_booking_is_played_as_it_is_written(product: TinyProduct, tmp_path: Path) -> None:
    went_well, said = await played(
        product,
        """\
# A comment.
title: A fox
client: hello
bot: you … HELLO
client: ask
bot: colour?
client taps: black & grey
bot: Black & grey
client: [2 photos] like these
bot: image
client: one
  two
bot: one two
artist gets: #1 … Approve
artist taps: Approve
status: awaiting_deposit
stripe: declined
stripe: paid
status: booked
desk: approve -> 409
answer idea: "one\\ntwo"
clock: +13 h
leads: 1
silence 1 s
""",
        tmp_path,
    )

    assert went_well, said
    assert said.startswith("\nA fox\n")
    assert "✓ as written" in said


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "client: hello\nbot: goodbye",
            "line 2:  bot: goodbye\n  expected: goodbye\n  it said:  You said: hello",
        ),
        ("client: STOP\nbot: *", "the bot said nothing (waited 0.5 s)"),
        ("client: hello\nsilence 1 s", "expected silence"),
        ("client: hello\nclient taps: Blue", "nothing in the chat offers 'Blue'"),
        ("client: hello\nstatus: booked", "it is pending_approval"),
        ("client: hello\nleads: 2", "expected 2 leads"),
        ("client: hello\ndesk: approve\ndesk: approve", "answered 409"),
        ("client: hello\nstripe: paid", "no payment page that is open"),
        ("client: hello\nstripe: stolen", "Stripe knows: paid"),
        ("client: hello\nanswer idea: {", "not JSON"),
        ("clinet: hello", "line 1: I do not know `clinet`"),
    ],
)
async def test_what_differs_is_said_with_its_line(
    product: TinyProduct, tmp_path: Path, text: str, reason: str
) -> None:
    went_well, said = await played(product, text, tmp_path)

    assert not went_well
    assert reason in said


async def test_held_webhooks_are_released_and_the_world_is_left_calm(
    product: TinyProduct, tmp_path: Path
) -> None:
    text = "webhooks: hold\nclient: one\nclient: two\nwebhooks: release reversed\nbot: two\nbot: one"

    went_well, said = await played(product, f"{text}\nwhatsapp: slow\nwebhooks: hold", tmp_path)

    assert went_well, said
    async with aiohttp.ClientSession(product.sandbox_url) as http, http.get("/sandbox/api/state") as response:
        state = await response.json()
    assert (state["moods"]["whatsapp"], state["hold"]) == ("ok", False)


@pytest.mark.parametrize("path", CONVERSATIONS, ids=lambda path: path.stem)
def test_every_conversation_here_can_be_read(path: Path) -> None:
    conversation = parse(path.read_text())

    assert conversation.title
    assert conversation.steps


def test_the_page_about_conversations_names_every_step() -> None:
    page = (CONVERSATIONS[0].parent / "README.md").read_text()

    assert [verb for verb in VERBS if f"{verb}:" not in page and f"`{verb}`" not in page] == ["answer"]


def test_a_step_knows_its_line_its_client_and_its_words() -> None:
    conversation = parse("title: T\n\nclient 2: hi\n  there\nanswer size: null\nbot 2: *\nsilence 4 s\n")

    assert conversation.steps == (
        Step(3, "client", "hi\nthere", client=2),
        Step(5, "answer", "null", about="size"),
        Step(6, "bot", "*", client=2),
        Step(7, "silence", "4"),
    )


@pytest.mark.parametrize("text", ["hello", "  going on with nothing", "client 2 sings: la"])
def test_a_line_that_is_no_step(text: str) -> None:
    with pytest.raises(NotReadable, match="line 1"):
        parse(text)


@pytest.mark.parametrize(
    ("pattern", "said", "expected"),
    [
        ("*", "", True),
        ("fox", "A Fox!", True),
        ("a … fox", "a small\nred fox", True),
        ("a...fox", "fox, a", False),
        ("it's", "It’s yours", True),
        ("crow | fox", "a fox", True),
        ("crow | owl", "a fox", False),
    ],
)
def test_dots_stand_for_any_words_and_capitals_do_not_matter(
    pattern: str, said: str, *, expected: bool
) -> None:
    assert fits(pattern, said) is expected


def test_a_title_is_meant_as_a_whole() -> None:
    assert is_called("yes, 18 or over", "Yes, 18 or over")
    assert is_called("Yes…", "Yes, 18 or over")
    assert not is_called("Yes", "Yes, 18 or over")


def test_words_in_a_file_become_photos_and_calls_of_the_desk() -> None:
    assert photos("6 x 2 cm [photo]") == (1, "6 x 2 cm")
    assert photos("[3 photos] these") == (3, "these")
    assert with_code("approve -> 409") == ("approve", 409)
    assert with_times("send-deposit, 3 times at once") == ("send-deposit", 3)
    assert desk_call("approve, deposit 60 GBP") == (
        "approve",
        {"deposit": {"amount": "60.00", "currency": "GBP"}},
    )
    assert desk_call("reject, reason no, thank you") == ("reject", {"reason": "no, thank you"})
    assert desk_call("send-booking-link, https://a.example/x") == (
        "send-booking-link",
        {"url": "https://a.example/x"},
    )
    assert desk_call("mark-booked") == ("mark-booked", {})
    assert payment("paid, webhook late") == ("pay", "open", {"webhook": "late"})
