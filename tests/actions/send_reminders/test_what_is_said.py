"""What is said to clients and artists who let things lie, and how."""

import json
from dataclasses import replace

from tattoobot.actions.request_deposit import send_deposit
from tattoobot.db.presence import Presence
from tattoobot.domain.lead import Status
from tattoobot.domain.reminder_rules import CountedFrom, Rule, To
from tattoobot.domain.reminder_rules import Reminders as ReminderRules
from tattoobot.jobs.reminders import Reminders
from tests.actions.send_reminders.conftest import DAY, HOUR, Time
from tests.builders import NOW, a_message


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


async def test_artist_is_nudged_with_the_button_that_decides_and_the_client_reassured(time: Time) -> None:
    lead = await time.pending()

    told = await time.pass_until(NOW + 3 * DAY)

    nudge = f"#{lead}: Maya Example has been waiting for your answer since Tuesday 10 March, 10:00."
    assert await time.told_artist() == [nudge] * 3
    assert len(told) == 1
    assert await time.offered() == ["approve", "reject", "answer"]


async def test_summary_that_waits_to_be_confirmed_is_shown_again(time: Time) -> None:
    await time.a_lead(Status.QUALIFYING, asked="summary")

    (told,) = await time.pass_until(NOW + 5 * HOUR)

    assert "• Idea: " in told


async def test_unpaid_deposit_is_mentioned_with_its_link_and_its_end_is_told(time: Time) -> None:
    lead = await time.unpaid()
    await time.pass_until(NOW + 6 * HOUR)
    await time.reacts(time.now)

    told = await time.pass_until(NOW + 26 * HOUR)

    links = await time.rows("SELECT body FROM messages WHERE kind = 'LinkButton' ORDER BY id")
    assert ["deposit of £60" in line for line in told] == [True, False]
    assert "has run out" in told[-1]
    assert all("https://book.example.com/pay/" in link["body"] for link in links)
    assert await time.status(lead) == "awaiting_deposit"


async def test_each_page_has_its_own_reminders(time: Time) -> None:
    lead = await time.unpaid()
    await time.pass_until(NOW + 24 * HOUR)
    async with time.database.transaction() as db:
        await send_deposit(db, time.house, lead, time.now)
    await time.open_page()
    await time.reacts(time.now)

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
    await time.reacts(time.now)

    told = await time.pass_until(NOW + 2 * DAY)

    assert told == ["Have you found a date yet? Here you can choose it:"]


async def test_outside_the_window_a_template_goes_out(time: Time) -> None:
    await time.without_date()

    told = await time.pass_until(NOW + 4 * DAY)

    assert told == ["choose_your_date", "choose_your_date"]
    assert await time.dealt_with() == [("choose_date", "sent"), ("choose_date_again", "sent")]


async def test_templates_say_the_amount_the_time_and_the_link(time: Time) -> None:
    await time.unpaid(NOW + 6 * HOUR, wrote=NOW - 2 * DAY)  # ends at 15:00 tomorrow

    await time.pass_until(NOW + 28 * HOUR)

    body = json.loads(
        await time.value("SELECT body FROM messages WHERE kind = 'Template' ORDER BY id DESC LIMIT 1")
    )
    token = await time.value("SELECT link_token FROM deposits")
    assert body["name"] == "deposit_ends"
    assert body["parameters"] == {
        "amount": "£60",
        "link": f"https://book.example.com/pay/{token}",
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
    assert json.loads(instead)["name"] == "artist_enquiry"


async def test_reminders_wait_behind_answers(time: Time) -> None:
    await time.unfinished()

    await time.pass_until(NOW + 4 * HOUR, delivered=False)

    priorities = await time.rows("SELECT priority FROM outbox WHERE kind = 'SendMessage' ORDER BY id")
    assert [row["priority"] for row in priorities] == [-1]


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
