"""What the artist writes to the bot's own number: it reaches the client that is meant, or nobody, and is answered."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tattoobot.actions.send_brief import send_brief
from tattoobot.db import clients, leads
from tattoobot.domain.lead import Status
from tattoobot.domain.messages import Kind
from tests.actions.conftest import Bench
from tests.builders import NOW, a_message

ARTIST = "15550100999"


async def writes(bench: Bench, text: str, **more: Any) -> list[str]:
    """Returns what the artist hears."""
    before = await bench.value("SELECT coalesce(max(id), 0) FROM messages")
    await bench.receive(a_message(text, phone=ARTIST, user_id=None, at=NOW, **more), now=NOW)
    rows = await bench.rows(
        "SELECT text FROM messages WHERE direction = 'out' AND client_id IS NULL AND id > $1 ORDER BY id",
        before,
    )
    return [row["text"] for row in rows]


async def reached(bench: Bench) -> list[tuple[int, str]]:
    rows = await bench.rows(
        "SELECT lead_id, text FROM messages"
        " WHERE direction = 'out' AND artist_id IS NOT NULL AND client_id IS NOT NULL ORDER BY id"
    )
    return [(row["lead_id"], row["text"]) for row in rows]


async def a_brief_sent(bench: Bench, lead: int) -> None:
    """The artist has it in the chat, as wamid.brief<lead>."""
    async with bench.database.transaction() as db:
        one = await leads.by_id(db, lead)
        await send_brief(db, bench.house, await clients.by_id(db, one.client_id), one, NOW)
    await bench.rows(
        "UPDATE messages SET provider_id = 'wamid.brief' || lead_id WHERE lead_id = $1 RETURNING id", lead
    )


@pytest.mark.parametrize("first", [True, False])
async def test_the_brief_says_of_a_first_tattoo_that_it_is_one(bench: Bench, first: bool) -> None:
    lead = await bench.a_lead()
    if first:
        await bench.rows("UPDATE leads SET asked = '{\"kind.first\": 1}' RETURNING id")

    await a_brief_sent(bench, lead)

    [brief] = await bench.rows("SELECT text FROM messages WHERE artist_id IS NOT NULL")
    assert (" · first tattoo\n" in brief["text"]) is first


async def test_words_after_a_number_reach_that_client_once_and_the_bot_keeps_quiet(bench: Bench) -> None:
    maya = await bench.a_lead()
    await bench.a_lead(phone="15550100002", name="Tom Example")

    [told] = await writes(bench, f"#{maya} Friday at 2?", provider_id="wamid.once")
    again = await writes(bench, f"#{maya} Friday at 2?", provider_id="wamid.once")

    assert told == f"#{maya}: on its way to Maya Example. I keep quiet there until you let me go on."
    assert await bench.offered() == ["hand-back"]
    assert again == []
    assert await reached(bench) == [(maya, "Friday at 2?")]
    assert await bench.value("SELECT client_id FROM handovers WHERE ended_at IS NULL") is not None


async def test_a_reply_to_the_brief_reaches_its_client(bench: Bench) -> None:
    each_alone = replace(bench.house.studio.handover, briefs_alone=2)
    bench.house = replace(bench.house, studio=replace(bench.house.studio, handover=each_alone))
    maya, tom = await bench.a_lead(), await bench.a_lead(phone="15550100002", name="Tom Example")
    await a_brief_sent(bench, maya)
    await a_brief_sent(bench, tom)

    await writes(bench, "Could it be a little larger?", reply_to=f"wamid.brief{tom}")
    mixed = await writes(bench, f"#{maya} Friday?", reply_to=f"wamid.brief{tom}")
    unknown = await writes(bench, "Friday?", reply_to="wamid.nobody")

    assert await reached(bench) == [(tom, "Could it be a little larger?")]
    assert [text[:17] for text in (*mixed, *unknown)] == ["Which client do y"] * 2


async def test_a_yes_by_text_brings_the_link_and_changes_nothing(bench: Bench) -> None:
    maya = await bench.a_lead()
    await a_brief_sent(bench, maya)

    for words, reply_to in ((f"approve {maya}", None), ("ja", f"wamid.brief{maya}")):
        assert len(await writes(bench, words, reply_to=reply_to)) == 1
        assert await bench.offered() == ["approve", "answer"]
    [bare] = await writes(bench, "yes")

    assert bare.startswith("Which client")
    assert await bench.status(maya) == Status.PENDING_APPROVAL
    assert await reached(bench) == []


async def test_what_is_not_possible_says_what_is(bench: Bench) -> None:
    maya = await bench.a_lead(Status.DEPOSIT_PAID)

    [told] = await writes(bench, f"approve {maya}")

    assert "not possible now" in told
    assert await bench.offered() == ["send-booking-link", "mark-booked", "answer"]


async def test_nobody_is_written_to_where_it_is_not_certain(bench: Bench) -> None:
    maya = await bench.a_lead()
    await bench.a_lead(phone="15550100002")

    for text in ("7 pm works", f"#{maya} #2 hi", "#99 hello", "approve 1 and 2", "hello Maya"):
        assert len(await writes(bench, text)) == 1
    voice = await writes(bench, "", kind=Kind.AUDIO)

    assert await reached(bench) == []
    assert "nothing but words" in voice[0]


async def test_the_list_says_who_waits(bench: Bench) -> None:
    nobody = await writes(bench, "lista")
    maya = await bench.a_lead()
    await bench.a_lead(Status.BOOKED, phone="15550100002", name="Tom Example")

    [some] = await writes(bench, "list")

    assert nobody == ["Nobody waits for you. Go draw."]
    assert some.splitlines()[0] == "Waiting for you: 1"
    assert some.splitlines()[1].startswith(f"#{maya} Maya Example: ")


async def test_outside_the_window_and_after_stop_the_artist_is_told(bench: Bench) -> None:
    old = await bench.a_lead(wrote=NOW - timedelta(hours=30))
    gone = await bench.a_lead(phone="15550100002", name="Tom Example")
    await bench.opts_out("15550100002")

    [later] = await writes(bench, f"#{old} still there?")
    [silent] = await writes(bench, f"#{gone} still there?")

    assert "reads them after the next answer" in later
    assert "not sent" in silent
    assert [lead for lead, _ in await reached(bench)] == [old]
