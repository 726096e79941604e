"""Your turn: whoever waits, the oldest promise first, with what an artist needs to know at a glance."""

import re
from datetime import timedelta

import httpx
import pytest
from fastapi import FastAPI

from tattoobot.actions.issue_desk_link import issue_desk_link
from tattoobot.db import artists
from tattoobot.domain.lead import Status
from tattoobot.domain.messages import LinkButton
from tattoobot.domain.studio import ArtistProfile
from tests.builders import NOW, a_message
from tests.web.artist.page import a_photo
from tests.web.conftest import Desk
from tests.web.desk.conftest import ORIGIN, Browser, through


async def since(desk: Desk, lead: int, hours: float) -> None:
    await desk.value(
        "UPDATE leads SET status_since = $2 WHERE id = $1 RETURNING id", lead, NOW - timedelta(hours=hours)
    )


def names(text: str) -> list[str]:
    return [part.split("<", 1)[0] for part in text.split("<bdi>")[1:]]


async def test_the_oldest_promise_comes_first(desk: Desk, owner: Browser) -> None:
    new = await desk.a_lead(phone="15550100001", name="Newest Example")
    paid = await desk.a_lead(Status.DEPOSIT_PAID, phone="15550100002", name="Oldest Example")
    other = await desk.a_lead(Status.BOOKED, phone="15550100003", name="Settled Example")
    for lead, hours in ((new, 1), (paid, 30), (other, 90)):
        await since(desk, lead, hours)

    words = (await owner.see()).words

    assert words.index("Oldest Example") < words.index("Newest Example")
    assert "Settled Example" not in words
    assert "Deposit paid" in words


async def test_whoever_has_paid_comes_before_new_enquiries_however_many_and_old_they_are(
    desk: Desk, owner: Browser
) -> None:
    for n in range(35):
        await since(desk, await desk.a_lead(phone=f"1555010{n:04}", name=f"New{n:02} Example"), 60)
    for n in range(35):
        paid = await desk.a_lead(Status.DEPOSIT_PAID, phone=f"1555011{n:04}", name=f"Paid{n:02} Example")
        await since(desk, paid, 30 - n)

    seen = [name for text in await through(owner, "/desk") for name in names(text)]

    assert seen == [f"{kind}{n:02} Example" for kind in ("Paid", "New") for n in range(35)]


async def test_whoever_asked_for_the_artist_is_there_with_the_reason(desk: Desk, owner: Browser) -> None:
    await desk.receive(a_message("can I talk to a real person please?"))

    words = (await owner.see()).words

    assert "Would like to talk to a person" in words


async def test_a_card_says_what_matters(desk: Desk, owner: Browser) -> None:
    lead = await desk.a_lead(cover_up="cover_up", wrote=NOW - timedelta(hours=3))
    await since(desk, lead, 2)
    photo = await a_photo(desk, lead)

    page = await owner.see()

    assert page.images == [f"/desk/photos/{photo}/thumbnail"]
    for said in ("Maya Example", "2 h", "left inner forearm", "10 cm", "£250–300", "free to write for 20 h"):
        assert said.lower() in page.words.lower(), said


async def test_a_card_shows_what_the_client_asks_until_the_artist_has_written(
    desk: Desk, owner: Browser
) -> None:
    lead = await desk.a_lead()
    await desk.value(
        "UPDATE leads SET answers = answers || jsonb_build_object('asks', $2::jsonb) WHERE id = $1 RETURNING id",
        lead,
        {"text": "do you take cards?", "value": None, "source": "words"},
    )
    asked = (await owner.see()).words

    await desk.act(lead, "messages", json={"text": "Yes, we do."})
    await desk.act(lead, "hand-back")

    assert "Wrote: do you take cards?" in asked
    assert "do you take cards?" not in (await owner.see()).words


async def test_a_card_and_its_page_show_what_was_asked_after_the_brief_until_it_is_answered(
    desk: Desk, owner: Browser
) -> None:
    lead = await desk.a_lead()
    pages = ("/desk", f"/desk/leads/{lead}")
    asks = "Wrote: could I talk to a real person please?"
    message = a_message(
        "could I talk to a real person please?", phone="15550100001", user_id="GB.15550100001"
    )
    await desk.receive(message)
    asked = [(await owner.see(path)).words for path in pages]

    desk.time.at += timedelta(minutes=1)
    await desk.act(lead, "messages", json={"text": "Yes."})
    await desk.act(lead, "hand-back")

    assert [asks in words for words in asked] == [True, True]
    assert [asks in (await owner.see(path)).words for path in pages] == [False, False]


async def test_a_long_list_goes_on_page_by_page_and_shows_everybody_once(desk: Desk, owner: Browser) -> None:
    for n in range(75):
        lead = await desk.a_lead(phone=f"1555010{n:04}", name=f"Client{n:02} Example")
        await since(desk, lead, 100 - n // 3)

    seen = [name for text in await through(owner, "/desk") for name in names(text)]

    assert seen == [f"Client{n:02} Example" for n in range(75)]
    assert "75" in (await owner.see()).words


async def test_a_number_that_nobody_counts_on_is_said_as_many(desk: Desk, owner: Browser) -> None:
    for n in range(101):
        await desk.a_lead(phone=f"1555010{n:04}")

    assert "99+" in (await owner.see()).words


async def test_an_empty_desk_says_what_comes_next(owner: Browser) -> None:
    words = (await owner.see()).words

    assert "Nobody waits for you. Go draw." in words
    assert "New enquiries appear here" in words


async def test_an_artist_sees_their_own_and_the_owner_everybodys(desk: Desk, app: FastAPI) -> None:
    async with desk.database.transaction() as db:
        [_, second] = await artists.keep(
            db, [*desk.house.studio.artists, ArtistProfile("second", "Sam", "15550100888")]
        )
    desk.house.artists[second.id] = second  # type: ignore[index]
    theirs = await desk.a_lead(phone="15550100002", name="Theirs Example")
    await desk.a_lead(name="Owners Example")
    await desk.value("UPDATE leads SET artist_id = $2 WHERE id = $1 RETURNING id", theirs, second.id)
    photo = await a_photo(desk, await desk.value("SELECT min(id) FROM leads WHERE id <> $1", theirs))

    async def at_the_desk_of(artist_id: int) -> tuple[str, int]:
        async with desk.database.transaction() as db:
            sent = await issue_desk_link(db, desk.house, artist_id, LinkButton("", "", ""), desk.time())
        assert isinstance(sent, LinkButton)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=ORIGIN) as http:
            await http.post(sent.url.removeprefix(desk.house.public_base_url), headers={"Origin": ORIGIN})
            picture = await http.get(f"/desk/photos/{photo}")
            return (await http.get("/desk")).text, picture.status_code

    owners, owners_picture = await at_the_desk_of(desk.house.first_artist.id)
    seconds, seconds_picture = await at_the_desk_of(second.id)

    assert "Theirs Example" in owners
    assert "Owners Example" in owners
    assert "Theirs Example" in seconds
    assert "Owners Example" not in seconds
    assert (owners_picture, seconds_picture) == (200, 404)


async def test_what_a_client_wrote_is_text_and_nothing_else(desk: Desk, owner: Browser) -> None:
    evil = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    await desk.a_lead(name=evil, idea=evil)
    await desk.value(
        "UPDATE leads SET answers = jsonb_set(answers, '{idea,text}', to_jsonb($1::text)) RETURNING id", evil
    )

    answer = await owner.get("/desk")

    assert "<script>alert" not in answer.text
    assert "<img src=x" not in answer.text


async def test_more_is_shown_below_what_was_there_and_the_way_leads_to_the_place(
    desk: Desk, owner: Browser
) -> None:
    for n in range(70):
        await since(desk, await desk.a_lead(phone=f"1555010{n:04}", name=f"Client{n:02} Example"), 100 - n)
    first = (await owner.get("/desk")).text
    [last] = [part.split('"')[0] for part in first.split(' id="at-')[-1:]]

    more = re.search(r'href="([^"]*)">Show more', first)
    grown = (await owner.get("/desk?rows=40")).text
    widest = (await owner.get("/desk?rows=999")).text

    assert more is not None
    assert more[1] == f"/desk?rows=40#at-{last}"
    assert names(grown) == [f"Client{n:02} Example" for n in range(40)]
    assert names(widest) == [f"Client{n:02} Example" for n in range(60)]
    assert len(widest) < 100_000
    assert "Show more" not in widest
    later = (await through(owner, "/desk"))[1]
    assert names(later) == [f"Client{n:02} Example" for n in range(60, 70)]
    assert '<a class="button" href="/desk">Back to the first ones</a>' in later


@pytest.mark.parametrize("asked", ["0", "-20", "x", "20000000000000", "", "1"])
async def test_an_address_that_asks_for_nonsense_shows_the_first_ones(owner: Browser, asked: str) -> None:
    for path in ("/desk", "/desk/waiting", "/desk/search"):
        assert (await owner.get(f"{path}?q=maya&rows={asked}")).status_code == 200
