"""All of one enquiry on a page that prints: what was wanted, said and paid, for whoever may see it."""

from datetime import timedelta
from decimal import Decimal

from tattoobot.db import ledger
from tattoobot.domain.lead import Status
from tattoobot.domain.ledger import Entry, Kind
from tests.builders import NOW, a_message
from tests.web.artist.page import a_photo
from tests.web.conftest import Desk
from tests.web.desk.conftest import Browser, Colleague, assert_nothing_inline


async def a_talk(desk: Desk) -> int:
    await desk.receive(a_message("hi, a small robin on my wrist please"))
    await desk.receive(a_message("about 5 cm", at=NOW + timedelta(hours=1)), now=NOW + timedelta(hours=1))
    found: int = await desk.value("SELECT max(id) FROM leads")
    return found


async def test_the_page_holds_what_was_wanted_and_said_with_the_exact_times(owner: Browser) -> None:
    lead = await a_talk(owner.desk)

    words = (await owner.see(f"/desk/leads/{lead}/export")).words

    assert f'href="/desk/leads/{lead}/export"' in (await owner.get(f"/desk/leads/{lead}")).text
    assert words.index("a small robin on my wrist") < words.index("about 5 cm")
    assert "Tuesday 10 March, 10:00" in words
    assert "Tuesday 10 March, 11:00" in words


async def test_the_page_holds_each_entry_of_the_ledger_and_the_pictures(owner: Browser) -> None:
    lead = await owner.desk.a_lead(Status.DEPOSIT_PAID)
    photo = await a_photo(owner.desk, lead)
    deposit = await owner.desk.value(
        "INSERT INTO deposits (lead_id, status, amount, currency, idempotency_key, expires_at)"
        " VALUES ($1, 'paid', 60, 'GBP', 'key', now()) RETURNING id",
        lead,
    )
    async with owner.desk.database.transaction() as db:
        entries = [Entry(Kind.PAID, Decimal(60)), Entry(Kind.REFUNDED, Decimal("12.50"))]
        await ledger.write(db, deposit, entries, "stripe", NOW)

    page = await owner.see(f"/desk/leads/{lead}/export")

    assert "Paid £60" in page.words
    assert "Refunded £12.50" in page.words
    assert page.images == [f"/desk/photos/{photo}/thumbnail"]


async def test_nobody_else_gets_it(owner: Browser, a_colleague: Colleague) -> None:
    lead = await owner.desk.a_lead()

    async with a_colleague() as http:
        theirs = await http.get(f"/desk/leads/{lead}/export")

    assert theirs.status_code == 404
    assert (await owner.get("/desk/leads/999999/export")).status_code == 404
    assert (await owner.get("/desk/leads/x/export")).status_code == 404


async def test_what_a_client_wrote_is_text_and_nothing_else(owner: Browser) -> None:
    evil = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    await owner.desk.receive(a_message(evil))
    lead = await owner.desk.value("SELECT max(id) FROM leads")

    text = (await owner.get(f"/desk/leads/{lead}/export")).text

    assert "alert(1)" in text
    assert "<img" not in text
    assert_nothing_inline(text)
