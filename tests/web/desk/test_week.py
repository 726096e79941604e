"""The week: what is booked and which deposits end, on the studio's calendar. And who waits for the client."""

import re
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest

from tattoobot.domain.lead import Status
from tattoobot.web.desk.week import monday_of
from tests.builders import NOW
from tests.web.conftest import Desk
from tests.web.desk.conftest import Browser, Colleague, assert_nothing_inline, through

MONDAY = datetime(2026, 3, 9, tzinfo=UTC)


async def booked(desk: Desk, lead: int, starts_at: datetime | None) -> None:
    body = {"starts_at": starts_at.isoformat()} if starts_at else {}
    assert (await desk.act(lead, "mark-booked", json=body)).status_code == 200


async def a_deposit(
    desk: Desk, lead: int, status: str, *, ends: datetime = NOW + timedelta(hours=20), amount: str = "60"
) -> None:
    await desk.value(
        "INSERT INTO deposits (lead_id, status, amount, currency, idempotency_key, expires_at)"
        " VALUES ($1, $2, $3::text::numeric, 'GBP', 'key-' || $1::bigint, $4) RETURNING id",
        lead,
        status,
        amount,
        ends,
    )


def days(html: str) -> list[str]:
    """What stands under each of the seven days."""
    return [
        unescape(re.sub(r"<[^>]+>|\s+", " ", part.split("</section>")[0]))
        for part in html.split('<section class="day')[1:]
    ]


async def test_a_date_stands_on_its_day_with_its_time_and_how_the_deposit_stands(owner: Browser) -> None:
    lead = await owner.desk.a_lead(Status.DEPOSIT_PAID, name="Maya Example")
    await a_deposit(owner.desk, lead, "paid")
    await booked(owner.desk, lead, MONDAY + timedelta(days=3, hours=14, minutes=30))

    shown = days((await owner.get("/desk/week")).text)

    assert len(shown) == 7
    assert [("Maya Example" in day) for day in shown] == [False, False, False, True, False, False, False]
    assert "14:30" in shown[3]
    assert "Paid · £60" in shown[3]
    assert "Thursday 12 March, 14:30" in shown[3]
    assert "today" in shown[1]


async def test_dates_that_lie_over_each_other_say_so_and_others_do_not(owner: Browser) -> None:
    for n, hours in enumerate((10, 12, 20)):
        name = f"Client{n} Example"
        lead = await owner.desk.a_lead(Status.DEPOSIT_PAID, f"1555010000{n}", name=name)
        await booked(owner.desk, lead, MONDAY + timedelta(days=3, hours=hours))

    shown = (await owner.get("/desk/week")).text

    beside = re.findall(r'<a href="/desk/leads/[0-9]+"><bdi>(.*?)</bdi>', shown)
    assert beside == ["Client1 Example", "Client0 Example"]
    assert shown.count("At the same time as") == 2


@pytest.mark.parametrize(
    ("until", "said"),
    [
        (None, "14:30 · about 2–4 h"),
        (timedelta(hours=3), "14:30–17:30 · 3 h"),
        (timedelta(minutes=90), "14:30–16:00 · 1.5 h"),
    ],
)
async def test_a_date_says_how_long_it_takes(owner: Browser, until: timedelta | None, said: str) -> None:
    lead = await owner.desk.a_lead(Status.DEPOSIT_PAID)
    at = MONDAY + timedelta(days=3, hours=14, minutes=30)
    ends = {"ends_at": (at + until).isoformat()} if until else {}
    body = {"starts_at": at.isoformat(), **ends}
    assert (await owner.desk.act(lead, "mark-booked", json=body)).status_code == 200

    page = (await owner.get("/desk/week")).text
    [when] = re.findall(r'<span class="line-when">(.*?)</span><span class="state', page)
    seen = re.sub(r'<span class="unseen">.*?</span>|<[^>]+>', "", when)

    assert " ".join(seen.split()) == said


async def test_of_what_there_is_none_nothing_is_said_and_other_weeks_lead_back(owner: Browser) -> None:
    lead = await owner.desk.a_lead(Status.DEPOSIT_PAID)
    await booked(owner.desk, lead, MONDAY + timedelta(days=3, hours=12))

    this, other = (await owner.see("/desk/week")).words, (await owner.see("/desk/week?week=2026-W12")).words

    assert "1 date" in this
    assert "payment link" not in this
    assert "Back to this week" not in this
    assert "Nothing is booked in this week." in other
    assert "Back to this week" in other


async def test_a_date_that_is_moved_or_called_off_is_gone_from_its_old_day(owner: Browser) -> None:
    desk = owner.desk
    moved = await desk.a_lead(Status.DEPOSIT_PAID, phone="15550100001", name="Moved Example")
    off = await desk.a_lead(Status.DEPOSIT_PAID, phone="15550100002", name="Off Example")
    unsaid = await desk.a_lead(Status.DEPOSIT_PAID, phone="15550100003", name="Unsaid Example")
    for lead in (moved, off):
        await booked(desk, lead, MONDAY + timedelta(days=4, hours=12))
    await booked(desk, unsaid, None)
    later = (MONDAY + timedelta(days=10, hours=12)).isoformat()
    assert (await desk.act(moved, "move", json={"starts_at": later})).status_code == 200
    assert (await desk.act(off, "cancel", json={"refund": "none"})).status_code == 200

    this, following = (await owner.get("/desk/week")).text, (await owner.get("/desk/week?week=2026-W12")).text

    assert re.findall(r"<bdi>(.*?)</bdi>", this) == []
    assert re.findall(r"<bdi>(.*?)</bdi>", following) == ["Moved Example"]
    assert "Moved Example" in days(following)[3]
    assert 'href="/desk/week?week=2026-W11"' in following
    assert 'href="/desk/week?week=2026-W13"' in following


async def test_a_deposit_that_ends_this_week_is_due_and_only_while_it_can_be_paid(owner: Browser) -> None:
    desk = owner.desk
    ends = NOW + timedelta(days=2)
    due = await desk.a_lead(Status.AWAITING_DEPOSIT, phone="15550100001", name="Due Example")
    paid = await desk.a_lead(Status.DEPOSIT_PAID, phone="15550100002", name="Paid Example")
    await a_deposit(desk, due, "open", ends=ends)
    await a_deposit(desk, paid, "paid", ends=ends)

    shown = days((await owner.get("/desk/week")).text)

    assert "Due Example" in shown[3]
    assert "Link ends" in shown[3]
    assert "Not paid yet · £60" in shown[3]
    assert not any("Paid Example" in day for day in shown)


async def test_what_begins_after_midnight_on_the_studios_clock_is_on_the_new_day(owner: Browser) -> None:
    """On the last Sunday of March London's clocks go forward: the week after is an hour shorter."""
    lead = await owner.desk.a_lead(Status.DEPOSIT_PAID, name="Night Example")
    await booked(owner.desk, lead, datetime(2026, 3, 29, 23, 30, tzinfo=UTC))

    before, after = [(await owner.get(f"/desk/week?week=2026-W{n}")).text for n in (13, 14)]

    assert "Night Example" not in before
    assert "Night Example" in days(after)[0]
    assert "00:30" in days(after)[0]


@pytest.mark.parametrize(
    ("written", "monday"),
    [
        ("2026-W10", date(2026, 3, 2)),
        ("2026-W01", date(2025, 12, 29)),
        ("", date(2026, 3, 9)),
        ("2025-W53", date(2026, 3, 9)),
        ("0001-W01", date(2026, 3, 9)),
        ("9999-W52", date(2026, 3, 9)),
        ("<script>", date(2026, 3, 9)),
        ("２０２６-W10", date(2026, 3, 9)),
    ],
)
def test_an_address_names_a_week_and_one_that_names_none_means_this_one(written: str, monday: date) -> None:
    assert monday_of(written, date(2026, 3, 10)) == monday


async def test_of_a_deposit_that_went_back_in_part_both_amounts_are_said(owner: Browser) -> None:
    lead = await owner.desk.a_lead(Status.DEPOSIT_PAID)
    await a_deposit(owner.desk, lead, "partially_refunded")
    await owner.desk.value("UPDATE deposits SET refunded = 20 RETURNING id")
    await booked(owner.desk, lead, MONDAY + timedelta(days=3, hours=14))

    shown = days((await owner.get("/desk/week")).text)

    assert "£20 of £60 refunded" in shown[3]


async def test_an_empty_week_says_so_and_names_its_days(owner: Browser) -> None:
    shown = days((await owner.get("/desk/week")).text)

    assert all("free" in day for day in shown)
    assert "Monday 9 March" in shown[0]
    assert "Sunday 15 March" in shown[6]


async def test_who_waits_longest_for_their_client_comes_first(owner: Browser) -> None:
    desk = owner.desk
    people = [
        (Status.AWAITING_DEPOSIT, "Pay Example", 3),
        (Status.BOOKING_PENDING, "Date Example", 50),
        (Status.QUALIFYING, "Answer Example", 9),
        (Status.PENDING_APPROVAL, "Artist Example", 99),
    ]
    for n, (status, name, hours) in enumerate(people):
        lead = await desk.a_lead(status, phone=f"1555010{n:04}", name=name)
        await desk.value(
            "UPDATE leads SET status_since = $2 WHERE id = $1 RETURNING id",
            lead,
            NOW - timedelta(hours=hours),
        )
        if status is Status.AWAITING_DEPOSIT:
            await a_deposit(desk, lead, "open", ends=NOW - timedelta(minutes=1))

    shown = {
        who: (await owner.get(f"/desk/waiting?who={who}")).text for who in ("", "deposit", "answers", "x")
    }

    found = {who: re.findall(r"<bdi>(.*?)</bdi>", text) for who, text in shown.items()}
    assert found == {
        "": ["Date Example", "Pay Example"],
        "deposit": ["Pay Example"],
        "answers": ["Answer Example"],
        "x": ["Date Example", "Pay Example"],
    }
    assert "3 h" in shown["deposit"]
    assert "Link ran out · £60" in shown["deposit"]


async def test_many_who_wait_are_shown_page_by_page_each_once(owner: Browser) -> None:
    for n in range(130):
        status = Status.BOOKING_PENDING if n % 2 else Status.AWAITING_DEPOSIT
        lead = await owner.desk.a_lead(status, phone=f"1555010{n:04}", name=f"Client{n:03} Example")
        await owner.desk.value(
            "UPDATE leads SET status_since = $2 WHERE id = $1 RETURNING id",
            lead,
            NOW - timedelta(hours=200 - n // 3),
        )

    first = (await owner.get("/desk/waiting")).text
    pages = await through(owner, "/desk/waiting")
    seen = [name for text in pages for name in re.findall(r"<bdi>(.*?)</bdi>", text)]

    assert '<span class="count">99+</span>' in first
    assert '<span class="count">65</span>' in (await owner.get("/desk/waiting?who=date")).text
    assert '<span class="count">65</span>' in (await owner.get("/desk/waiting?who=deposit")).text
    assert max(map(len, pages)) < 100_000
    assert seen == [f"Client{n:03} Example" for n in range(130)]


async def test_nobody_who_waits_is_said_kindly(owner: Browser) -> None:
    assert (
        "Here you see who still has to pay, choose a date or answer."
        in (await owner.see("/desk/waiting")).words
    )


async def test_an_artist_sees_the_week_and_the_waiting_of_their_own_alone(
    owner: Browser, a_colleague: Colleague
) -> None:
    lead = await owner.desk.a_lead(Status.DEPOSIT_PAID, phone="15550100001", name="Owners Example")
    await booked(owner.desk, lead, MONDAY + timedelta(days=3, hours=14))
    waits = await owner.desk.a_lead(Status.AWAITING_DEPOSIT, phone="15550100002", name="Owners Example")
    await a_deposit(owner.desk, waits, "open")

    async with a_colleague() as http:
        theirs = [(await http.get(path)).text for path in ("/desk/week", "/desk/waiting")]
    owners = [(await owner.get(path)).text for path in ("/desk/week", "/desk/waiting")]

    assert [text.count("Owners Example") for text in theirs] == [0, 0]
    assert [text.count("Owners Example") for text in owners] == [2, 1]


async def test_nothing_that_a_client_wrote_is_more_than_text(owner: Browser) -> None:
    evil = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    lead = await owner.desk.a_lead(Status.DEPOSIT_PAID, phone="15550100001", name=evil, idea=evil)
    await booked(owner.desk, lead, MONDAY + timedelta(days=3, hours=14))
    await owner.desk.a_lead(Status.BOOKING_PENDING, phone="15550100002", name=evil, idea=evil)

    for path in ("/desk/week", "/desk/waiting"):
        text = (await owner.get(path)).text
        assert "alert(1)" in text
        assert_nothing_inline(text)
        assert "<img" not in text


async def test_on_a_sunday_evening_the_week_to_come_is_shown_with_a_way_back(owner: Browser) -> None:
    desk = owner.desk
    done = await desk.a_lead(Status.DEPOSIT_PAID, phone="15550100001", name="Done Example")
    coming = await desk.a_lead(Status.DEPOSIT_PAID, phone="15550100002", name="Coming Example")
    await booked(desk, done, MONDAY + timedelta(days=4, hours=12))
    await booked(desk, coming, MONDAY + timedelta(days=9, hours=12))
    before = (await owner.see("/desk/week")).words
    desk.time.at = MONDAY + timedelta(days=6, hours=19)

    evening = await owner.get("/desk/week")
    [back] = re.findall(r'href="([^"]+)">Back to this week<', evening.text)

    assert "Done Example" in before
    assert "Coming Example" in evening.text
    assert "Done Example" in (await owner.see(back)).words


async def test_a_week_without_work_stays_where_none_comes_either(owner: Browser) -> None:
    owner.desk.time.at = MONDAY + timedelta(days=6, hours=19)

    assert "today" in (await owner.see("/desk/week")).words
