"""The link that can be paid is said to whoever asks for it, and what STOP kept back is said after START."""

from datetime import timedelta

import pytest

from tattoobot.actions.approve_lead import approve_lead
from tattoobot.actions.mark_booked import mark_booked
from tattoobot.actions.reject_lead import reject_lead
from tattoobot.actions.send_booking_link import send_booking_link
from tattoobot.domain.lead import Status
from tests.actions.conftest import Bench
from tests.actions.paying import PAID, an_open_deposit, open_page, stripe_says
from tests.builders import NOW, a_message

PAGE = "https://book.example.com/pay/"


async def links(bench: Bench) -> list[str]:
    """Of the messages that go out, those with the link."""
    rows = await bench.rows(
        "SELECT text FROM messages WHERE status <> 'held_back' AND direction = 'out' AND position($1 IN body) > 0"
        " ORDER BY id",
        PAGE,
    )
    return [row["text"] for row in rows]


async def stopped_then_approved(bench: Bench, note: str = "") -> int:
    lead = await bench.a_lead()
    await bench.receive(a_message("STOP"))
    async with bench.database.transaction() as db:
        await approve_lead(db, bench.house, lead, NOW, note=note)
    await open_page(bench)
    return lead


async def told_the_artist(bench: Bench) -> list[str]:
    rows = await bench.rows("SELECT text FROM messages WHERE artist_id IS NOT NULL ORDER BY id")
    return [row["text"] for row in rows]


async def test_start_brings_the_yes_and_its_link(bench: Bench) -> None:
    await stopped_then_approved(bench, note="Lovely idea!")
    assert await links(bench) == []

    await bench.receive(a_message("START"), now=NOW + timedelta(hours=1))

    (said,) = await links(bench)
    assert said.startswith("Welcome back!")
    assert "would love to do this! Lovely idea!" in said
    assert "£60" in said
    sent = "SELECT actor FROM timeline WHERE happened = 'deposit_link_sent'"
    assert await bench.rows(sent) == [{"actor": "bot"}]


async def test_a_link_that_was_kept_back_is_not_said_to_have_been_sent(bench: Bench) -> None:
    await stopped_then_approved(bench)

    assert await bench.value("SELECT count(*) FROM timeline WHERE happened = 'deposit_link_sent'") == 0


async def test_start_says_a_no_that_was_kept_back(bench: Bench) -> None:
    lead = await bench.a_lead()
    await bench.receive(a_message("STOP"))
    async with bench.database.transaction() as db:
        await reject_lead(db, bench.house, lead, NOW, reason="I do not tattoo hands.")

    await bench.receive(a_message("START"), now=NOW + timedelta(hours=1))

    queued = await bench.rows(
        "SELECT m.text FROM outbox o JOIN messages m ON m.id = o.message_id WHERE m.client_id IS NOT NULL"
    )
    assert any("I do not tattoo hands." in row["text"] for row in queued)


async def test_start_says_the_newest_of_what_was_kept_back_and_nothing_that_it_has_overtaken(
    bench: Bench,
) -> None:
    lead = await bench.a_lead(Status.DEPOSIT_PAID)
    await bench.receive(a_message("STOP"))
    async with bench.database.transaction() as db:
        await send_booking_link(db, bench.house, lead, NOW, url="https://calendar.example.com/robin")
        await mark_booked(db, bench.house, lead, NOW, starts_at=NOW + timedelta(days=30))

    await bench.receive(a_message("START"), now=NOW + timedelta(hours=1))

    kept = await bench.rows(
        "SELECT text, status FROM messages WHERE text LIKE 'You%re booked%' OR text LIKE 'Here%'"
    )
    assert [(row["text"][:4], row["status"]) for row in kept] == [("Here", "held_back"), ("You'", "queued")]


@pytest.mark.parametrize(
    "words",
    [
        "can you send me the link again please",
        "the link is not opening",
        "send me the payment link again",
        "hello? I want to pay the deposit",
        "der Link geht nicht auf",
        "kannst du mir den Zahlungslink nochmal schicken?",
        "¿me mandas otra vez el enlace?",
        "no me abre el enlace",
        "tu peux me renvoyer le lien ?",
        "le lien ne marche pas",
        "me manda o link de novo?",
        "o link não abre",
    ],
)
async def test_who_asks_for_the_link_gets_it_as_it_stands(bench: Bench, words: str) -> None:
    await an_open_deposit(bench)

    await bench.receive(a_message(words), now=NOW + timedelta(minutes=5))

    assert len(await links(bench)) == 2
    assert await bench.value("SELECT count(*) FROM deposits") == 1
    assert await told_the_artist(bench) == []


async def test_who_asks_again_soon_reaches_the_artist_who_can_send_it(bench: Bench) -> None:
    await an_open_deposit(bench)
    for minutes in (5, 10):
        await bench.receive(a_message("send me the link again please"), now=NOW + timedelta(minutes=minutes))

    assert len(await links(bench)) == 2
    (told,) = await told_the_artist(bench)
    assert "would like a new link for the deposit" in told
    assert (await bench.offered())[0] == "send-deposit"


@pytest.mark.parametrize("words", ["can I pay in cash on the day?", "I can pay half now and half later?"])
async def test_another_way_to_pay_is_for_the_artist(bench: Bench, words: str) -> None:
    await an_open_deposit(bench)

    await bench.receive(a_message(words), now=NOW + timedelta(minutes=5))

    assert len(await links(bench)) == 1


async def test_a_call_about_cancelling_lets_the_artist_close_it(bench: Bench) -> None:
    await an_open_deposit(bench)

    await bench.receive(a_message("I'd like to cancel please"))

    (told,) = await told_the_artist(bench)
    assert "would like to cancel" in told
    assert await bench.offered() == ["cancel", "reject", "withdraw", "answer"]


async def test_what_the_artist_hears_of_one_who_said_stop_claims_nothing_that_was_not_sent(
    bench: Bench,
) -> None:
    lead = await an_open_deposit(bench)
    await bench.receive(a_message("STOP"))
    await stripe_says(bench, PAID)
    async with bench.database.transaction() as db:
        await send_booking_link(db, bench.house, lead, NOW, url="https://calendar.example.com/robin")

    paid, booking = await told_the_artist(bench)
    for told in (paid, booking):
        assert "Maya Example has asked us not to write any more: please reach them yourself." in told
    assert "has the booking link" not in booking
    assert "the booking link has not gone out" in booking
