"""What the pages behind the links in the artist's chat show, and to whom."""

import re

import pytest

from tattoobot.domain.lead import Action, Status
from tests.web.artist.page import Page
from tests.web.conftest import Desk


async def test_the_page_shows_the_brief_its_button_and_what_else_can_be_done(desk: Desk) -> None:
    lead = await desk.a_lead()

    answer = await desk.http.get(await desk.link(lead, Action.APPROVE))

    page = Page(answer.text)
    assert "Maya Example" in page.words
    assert "a fox" in page.words
    assert "Left inner forearm" in page.words
    assert "£250–300" in page.words
    assert "Est. 2–4 h" in page.words
    assert [form["method"] for form in page.forms] == ["post", "post"]
    assert (page.buttons, page.scripts) == (3, 0)
    assert re.findall(r'value="([a-z-]+)">', answer.text) == ["answer", "reject"]
    assert page.fields == {"amount": "60.00", "note": ""}


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("status", Status)
async def test_every_page_can_be_shown(desk: Desk, action: Action, status: Status) -> None:
    lead = await desk.a_lead(status)
    if action is Action.HAND_BACK:
        await desk.act(lead, "hand-over")
    link = await desk.link(lead, action)

    shown = await desk.http.get(link)
    await desk.rows("UPDATE action_tokens SET used_at = now() RETURNING id")
    used = await desk.http.get(link)

    nothing_held = action in {Action.REFUND, Action.FORFEIT}
    assert (shown.status_code, used.status_code) == (409 if nothing_held else 200, 410)


async def test_a_client_who_opted_out_is_named_as_such(desk: Desk) -> None:
    lead = await desk.a_lead()
    await desk.opts_out()
    link = await desk.link(lead, Action.APPROVE)

    looked, pressed = await desk.http.get(link), await desk.press(link)

    assert "not to write any more" in looked.text
    assert "not to write any more" in pressed.text
    assert "on its way" not in pressed.text


async def test_words_of_clients_are_never_html(desk: Desk) -> None:
    lead = await desk.a_lead(name="<script>alert(1)</script>", idea="<img src=x onerror=y>")

    answer = await desk.http.get(await desk.link(lead, Action.APPROVE))

    page = Page(answer.text)
    assert page.scripts == 0
    assert page.images == []


async def test_the_page_is_kept_by_nobody_and_found_by_nobody(desk: Desk) -> None:
    lead = await desk.a_lead()

    answer = await desk.http.get(await desk.link(lead, Action.APPROVE))

    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "noindex" in answer.headers["x-robots-tag"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    title = re.search(r"<title>(.*)</title>", answer.text)
    assert title is not None
    assert "Maya" not in title[1]


async def test_the_stylesheet_is_there(desk: Desk) -> None:
    lead = await desk.a_lead()
    page = await desk.http.get(await desk.link(lead, Action.APPROVE))
    address = re.search(r'rel="stylesheet" href="([^"]+)"', page.text)
    assert address is not None

    answer = await desk.http.get(address[1])

    assert answer.headers["content-type"].startswith("text/css")
