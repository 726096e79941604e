"""The front desk opens for whoever has the artist's chat in hand, or the key; and for nobody else."""

import asyncio
import re
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from fastapi import FastAPI

from tattoobot.actions.issue_desk_link import LIVES, issue_desk_link
from tattoobot.db import desk_sessions
from tattoobot.domain.messages import LinkButton
from tests.web.conftest import KEY, Desk
from tests.web.desk.conftest import ORIGIN, Browser


async def a_link(desk: Desk, artist_id: int | None = None) -> str:
    """As it goes out in the message that was asked for."""
    async with desk.database.transaction() as db:
        artist = artist_id or desk.house.first_artist.id
        sent = await issue_desk_link(db, desk.house, artist, LinkButton("", "", "[link]"), desk.time())
    assert isinstance(sent, LinkButton)
    return sent.url.removeprefix(desk.house.public_base_url)


async def test_nobody_sees_anything_before_signing_in(browser: Browser) -> None:
    for path in ("/desk", "/desk/devices", "/desk/photos/1"):
        answer = await browser.get(path)

        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/desk/sign-in")


async def test_a_link_is_asked_for_and_goes_out_through_the_outbox(browser: Browser) -> None:
    asked = await browser.post("/desk/sign-in/link", artist="artist")

    assert "look in your WhatsApp chat" in asked.text
    [message] = await browser.desk.rows("SELECT kind, text, body, instead, links, artist_id FROM messages")
    assert message["kind"] == "LinkButton"
    assert message["artist_id"] == browser.desk.house.first_artist.id
    assert '"artist_desk"' in message["instead"]
    assert "[link]" in message["body"]
    assert await browser.desk.waiting("SendMessage") == 1
    assert await browser.desk.value("SELECT count(*) FROM desk_links") == 0


async def test_the_link_works_once_and_looking_at_it_changes_nothing(browser: Browser) -> None:
    link = await a_link(browser.desk)

    looked = [(await browser.http.request(method, link)).status_code for method in ("GET", "HEAD", "GET")]
    opened = await browser.post(link)
    again = await browser.post(link)

    assert looked == [200, 200, 200]
    assert (opened.status_code, opened.headers["location"]) == (303, "/desk")
    assert again.status_code == 410
    assert "Nobody waits for you" in (await browser.get("/desk")).text


async def test_a_link_is_short_lived(browser: Browser) -> None:
    link = await a_link(browser.desk)
    browser.desk.time.at += LIVES

    assert (await browser.get(link)).status_code == 410
    assert (await browser.post(link)).status_code == 410


async def test_where_the_desk_is_open_a_link_leads_there_even_when_it_has_run_out(browser: Browser) -> None:
    await browser.post(await a_link(browser.desk))
    fresh, old = await a_link(browser.desk), await a_link(browser.desk)
    await browser.post(old)

    answers = [await browser.get(link) for link in (fresh, old)]

    assert [(answer.status_code, answer.headers.get("location")) for answer in answers] == [
        (303, "/desk")
    ] * 2


async def test_of_two_who_press_at_once_one_gets_in(browser: Browser) -> None:
    link = await a_link(browser.desk)

    answers = await asyncio.gather(browser.post(link), browser.post(link))

    assert sorted(answer.status_code for answer in answers) == [303, 410]


async def test_an_artist_is_not_flooded_with_links(browser: Browser) -> None:
    for _ in range(8):
        await browser.post("/desk/sign-in/link", artist="artist")

    assert await browser.desk.value("SELECT count(*) FROM messages") == 5


async def test_the_key_opens_it_and_a_wrong_one_does_not(browser: Browser) -> None:
    wrong = await browser.post("/desk/sign-in/key", key="not-the-key")
    right = await browser.post("/desk/sign-in/key", key=KEY, to="/desk/devices")

    assert wrong.status_code == 422
    assert "not the key" in wrong.text
    assert (right.status_code, right.headers["location"]) == (303, "/desk/devices")


async def test_wrong_keys_are_slowed_and_the_right_one_still_opens(browser: Browser) -> None:
    answers = [await browser.post("/desk/sign-in/key", key=f"wrong-{n}") for n in range(25)]

    assert answers[-1].status_code == 429
    assert "Retry-After" in answers[-1].headers
    assert (await browser.post("/desk/sign-in/key", key=KEY)).status_code == 303


@pytest.mark.parametrize("to", ["https://evil.example", "//evil.example", "/desk/../admin", "/desk\\x", ""])
async def test_signing_in_leads_nowhere_but_to_the_desk(browser: Browser, to: str) -> None:
    answer = await browser.post("/desk/sign-in/key", key=KEY, to=to)

    assert answer.headers["location"] == "/desk"


async def test_the_cookie_is_for_this_browser_and_this_host_alone(
    app: FastAPI, desk: Desk, browser: Browser
) -> None:
    app.state.web = replace(app.state.web, secure=True)

    secure = (await browser.post("/desk/sign-in/key", key=KEY)).headers["set-cookie"]

    assert re.match(r"__Host-desk=[\w-]{43}; HttpOnly; Max-Age=2592000; Path=/; SameSite=lax; Secure", secure)
    assert "domain" not in secure.lower()
    assert await desk.value("SELECT count(*) FROM desk_sessions WHERE digest IS NOT NULL") == 1


async def test_a_session_ends_when_nobody_has_used_it_for_a_week(owner: Browser) -> None:
    owner.desk.time.at += desk_sessions.IDLE - timedelta(hours=1)
    used = await owner.get("/desk")
    owner.desk.time.at += desk_sessions.IDLE - timedelta(hours=1)
    still = await owner.get("/desk")
    owner.desk.time.at += desk_sessions.IDLE
    over = await owner.get("/desk")

    assert [used.status_code, still.status_code, over.status_code] == [200, 200, 303]


async def test_a_session_ends_however_often_it_is_used(owner: Browser) -> None:
    codes = []
    for _ in range(6):
        owner.desk.time.at += timedelta(days=6)
        codes.append((await owner.get("/desk")).status_code)

    assert codes[:4] == [200] * 4
    assert codes[4:] == [303, 303]


async def test_signing_out_everywhere_ends_it_on_every_device(
    desk: Desk, owner: Browser, app: FastAPI
) -> None:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=ORIGIN) as other:
        await other.post("/desk/sign-in/key", data={"key": KEY}, headers={"Origin": ORIGIN})
        assert (await other.get("/desk")).status_code == 200

        out = await owner.press("/desk/sign-out", everywhere="yes")

        assert out.status_code == 303
        assert [(await one.get("/desk")).status_code for one in (owner, other)] == [303, 303]


async def test_an_artist_who_has_left_is_not_let_in_any_more(
    desk: Desk, browser: Browser, app: FastAPI
) -> None:
    await browser.post(await a_link(desk))
    assert (await browser.get("/desk")).status_code == 200

    app.state.web = replace(desk.web, house=replace(desk.house, artists={99: desk.house.first_artist}))

    assert (await browser.get("/desk")).status_code == 303


@pytest.mark.parametrize("origin", ["https://evil.example", "null", ""])
async def test_what_comes_from_elsewhere_changes_nothing(owner: Browser, origin: str) -> None:
    csrf = (await owner.see("/desk/devices")).fields["csrf"]

    answer = await owner.post("/desk/sign-out", origin=origin, csrf=csrf)

    assert answer.status_code == 403
    assert (await owner.get("/desk")).status_code == 200


@pytest.mark.parametrize("csrf", ["", "0" * 64, "é"])
async def test_a_form_without_its_token_changes_nothing(owner: Browser, csrf: str) -> None:
    answer = await owner.post("/desk/sign-out", csrf=csrf)

    assert answer.status_code == 403
    assert (await owner.get("/desk")).status_code == 200


async def test_no_page_has_inline_code_and_the_policy_allows_none(owner: Browser) -> None:
    for path in ("/desk", "/desk/devices"):
        answer = await owner.get(path)

        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "<style" not in answer.text
        assert not re.search(r"<script(?![^>]* src=)|\son\w+=|\sstyle=", answer.text)
        assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("to", "opens"),
    [
        ("/desk/leads/12", "/desk/leads/12"),
        ("/desk/week", "/desk/week"),
        ("", "/desk"),
        ("https://evil.example.com/desk", "/desk"),
        ("//evil.example.com", "/desk"),
        ("/admin/leads", "/desk"),
    ],
)
async def test_the_link_opens_the_page_of_ours_that_was_wanted(browser: Browser, to: str, opens: str) -> None:
    await browser.post("/desk/sign-in/link", artist="artist", to=to)

    answer = await browser.post(await a_link(browser.desk))

    assert answer.status_code == 303
    assert answer.headers["location"] == opens


async def test_a_wanted_page_that_somebody_else_wrote_opens_the_desk(browser: Browser) -> None:
    browser.http.cookies.set("desk-wanted", "https%3A%2F%2Fevil.example.com")

    answer = await browser.post(await a_link(browser.desk))

    assert answer.headers["location"] == "/desk"
