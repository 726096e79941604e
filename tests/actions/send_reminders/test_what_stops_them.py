"""Nobody is reminded once there is nothing to remind of, or nobody who wants to hear it."""

import asyncio
from dataclasses import replace

from tattoobot.actions.house import House
from tattoobot.actions.keep_messages import keep_messages
from tattoobot.actions.mark_booked import mark_booked
from tattoobot.actions.reject_lead import reject_lead
from tattoobot.actions.send_reminders import send_reminders
from tattoobot.db import leads, outbox
from tattoobot.db.leads import Flag
from tattoobot.domain.handover import Reason
from tattoobot.domain.lead import Status
from tattoobot.domain.payment import Outcome
from tests.actions.send_reminders.conftest import DAY, HOUR, Time
from tests.builders import NOW, a_message


async def test_stop_ends_reminders_and_start_brings_them_back(time: Time) -> None:
    await time.without_date()
    await time.receive(a_message("STOP", at=NOW + HOUR), now=NOW + HOUR)
    silent = await time.pass_until(NOW + 3 * DAY)
    await time.receive(a_message("START", at=time.now), now=time.now)

    told = await time.pass_until(NOW + 4 * DAY)

    assert silent == []
    assert told == ["Your deposit is in, only the date is missing. Here you can choose it:"]
    assert await time.dealt_with() == [("choose_date", "too_late"), ("choose_date_again", "sent")]


async def test_stop_that_arrives_during_the_sweep_leaves_nothing_to_be_sent(time: Time) -> None:
    phones = [f"155501002{number:02}" for number in range(20)]
    for phone in phones:
        await time.a_lead(Status.QUALIFYING, phone=phone)
    time.now = NOW + 5 * HOUR

    async def stop(phone: str) -> None:
        await time.receive(a_message("STOP", at=time.now, phone=phone, user_id=f"GB.{phone}"), now=time.now)

    async def sweep() -> None:
        async with time.database.transaction() as db:
            await send_reminders(db, time.house, time.now, limit=3)

    await asyncio.gather(*(work for phone in phones for work in (stop(phone), sweep())))

    said = await time.rows(
        "SELECT m.text FROM outbox o JOIN messages m ON m.id = o.message_id WHERE o.priority < 0"
    )
    assert said == []
    assert await time.value("SELECT count(*) FROM clients WHERE opted_out") == 20


async def test_payment_ends_reminders_to_pay(time: Time) -> None:
    await time.unpaid()
    await time.pay()

    await time.pass_until(NOW + 5 * DAY)

    assert await time.dealt_with() == [("paid_and_waiting", "sent")]


async def test_the_artist_is_reminded_of_who_has_paid_with_the_amount(time: Time) -> None:
    lead = await time.unpaid()
    await time.pay()

    await time.pass_until(NOW + 5 * DAY)

    assert f"#{lead}: Maya Example paid the deposit of £60 on " in "\n".join(await time.told_artist())


async def test_money_on_its_way_is_waited_for_in_silence(time: Time) -> None:
    lead = await time.unpaid()
    await time.pay(Outcome.PROCESSING)

    await time.pass_until(NOW + 10 * DAY)

    assert await time.dealt_with() == []
    assert await time.status(lead) == "awaiting_deposit"


async def test_rejection_and_booking_end_everything(time: Time) -> None:
    rejected = await time.a_lead(Status.PENDING_APPROVAL)
    booked = await time.a_lead(Status.BOOKING_PENDING, phone="15550100002")
    async with time.database.transaction() as db:
        await reject_lead(db, time.house, rejected, NOW)
        await mark_booked(db, time.house, booked, NOW)

    await time.pass_until(NOW + 5 * DAY)

    assert await time.dealt_with() == []
    assert await time.value("SELECT count(*) FROM lead_checks") == 0


async def test_client_who_asked_for_a_person_is_left_to_them_until_the_flag_is_resolved(time: Time) -> None:
    lead = await time.unfinished()
    async with time.database.transaction() as db:
        await leads.raise_flags(db, [Flag(lead, Reason.HUMAN_REQUEST)], NOW)
    silent = await time.pass_until(NOW + 10 * HOUR)
    async with time.database.transaction() as db:
        await leads.resolve_flags(db, lead, time.now)

    told = await time.pass_until(NOW + 11 * HOUR)

    assert silent == []
    assert len(told) == 1


async def test_client_who_is_about_to_be_answered_is_not_reminded(time: Time) -> None:
    await time.unfinished()
    time.now = NOW + 5 * HOUR
    async with time.database.transaction() as db:
        await keep_messages(db, time.house, [a_message("on my wrist", at=time.now)], time.now)

    await time.sweep()

    assert await time.dealt_with() == []


async def test_nothing_is_said_while_something_unread_waits_in_the_inbox(time: Time) -> None:
    """After an outage: it may be a STOP."""
    await time.unfinished()
    time.now = NOW + 5 * HOUR
    await time.do(
        "INSERT INTO inbox (provider, external_id, kind, payload, received_at)"
        " VALUES ('whatsapp', 'wamid.unread', 'message', '{}', now() - interval '1 minute')"
    )
    await time.sweep()
    nothing = await time.dealt_with()

    await time.do("UPDATE inbox SET handled_at = now()")
    await time.sweep()

    assert nothing == []
    assert await time.dealt_with() == [("unfinished", "sent")]


async def test_reminder_that_waits_to_be_delivered_is_taken_back_once_it_is_pointless(time: Time) -> None:
    await time.unfinished()
    await time.pass_until(NOW + 4 * HOUR, delivered=False)

    await time.receive(a_message("on my wrist", at=time.now + HOUR / 6), now=time.now + HOUR / 6)
    await time.pass_until(NOW + 4.5 * HOUR, delivered=False)

    assert await time.dealt_with() == [("unfinished", "withdrawn")]
    assert await time.value("SELECT status FROM messages WHERE text LIKE 'Still here%'") == "held_back"
    assert await time.value("SELECT count(*) FROM outbox WHERE priority < 0") == 0


async def test_nobody_hears_still_there_after_they_answered(time: Time) -> None:
    await time.unfinished()
    await time.pass_until(NOW + 4 * HOUR, delivered=False)
    assert await time.value("SELECT count(*) FROM outbox WHERE priority < 0") == 1

    await time.receive(a_message("on my wrist", user_id="GB.15550100001", at=time.now), now=time.now)

    assert await time.dealt_with() == [("unfinished", "withdrawn")]
    assert await time.value("SELECT count(*) FROM outbox WHERE priority < 0") == 0
    assert await time.value("SELECT status FROM messages WHERE text LIKE 'Still here%'") == "held_back"


async def test_what_a_message_does_not_settle_is_reminded_of_later(time: Time) -> None:
    await time.without_date()
    await time.do("DELETE FROM outbox")
    await time.reacts(NOW + 20 * HOUR)
    await time.pass_until(NOW + DAY, delivered=False)
    assert await time.dealt_with() == [("choose_date", "sent")]

    await time.receive(a_message("ok!", user_id="GB.15550100001", at=time.now), now=time.now)
    taken_back = await time.dealt_with(), await time.value("SELECT count(*) FROM outbox WHERE priority < 0")
    await time.pass_until(NOW + DAY + 1.75 * HOUR, delivered=False)
    too_soon = await time.dealt_with()
    await time.pass_until(NOW + DAY + 2.25 * HOUR, delivered=False)

    assert taken_back == ([], 0)
    assert too_soon == []
    assert await time.dealt_with() == [("choose_date", "sent")]


async def test_reminder_that_is_being_delivered_is_not_taken_back(time: Time) -> None:
    await time.unfinished()
    await time.pass_until(NOW + 4 * HOUR, delivered=False)
    async with time.database.transaction() as db:
        await db.execute("DELETE FROM outbox WHERE priority >= 0")
        await outbox.claim(db, time.now, 1, worker=1)

    await time.pass_until(NOW + 8 * HOUR, delivered=False)

    assert await time.dealt_with() == [("unfinished", "sent")]


async def test_client_gets_no_more_than_enough_in_a_week(time: Time) -> None:
    lead = await time.unfinished()
    for number in range(time.house.studio.reminders.a_week):
        await time.do(
            "INSERT INTO reminders (lead_id, kind, occurrence, recipient, lead_status, outcome, at)"
            " VALUES ($1, 'other', $2, 'client', 'qualifying', 'sent', $3)",
            lead,
            str(number),
            NOW - DAY,
        )

    told = await time.pass_until(NOW + 5 * HOUR)

    assert told == []
    assert (await time.dealt_with())[-1] == ("unfinished", "enough")


async def test_artist_without_a_number_is_not_written_to(time: Time) -> None:
    lead = await time.pending()
    artist = time.house.first_artist
    nameless = House(
        time.house.studio, {artist.id: replace(artist, whatsapp_number=None)}, "https://book.example.com"
    )

    async with time.database.transaction() as db:
        await send_reminders(db, nameless, NOW + 5 * HOUR)

    assert await time.dealt_with() == [("approval", "no_number")]
    assert await time.status(lead) == "pending_approval"
