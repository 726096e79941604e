"""A date that lies over another one of the same artist's is asked about once, with whose; it may still be meant."""

from datetime import UTC, datetime, timedelta

import pytest

from tattoobot.db import tokens
from tattoobot.domain.lead import Action, Status
from tests.web.artist.page import Page
from tests.web.conftest import Desk
from tests.web.desk.conftest import Browser
from tests.web.desk.test_lead import do

TEN = datetime(2026, 4, 1, 10, tzinfo=UTC)


async def booked(
    desk: Desk, phone: str, name: str, starts_at: datetime, ends_at: datetime | None = None
) -> int:
    """A fox of 10 cm, which takes four hours at most."""
    lead = await desk.a_lead(Status.DEPOSIT_PAID, phone, name=name)
    body = {"starts_at": starts_at.isoformat(), **({"ends_at": ends_at.isoformat()} if ends_at else {})}
    assert (await desk.act(lead, "mark-booked", json=body)).status_code == 200
    return lead


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("2026-04-01T11:00", True),
        ("2026-04-01T14:59", True),
        ("2026-04-01T07:30", True),
        ("2026-04-01T15:00", False),
        ("2026-04-01T07:00", False),
        ("2026-04-02T11:00", False),
    ],
)
async def test_a_date_over_another_one_is_asked_about_and_what_comes_before_or_after_it_is_not(
    desk: Desk, owner: Browser, typed: str, asked: bool
) -> None:
    tom = await booked(desk, "15550100002", "Tom Example", TEN)
    lead = await desk.a_lead(Status.DEPOSIT_PAID)

    _, page = await do(owner, lead, "mark-booked", starts_at=typed)

    said = f"Booked already: Tom Example #{tom}, Wednesday 1 April, 11:00–15:00. They would overlap."
    assert (said in page.words) is asked
    assert await desk.status(lead) == ("deposit_paid" if asked else "booked")


async def test_it_is_done_when_it_is_meant_and_another_time_is_asked_about_anew(
    desk: Desk, owner: Browser
) -> None:
    await booked(desk, "15550100002", "Tom Example", TEN)
    lead = await desk.a_lead(Status.DEPOSIT_PAID)
    _, first = await do(owner, lead, "mark-booked", starts_at="2026-04-01T11:00")
    confirm = first.fields["confirm"]

    _, other = await do(owner, lead, "mark-booked", starts_at="2026-04-01T12:00", confirm=confirm)
    still = await desk.status(lead)
    await do(owner, lead, "mark-booked", starts_at="2026-04-01T11:00", confirm=confirm)

    assert "They would overlap." in other.words
    assert still == "deposit_paid"
    assert await desk.status(lead) == "booked"


async def test_a_far_date_over_another_is_asked_about_twice_and_no_more(desk: Desk, owner: Browser) -> None:
    far = TEN + timedelta(days=1100)
    await booked(desk, "15550100002", "Tom Example", far)
    lead = await desk.a_lead(Status.DEPOSIT_PAID)
    typed, confirm, said = f"{far:%Y-%m-%dT%H:%M}", "", []

    for _ in range(3):
        _, page = await do(owner, lead, "mark-booked", starts_at=typed, confirm=confirm)
        confirm = page.fields.get("confirm", "")
        said.append(page.words)

    assert "more than two years away" in said[0]
    assert "They would overlap." in said[1]
    assert await desk.status(lead) == "booked"


async def test_a_date_is_moved_beside_itself_and_asked_about_beside_others(
    desk: Desk, owner: Browser
) -> None:
    lead = await booked(desk, "15550100001", "Maya Example", TEN)
    await booked(desk, "15550100002", "Tom Example", TEN + timedelta(days=1))

    await do(owner, lead, "move", starts_at="2026-04-01T12:00")
    _, page = await do(owner, lead, "move", starts_at="2026-04-02T12:00")

    assert "Booked already: Tom Example" in page.words
    when = "SELECT starts_at FROM dates WHERE lead_id = $1"
    assert await desk.value(when, lead) == TEN + timedelta(hours=1)


async def test_an_end_that_is_known_counts_and_what_was_called_off_is_in_nobodys_way(
    desk: Desk, owner: Browser
) -> None:
    await booked(desk, "15550100002", "Tom Example", TEN, TEN + timedelta(hours=1))
    off = await booked(desk, "15550100003", "Lou Example", TEN + timedelta(hours=2))
    await desk.act(off, "cancel", json={"refund": "none"})
    lead = await desk.a_lead(Status.DEPOSIT_PAID)

    await do(owner, lead, "mark-booked", starts_at="2026-04-01T12:00")

    assert await desk.status(lead) == "booked"


async def test_another_artists_dates_are_no_hindrance(desk: Desk, owner: Browser) -> None:
    theirs = await booked(desk, "15550100002", "Tom Example", TEN)
    second = await desk.value("INSERT INTO artists (key, name) VALUES ('second', 'Sam') RETURNING id")
    await desk.value("UPDATE leads SET artist_id = $2 WHERE id = $1 RETURNING id", theirs, second)
    lead = await desk.a_lead(Status.DEPOSIT_PAID)

    await do(owner, lead, "mark-booked", starts_at="2026-04-01T11:00")

    assert await desk.status(lead) == "booked"


async def test_the_link_in_the_artists_chat_asks_the_same(desk: Desk) -> None:
    await booked(desk, "15550100002", "Tom Example", TEN)
    lead = await desk.a_lead(Status.DEPOSIT_PAID)
    link = await desk.link(lead, Action.MARK_BOOKED)

    page = Page((await desk.press(link, starts_at="2026-04-01T11:00")).text)
    asked = await desk.status(lead)
    await desk.press(link, starts_at="2026-04-01T11:00", confirm=page.fields["confirm"])

    assert "Booked already: Tom Example" in page.words
    assert (asked, await desk.status(lead)) == ("deposit_paid", "booked")


async def test_a_date_is_as_long_as_the_artist_says_and_the_estimate_stands_there_before(
    desk: Desk, owner: Browser
) -> None:
    lead = await desk.a_lead(Status.DEPOSIT_PAID)
    link = await desk.link(lead, Action.MARK_BOOKED)
    fresh = Page((await desk.http.get(link)).text).fields["hours"]

    wrong = await desk.press(link, starts_at="2026-04-01T11:00", hours="soon")
    await desk.press(link, starts_at="2026-04-01T11:00", hours="2,5")

    assert (fresh, wrong.status_code) == ("4", 422)
    assert "such as 3 or 2.5" in Page(wrong.text).words
    until = await desk.value("SELECT ends_at FROM dates WHERE lead_id = $1", lead)
    assert until == TEN + timedelta(hours=2, minutes=30)


@pytest.mark.parametrize("where", ["link", "desk"])
async def test_what_is_booked_around_the_days_that_the_client_named_is_shown(
    desk: Desk, owner: Browser, where: str
) -> None:
    await booked(desk, "15550100002", "Tom Example", TEN, TEN + timedelta(hours=3))
    await booked(desk, "15550100003", "Lou Example", TEN + timedelta(hours=5))
    await booked(desk, "15550100004", "Ana Example", TEN + timedelta(days=200))
    lead = await desk.a_lead(Status.DEPOSIT_PAID)

    if where == "link":
        page = Page((await desk.http.get(await desk.link(lead, Action.MARK_BOOKED))).text)
    else:
        page = await owner.see(f"/desk/leads/{lead}")

    assert "Wed 1 Apr 11:00–14:00 Tom · 16:00–20:00 Lou" in page.words
    assert "Nothing else until" in page.words
    assert "Ana" not in page.words


async def test_what_is_booked_stands_on_the_page_that_first_offers_a_link_to_choose_a_date(
    desk: Desk,
) -> None:
    await booked(desk, "15550100002", "Tom Example", TEN, TEN + timedelta(hours=3))
    lead, now = await desk.a_lead(Status.DEPOSIT_PAID), desk.time()
    async with desk.database.transaction() as db:
        until = now + timedelta(days=7)
        does = (Status.DEPOSIT_PAID, until, now)
        first = await tokens.issue(db, lead, Action.SEND_BOOKING_LINK, *does)
        await tokens.issue(db, lead, Action.MARK_BOOKED, *does, beside=first)

    page = Page((await desk.http.get(f"/a/{first}")).text)

    assert "Wed 1 Apr 11:00–14:00 Tom" in page.words
    assert page.fields["hours"] == "4"
