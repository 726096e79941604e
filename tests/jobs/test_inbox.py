"""What WhatsApp sent, from the kept bytes to what it changes."""

import asyncio
from typing import Any

import pytest

from tattoobot.adapters.whatsapp.payloads import ANYBODY, Ours, updates
from tattoobot.db import consents, inbox
from tattoobot.db.inbox import Arrival
from tattoobot.db.presence import Presence
from tattoobot.jobs.inbox import Inbox
from tattoobot.web.webhooks.keeper import Keeper
from tests.actions.conftest import Bench
from tests.adapters.samples import sample, whatsapp
from tests.builders import NOW


async def arrive(bench: Bench, *bodies: bytes, ours: Ours = ANYBODY) -> None:
    """Webhooks are kept while a worker runs, then everything that there is to do is done."""
    worker = Inbox(
        bench.database, bench.house, lambda: NOW, livemode=False, presence=Presence(bench.database)
    )
    await worker.step()
    cut = [update for body in bodies for update in updates(body, ours)]
    async with bench.database.transaction() as db:
        for one in cut:
            await inbox.record(db, [Arrival("whatsapp", one.external_id, one.kind, one.raw.decode())])
    while await worker.step():
        pass


def a_text(body: str, number: int) -> bytes:
    message = {
        "from": "15550100001",
        "id": f"wamid.text{number}",
        "timestamp": "1773136800",
        "type": "text",
        "text": {"body": body},
    }
    return whatsapp("messages", messages=[message])


def within_one_second(*texts: str) -> bytes:
    """One webhook with these words, in this order, under ids that sort the other way round."""
    messages = [
        {
            "from": "15550100001",
            "id": f"wamid.{'ZYXWVUTS'[place]}",
            "timestamp": "1773136800",
            "type": "text",
            "text": {"body": text},
        }
        for place, text in enumerate(texts)
    ]
    return whatsapp("messages", messages=messages)


async def handled(bench: Bench) -> list[tuple[str, bool]]:
    rows = await bench.rows("SELECT kind, handled_at IS NOT NULL AS done FROM inbox ORDER BY id")
    return [(row["kind"], row["done"]) for row in rows]


async def test_a_new_number_in_the_middle_of_a_batch_is_dealt_with_in_its_place(bench: Bench) -> None:
    after = {
        "from": "15550100002",
        "from_user_id": "GB.10000000000000000002",
        "id": "wamid.after",
        "timestamp": "1773136900",
        "type": "text",
        "text": {"body": "it is me"},
    }

    await arrive(
        bench,
        sample("whatsapp/text"),
        sample("whatsapp/system_number_changed"),
        whatsapp("messages", messages=[after]),
    )

    assert await handled(bench) == [("message", True)] * 3
    assert await bench.rows("SELECT phone, user_id FROM clients") == [
        {"phone": "15550100002", "user_id": "GB.10000000000000000002"}
    ]
    assert await bench.value("SELECT count(*) FROM leads") == 1


async def test_a_user_id_update_keeps_the_number_that_it_names(bench: Bench) -> None:
    item = {
        "wa_id": "15550100001",
        "user_id": {"previous": "GB.10000000000000000001", "current": "GB.10000000000000000002"},
    }

    await arrive(bench, sample("whatsapp/text"), whatsapp("user_id_update", user_id_update=[item]))

    assert await bench.rows("SELECT phone, user_id FROM clients") == [
        {"phone": "15550100001", "user_id": "GB.10000000000000000002"}
    ]


async def test_what_the_artist_answers_from_the_phone_is_in_the_transcript_and_shows_on_the_lead(
    bench: Bench,
) -> None:
    await arrive(bench, sample("whatsapp/text"), sample("whatsapp/echo"))

    rows = await bench.rows(
        "SELECT client_id, lead_id, artist_id, status, text FROM messages WHERE artist_id = 1 AND client_id = 1"
    )
    assert rows == [
        {
            "client_id": 1,
            "lead_id": 1,
            "artist_id": 1,
            "status": "sent",
            "text": "It is me, the artist: come by at five.",
        }
    ]
    assert await bench.rows("SELECT reason FROM handovers") == [{"reason": "artist_answered"}]
    assert await bench.offered() == ["answer", "hand-back"]


async def test_marketing_is_off_after_stop_and_on_after_resume(bench: Bench) -> None:
    await arrive(bench, sample("whatsapp/preference_stop"))
    async with bench.database.reading() as db:
        stopped = await consents.given(db, 1, "marketing"), await consents.given(db, 1, "service")

    resume = sample("whatsapp/preference_resume").replace(b"1773136820", b"1773136900")
    await arrive(bench, resume)

    async with bench.database.reading() as db:
        assert (stopped, await consents.given(db, 1, "marketing")) == ((False, None), True)
    assert await bench.value("SELECT count(*) FROM consents") == 2


async def test_a_preference_that_arrives_late_does_not_undo_a_newer_one(bench: Bench) -> None:
    resume = sample("whatsapp/preference_resume").replace(b"1773136820", b"1773136000")

    await arrive(bench, sample("whatsapp/preference_stop"), resume)

    async with bench.database.reading() as db:
        assert await consents.given(db, 1, "marketing") is False


async def test_who_writes_first_agrees_to_the_service_and_stop_takes_it_all_back(bench: Bench) -> None:
    await arrive(bench, a_text("hi", 1))
    await arrive(bench, a_text("STOP", 2))

    rows = await bench.rows("SELECT purpose, given, wording, source FROM consents ORDER BY id")
    assert [(row["purpose"], row["given"], row["source"]) for row in rows] == [
        ("service", True, "first_message"),
        ("service", False, "chat"),
        ("marketing", False, "chat"),
    ]
    assert rows[1]["wording"] == "STOP"


async def test_an_update_that_cannot_be_read_is_put_aside_and_blocks_nobody(bench: Bench) -> None:
    async with bench.database.transaction() as db:
        await inbox.record(db, [Arrival("whatsapp", "broken", "message", "not JSON")])

    await arrive(bench, a_text("hi", 1))

    assert await handled(bench) == [("message", False), ("message", True)]
    assert await bench.value("SELECT failure FROM inbox WHERE external_id = 'broken'") is not None
    assert len(await bench.said()) == 1


async def test_an_update_that_breaks_the_sorting_is_put_aside_alone(bench: Bench) -> None:
    """A mistake that only one message brings out: here, a table refuses what it holds."""
    await bench.rows("ALTER TABLE messages ADD CONSTRAINT no_poison CHECK (text <> 'poison')")
    try:
        await arrive(bench, a_text("hi", 1), a_text("poison", 2), a_text("a fox", 3))
    finally:
        await bench.rows("ALTER TABLE messages DROP CONSTRAINT no_poison")

    assert await handled(bench) == [("message", True), ("message", False), ("message", True)]
    assert "CheckViolationError" in await bench.value("SELECT failure FROM inbox WHERE failure IS NOT NULL")
    assert await bench.value("SELECT count(*) FROM messages WHERE direction = 'in'") == 2


async def test_an_event_of_stripe_that_breaks_is_put_aside_alone(bench: Bench) -> None:
    async with bench.database.transaction() as db:
        for number in range(2):
            await inbox.record(db, [Arrival("stripe", f"evt_{number}", "x", "[]")])

    await arrive(bench)

    assert await bench.value("SELECT count(*) FROM inbox WHERE failure IS NOT NULL") == 2


@pytest.mark.parametrize("name", ["template_approved", "account_error", "reaction", "unknown_type"])
async def test_everything_else_is_kept_and_done_with(bench: Bench, name: str) -> None:
    await arrive(bench, sample(f"whatsapp/{name}"))

    assert all(done for _, done in await handled(bench))


async def test_what_is_said_within_one_second_keeps_the_order_of_its_arrival(bench: Bench) -> None:
    said = ("a small rose, fine line", "put it on my left wrist", "no wait, on my right ankle instead")
    cut = updates(within_one_second(*said))
    keeper = Keeper(bench.database)

    await keeper.keep([Arrival("whatsapp", one.external_id, one.kind, one.raw.decode()) for one in cut])
    await arrive(bench)

    kept = await bench.rows("SELECT text FROM messages WHERE direction = 'in' ORDER BY at, id")
    assert [row["text"] for row in kept] == list(said)
    answers = await bench.value("SELECT answers FROM leads")
    assert (answers["placement"]["value"]["part"], answers["placement"]["value"]["side"]) == (
        "ankle",
        "right",
    )


async def test_batches_that_wait_together_keep_the_order_in_which_they_came(bench: Bench) -> None:
    first, second = within_one_second("left", "no, right"), a_text("ankle", 0)
    keeper = Keeper(bench.database)

    await asyncio.gather(
        *(
            keeper.keep([Arrival("whatsapp", one.external_id, one.kind, one.raw.decode()) for one in cut])
            for cut in (updates(first), updates(second), updates(first))
        )
    )

    kept = await bench.rows(
        "SELECT payload::json -> 'message' -> 'text' ->> 'body' AS text FROM inbox ORDER BY id"
    )
    assert [row["text"] for row in kept] == ["left", "no, right", "ankle"]


OUR_NUMBER = Ours("100000000000001", "1")
ANOTHER = {"display_phone_number": "15550100555", "phone_number_id": "222222222222222"}
SENT = {"from": "15550100001", "id": "wamid.1", "timestamp": "1773136800", "type": "text"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("messages", {"messages": [{**SENT, "text": {"body": "STOP"}}]}),
        ("messages", {"statuses": [{"id": "wamid.out", "status": "read", "recipient_id": "15550100001"}]}),
        ("smb_message_echoes", {"message_echoes": [{**SENT, "to": "15550100001", "text": {"body": "hi"}}]}),
        (
            "user_preferences",
            {
                "user_preferences": [
                    {"wa_id": "15550100001", "category": "marketing_messages", "value": "stop"}
                ]
            },
        ),
        (
            "user_id_update",
            {
                "user_id_update": [
                    {"wa_id": "15550100001", "user_id": {"previous": "GB.1", "current": "GB.2"}}
                ]
            },
        ),
    ],
)
async def test_what_is_for_another_number_is_kept_and_changes_nothing(
    bench: Bench, name: str, value: dict[str, Any]
) -> None:
    await arrive(bench, whatsapp(name, metadata=ANOTHER, **value), ours=OUR_NUMBER)

    assert await handled(bench) == [("for_another", True)]
    for table in ("clients", "leads", "messages", "handles", "opt_outs", "consents", "outbox"):
        assert await bench.value(f"SELECT count(*) FROM {table}") == 0


@pytest.mark.parametrize("metadata", [None, {}, {"phone_number_id": OUR_NUMBER.phone_number_id}])
async def test_what_names_our_number_or_none_is_ours(bench: Bench, metadata: dict[str, str] | None) -> None:
    body = whatsapp("messages", metadata=metadata, messages=[{**SENT, "text": {"body": "hi"}}])

    await arrive(bench, body, ours=OUR_NUMBER)

    assert await bench.value("SELECT count(*) FROM leads") == 1


async def test_news_of_another_account_stops_nothing(bench: Bench) -> None:
    await arrive(bench, sample("whatsapp/account_restricted"), ours=Ours("", "100000000000009"))

    assert await handled(bench) == [("for_another", True)]
    assert await bench.value("SELECT count(*) FROM pauses") == 0
