import asyncio
import json
from datetime import timedelta
from decimal import Decimal

from tattoobot.actions.keep_messages import keep_messages
from tattoobot.actions.take_turns import take_turns
from tattoobot.db import deposits
from tattoobot.domain.lead import Status
from tests.actions.conftest import Bench
from tests.builders import NOW, a_brief, a_message, a_picture, a_tap


async def test_two_messages_of_one_client_at_once_are_one_turn_each_and_nothing_is_lost(bench: Bench) -> None:
    async with bench.database.transaction() as db:
        await keep_messages(db, bench.house, [a_message("hi"), a_message("a fox on my wrist")], NOW)

    async def work() -> int:
        async with bench.database.transaction() as db:
            return len(await take_turns(db, bench.house, NOW))

    taken = await asyncio.gather(*(work() for _ in range(10)))

    assert sum(taken) == 1
    assert len(await bench.said()) == 1
    assert await bench.value("SELECT count(*) FROM messages WHERE taken_at IS NULL AND direction = 'in'") == 0


async def test_a_turn_and_what_it_says_are_committed_together(bench: Bench) -> None:
    await bench.receive(a_message("hi"))

    assert await bench.waiting("SendMessage") == 1
    assert await bench.rows("SELECT happened, to_status FROM timeline") == [
        {"happened": "enquired", "to_status": "qualifying"}
    ]


async def test_confirmed_brief_goes_to_the_artist_with_one_button(bench: Bench) -> None:
    lead = await bench.a_lead(Status.QUALIFYING, asked="summary")

    await bench.receive(a_tap("summary:send", "Send it"))

    body = json.loads(await bench.value("SELECT body FROM messages WHERE artist_id IS NOT NULL"))
    assert await bench.status(lead) == "pending_approval"
    assert f"#{lead}" in body["body"].splitlines()[0]
    assert (body["label"], body["url"]) == ("Look and decide", "[link]")


async def test_notification_of_a_brief_says_nothing_about_the_clients_health(bench: Bench) -> None:
    await bench.receive(a_message("I'd like a fox on my left wrist, about 10cm, I'm diabetic and 30"))
    async with bench.database.transaction() as db:
        await db.execute(
            "UPDATE leads SET current_question = 'summary', answers = $1::jsonb || answers",
            {
                key: {"text": a.text, "value": a.value, "source": a.source}
                for key, a in a_brief("idea").items()
            },
        )

    await bench.receive(a_tap("summary:send", "Send it"))

    sent = await bench.rows(
        "SELECT text, instead::text FROM messages WHERE artist_id IS NOT NULL ORDER BY id"
    )
    kept = await bench.value("SELECT answers -> 'idea' ->> 'text' FROM leads")
    assert "health" in sent[0]["text"]
    assert "fox" in sent[-1]["text"].casefold()
    assert "diabet" not in str(sent)
    assert "diabetic" in kept


async def test_client_with_a_link_that_has_run_out_hears_so_and_the_artist_sees_it(bench: Bench) -> None:
    lead = await bench.a_lead(Status.AWAITING_DEPOSIT)
    async with bench.database.transaction() as db:
        await deposits.request(
            db, lead, Decimal(60), "GBP", NOW - timedelta(minutes=1), NOW - timedelta(days=1)
        )

    await bench.receive(a_message("sorry i was away, can i still pay?"))

    assert await bench.value("SELECT reason FROM flags") == "deposit_link_wanted"
    assert "has run out" in (await bench.said())[-1]


async def test_stop_ends_what_was_still_waiting_to_be_said(bench: Bench) -> None:
    await bench.receive(a_message("hi"))
    await bench.receive(a_message("STOP"), now=NOW + timedelta(minutes=1))

    texts = await bench.rows("SELECT text, status FROM messages WHERE direction = 'out' ORDER BY id")
    assert [row["status"] for row in texts] == ["held_back", "queued"]
    assert await bench.value("SELECT opted_out FROM clients") is True
    assert await bench.value("SELECT count(*) FROM opt_outs WHERE ended_at IS NULL") == 1


async def test_start_ends_the_opt_out_and_keeps_its_history(bench: Bench) -> None:
    await bench.receive(a_message("STOP"))
    await bench.receive(a_message("START"), now=NOW + timedelta(minutes=1))

    assert await bench.value("SELECT opted_out FROM clients") is False
    assert await bench.value("SELECT count(*) FROM opt_outs WHERE ended_at IS NOT NULL") == 1


async def test_pictures_are_fetched_once_each_and_belong_to_the_lead(bench: Bench) -> None:
    await bench.receive(a_message("a fox tattoo"), a_picture(), a_picture("like this"))

    photos = await bench.rows("SELECT lead_id, caption, state FROM photos ORDER BY id")
    assert [photo["caption"] for photo in photos] == ["", "like this"]
    assert {photo["state"] for photo in photos} == {"waiting"}
    assert await bench.waiting("FetchPhoto") == 2


async def test_finished_enquiry_and_a_new_one_are_two_leads(bench: Bench) -> None:
    await bench.a_lead(Status.REJECTED)

    await bench.receive(a_message("hi, what about a rose on my ankle?"))

    statuses = await bench.rows("SELECT status FROM leads ORDER BY id")
    assert [row["status"] for row in statuses] == ["rejected", "qualifying"]


async def test_what_the_client_hears_is_passed_on_reaches_the_artist(bench: Bench) -> None:
    await bench.a_lead(Status.BOOKED)

    await bench.receive(a_message("sorry, I'm running late!", user_id="GB.15550100001"))

    told = await bench.value("SELECT text FROM messages WHERE artist_id IS NOT NULL")
    assert told == "#1: Maya Example is running late.\n> sorry, I'm running late!"
    assert await bench.offered() == ["answer"]


async def test_health_is_passed_on_without_the_words(bench: Bench) -> None:
    await bench.a_lead(Status.DEPOSIT_PAID)

    await bench.receive(
        a_message("by the way, left wrist, not right, and I'm diabetic", user_id="GB.15550100001")
    )

    told = await bench.value("SELECT string_agg(text, '') FROM messages WHERE artist_id IS NOT NULL")
    assert "#1: Maya Example has" in told
    assert "diabetic" not in told
