"""What the database keeps of an age that was told, of enquiries that come back, and of taps on old messages."""

from dataclasses import replace
from datetime import timedelta

from tattoobot.actions.approve_lead import approve_lead
from tattoobot.domain.lead import Status
from tests.actions.conftest import Bench
from tests.builders import NOW, a_message, a_tap


async def test_under_age_is_kept_until_the_artist_approves(bench: Bench) -> None:
    await bench.receive(a_message("hi I'm 16 and want a rose on my wrist"))
    await bench.receive(a_message("sorry I meant 27"), now=NOW + timedelta(minutes=5))
    known = await bench.value("SELECT under_age FROM clients")
    lead = await bench.value("SELECT id FROM leads")
    assert (known["years"], known["lead_id"], known["corrected"]) == (16, lead, "sorry I meant 27")
    assert await bench.status(lead) == "qualifying"
    async with bench.database.transaction() as db:
        await db.execute("UPDATE leads SET status = 'pending_approval' WHERE id = $1", lead)

    async with bench.database.transaction() as db:
        await approve_lead(db, bench.house, lead, NOW)

    assert await bench.value("SELECT under_age FROM clients") is None


async def an_ended_enquiry(bench: Bench) -> int:
    """A rejected one, whose question "Colour?" is still in the chat as `wamid.old`."""
    lead = await bench.a_lead(Status.REJECTED)
    client = await bench.value("SELECT client_id FROM leads WHERE id = $1", lead)
    async with bench.database.transaction() as db:
        await db.execute(
            "INSERT INTO messages (client_id, lead_id, direction, kind, text, body, provider_id, status, at)"
            " VALUES ($1, $2, 'out', 'Buttons', 'Colour?', '{}', 'wamid.old', 'read', $3)",
            client,
            lead,
            NOW,
        )
    return lead


async def test_tap_on_a_message_of_an_ended_enquiry_opens_nothing(bench: Bench) -> None:
    await an_ended_enquiry(bench)

    await bench.receive(replace(a_tap("colour:colour", "Colour"), reply_to="wamid.old"))

    assert await bench.value("SELECT count(*) FROM leads") == 1
    assert (await bench.said())[-1].startswith("That enquiry is closed")


async def test_tap_on_a_message_of_an_ended_enquiry_tells_the_open_one_nothing(bench: Bench) -> None:
    ended = await an_ended_enquiry(bench)
    await bench.receive(a_message("Hi! I'd love a swallow on my ankle"))

    await bench.receive(replace(a_tap("colour:colour", "Colour"), reply_to="wamid.old"))

    assert (await bench.said())[-1].startswith("That enquiry is closed")
    (answers,) = await bench.rows("SELECT answers FROM leads WHERE id <> $1", ended)
    assert "colour" not in answers["answers"]


async def test_something_new_puts_the_enquiry_that_came_back_aside_again(bench: Bench) -> None:
    lead = await bench.a_lead(Status.LAPSED, asked="summary")
    await bench.receive(a_message("hello again"))
    assert await bench.status(lead) == "qualifying"

    await bench.receive(a_tap("again:new", "A new tattoo"))

    rows = await bench.rows("SELECT status FROM leads ORDER BY id")
    assert [row["status"] for row in rows] == ["lapsed", "qualifying"]
