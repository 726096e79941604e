"""The artist takes over, answers and hands back: over the API, and by the link in the chat."""

from datetime import timedelta

import pytest

from tattoobot.db import leads
from tattoobot.db.leads import Flag
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.handover import Reason
from tattoobot.domain.lead import Action, Status
from tests.builders import NOW, a_message
from tests.web.conftest import Desk


async def test_an_open_handover_is_what_the_artist_sees_first(desk: Desk) -> None:
    lead = await desk.a_lead(Status.DEPOSIT_PAID)
    async with desk.database.transaction() as db:
        await leads.raise_flags(db, [Flag(lead, FlagReason.VOICE_NOTE)], NOW - timedelta(hours=3))

    await desk.receive(a_message("can i talk to someone", user_id="GB.15550100001"))

    shown = (await desk.get(f"/leads/{lead}")).json()
    assert shown["needs_artist"] == {"reason": "human_request", "since": "2026-03-10T10:00:00Z"}
    assert shown["allowed_actions"] == ["send-booking-link", "mark-booked", "cancel", "hand-back", "answer"]


async def test_what_is_about_health_stands_before_an_older_question(desk: Desk) -> None:
    lead = await desk.a_lead(Status.PENDING_APPROVAL)
    async with desk.database.transaction() as db:
        await leads.raise_flags(db, [Flag(lead, FlagReason.QUESTION)], NOW - timedelta(hours=3))
        await leads.raise_flags(db, [Flag(lead, Reason.MEDICAL)], NOW)

    shown = (await desk.get(f"/leads/{lead}")).json()

    assert shown["needs_artist"]["reason"] == "medical"


async def test_taking_over_and_handing_back(desk: Desk) -> None:
    lead = await desk.a_lead(Status.QUALIFYING)

    taken = await desk.act(lead, "hand-over")
    again = await desk.act(lead, "hand-over")
    given = await desk.act(lead, "hand-back")
    twice = await desk.act(lead, "hand-back")

    assert [answer.status_code for answer in (taken, again, given, twice)] == [200, 409, 200, 409]
    assert taken.json()["needs_artist"]["reason"] == "artist_took_over"
    assert given.json()["needs_artist"] is None


async def test_what_the_artist_writes_is_theirs_in_the_transcript(desk: Desk) -> None:
    lead = await desk.a_lead(Status.PENDING_APPROVAL)

    answer = await desk.act(lead, "messages", json={"text": "  Hi, it's Robin: love it!  "})

    [message] = (await desk.get(f"/leads/{lead}")).json()["messages"]
    assert answer.status_code == 200
    assert (message["said_by"], message["text"]) == ("artist", "Hi, it's Robin: love it!")


@pytest.mark.parametrize("body", [{}, {"text": ""}, {"text": "  "}, {"text": 3}, {"text": "x" * 4097}])
async def test_words_that_cannot_be_sent_are_refused(desk: Desk, body: dict[str, object]) -> None:
    lead = await desk.a_lead()

    answer = await desk.act(lead, "messages", json=body)

    assert answer.status_code == 422
    assert await desk.value("SELECT count(*) FROM handovers") == 0


async def test_outside_the_window_the_api_says_so(desk: Desk) -> None:
    lead = await desk.a_lead(wrote=NOW - timedelta(hours=25))

    answer = await desk.act(lead, "messages", json={"text": "hello"})

    assert (answer.status_code, answer.json()["code"]) == (409, "window_closed")


@pytest.mark.parametrize("action", ["hand-over", "hand-back", "messages"])
async def test_an_unknown_lead_is_not_found(desk: Desk, action: str) -> None:
    assert (
        await desk.act(99, action, json={"text": "hi"} if action == "messages" else {})
    ).status_code == 404


async def test_a_no_hands_back_and_the_link_to_do_so_comes_too_late(desk: Desk) -> None:
    lead = await desk.a_lead(Status.PENDING_APPROVAL)
    await desk.act(lead, "hand-over")
    link = await desk.link(lead, Action.HAND_BACK)
    await desk.act(lead, "reject")

    assert await desk.value("SELECT ended_by FROM handovers") == "artist"
    assert (await desk.press(link)).status_code == 409


async def test_a_link_that_comes_too_late_changes_nothing(desk: Desk) -> None:
    lead = await desk.a_lead(Status.QUALIFYING)
    await desk.act(lead, "hand-over")
    link = await desk.link(lead, Action.HAND_BACK)
    await desk.act(lead, "hand-back")

    assert (await desk.press(link)).status_code == 409
