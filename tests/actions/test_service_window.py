"""Outside WhatsApp's 24 hours: a template goes out, once, and the words follow when they write again."""

from datetime import datetime, timedelta

from tattoobot.actions.approve_lead import approve_lead
from tattoobot.actions.merge_clients import merge_clients
from tattoobot.actions.record_checkout import record_checkout
from tattoobot.actions.reject_lead import reject_lead
from tattoobot.actions.send_instead import send_instead
from tattoobot.db import clients
from tattoobot.domain.lead import Status
from tests.actions.conftest import Bench
from tests.builders import NOW, a_message

LATER = NOW + timedelta(hours=30)


async def outside(bench: Bench) -> None:
    """What the worker does with every free text that is due while the window is closed."""
    waiting = await bench.rows(
        "SELECT o.message_id FROM outbox o JOIN messages m ON m.id = o.message_id"
        " WHERE m.kind <> 'Template' ORDER BY o.id"
    )
    for row in waiting:
        async with bench.database.transaction() as db:
            assert await send_instead(db, bench.house, row["message_id"], LATER)


async def reject(bench: Bench, reason: str = "") -> None:
    lead = await bench.a_lead()
    async with bench.database.transaction() as db:
        await reject_lead(db, bench.house, lead, LATER, reason=reason)


async def test_template_says_the_same_in_the_place_of_the_words(bench: Bench) -> None:
    lead = await bench.a_lead()
    async with bench.database.transaction() as db:
        await approve_lead(db, bench.house, lead, LATER)
        await record_checkout(db, bench.house, 1, "cs_test_1", "https://pay.example.com/cs_test_1", LATER)

    await outside(bench)

    messages = await bench.rows("SELECT kind, text, status FROM messages ORDER BY id")
    assert [(m["kind"], m["status"]) for m in messages] == [
        ("LinkButton", "replaced"),
        ("Template", "queued"),
    ]
    assert messages[1]["text"] == "deposit_link"


async def test_words_that_no_template_says_wait_until_the_client_writes(bench: Bench) -> None:
    await reject(bench, reason="I don't do portraits.")
    await outside(bench)
    assert [row["status"] for row in await bench.rows("SELECT status FROM messages ORDER BY id")] == [
        "waiting",
        "queued",
    ]

    await bench.receive(a_message("hello?", user_id="GB.15550100001"), now=LATER + timedelta(hours=1))

    queued = await bench.rows(
        "SELECT m.text FROM outbox o JOIN messages m ON m.id = o.message_id WHERE m.kind = 'Text' ORDER BY o.id"
    )
    assert "I don't do portraits." in queued[0]["text"]


async def test_word_that_there_is_news_is_sent_once_however_much_waits(bench: Bench) -> None:
    await reject(bench, reason="I don't do portraits.")
    async with bench.database.transaction() as db:
        # No action takes a no back: two of them are what makes two messages wait.
        await db.execute("UPDATE leads SET status = 'pending_approval'")
        await reject_lead(db, bench.house, 1, LATER, reason="And my books are closed.")

    await outside(bench)

    assert await bench.value("SELECT count(*) FROM messages WHERE kind = 'Template'") == 1
    assert await bench.value("SELECT count(*) FROM messages WHERE status = 'waiting'") == 2


async def test_told_twice_that_the_window_is_closed_one_template_goes_out(bench: Bench) -> None:
    await reject(bench)
    message = await bench.value("SELECT id FROM messages")

    for _ in range(2):
        async with bench.database.transaction() as db:
            await send_instead(db, bench.house, message, LATER)

    assert await bench.value("SELECT count(*) FROM messages WHERE kind = 'Template'") == 1


async def test_stop_is_obeyed_by_what_waited_for_the_window_that_it_opens(bench: Bench) -> None:
    await reject(bench, reason="I don't do portraits.")
    await outside(bench)

    await bench.receive(a_message("STOP", user_id="GB.15550100001"), now=LATER + timedelta(hours=1))

    assert await waits(bench) == ["queued: Done, I won't message you any more."]
    assert await statuses(bench) == ["held_back", "held_back", "queued"]


async def test_what_waits_for_the_window_is_said_to_nobody_who_turns_out_to_have_said_stop(
    bench: Bench,
) -> None:
    await reject(bench, reason="I don't do portraits.")
    await outside(bench)
    async with bench.database.transaction() as db:
        other = await db.fetchval("INSERT INTO clients (opted_out) VALUES (true) RETURNING id")
        await clients.lock(db, [1, other])
        await merge_clients(db, 1, other, LATER)

    await bench.receive(a_message("hello?", user_id="GB.15550100001"), now=LATER + timedelta(hours=1))

    # What they wrote is answered with how to come back, and the artist hears of it; what waited stays unsaid.
    to_client, to_artist = await waits(bench)
    assert "START" in to_client
    assert "hello?" in to_artist
    assert await statuses(bench) == ["held_back", "held_back", "queued", "queued"]


async def waits(bench: Bench) -> list[str]:
    rows = await bench.rows(
        "SELECT m.status, m.text FROM outbox o JOIN messages m ON m.id = o.message_id ORDER BY o.id"
    )
    return [f"{row['status']}: {row['text'].split(' If ')[0]}" for row in rows]


async def statuses(bench: Bench) -> list[str]:
    rows = await bench.rows("SELECT status FROM messages WHERE direction = 'out' ORDER BY id")
    return [row["status"] for row in rows]


async def test_what_a_template_promised_the_artist_follows_when_they_answer_it(bench: Bench) -> None:
    await bench.receive(a_message("can I talk to a human about my refund please"))
    await outside(bench)
    sent = await bench.value("SELECT text FROM messages WHERE kind = 'Template' AND artist_id IS NOT NULL")
    assert sent == "artist_called"

    await artist_writes(bench, "yes, send it")

    queued = await to_the_artist(bench)
    assert "refund" in queued[-1]
    assert not any("what you write here reaches no client" in text for text in queued)
    await artist_writes(bench, "thanks")
    assert [text for text in await to_the_artist(bench) if "refund" in text] == [queued[-1]]


async def test_the_whole_brief_follows_until_it_is_decided(bench: Bench) -> None:
    await bench.a_lead(Status.QUALIFYING, asked="summary")
    await bench.receive(a_message("send it", user_id="GB.15550100001"))
    await outside(bench)

    async with bench.database.transaction() as db:
        await reject_lead(db, bench.house, 1, LATER)
    await artist_writes(bench, "show me")
    assert not any("a fox" in text for text in await to_the_artist(bench))

    async with bench.database.transaction() as db:
        await db.execute("UPDATE leads SET status = 'pending_approval'")
    await artist_writes(bench, "show me")
    assert any("a fox" in text for text in await to_the_artist(bench))


async def test_what_waited_for_weeks_does_not_flood_an_artist_who_writes_again(bench: Bench) -> None:
    await bench.receive(a_message("can I talk to a human about my refund please"))
    await outside(bench)

    await artist_writes(bench, "hello", now=NOW + timedelta(days=20))

    assert not any("refund" in text for text in await to_the_artist(bench))


async def artist_writes(bench: Bench, text: str, now: datetime = LATER) -> None:
    await bench.receive(a_message(text, phone="15550100999", user_id=None, at=now), now=now)


async def to_the_artist(bench: Bench) -> list[str]:
    """What is on its way to the artist in free words, with or without a button."""
    rows = await bench.rows(
        "SELECT m.text FROM outbox o JOIN messages m ON m.id = o.message_id"
        " WHERE m.artist_id IS NOT NULL AND m.kind IN ('Text', 'LinkButton') ORDER BY o.id"
    )
    return [row["text"] for row in rows]
