"""What could not be done, and what a person decides about it."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from tattoobot.actions.put_turn_aside import put_turn_aside
from tattoobot.actions.take_turns import take_turns
from tattoobot.db import dead_letters, inbox, leads, outbox, transcript
from tattoobot.db.inbox import Arrival
from tattoobot.db.leads import Flag
from tattoobot.db.transcript import Written
from tattoobot.db.wake import CHANNEL
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import Status
from tattoobot.domain.messages import Text
from tests.builders import NOW, a_message
from tests.web.conftest import Desk

Json = dict[str, Any]


async def letters(desk: Desk, **query: Any) -> list[Json]:
    answer = await desk.get("/dead-letters", **query)
    assert answer.status_code == 200
    items: list[Json] = answer.json()["items"]
    return items


async def decide(desk: Desk, letter: Json, decision: str) -> int:
    return (await desk.post(f"/dead-letters/{letter['kind']}/{letter['id']}/{decision}")).status_code


async def a_dead_arrival(desk: Desk, payload: str = "{}") -> Json:
    async with desk.database.transaction() as db:
        await inbox.record(db, [Arrival("whatsapp", "wamid.secret", "message", payload)])
        [row] = await inbox.new(db, "whatsapp")
        await inbox.fail(db, row.id, "It is not JSON.")
    [letter] = await letters(desk)
    return letter


async def a_dead_message(desk: Desk) -> Json:
    """A message to a client, refused for good."""
    lead = await desk.a_lead(Status.QUALIFYING)
    async with desk.database.transaction() as db:
        await transcript.write(db, [Written(Text("Hello Maya"), client_id=1, lead_id=lead)], NOW)
        [delivery] = await outbox.claim(db, NOW, 10, 1)
        await outbox.dead(db, delivery.id, "WhatsApp refused it.")
        await leads.raise_flags(db, [Flag(lead, FlagReason.DELIVERY_FAILED)], NOW)
    [letter] = await letters(desk)
    return letter


async def gives_up(desk: Desk) -> None:
    """What waits is refused for good."""
    async with desk.database.transaction() as db:
        for delivery in await outbox.claim(db, NOW, 10, 1):
            await outbox.dead(db, delivery.id, "Refused.")


async def a_turn_put_aside(desk: Desk) -> Json:
    await desk.receive(a_message("hi"), now=NOW)
    async with desk.database.transaction() as db:
        await db.execute("UPDATE messages SET taken_at = NULL WHERE direction = 'in'")
        await put_turn_aside(db, 1, "ValueError", NOW)
    [letter] = await letters(desk)
    return letter


async def a_broken_job(desk: Desk, job: str = "sweep") -> Json:
    async with desk.database.transaction() as db:
        for _ in range(3):
            await dead_letters.note_job_failure(db, job, "A mistake of ours: KeyError.")
    [letter] = await letters(desk)
    return letter


DEATHS = [a_dead_arrival, a_dead_message, a_turn_put_aside, a_broken_job]


async def test_nobody_sees_them_without_the_key(desk: Desk) -> None:
    answer = await desk.http.get("/admin/dead-letters")

    assert answer.status_code == 401


async def test_each_says_what_it_is_why_and_since_when_and_nothing_personal(desk: Desk) -> None:
    payload = '{"message": {"text": {"body": "my secret"}, "from": "15550100001"}}'
    arrival = await a_dead_arrival(desk, payload)

    assert arrival["kind"] == "inbox"
    assert arrival["cause"] == "It is not JSON."
    assert arrival["summary"] == {
        "provider": "whatsapp",
        "update": "message",
        "bytes": len(payload),
        "attempts": 0,
    }


async def test_a_dead_message_names_its_lead_and_not_its_words(desk: Desk) -> None:
    letter = await a_dead_message(desk)

    assert letter["lead_id"] == 1
    assert letter["cause"] == "WhatsApp refused it."
    assert letter["summary"] == {
        "effect": "SendMessage",
        "message": "Text",
        "attempts": 1,
        "client_id": 1,
        "to": "client",
    }


@pytest.mark.parametrize("die", DEATHS)
@pytest.mark.parametrize("decision", ["retry", "drop"])
async def test_what_is_decided_is_decided_once(desk: Desk, die: Any, decision: str) -> None:
    letter = await die(desk)

    answers = await asyncio.gather(*(decide(desk, letter, decision) for _ in range(8)))

    assert set(answers) == {200}
    assert await letters(desk) == []
    assert await desk.value("SELECT count(*) FROM dead_letters_settled") == 1
    assert await decide(desk, letter, "drop" if decision == "retry" else "retry") == 409


@pytest.mark.parametrize("die", [a_dead_message, a_turn_put_aside])
@pytest.mark.parametrize(("decision", "happened"), [("retry", "retried"), ("drop", "dropped")])
async def test_the_timeline_of_its_lead_says_so(desk: Desk, die: Any, decision: str, happened: str) -> None:
    letter = await die(desk)

    await decide(desk, letter, decision)

    rows = await desk.rows("SELECT actor, happened FROM timeline WHERE happened LIKE 'dead_letter%'")
    assert rows == [{"actor": "artist", "happened": f"dead_letter_{happened}"}]
    assert await desk.value("SELECT count(*) FROM flags WHERE resolved_at IS NULL") == 0


async def test_a_retried_arrival_is_read_again(desk: Desk) -> None:
    await decide(desk, await a_dead_arrival(desk), "retry")

    async with desk.database.transaction() as db:
        assert len(await inbox.new(db, "whatsapp")) == 1


async def test_a_dropped_arrival_is_done_with(desk: Desk) -> None:
    await decide(desk, await a_dead_arrival(desk), "drop")

    async with desk.database.transaction() as db:
        assert await inbox.new(db, "whatsapp") == []


async def test_a_retried_message_goes_out_again_as_if_it_were_new(desk: Desk) -> None:
    letter = await a_dead_message(desk)
    desk.time.at = NOW + timedelta(days=2)

    await decide(desk, letter, "retry")

    async with desk.database.transaction() as db:
        [delivery] = await outbox.claim(db, desk.time(), 10, 1)
    assert (delivery.attempts, delivery.created_at) == (1, desk.time())
    assert await desk.value("SELECT status FROM messages WHERE direction = 'out'") == "queued"


async def test_nothing_is_sent_again_to_somebody_who_has_opted_out_since(desk: Desk) -> None:
    letter = await a_dead_message(desk)
    await desk.opts_out()

    assert await decide(desk, letter, "retry") == 409
    assert len(await letters(desk)) == 1


async def test_a_payment_page_that_is_dropped_can_be_asked_for_again(desk: Desk) -> None:
    lead = await desk.a_lead()
    await desk.act(lead, "approve")
    await gives_up(desk)
    [letter] = await letters(desk)

    await decide(desk, letter, "drop")
    await desk.act(lead, "send-deposit")

    assert letter["lead_id"] == lead
    assert await desk.waiting("OpenCheckout") == 1


async def test_asked_for_again_a_page_that_could_not_be_opened_is_opened_with_the_same_key(
    desk: Desk,
) -> None:
    lead = await desk.a_lead()
    await desk.act(lead, "approve")
    await gives_up(desk)
    key = await desk.value("SELECT idempotency_key FROM deposits")
    desk.time.at = NOW + timedelta(hours=1)

    for _ in range(3):
        await desk.act(lead, "send-deposit")

    assert await desk.rows("SELECT state, attempts FROM outbox") == [{"state": "waiting", "attempts": 0}]
    assert await desk.rows("SELECT status, idempotency_key FROM deposits") == [
        {"status": "requested", "idempotency_key": key}
    ]
    assert await letters(desk) == []
    assert (await desk.get(f"/leads/{lead}")).json()["needs_artist"] is None


async def test_asked_for_when_the_page_would_be_over_a_fresh_one_is_opened(desk: Desk) -> None:
    lead = await desk.a_lead()
    await desk.act(lead, "approve")
    await gives_up(desk)
    desk.time.at = NOW + timedelta(hours=25)

    for _ in range(3):
        await desk.act(lead, "send-deposit")

    rows = await desk.rows("SELECT state, amount FROM attempts ORDER BY id")
    assert [row["state"] for row in rows] == ["expired", "asked"]
    assert rows[0]["amount"] == rows[1]["amount"]
    assert await desk.rows("SELECT state, body ->> 'attempt_id' AS attempt FROM outbox") == [
        {"state": "waiting", "attempt": "2"}
    ]
    assert await letters(desk) == []


async def test_a_retried_turn_is_taken_at_once_and_a_dropped_one_never(desk: Desk) -> None:
    said = len(await desk.said())
    await decide(desk, await a_turn_put_aside(desk), "retry")

    async with desk.database.transaction() as db:
        assert len(await take_turns(db, desk.house, NOW)) == 1
    assert len(await desk.said()) > said


async def test_what_a_dropped_turn_was_about_counts_as_read(desk: Desk) -> None:
    await decide(desk, await a_turn_put_aside(desk), "drop")

    async with desk.database.transaction() as db:
        assert len(await take_turns(db, desk.house, NOW + timedelta(days=1))) == 0
    assert await desk.value("SELECT count(*) FROM messages WHERE taken_at IS NULL AND direction = 'in'") == 0


async def test_a_turn_that_was_taken_after_all_is_no_dead_letter(desk: Desk) -> None:
    await a_turn_put_aside(desk)

    async with desk.database.transaction() as db:
        await take_turns(db, desk.house, NOW + timedelta(hours=1))

    assert await letters(desk) == []


async def test_a_retried_job_is_woken(desk: Desk) -> None:
    letter = await a_broken_job(desk, "inbox")
    woken: list[object] = []
    called = asyncio.Event()

    def hear(*call: object) -> None:
        woken.append(call[-1])
        called.set()

    async with desk.database.reading() as db:
        await db.add_listener(CHANNEL, hear)
        await decide(desk, letter, "retry")
        await asyncio.wait_for(called.wait(), 5)
        await db.remove_listener(CHANNEL, hear)

    assert letter["summary"]["times"] == 3
    assert woken == ["inbox"]


@pytest.mark.parametrize(
    "path", ["outbox/7", "outbox/x", "inbox/99999999999999999999", "nothing/1", "job/none", "turn/1"]
)
async def test_what_is_not_there_cannot_be_decided(desk: Desk, path: str) -> None:
    answer = await desk.post(f"/dead-letters/{path}/retry")

    assert (answer.status_code, answer.json()["code"]) == (404, "dead_letter_not_found")


async def test_letters_of_one_kind_come_page_by_page(desk: Desk) -> None:
    async with desk.database.transaction() as db:
        for number in range(7):
            await inbox.record(db, [Arrival("stripe", f"evt_{number}", "x", "{}")])
        await db.execute("UPDATE inbox SET failure = 'no', received_at = $1", NOW)
        await dead_letters.note_job_failure(db, "sweep", "no")

    seen: list[str] = []
    cursor = ""
    while True:
        answer = (await desk.get("/dead-letters", kind="inbox", limit=3, cursor=cursor)).json()
        seen += [item["id"] for item in answer["items"]]
        cursor = answer["next_cursor"]
        if not cursor:
            break

    assert sorted(seen) == [str(n) for n in range(1, 8)]
    assert answer["counts"] == {"inbox": 7, "outbox": 0, "turn": 0, "job": 1}


@pytest.mark.parametrize("cursor", ["x", "!!", "MjAyNg", "MjAyNi0wMy0xMCBhIGI"])
async def test_a_cursor_of_somebody_elses_is_refused(desk: Desk, cursor: str) -> None:
    answer = await desk.get("/dead-letters", cursor=cursor)

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_cursor")
