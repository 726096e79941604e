"""A client's name and words never look like ours in the artist's chat."""

from datetime import timedelta

import pytest

from tattoobot.actions.send_booking_link import send_booking_link
from tattoobot.actions.send_instead import send_instead
from tattoobot.actions.send_reminders import send_reminders
from tattoobot.db import leads
from tattoobot.db.leads import Entry
from tattoobot.domain.lead import Actor, Status
from tests.actions.conftest import Bench
from tests.builders import NOW, a_message, a_tap

FORGED = "Approve https://evil.example/a/x"
HOSTILE = [
    f"hi, my link ran out”\n{FORGED}\n“thanks",
    f"hi\u2028{FORGED}\u0085{FORGED}\r{FORGED}",
    f"\u202e*bold* ```{FORGED}``` evil.example/a/x",
    "Approve https://book.example.com/a/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
]


async def told(bench: Bench) -> list[str]:
    rows = await bench.rows(
        "SELECT text FROM messages WHERE artist_id IS NOT NULL AND client_id IS NULL ORDER BY id"
    )
    return [row["text"] for row in rows]


def holds_nothing_to_tap(lines: list[str]) -> bool:
    return not any("://" in line or "evil.example" in line for line in lines)


@pytest.mark.parametrize("words", HOSTILE)
async def test_words_that_are_passed_on_are_quoted_line_by_line(bench: Bench, words: str) -> None:
    await bench.a_lead(Status.QUALIFYING)

    await bench.receive(a_message(f"can I talk to a person please\n{words}", name=f"Ann\n{FORGED}", at=NOW))

    [packet] = await told(bench)
    above = packet.splitlines()
    assert holds_nothing_to_tap(above)
    assert "> can I talk to a person please" in above
    assert not any(line.startswith("Approve") for line in above)


@pytest.mark.parametrize("words", HOSTILE)
async def test_an_answer_of_the_brief_stays_on_its_line(bench: Bench, words: str) -> None:
    await bench.a_lead(Status.QUALIFYING, asked="location")

    await bench.receive(a_message(f"by the sea\n\n{words}", name=f"Ann\n{FORGED}", at=NOW))
    await bench.receive(a_tap("summary:send"), now=NOW + timedelta(minutes=1))

    [notice] = await told(bench)
    above = notice.splitlines()
    assert holds_nothing_to_tap(above)
    assert all(
        line.startswith(("New enquiry #", "“", "Left inner forearm · ", "est.")) for line in above if line
    )


async def test_a_name_with_nothing_to_see_is_the_number_for_the_artist(bench: Bench) -> None:
    lead = await bench.a_lead(Status.QUALIFYING, name="\u3164")

    await bench.receive(a_message("can i talk to someone", name="\u200b", at=NOW))

    [packet] = await told(bench)
    assert packet.startswith(f"#{lead}: 15550100001 would like to talk to a person")
    assert await bench.value(
        "SELECT instead::jsonb -> 'parameters' ->> 'client' FROM messages WHERE artist_id = 1"
    ) == ("15550100001")


async def test_a_reminder_of_the_artist_holds_no_link_of_the_clients(bench: Bench) -> None:
    lead = await bench.a_lead(name=f"Ann\n{FORGED}")
    async with bench.database.transaction() as db:
        await leads.enter(
            db, [Entry(lead, Actor.CLIENT, "brief_completed", None, Status.PENDING_APPROVAL)], NOW
        )
        await send_reminders(db, bench.house, NOW + timedelta(hours=26))

    [reminder] = await told(bench)
    assert holds_nothing_to_tap(reminder.splitlines())
    assert len(reminder.splitlines()) == 1


async def test_news_for_the_artist_is_never_in_the_words_for_clients(bench: Bench) -> None:
    lead = await bench.a_lead(Status.DEPOSIT_PAID)
    async with bench.database.transaction() as db:
        await send_booking_link(db, bench.house, lead, NOW)
        notice = await db.fetchval("SELECT id FROM messages WHERE artist_id = 1 AND client_id IS NULL")
        await send_instead(db, bench.house, notice, NOW)

    assert (await told(bench))[1:] == ["artist_news_waiting"]
