"""Pictures that cannot be fetched: the client is asked for them again, once."""

from datetime import timedelta

import pytest

from tattoobot.domain.messages import Kind, Media
from tests.actions.conftest import Bench
from tests.builders import a_message, a_picture
from tests.jobs.conftest import PHONE, Post


async def sends_pictures(post: Post, count: int = 1) -> None:
    pictures = [a_picture(phone=PHONE, user_id=None, at=post.now) for _ in range(count)]
    await post.bench.receive(*pictures, now=post.now)


async def asked_again(bench: Bench) -> int:
    return sum("come through" in text for text in await bench.said())


@pytest.mark.parametrize("count", [1, 3])
async def test_client_is_asked_once_for_what_could_not_be_fetched(post: Post, count: int) -> None:
    await sends_pictures(post, count)
    await post.deliver()

    assert await asked_again(post.bench) == 1
    assert {row["state"] for row in await post.bench.rows("SELECT state FROM photos")} == {"lost"}
    assert "WhatsApp no longer has the client's file." in {cause for _, cause in await post.flags()}


async def test_file_that_is_gone_holds_up_nothing_else(post: Post) -> None:
    await sends_pictures(post)
    await post.deliver()

    assert await post.bench.rows("SELECT scope FROM pauses") == []
    assert "sent" in {status for _, _, status in await post.said()}


async def test_nobody_is_asked_after_stop_or_while_a_person_answers(post: Post) -> None:
    await sends_pictures(post)
    await post.bench.opts_out()
    await post.deliver()

    assert await asked_again(post.bench) == 0


async def test_nobody_is_asked_once_the_window_is_closed(post: Post) -> None:
    await sends_pictures(post)
    post.later(timedelta(hours=25))
    await post.deliver()

    assert await asked_again(post.bench) == 0


async def test_nobody_misses_a_sticker(post: Post) -> None:
    sticker = a_message(
        kind=Kind.STICKER,
        phone=PHONE,
        user_id=None,
        at=post.now,
        media=Media("300000000000777", "image/webp"),
    )
    await post.bench.receive(sticker, now=post.now)
    await post.deliver()

    assert await asked_again(post.bench) == 0
