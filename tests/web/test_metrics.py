"""The numbers are counted in the database."""

from datetime import timedelta

from tattoobot.db import pauses, templates
from tattoobot.domain.lead import Status
from tattoobot.domain.templates import TemplateNews
from tests.builders import NOW, a_message
from tests.web.conftest import Desk


async def test_every_number_is_there_before_anything_has_happened(desk: Desk) -> None:
    numbers = (await desk.get("/metrics")).json()

    assert numbers["leads"] == {status.value: 0 for status in Status}
    assert numbers["messages"] == {"received": 0, "sent": 0, "failed": 0, "queued": 0, "held_back": 0}
    assert numbers["outbox"] == {"undelivered": 0, "oldest_undelivered_seconds": None, "dead": 0}
    assert numbers["inbox"] == {"waiting": 0, "failed": 0}
    assert numbers["deposits"] == []
    assert numbers["opted_out_clients"] == 0
    assert (numbers["templates"], numbers["pauses"]) == ([], [])


async def test_what_whatsapp_holds_up_is_shown_with_the_cause(desk: Desk) -> None:
    async with desk.database.transaction() as db:
        news = TemplateNews("deposit_link", "es", NOW, "DISABLED", "UTILITY", "RED", "Clients dislike it.")
        await templates.note(db, [news])
        await pauses.pause(db, "everything", timedelta(minutes=1), "WhatsApp has locked the account.")

    numbers = (await desk.get("/metrics")).json()

    assert numbers["templates"] == [
        {
            "name": "deposit_link",
            "language": "es",
            "status": "DISABLED",
            "category": "UTILITY",
            "quality": "RED",
            "reason": "Clients dislike it.",
            "can_be_sent": False,
        }
    ]
    [pause] = numbers["pauses"]
    assert (pause["scope"], pause["cause"]) == ("everything", "WhatsApp has locked the account.")


async def test_what_happened_is_counted(desk: Desk) -> None:
    await desk.receive(a_message("hello", phone="15550100007", user_id=None))
    await desk.receive(a_message("STOP", phone="15550100008", user_id=None))
    for n in range(2):
        await desk.act(await desk.a_lead(phone=f"1555010000{n}"), "approve")
    await desk.rows("UPDATE outbox SET created_at = now() - interval '1 minute' RETURNING id")
    await desk.rows(
        "INSERT INTO inbox (provider, external_id, kind, payload) VALUES ('stripe', 'evt_1', 'x', '{}') RETURNING id"
    )
    # The deposit alone: to be paid would move the lead too.
    await desk.rows("UPDATE deposits SET status = 'paid', paid_at = $1 WHERE id = 1 RETURNING id", NOW)

    numbers = (await desk.get("/metrics")).json()

    assert numbers["leads"]["awaiting_deposit"] == 2
    assert numbers["leads"]["qualifying"] >= 1
    assert numbers["messages"]["received"] == 2
    assert numbers["messages"]["queued"] == 2
    assert numbers["outbox"]["undelivered"] >= 4
    assert 60 <= numbers["outbox"]["oldest_undelivered_seconds"] < 70
    assert numbers["inbox"] == {"waiting": 1, "failed": 0}
    assert numbers["deposits"] == [
        {"status": "paid", "currency": "GBP", "count": 1, "amount": "60.00"},
        {"status": "requested", "currency": "GBP", "count": 1, "amount": "60.00"},
    ]
    assert numbers["opted_out_clients"] == 1
    assert numbers["funnel"]["approved"] == 2
    assert numbers["funnel"]["booked"] == 0
