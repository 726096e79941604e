"""Money and flow: what the ledger says, each currency by itself; how far enquiries come; each chart with its table."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from html import unescape
from typing import Any

import pytest

from tattoobot.db import counters, desk_money, ledger, number
from tattoobot.domain.lead import Status
from tattoobot.domain.ledger import Entry, Kind, balance
from tattoobot.telemetry import meter
from tattoobot.telemetry.meter import Count
from tests.builders import NOW
from tests.web.conftest import Desk
from tests.web.desk.conftest import Browser, Colleague, assert_nothing_inline


@pytest.fixture
def web(web: Any) -> Any:
    """A studio that has looked up what a template costs it."""
    studio = replace(web.house.studio, message_prices={"utility": Decimal("0.03")})
    return replace(web, house=replace(web.house, studio=studio))


async def a_deposit(desk: Desk, currency: str = "GBP", phone: str = "15550100001") -> int:
    lead = await desk.a_lead(Status.DEPOSIT_PAID, phone=phone)
    found: int = await desk.value(
        "INSERT INTO deposits (lead_id, status, amount, currency, idempotency_key, expires_at)"
        " VALUES ($1, 'paid', 60, $2, 'key-' || $1::bigint, now()) RETURNING id",
        lead,
        currency,
    )
    return found


async def enter(desk: Desk, deposit: int, *entries: tuple[str, str], at: datetime = NOW) -> None:
    async with desk.database.transaction() as db:
        found = [Entry(Kind(kind), Decimal(amount)) for kind, amount in entries]
        await ledger.write(db, deposit, found, "stripe", at)


async def sums(desk: Desk) -> dict[tuple[str, str], Decimal]:
    async with desk.database.reading() as db:
        found = await desk_money.totals(db, None)
    return {(each.currency, each.what): each.amount for each in found if each.amount}


ORDERS: list[Sequence[tuple[str, str]]] = [
    [("paid", "60"), ("held", "60"), ("applied", "60")],
    [("paid", "60"), ("forfeited", "60"), ("refunded", "60")],
    [("paid", "60"), ("refunded", "20"), ("forfeited", "60"), ("refund_failed", "20")],
    [("paid", "60"), ("disputed", "60"), ("refunded", "10"), ("dispute_over", "60"), ("applied", "99")],
    [("refunded", "10"), ("paid", "60")],
    [("requested", "60")],
]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("together", [True, False])
async def test_the_sums_say_of_a_deposit_what_its_ledger_says(
    owner: Browser, order: Sequence[tuple[str, str]], together: bool
) -> None:
    deposit = await a_deposit(owner.desk)

    for entries in [order] if together else [[entry] for entry in order]:
        await enter(owner.desk, deposit, *entries)

    expected = balance(Entry(Kind(kind), Decimal(amount)) for kind, amount in order)
    named = {("GBP", what): getattr(expected, what) for what in ("paid", *_where())}
    assert await sums(owner.desk) == {key: amount for key, amount in named.items() if amount}


def _where() -> tuple[str, ...]:
    return ("held", "applied", "refunded", "forfeited", "disputed")


async def test_what_is_undone_is_not_summed(owner: Browser) -> None:
    deposit = await a_deposit(owner.desk)

    async def undone() -> None:
        async with owner.desk.database.transaction() as db:
            await ledger.write(db, deposit, [Entry(Kind.PAID, Decimal(60))], "stripe", NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await undone()

    assert await sums(owner.desk) == {}


async def test_each_currency_has_its_own_figures_and_weeks(owner: Browser) -> None:
    pounds, euros = await a_deposit(owner.desk), await a_deposit(owner.desk, "EUR", "15550100002")
    await enter(owner.desk, pounds, ("paid", "60"), at=NOW)
    await enter(owner.desk, pounds, ("paid", "40"), ("applied", "100"), at=NOW - timedelta(days=7))
    await enter(owner.desk, euros, ("paid", "85.50"), ("refunded", "85.50"), at=NOW)
    await enter(owner.desk, euros, ("paid", "10"), at=NOW - timedelta(weeks=9))

    text = (await owner.get("/desk/money")).text

    tables = [rows(part) for part in text.split("<table")[1:]]
    assert [row[:2] for row in tables[0]][:2] == [["Mon 9 Mar", "€85.50"], ["Mon 2 Mar", "€0"]]
    assert [row[:2] for row in tables[1]][:3] == [
        ["Mon 9 Mar", "£60"],
        ["Mon 2 Mar", "£40"],
        ["Mon 23 Feb", "£0"],
    ]
    assert len(tables[0]) == 8
    assert "£145" not in text
    assert "Deposits by week, EUR" in text
    assert "Deposits by week, GBP" in text
    assert re.search(r"Refunded</span><strong>€85.50", text)
    assert re.search(r"Taken off the price</span><strong>£100", text)
    assert re.search(r"Held</span><strong>£0", text)


async def test_a_week_begins_at_midnight_on_the_studios_clock(owner: Browser) -> None:
    """In summer London's Monday begins at 23:00 of Sunday elsewhere."""
    deposit = await a_deposit(owner.desk)
    owner.desk.time.at = datetime.fromisoformat("2026-06-10T12:00:00+00:00")
    await owner.with_key()
    await enter(owner.desk, deposit, ("paid", "60"), at=datetime.fromisoformat("2026-06-07T23:10:00+00:00"))

    [weeks, *_] = [rows(part) for part in (await owner.get("/desk/money")).text.split("<table")[1:]]

    assert weeks[0][:2] == ["Mon 8 Jun", "£60"]


def rows(html: str) -> list[list[str]]:
    body = html.split("<tbody>")[1].split("</tbody>")[0]
    return [
        [unescape(re.sub(r"<[^>]+>", "", cell)) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
        for row in body.split("<tr>")[1:]
    ]


async def a_course(desk: Desk, n: int, status: Status, *steps: str, asked: str = "", took: float = 0) -> None:
    lead = await desk.a_lead(status, phone=f"1555010{n:04}", asked=asked)
    for step in ("enquired", *steps):
        await desk.value(
            "INSERT INTO timeline (lead_id, at, actor, happened) VALUES ($1, $2, $3, $4) RETURNING id",
            lead,
            NOW + timedelta(hours=took if step in {"approved", "rejected"} else 0),
            "artist" if step in {"approved", "rejected"} else "client",
            step,
        )


async def test_the_funnel_says_where_people_leave_and_how_long_the_artist_takes(owner: Browser) -> None:
    number = itertools.count()
    for _ in range(3):
        await a_course(owner.desk, next(number), Status.LAPSED, asked="size")
    await a_course(owner.desk, next(number), Status.QUALIFYING, asked="style")
    await a_course(owner.desk, next(number), Status.REJECTED, "brief_completed", "rejected", took=2)
    await a_course(owner.desk, next(number), Status.LAPSED, "brief_completed", "approved", took=4)
    await a_course(
        owner.desk,
        next(number),
        Status.BOOKED,
        "brief_completed",
        "approved",
        "deposit_paid",
        "booked",
        took=30,
    )

    text = (await owner.get("/desk/money")).text

    funnel = rows(text.split("<table")[1])
    assert funnel == [
        ["Asked", "7", "100 %", "3", "1"],
        ["All questions answered", "3", "43 %", "1", "0"],
        ["Approved", "2", "29 %", "1", "0"],
        ["Deposit paid", "1", "14 %", "0", "0"],
        ["Booked", "1", "14 %", "0", "0"],
    ]
    assert "<li><span>Size</span> <span>3</span></li>" in text
    assert "Enquiries that you decided on: 3. The longest took you 30 h." in text


async def test_every_chart_says_what_it_shows_and_has_its_table(owner: Browser) -> None:
    await enter(owner.desk, await a_deposit(owner.desk), ("paid", "60"))

    text = (await owner.get("/desk/money")).text

    figures = [part for part in text.split('<section class="figure"')[1:] if "<svg" in part]
    assert len(figures) == 4
    for figure in figures:
        assert (
            figure.count("<svg")
            == figure.count("<table")
            == figure.count("<title id=")
            == figure.count("<desc ")
        )
        assert 'role="img"' in figure
        [named] = re.findall(r'aria-labelledby="(\S+) (\S+)"', figure)
        assert all(f'id="{name}"' in figure for name in named)
    assert_nothing_inline(text)
    assert len(text) < 100_000


async def test_messages_are_shown_as_whatsapp_charges_them_to_the_owner_alone(
    owner: Browser, a_colleague: Colleague
) -> None:
    async with owner.desk.database.transaction() as db:
        counted = {
            Count(meter.PRICED.name, ("regular", "utility")): 12.0,
            Count(meter.PRICED.name, ("free_customer_service", "service")): 340.0,
            Count(meter.PRICED.name, ("regular", "service")): 3.0,
            Count(meter.PRICED.name, ("free_entry_point", "service")): 7.0,
        }
        await counters.add(db, counted)

    text = (await owner.get("/desk/money")).text
    async with a_colleague() as http:
        theirs = (await http.get("/desk/money")).text

    assert "<li><span>About a booking · charged</span> <span>12</span></li>" in text
    assert "<li><span>Answers</span> <span>343</span></li>" in text
    assert "<li><span>Answers · free</span> <span>7</span></li>" in text
    assert "charged</span>" not in theirs


async def test_what_is_left_of_the_allowance_and_what_the_month_has_cost_is_told(owner: Browser) -> None:
    desk = owner.desk
    counted = {
        Count(meter.PRICED.name, ("free_customer_service", "service")): 900.0,
        Count(meter.PRICED_IN.name, ("2026-02", "free_customer_service", "service")): 560.0,
        Count(meter.PRICED_IN.name, ("2026-03", "free_customer_service", "service")): 340.0,
        Count(meter.PRICED_IN.name, ("2026-03", "regular", "utility")): 50.0,
    }
    async with desk.database.transaction() as db:
        await counters.add(db, counted)
        await number.keep_pace(db, "STANDARD", 80, "TIER_2K")

    priced = (await owner.see("/desk/money")).words
    async with desk.database.transaction() as db:
        await counters.add(db, {Count(meter.PRICED_IN.name, ("2026-03", "regular", "marketing")): 1.0})
    unpriced = (await owner.see("/desk/money")).words

    assert "660 of this month’s 1,000 free answers are left." in unpriced
    assert "You can start a chat with up to 2,000 people a day" in unpriced
    assert "but not the price" in unpriced
    assert "they cost you £1.50" in priced


@pytest.mark.parametrize(
    ("answers", "left", "rows"),
    [
        (14, "986", ["Answers · among the 1,000 free ones</span> <span>14<"]),
        (
            1015,
            "0",
            ["Answers · among the 1,000 free ones</span> <span>1,000<", "Answers · charged</span> <span>15<"],
        ),
    ],
)
async def test_what_is_within_the_allowance_is_not_called_charged_beside_it(
    owner: Browser, answers: int, left: str, rows: list[str]
) -> None:
    async with owner.desk.database.transaction() as db:
        labels = ("2026-03", "regular", "service")
        counted = {
            Count(meter.PRICED_IN.name, labels): float(answers),
            Count(meter.PRICED.name, labels[1:]): 1.0,
        }
        await counters.add(db, counted)

    text = (await owner.get("/desk/money")).text

    assert f"{left} of this month’s 1,000 free answers are left." in text
    for row in rows:
        assert row in text
    assert ("Answers · charged" in text) is (answers > 1000)


async def test_an_artist_sees_their_own_money_alone(owner: Browser, a_colleague: Colleague) -> None:
    await enter(owner.desk, await a_deposit(owner.desk), ("paid", "60"))

    async with a_colleague() as http:
        theirs = (await http.get("/desk/money")).text

    assert "No deposit has been paid yet." in theirs
    assert "£60" not in theirs
    assert "£60" in (await owner.get("/desk/money")).text
