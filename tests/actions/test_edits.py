"""Clients change and delete messages that they have sent: what counts is what they say now."""

from datetime import timedelta
from typing import Any

import pytest

from tattoobot.domain.lead import Status
from tattoobot.domain.messages import Inbound, Kind, Media
from tests.actions.conftest import Bench
from tests.builders import NOW, a_message, a_picture

AN_IDEA = "a fox, fine line"


def an_edit(of: Inbound, text: str, **changes: Any) -> Inbound:
    return a_message(text, Kind.EDIT, reply_to=of.provider_id, **changes)


async def answers(bench: Bench) -> dict[str, Any]:
    found: dict[str, Any] = await bench.value("SELECT answers FROM leads ORDER BY id DESC LIMIT 1")
    return found


async def flags(bench: Bench, lead: int) -> set[str]:
    return {row["reason"] for row in await bench.rows("SELECT reason FROM flags WHERE lead_id = $1", lead)}


async def told_artist(bench: Bench) -> str:
    told: str = await bench.value(
        "SELECT text FROM messages WHERE direction = 'out' AND artist_id IS NOT NULL ORDER BY id DESC LIMIT 1"
    )
    return told or ""


async def test_a_changed_message_corrects_what_it_said(bench: Bench) -> None:
    size = a_message("10 cm")
    await bench.receive(a_message(AN_IDEA))
    await bench.receive(size)

    await bench.receive(an_edit(size, "15 cm"), now=NOW + timedelta(minutes=1))

    assert (await answers(bench))["size"]["value"] == {"longest_cm": 15.0}
    assert "Done: 15 cm" in (await bench.said())[-1]

    await bench.receive(an_edit(size, "20"), now=NOW + timedelta(minutes=2))

    assert (await answers(bench))["size"]["value"] == {"longest_cm": 20.0}


async def test_a_changed_number_answers_the_question_that_it_answered_before(bench: Bench) -> None:
    size = a_message("10")
    await bench.receive(a_message("a fox on my left wrist, fine line"))
    await bench.receive(size)
    assert (await answers(bench))["size"]["value"] == {"longest_cm": 10.0}
    await bench.receive(a_message("black and grey"))

    await bench.receive(an_edit(size, "15"), now=NOW + timedelta(minutes=1))

    assert (await answers(bench))["size"]["value"] == {"longest_cm": 15.0}
    assert "budget" not in await answers(bench)


async def test_a_message_changed_before_it_was_answered_says_only_what_it_says_now(bench: Bench) -> None:
    size = a_message("10 cm")
    await bench.receive(a_message(AN_IDEA))

    await bench.receive(size, an_edit(size, "12 cm"), an_edit(size, "15 cm"))

    assert (await answers(bench))["size"]["value"] == {"longest_cm": 15.0}
    assert "Changed" not in (await bench.said())[-1]


@pytest.mark.parametrize("now", ["10cm", "10 cm!"])
async def test_mending_a_slip_of_the_pen_is_quiet(bench: Bench, now: str) -> None:
    size = a_message("10 cm")
    await bench.receive(a_message(AN_IDEA))
    await bench.receive(size)
    said = await bench.said()

    await bench.receive(an_edit(size, now), now=NOW + timedelta(minutes=1))

    assert await bench.said() == said
    assert (await answers(bench))["size"]["value"] == {"longest_cm": 10.0}


async def test_the_picture_of_a_changed_caption_is_kept_once(bench: Bench) -> None:
    picture = a_picture("a fox")
    await bench.receive(picture)

    await bench.receive(an_edit(picture, "this wolf", media=Media("media-again", "image/jpeg")))

    assert await bench.value("SELECT count(*) FROM photos") == 1


@pytest.mark.parametrize("status", [Status.PENDING_APPROVAL, Status.AWAITING_DEPOSIT, Status.BOOKING_PENDING])
async def test_the_artist_who_has_the_brief_reads_what_was_changed(bench: Bench, status: Status) -> None:
    lead, size = await bench.a_lead(status), a_message("the size is 12 cm")
    await bench.receive(size)

    await bench.receive(an_edit(size, "the size is *15 cm*"), now=NOW + timedelta(minutes=1))

    assert (await answers(bench))["size"]["value"] == {"longest_cm": 15.0}
    assert "message_changed" in await flags(bench, lead)
    told = await told_artist(bench)
    assert "has changed a message" in told
    assert "> the size is 15 cm" in told


async def test_a_change_after_the_booking_reaches_the_artist(bench: Bench) -> None:
    lead, parking = await bench.a_lead(Status.BOOKED), a_message("I'll come by car")
    await bench.receive(parking)

    await bench.receive(an_edit(parking, "I'll come by train"), now=NOW + timedelta(hours=2))

    assert "message_changed" in await flags(bench, lead)
    assert "> I'll come by train" in await told_artist(bench)


def a_deletion(of: Inbound) -> Inbound:
    return a_message("", Kind.REVOKE, reply_to=of.provider_id)


async def test_what_only_a_deleted_message_said_is_open_again_and_its_words_are_gone(bench: Bench) -> None:
    size = a_message("10 cm")
    await bench.receive(a_message(AN_IDEA))
    await bench.receive(size)
    await bench.receive(an_edit(size, "15 cm"))

    await bench.receive(a_deletion(size), now=NOW + timedelta(minutes=1))

    assert not {"size"} & (await answers(bench)).keys()
    assert {"idea", "style"} <= (await answers(bench)).keys()
    kept = await bench.rows(
        "SELECT text, body FROM messages WHERE direction = 'in' ORDER BY id OFFSET 1 LIMIT 2"
    )
    assert [row["text"] for row in kept] == ["Deleted by the client."] * 2
    assert not [row for row in kept if "0 cm" in row["body"] or "5 cm" in row["body"]]


async def test_what_another_message_says_as_well_stays(bench: Bench) -> None:
    size = a_message("10 cm")
    await bench.receive(a_message(AN_IDEA))
    await bench.receive(size)
    await bench.receive(a_message("10 cm, black and grey"))

    await bench.receive(a_deletion(size), now=NOW + timedelta(minutes=1))

    assert (await answers(bench))["size"]["value"] == {"longest_cm": 10.0}


@pytest.mark.parametrize("apart", [True, False])
async def test_a_deleted_picture_is_hidden_and_pictures_are_asked_for_again(
    bench: Bench, apart: bool
) -> None:
    picture = a_picture("my own hand, privately")
    await bench.receive(a_message(AN_IDEA))

    if apart:
        await bench.receive(picture)
        assert "reference_images" in await answers(bench)
        await bench.receive(a_deletion(picture), now=NOW + timedelta(minutes=1))
    else:
        await bench.receive(picture, a_deletion(picture))

    assert "reference_images" not in await answers(bench)
    assert await bench.rows("SELECT lead_id, state, caption FROM photos") == [
        {"lead_id": None, "state": "lost", "caption": ""}
    ]
    assert not await bench.rows("SELECT FROM messages WHERE position('privately' IN text || body) > 0")


async def test_with_another_picture_left_pictures_are_known(bench: Bench) -> None:
    one, other = a_picture(), a_picture()
    await bench.receive(a_message(AN_IDEA))
    await bench.receive(one, other)

    await bench.receive(a_deletion(one), now=NOW + timedelta(minutes=1))

    assert "reference_images" in await answers(bench)


async def test_in_a_brief_that_was_sent_the_words_are_gone_and_what_was_understood_stays(
    bench: Bench,
) -> None:
    lead, size = await bench.a_lead(Status.PENDING_APPROVAL), a_message("the size is 12 cm")
    await bench.receive(size)

    await bench.receive(a_deletion(size), now=NOW + timedelta(minutes=1))

    assert (await answers(bench))["size"] == {"text": "", "value": {"longest_cm": 12.0}, "source": "words"}
    assert "message_deleted" in await flags(bench, lead)
