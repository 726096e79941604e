"""Many wait for the artist: one message says so, with one button, and never a reminder for each of them."""

from datetime import timedelta

from tattoobot.actions.answer_client import answer_client
from tattoobot.actions.keep_messages import keep_messages
from tattoobot.db import leads, transcript
from tattoobot.db.leads import Entry
from tattoobot.domain.action_links import Promised
from tattoobot.domain.lead import Action, Actor, Happened, Status
from tests.actions.send_reminders.conftest import HOUR, Time
from tests.builders import NOW, a_message

IDEAS = ("a fox", "a peony", "a snake", "two swallows", "an anchor", "a moth")

ALL = (Action.APPROVE, Action.REJECT, Action.ANSWER)


async def enquiries(time: Time, count: int) -> list[int]:
    """One every half an hour, whose brief is complete."""
    made = []
    for n in range(count):
        lead = await time.a_lead(phone=f"155501010{n:02}", name=f"Client {n}", idea=IDEAS[n % len(IDEAS)])
        done = Entry(lead, Actor.CLIENT, Happened.BRIEF_COMPLETED, Status.QUALIFYING, Status.PENDING_APPROVAL)
        async with time.database.transaction() as db:
            await leads.enter(db, [done], NOW + n * HOUR / 2)
            await db.execute("UPDATE leads SET status_since = $2 WHERE id = $1", lead, NOW + n * HOUR / 2)
        made.append(lead)
    return made


async def to_artist(time: Time) -> list[str]:
    rows = await time.rows(
        "SELECT text FROM messages WHERE client_id IS NULL AND direction = 'out' ORDER BY id"
    )
    return [row["text"] for row in rows]


async def test_twelve_enquiries_of_a_day_are_two_messages_and_not_twenty_four(time: Time) -> None:
    await enquiries(time, 12)

    await time.pass_until(NOW + timedelta(hours=30))

    told = await to_artist(time)
    assert len(told) == 2
    assert sum(len(text.splitlines()) for text in told) <= 6
    assert told[0].splitlines() == [
        "12 wait for you, the oldest since today 10:00:",
        " · ".join([*IDEAS, *IDEAS]),
    ]
    assert [kind for kind, _ in await time.dealt_with()].count("approval") == 12


async def test_one_who_waits_alone_is_told_of_with_the_links(time: Time) -> None:
    [lead] = await enquiries(time, 1)

    await time.pass_until(NOW + 6 * HOUR)

    [told] = await to_artist(time)
    assert told.startswith(f"#{lead}: “Client 0” has been waiting")


async def test_who_is_decided_about_is_in_no_later_message(time: Time) -> None:
    made = await enquiries(time, 4)
    await time.pass_until(NOW + 7 * HOUR)

    await time.do("UPDATE leads SET status = 'rejected' WHERE id = $1", made[0])
    await time.pass_until(NOW + 26 * HOUR)

    first, second = await to_artist(time)
    assert first.startswith("4 wait for you")
    assert second.startswith("3 wait for you")
    assert "a fox" not in second


async def test_no_client_is_written_to_by_a_reply_to_it(time: Time) -> None:
    await enquiries(time, 3)
    await time.pass_until(NOW + 7 * HOUR)
    await time.do("UPDATE messages SET provider_id = 'wamid.digest' WHERE client_id IS NULL")

    reply = a_message("Friday?", phone="15550100999", user_id=None, at=time.now, reply_to="wamid.digest")
    async with time.database.transaction() as db:
        await keep_messages(db, time.house, [reply], time.now)

    assert (await to_artist(time))[-1].startswith("Which client do you mean?")
    assert await time.value("SELECT count(*) FROM handovers") == 0


async def promised(time: Time) -> tuple[int, Promised]:
    """The newest message to the artist: the lead that it is about, and what its button does."""
    newest = (
        "SELECT lead_id, links FROM messages WHERE client_id IS NULL AND direction = 'out' ORDER BY id DESC"
    )
    row = (await time.rows(newest))[0]
    links = transcript.promised(row["links"])
    assert links is not None
    return row["lead_id"], links


async def test_the_button_opens_the_one_who_has_waited_longest_and_leads_on_to_the_others(time: Time) -> None:
    made = await enquiries(time, 3)

    await time.pass_until(NOW + 7 * HOUR)

    about, button = await promised(time)
    assert (about, button.actions, button.desk_of) == (made[0], ALL, None)
    assert [lead for lead, _, _ in button.also] == made[1:]


async def test_where_one_is_named_the_button_opens_that_one(time: Time) -> None:
    made = await enquiries(time, 3)
    await time.pass_until(NOW + 7 * HOUR)
    late = await time.a_lead(phone="15550101050", name="Client 50", idea="a late moth")
    done = Entry(late, Actor.CLIENT, Happened.BRIEF_COMPLETED, Status.QUALIFYING, Status.PENDING_APPROVAL)
    async with time.database.transaction() as db:
        await leads.enter(db, [done], time.now)
        await db.execute("UPDATE leads SET status_since = $2 WHERE id = $1", late, time.now)

    await time.pass_until(time.now + 20 * HOUR)

    told = (await to_artist(time))[-1]
    about, button = await promised(time)
    assert told.splitlines()[-1] == "a late moth · …"
    assert (about, button.actions, button.desk_of) == (late, ALL, None)
    assert {lead for lead, _, _ in button.also} == set(made)


async def test_who_was_answered_is_not_in_it(time: Time) -> None:
    made = await enquiries(time, 3)
    async with time.database.transaction() as db:
        await answer_client(db, time.house, made[1], "Is 12 cm all right?", time.now)

    await time.pass_until(NOW + 7 * HOUR)

    assert (await to_artist(time))[-1].splitlines() == [
        "2 wait for you, the oldest since today 10:00:",
        "a fox · a snake",
    ]
