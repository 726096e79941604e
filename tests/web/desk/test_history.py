"""Everything that happened to an enquiry, with its reason, in words: on its page and on the one to print."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from tattoobot.actions.record_receipts import record_receipts
from tattoobot.db import leads
from tattoobot.db.leads import Entry
from tattoobot.domain.lead import Actor, Happened
from tattoobot.domain.messages import Receipt
from tattoobot.domain.reminders import Obstacle
from tattoobot.wording import phrases
from tests.builders import NOW, a_message
from tests.web.conftest import Desk
from tests.web.desk.conftest import Browser

SOURCE = Path(__file__).parents[3] / "src" / "tattoobot"
LITERAL = re.compile(
    r'Entry\([^"\n]*Actor\.\w+, "([a-z_]+)"|Note\("([a-z_]+)"|, "(opted_\w+)" if|else "(opted_\w+)"'
)


def happenings() -> set[str]:
    found: set[str] = {happened.value for happened in Happened}
    for folder in ("actions", "domain"):
        for file in (SOURCE / folder).rglob("*.py"):
            found |= {name for groups in LITERAL.findall(file.read_text()) for name in groups if name}
    return found


async def enter(desk: Desk, lead: int, happened: str, **detail: str) -> None:
    async with desk.database.transaction() as db:
        await leads.enter(db, [Entry(lead, Actor.CLOCK, happened, detail=detail)], NOW)


@pytest.mark.parametrize("language", ["en", "de", "es", "fr", "pt"])
def test_whatever_happens_has_words_in_every_language(language: str) -> None:
    said = phrases(language)

    assert len(happenings()) > 30
    assert [name for name in sorted(happenings()) if f"desk.step.{name}" not in said] == []
    assert [each for each in Obstacle if f"desk.step.because.{each}" not in said] == []


@pytest.mark.parametrize(
    ("happened", "detail", "said"),
    [
        ("approved", {"amount": "80.00", "currency": "GBP"}, "Approved, deposit £80"),
        ("rejected", {"reason": "Not my style."}, "Rejected: “Not my style.”"),
        ("rejected", {}, "Rejected"),
        ("booked", {"starts_at": "2026-04-10T10:00:00+00:00"}, "Booked: Friday 10 April"),
        ("handed_over", {"reason": "complaint"}, "Handed over to you: has a complaint"),
        ("handed_over", {"reason": "artist_took_over"}, "You took over"),
        ("corrected", {"key": "size"}, "Put right: Size"),
        ("reminded", {"kind": "quiet", "to": "client"}, "A reminder was sent"),
        ("reminded", {"kind": "quiet", "to": "artist"}, "You were reminded"),
        (
            "not_reminded",
            {"kind": "quiet", "to": "client", "reason": "window_closed"},
            "No reminder was sent, because the chat window was closed",
        ),
        ("act_not_done", {"action": "reject"}, "Not done: Reject, because things had moved on"),
        ("refund_asked", {"amount": "60.00", "currency": "GBP", "reason": ""}, "Refund of £60 under way"),
        ("dead_letter_retried", {}, "A failed delivery was dealt with"),
        ("something_of_tomorrow", {}, "something of tomorrow"),
    ],
)
async def test_a_happening_is_said_with_its_reason(
    desk: Desk, owner: Browser, happened: str, detail: dict[str, str], said: str
) -> None:
    lead = await desk.a_lead()
    await enter(desk, lead, happened, **detail)

    for path in (f"/desk/leads/{lead}", f"/desk/leads/{lead}/export"):
        assert said in (await owner.see(path)).words


async def test_what_was_not_sent_says_why_and_what_was_seen_says_when(desk: Desk, owner: Browser) -> None:
    await desk.receive(a_message("hi, a small fox please"))
    [message] = await desk.rows("SELECT id, lead_id FROM messages WHERE direction = 'out'")
    await desk.value(
        "UPDATE messages SET provider_id = 'wamid.out' WHERE id = $1 RETURNING id", message["id"]
    )
    async with desk.database.transaction() as db:
        seen = [
            Receipt("wamid.out", "delivered", NOW + timedelta(minutes=1)),
            Receipt("wamid.out", "read", NOW + timedelta(minutes=2)),
        ]
        await record_receipts(db, desk.house, seen, NOW)
    for status in ("waiting", "held_back", "replaced"):
        await desk.value(
            "INSERT INTO messages (client_id, lead_id, direction, kind, text, body, status, at)"
            " SELECT client_id, id, 'out', 'Text', $2 || ' words', '{}', $2, $3 FROM leads WHERE id = $1 RETURNING id",
            message["lead_id"],
            status,
            NOW,
        )

    words = (await owner.see(f"/desk/leads/{message['lead_id']}")).words

    assert "“waiting words” · Not sent yet, because the chat window was closed" in words
    assert "“held_back words” · Not sent, because they want no messages" in words
    assert "“replaced words” · Sent as a ready-made message, because the chat was closed" in words
    assert "· Seen by Maya today 10:02" in words
    assert "seen today 10:02" in words
