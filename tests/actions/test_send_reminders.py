"""Reminders with a real database: said once, whatever happens, and not at all once there is nothing to remind of."""

import asyncio
import json
from dataclasses import replace
from datetime import datetime, timedelta

import asyncpg
import pytest
from structlog.testing import capture_logs

from tattoobot.actions.approve_lead import approve_lead
from tattoobot.actions.house import House
from tattoobot.actions.keep_messages import keep_messages
from tattoobot.actions.mark_booked import mark_booked
from tattoobot.actions.record_checkout import record_checkout
from tattoobot.actions.record_look_up import record_look_up
from tattoobot.actions.record_payment import record_payment
from tattoobot.actions.reject_lead import reject_lead
from tattoobot.actions.request_deposit import send_deposit
from tattoobot.actions.send_booking_link import send_booking_link
from tattoobot.actions.send_reminders import send_reminders
from tattoobot.db import leads, outbox
from tattoobot.db.engine import Database
from tattoobot.db.leads import Flag
from tattoobot.db.presence import Presence
from tattoobot.domain.handover import Reason
from tattoobot.domain.lead import Status
from tattoobot.domain.payment import Outcome, Payment
from tattoobot.domain.reminder_rules import CountedFrom, Rule, To
from tattoobot.domain.reminder_rules import Reminders as ReminderRules
from tattoobot.jobs.reminders import Reminders
from tests.actions.conftest import Bench
from tests.builders import NOW, a_message

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


class Time(Bench):
    """A bench on which time passes."""

    def __init__(self, database: Database, house: House) -> None:
        super().__init__(database, house)
        self.now = NOW
        self.sweeper = Reminders(database, house, lambda: self.now, Presence(database))

    async def pass_until(self, moment: datetime, *, delivered: bool = True) -> list[str]:
        """Time passes, with a sweep whenever there is something to look at. What clients were told meanwhile."""
        before = len(await self.said())
        while self.now < moment:
            await self.sweep()
            look_at = await self.value("SELECT min(look_at) FROM lead_checks")
            self.now = min(max(look_at or moment, self.now + HOUR / 4), moment)
            await self.sweep()
            if delivered:
                await self.do("DELETE FROM outbox WHERE kind = 'SendMessage'")
        return (await self.said())[before:]

    async def sweep(self) -> None:
        while await self.sweeper.sweep() or await self.stripe_answers():
            pass

    async def stripe_answers(self) -> bool:
        """That nothing has happened on the pages that it is asked about."""
        asked = await self.rows("SELECT id, body FROM outbox WHERE kind = 'LookUpCheckout'")
        for question in asked:
            async with self.database.transaction() as db:
                await record_look_up(
                    db, self.house, question["body"]["deposit_id"], None, self.now, livemode=False
                )
                await outbox.delivered(db, [(question["id"], None, None)])
        return bool(asked)

    async def unfinished(self) -> int:
        """Somebody has begun an enquiry, at `NOW`."""
        lead = await self.a_lead(Status.QUALIFYING)
        await self.do("UPDATE leads SET current_question = 'size', answers = '{}' WHERE id = $1", lead)
        return lead

    async def pending(self) -> int:
        lead = await self.a_lead(Status.PENDING_APPROVAL)
        await self.since(lead, "brief_completed")
        return lead

    async def unpaid(self, asked: datetime = NOW) -> int:
        """An approved lead with its payment page, open for 23 hours."""
        lead = await self.a_lead(Status.PENDING_APPROVAL)
        async with self.database.transaction() as db:
            await approve_lead(db, self.house, lead, asked)
        await self.open_page()
        return lead

    async def open_page(self) -> None:
        async with self.database.transaction() as db:
            deposit = await db.fetchval("SELECT max(id) FROM deposits")
            page = f"https://pay.example.com/{deposit}"
            await record_checkout(db, self.house, deposit, f"cs_{deposit}", page, self.now)

    async def without_date(self) -> int:
        lead = await self.a_lead(Status.DEPOSIT_PAID)
        async with self.database.transaction() as db:
            await send_booking_link(db, self.house, lead, NOW, url="https://cal.example.com/robin")
        return lead

    async def since(self, lead: int, happened: str) -> None:
        """The lead is where it is since `NOW`."""
        await self.do(
            "INSERT INTO timeline (lead_id, at, actor, happened, to_status)"
            " SELECT id, $2, 'client', $3, status FROM leads WHERE id = $1",
            lead,
            NOW,
            happened,
        )

    async def do(self, statement: str, *values: object) -> None:
        async with self.database.transaction() as db:
            await db.execute(statement, *values)

    async def pay(self, outcome: Outcome = Outcome.PAID) -> None:
        session = await self.value("SELECT session_id FROM deposits ORDER BY id DESC LIMIT 1")
        payment = Payment(outcome, session, 6000, "GBP", False)
        async with self.database.transaction() as db:
            await record_payment(db, self.house, payment, self.now, livemode=False)

    async def wrote_lately(self) -> None:
        """The client has just written something that changed nothing."""
        await self.do("UPDATE clients SET last_message_at = $1", self.now)

    async def dealt_with(self) -> list[tuple[str, str]]:
        rows = await self.rows("SELECT kind, coalesce(reason, outcome) AS end FROM reminders ORDER BY at, id")
        return [(row["kind"], row["end"]) for row in rows]

    async def told_artist(self) -> list[str]:
        rows = await self.rows("SELECT text FROM messages WHERE artist_id IS NOT NULL ORDER BY id")
        return [row["text"].splitlines()[0] for row in rows]


@pytest.fixture
def time(database: Database, house: House) -> Time:
    return Time(database, house)


# ---------------------------------------------------------------------------- what is said


async def test_unfinished_enquiry_is_taken_up_with_the_open_question_and_lapses_quietly(time: Time) -> None:
    lead = await time.unfinished()

    first, second = await time.pass_until(NOW + 2 * DAY)
    later = await time.pass_until(NOW + 14 * DAY)

    assert first.startswith("Still here when you are!")
    assert "how big" in first
    assert "how big" in second
    assert later == []
    assert await time.status(lead) == "lapsed"
    assert await time.dealt_with() == [("unfinished", "sent"), ("unfinished_again", "sent")]
    shapes = await time.rows("SELECT kind FROM messages WHERE direction = 'out' ORDER BY id")
    assert [shape["kind"] for shape in shapes[-2:]] == ["Menu", "Menu"]


async def test_client_who_lapsed_and_writes_again_goes_on_where_they_were(time: Time) -> None:
    await time.unfinished()
    await time.pass_until(NOW + 14 * DAY)

    await time.receive(a_message("hi, me again", at=time.now), now=time.now)

    assert [row["status"] for row in await time.rows("SELECT status FROM leads")] == ["qualifying"]


async def test_artist_is_nudged_with_the_links_that_decide_and_the_client_reassured(time: Time) -> None:
    lead = await time.pending()

    told = await time.pass_until(NOW + 3 * DAY)

    nudge = f"#{lead}: Maya Example has been waiting for your answer since Tuesday 10 March, 10:00."
    assert await time.told_artist() == [nudge] * 3
    assert len(told) == 1
    whole = await time.value("SELECT text FROM messages WHERE artist_id IS NOT NULL ORDER BY id DESC LIMIT 1")
    assert [line.removesuffix(" [link]") for line in whole.splitlines()[1:]] == ["Approve", "Reject"]


async def test_summary_that_waits_to_be_confirmed_is_shown_again(time: Time) -> None:
    lead = await time.a_lead(Status.QUALIFYING)
    await time.do("UPDATE leads SET current_question = 'summary' WHERE id = $1", lead)

    (told,) = await time.pass_until(NOW + 5 * HOUR)

    assert "• Idea: " in told


async def test_unpaid_deposit_is_mentioned_with_its_link_and_its_end_is_told(time: Time) -> None:
    lead = await time.unpaid()
    await time.pass_until(NOW + 6 * HOUR)
    await time.wrote_lately()

    told = await time.pass_until(NOW + 26 * HOUR)

    links = await time.rows("SELECT body FROM messages WHERE kind = 'LinkButton' ORDER BY id")
    assert ["deposit of £60" in line for line in told] == [True, False]
    assert "has run out" in told[-1]
    assert all("https://pay.example.com/" in link["body"] for link in links)
    assert await time.status(lead) == "awaiting_deposit"


async def test_each_page_has_its_own_reminders(time: Time) -> None:
    lead = await time.unpaid()
    await time.pass_until(NOW + 24 * HOUR)
    async with time.database.transaction() as db:
        await send_deposit(db, time.house, lead, time.now)
    await time.open_page()
    await time.wrote_lately()

    await time.pass_until(NOW + 2 * DAY)

    pages = await time.rows("SELECT DISTINCT occurrence FROM reminders WHERE kind = 'deposit_ends'")
    assert len(pages) == 2


async def test_lead_whose_page_ran_out_lapses_after_a_week_and_the_page_is_closed(time: Time) -> None:
    lead = await time.unpaid()

    await time.pass_until(NOW + 9 * DAY)

    assert await time.status(lead) == "lapsed"
    assert await time.value("SELECT status FROM deposits") == "expired"
    assert await time.waiting("ExpireCheckout") == 1
    assert await time.value("SELECT count(*) FROM lead_checks") == 0


async def test_client_without_a_date_gets_the_link_again(time: Time) -> None:
    await time.without_date()
    time.now = NOW + 20 * HOUR
    await time.wrote_lately()

    told = await time.pass_until(NOW + 2 * DAY)

    assert told == ["Have you found a date yet? Here you can choose it:"]


async def test_outside_the_window_a_template_goes_out(time: Time) -> None:
    await time.without_date()

    told = await time.pass_until(NOW + 4 * DAY)

    assert told == ["choose_your_date", "choose_your_date"]
    assert await time.dealt_with() == [("choose_date", "sent"), ("choose_date_again", "sent")]


async def test_templates_say_the_amount_the_time_and_the_link(time: Time) -> None:
    await time.unpaid(NOW + 6 * HOUR)  # ends at 15:00 tomorrow
    await time.do("UPDATE clients SET last_message_at = $1", NOW - 2 * DAY)

    await time.pass_until(NOW + 28 * HOUR)

    body = json.loads(
        await time.value("SELECT body FROM messages WHERE kind = 'Template' ORDER BY id DESC LIMIT 1")
    )
    assert body["name"] == "deposit_ends"
    assert body["parameters"] == {
        "amount": "£60",
        "link": "https://pay.example.com/1",
        "until": "Wednesday 11 March, 15:00",
    }


async def test_marketing_is_not_sent_outside_the_window_and_the_timeline_says_why(time: Time) -> None:
    await time.unfinished()
    time.now = NOW + 25 * HOUR  # nobody looked before

    await time.sweep()

    assert await time.said() == []
    assert await time.dealt_with() == [("unfinished", "window_closed"), ("unfinished_again", "window_closed")]
    assert await time.value("SELECT detail FROM timeline WHERE happened = 'not_reminded' LIMIT 1") == {
        "kind": "unfinished",
        "to": "client",
        "reason": "window_closed",
    }


async def test_artist_gets_the_brief_again_where_only_a_template_may_be_sent(time: Time) -> None:
    await time.pending()

    await time.pass_until(NOW + 5 * HOUR)

    instead = await time.value("SELECT instead FROM messages WHERE artist_id IS NOT NULL")
    assert json.loads(instead)["name"] == "artist_new_enquiry"


async def test_reminders_wait_behind_answers(time: Time) -> None:
    await time.unfinished()

    await time.pass_until(NOW + 4 * HOUR, delivered=False)

    priorities = await time.rows("SELECT priority FROM outbox WHERE kind = 'SendMessage' ORDER BY id")
    assert [row["priority"] for row in priorities] == [-1]


# ---------------------------------------------------------------------------- once


async def test_ten_sweeps_at_once_remind_everybody_once(time: Time) -> None:
    for number in range(30):
        phone = f"155501001{number:02}"
        await time.receive(a_message("hi", at=NOW, phone=phone, user_id=f"GB.{phone}"))
    time.now = NOW + 5 * HOUR

    async def work() -> int:
        async with time.database.transaction() as db:
            return await send_reminders(db, time.house, time.now, limit=7)

    looked_at = sum(await asyncio.gather(*(work() for _ in range(10))))
    await asyncio.gather(*(work() for _ in range(10)))

    assert 0 < looked_at <= 30
    assert await time.dealt_with() == [("unfinished", "sent")] * 30
    assert await time.value("SELECT count(*) FROM messages WHERE text LIKE 'Still here%'") == 30
    assert (
        await time.value("SELECT count(DISTINCT client_id) FROM messages WHERE text LIKE 'Still here%'") == 30
    )


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


async def test_sweep_that_dies_before_its_commit_has_said_nothing_and_the_next_says_it(time: Time) -> None:
    await time.unfinished()
    time.now = NOW + 5 * HOUR

    async def die() -> None:
        async with time.database.transaction() as db:
            await send_reminders(db, time.house, time.now)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await die()
    nothing = await time.dealt_with()
    await time.sweep()

    assert nothing == []
    assert await time.dealt_with() == [("unfinished", "sent")]


async def test_look_that_is_repeated_says_nothing_again(time: Time) -> None:
    await time.unfinished()
    await time.pass_until(NOW + 5 * HOUR)

    await time.do("UPDATE lead_checks SET look_at = '-infinity'")
    told = await time.pass_until(NOW + 6 * HOUR)

    assert told == []


async def test_lead_that_cannot_be_dealt_with_keeps_nobody_else_waiting(time: Time) -> None:
    bad = await time.unfinished()
    await time.receive(a_message("hi", at=NOW, phone="15550100002", user_id="GB.2"))
    await time.do("UPDATE leads SET answers = '{\"idea\": 5}' WHERE id = $1", bad)
    time.now = NOW + 5 * HOUR

    with capture_logs() as logged:
        await time.sweep()

    assert {"event": "reminder_failed", "lead_id": bad}.items() <= logged[-1].items()
    assert await time.rows("SELECT lead_id <> $1 AS other FROM reminders", bad) == [{"other": True}]
    assert await time.value("SELECT look_at > $2 FROM lead_checks WHERE lead_id = $1", bad, time.now) is True


async def test_deadlock_puts_no_lead_aside(time: Time) -> None:
    await time.unfinished()
    await time.do(
        "CREATE FUNCTION break_it() RETURNS trigger LANGUAGE plpgsql"
        " AS $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'deadlock_detected'; END $$"
    )
    await time.do("CREATE TRIGGER breaks BEFORE INSERT ON reminders EXECUTE FUNCTION break_it()")
    time.now = NOW + 5 * HOUR

    with pytest.raises(asyncpg.DeadlockDetectedError):
        await time.sweep()
    await time.do("DROP TRIGGER breaks ON reminders")
    await time.do("DROP FUNCTION break_it()")
    await time.sweep()

    assert await time.dealt_with() == [("unfinished", "sent")]


# ---------------------------------------------------------------------------- what stops them


async def test_stop_ends_reminders_and_start_brings_them_back(time: Time) -> None:
    await time.without_date()
    await time.receive(a_message("STOP", at=NOW + HOUR), now=NOW + HOUR)
    silent = await time.pass_until(NOW + 3 * DAY)
    await time.receive(a_message("START", at=time.now), now=time.now)

    told = await time.pass_until(NOW + 4 * DAY)

    assert silent == []
    assert told == ["Your deposit is in, only the date is missing. Here you can choose it:"]
    assert await time.dealt_with() == [("choose_date", "too_late"), ("choose_date_again", "sent")]


async def test_payment_ends_reminders_to_pay(time: Time) -> None:
    await time.unpaid()
    await time.pay()

    await time.pass_until(NOW + 5 * DAY)

    assert await time.dealt_with() == [("paid_and_waiting", "sent")]


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
    await time.do("UPDATE clients SET last_message_at = $1", NOW + 20 * HOUR)
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


async def test_new_rules_count_for_enquiries_that_were_looked_at_by_the_old(time: Time) -> None:
    await time.unfinished()
    await time.sweep()
    own = Rule(
        "own", Status.QUALIFYING, To.CLIENT, CountedFrom.LAST_MESSAGE, 3 * HOUR, says="remind.unfinished"
    )
    studio = replace(time.house.studio, reminders=ReminderRules(rules=(own,)))
    time.sweeper = Reminders(
        time.database, replace(time.house, studio=studio), lambda: time.now, Presence(time.database)
    )

    await time.pass_until(NOW + 5 * HOUR)

    assert await time.rows("SELECT kind, at FROM reminders") == [{"kind": "own", "at": NOW + 3 * HOUR}]
