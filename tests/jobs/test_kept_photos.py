"""Pictures and voice notes on their way from WhatsApp into our folder."""

import asyncio
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest

from tattoobot.actions.keep_photo import lose_photo
from tattoobot.domain.messages import Inbound, Kind, Media
from tests.adapters.test_photos import a_file
from tests.builders import a_message
from tests.jobs.conftest import PHONE, Post

VOICE = b"OggS" + bytes(200)


def lying(folder: Path, kind: str) -> list[bytes]:
    return [file.read_bytes() for file in folder.glob(f"*{kind}")]


def block(folder: Path) -> None:
    """Nothing can be written below what is a file."""
    folder.write_text("in the way")


async def sent(post: Post, content: bytes, mime_type: str, name: str) -> str:
    """A client's file lies at WhatsApp; its id there."""
    client = next(one for one in (await post.sandbox.get("/state"))["clients"] if one["phone"] == PHONE)
    form = aiohttp.FormData()
    form.add_field("photo", content, filename=name, content_type=mime_type)
    address = f"{post.sandbox.url}/sandbox/api/chats/{client['id']}/messages"
    async with post.sandbox.http.post(address, data=form) as answer:
        assert answer.status == 200
    newest = (await post.sandbox.get(f"/chats/{client['id']}"))["messages"][-1]
    return str(newest["media_url"]).rpartition("/")[2]


async def a_message_with(post: Post, content: bytes, kind: Kind, mime_type: str, name: str) -> Inbound:
    media = Media(await sent(post, content, mime_type, name), mime_type, filename=name)
    return a_message("", kind, media=media, phone=PHONE)


async def photos(post: Post) -> list[tuple[str, str]]:
    rows = await post.bench.rows("SELECT state, mime_type FROM photos ORDER BY id")
    return [(row["state"], row["mime_type"]) for row in rows]


async def test_picture_sent_as_a_document_is_kept_like_any_other(post: Post, tmp_path: Path) -> None:
    message = await a_message_with(post, a_file("PNG"), Kind.DOCUMENT, "image/png", "fox.png")

    await post.bench.receive(message)
    await post.deliver()

    assert await photos(post) == [("kept", "image/png")]
    assert len(lying(tmp_path / "photos", ".png")) == len(lying(tmp_path / "photos", ".small.webp")) == 1


async def test_voice_note_is_kept_for_the_artist_and_answered(post: Post, tmp_path: Path) -> None:
    message = await a_message_with(post, VOICE, Kind.AUDIO, "audio/ogg", "voice.ogg")

    await post.bench.receive(message)
    await post.deliver()

    assert await photos(post) == [("kept", "audio/ogg")]
    assert lying(tmp_path / "photos", ".ogg") == [VOICE]
    assert "voice_note" in [flag for flag, _ in await post.flags()]
    assert "voice note" in (await post.bench.said())[-1]


async def test_pictures_of_one_burst_are_acknowledged_once_and_the_same_one_is_one_file(
    post: Post, tmp_path: Path
) -> None:
    content = a_file()
    burst = [await a_message_with(post, content, Kind.IMAGE, "image/jpeg", "fox.jpg") for _ in range(3)]

    await post.bench.receive(*burst)
    await post.deliver()

    assert await photos(post) == [("kept", "image/jpeg")] * 3
    assert len(lying(tmp_path / "photos", ".jpg")) == 1
    [said] = await post.bench.said()
    assert "all 3 pictures" in said


@pytest.mark.parametrize("content", [b"no picture at all", a_file()[:-300]])
async def test_pictures_that_cannot_be_read_are_kept_as_they_are_and_asked_for_once(
    post: Post, tmp_path: Path, content: bytes
) -> None:
    burst = [
        await a_message_with(post, content + bytes([n]), Kind.IMAGE, "image/jpeg", "fox.jpg")
        for n in range(2)
    ]

    await post.bench.receive(*burst)
    await post.deliver()

    assert await photos(post) == [("kept", "application/octet-stream")] * 2
    assert sorted(lying(tmp_path / "photos", ".bin")) == [content + b"\0", content + b"\1"]
    said = await post.bench.said()
    assert len(said) == 2
    assert "once more" in said[-1]
    assert await post.waiting() == []


async def test_two_that_are_lost_at_the_same_moment_are_asked_for_once(post: Post) -> None:
    burst = [await a_message_with(post, bytes([n]), Kind.IMAGE, "image/jpeg", "fox.jpg") for n in range(2)]
    await post.bench.receive(*burst)
    first, second = [row["id"] for row in await post.bench.rows("SELECT id FROM photos ORDER BY id")]
    house, database = post.bench.house, post.bench.database

    async with database.transaction() as db, asyncio.TaskGroup() as tasks:
        async with database.transaction() as beside:
            await lose_photo(beside, house, first, post.now)
            waiting = tasks.create_task(lose_photo(db, house, second, post.now))
            await asyncio.wait([waiting], timeout=0.2)
        await waiting

    assert len([text for text in await post.bench.said() if "once more" in text]) == 1


async def test_picture_of_another_sort_is_kept_as_it_is_for_the_artist(post: Post, tmp_path: Path) -> None:
    content = b"\0\0\0\x18ftypheic" + b"a fox"
    message = await a_message_with(post, content, Kind.DOCUMENT, "image/heic", "fox.heic")

    await post.bench.receive(message)
    await post.deliver()

    assert await photos(post) == [("kept", "image/heic")]
    assert lying(tmp_path / "photos", ".heic") == [content]
    assert len(await post.bench.said()) == 1


async def test_client_who_said_stop_is_not_asked_for_a_picture_again(post: Post) -> None:
    lost = await a_message_with(post, b"no picture", Kind.IMAGE, "image/jpeg", "fox.jpg")

    await post.bench.receive(lost)
    await post.bench.receive(a_message("STOP", phone=PHONE))
    await post.deliver()

    assert [text for text in await post.bench.said() if "once more" in text] == []


async def test_full_disk_is_waited_for(post: Post, tmp_path: Path) -> None:
    block(tmp_path / "photos")
    message = await a_message_with(post, a_file(), Kind.IMAGE, "image/jpeg", "fox.jpg")
    await post.bench.receive(message)
    await post.deliver()
    waiting = [row["kind"] for row in await post.waiting()]

    await asyncio.to_thread((tmp_path / "photos").unlink)
    post.later(timedelta(seconds=5))
    await post.deliver()

    assert "FetchPhoto" in waiting
    assert await photos(post) == [("kept", "image/jpeg")]
