"""Pictures and voice notes on the artist's pages."""

import io
import shutil
from datetime import timedelta
from pathlib import Path

from PIL import Image

from tattoobot.domain.lead import Action
from tests.web.artist.page import Page, a_photo
from tests.web.conftest import Desk


async def test_pictures_are_there_for_the_link_and_for_nobody_else(desk: Desk) -> None:
    lead, other = await desk.a_lead(), await desk.a_lead(phone="15550100002")
    photo, hidden, lost = (
        await a_photo(desk, lead, caption="like this"),
        await a_photo(desk, other),
        await a_photo(desk, lead, state="lost"),
    )
    link = await desk.link(lead, Action.APPROVE)

    page = Page((await desk.http.get(link)).text)
    shown = await desk.http.get(f"{link}/photos/{photo}")

    small = await desk.http.get(f"{link}/photos/{photo}/thumbnail")
    assert page.images == [f"{link}/photos/{photo}/thumbnail"]
    assert f'<a href="{link}/photos/{photo}">' in (await desk.http.get(link)).text
    assert (small.status_code, small.headers["content-type"]) == (200, "image/webp")
    assert Image.open(io.BytesIO(small.content)).size == (640, 512)
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/jpeg")
    assert shown.headers["content-disposition"].startswith("inline")
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert shown.headers["cache-control"] == "no-store"
    unknown = f"/a/{'x' * 43}/photos/{photo}"
    for path in (unknown, f"{link}/photos/{hidden}", f"{link}/photos/{lost}", f"{link}/photos/abc"):
        assert (await desk.http.get(path)).status_code == 404
    desk.time.at += timedelta(days=8)
    assert (await desk.http.get(f"{link}/photos/{photo}")).status_code == 404


async def test_pictures_that_cannot_be_reached_now_are_not_called_unknown(desk: Desk) -> None:
    lead = await desk.a_lead()
    photo = await a_photo(desk, lead)
    link = await desk.link(lead, Action.APPROVE)
    put_something_in_the_place_of(desk.photos)

    for path in (f"{link}/photos/{photo}", f"{link}/photos/{photo}/thumbnail"):
        answer = await desk.http.get(path)
        assert (answer.status_code, "try again" in answer.text) == (503, True)


def put_something_in_the_place_of(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("a disk that is away")


async def test_the_same_picture_sent_twice_is_shown_once(desk: Desk) -> None:
    lead = await desk.a_lead()
    first, _ = await a_photo(desk, lead), await a_photo(desk, lead)
    link = await desk.link(lead, Action.APPROVE)

    assert Page((await desk.http.get(link)).text).images == [f"{link}/photos/{first}/thumbnail"]


async def test_pictures_of_an_intimate_place_are_veiled(desk: Desk) -> None:
    lead = await desk.a_lead(placement={"part": "chest", "side": None, "aspect": None})
    await a_photo(desk, lead)

    answer = await desk.http.get(await desk.link(lead, Action.APPROVE))

    assert 'class="veiled"' in answer.text


async def test_voice_note_can_be_heard_on_the_page_in_parts_too(desk: Desk) -> None:
    lead = await desk.a_lead()
    note = await a_photo(desk, lead, file="voice.ogg", mime_type="audio/ogg")
    link = await desk.link(lead, Action.APPROVE)

    page = await desk.http.get(link)
    whole = await desk.http.get(f"{link}/photos/{note}")
    parts = [
        await desk.http.get(f"{link}/photos/{note}", headers={"Range": f"bytes={wanted}"})
        for wanted in ("0-1", "98-", "50-9999", "100-")
    ]

    assert f'src="{link}/photos/{note}"' in page.text
    assert Page(page.text).images == []
    assert "media-src 'self'" in page.headers["content-security-policy"]
    assert (whole.status_code, whole.headers["content-type"], len(whole.content)) == (200, "audio/ogg", 100)
    assert [(part.status_code, part.headers["content-range"], len(part.content)) for part in parts] == [
        (206, "bytes 0-1/100", 2),
        (206, "bytes 98-99/100", 2),
        (206, "bytes 50-99/100", 50),
        (416, "bytes */100", 0),
    ]
