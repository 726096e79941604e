"""The artist answers a client from the page behind a link: the chat, a box, one button, and one for the bot."""

import asyncio
from datetime import timedelta

from tattoobot.domain.lead import Action, Status
from tests.builders import NOW, a_message
from tests.web.artist.page import Page
from tests.web.conftest import Desk

MAYA = "GB.15550100001"


async def written(desk: Desk) -> list[str]:
    """What the artist has said to clients, as the transcript keeps it."""
    rows = await desk.rows(
        "SELECT text FROM messages"
        " WHERE direction = 'out' AND client_id IS NOT NULL AND artist_id IS NOT NULL ORDER BY id"
    )
    return [row["text"] for row in rows]


async def test_the_page_shows_the_chat_and_what_is_sent_is_in_it_as_the_artists(desk: Desk) -> None:
    lead = await desk.a_lead(Status.QUALIFYING)
    await desk.receive(a_message("can i talk to someone?", user_id=MAYA))
    link = await desk.link(lead, Action.ANSWER)

    page = Page((await desk.http.get(link)).text)
    sent = await desk.press(link, text="Hi Maya, of course!\nWhat is it about?")
    again = await desk.http.get(await desk.link(lead, Action.ANSWER))

    assert "can i talk to someone?" in page.words
    assert set(page.fields) == {"text"}
    assert "on their way to Maya" in sent.text
    assert await written(desk) == ["Hi Maya, of course!\nWhat is it about?"]
    assert "What is it about?" in again.text
    assert (
        await desk.value(
            "SELECT count(*) FROM outbox o JOIN messages m ON m.id = o.message_id"
            " WHERE m.client_id IS NOT NULL AND m.artist_id IS NOT NULL"
        )
        == 1
    )


async def test_pressed_twice_at_once_it_is_said_once(desk: Desk) -> None:
    link = await desk.link(await desk.a_lead(), Action.ANSWER)

    answers = await asyncio.gather(*(desk.press(link, text="Friday works") for _ in range(4)))

    assert await written(desk) == ["Friday works"]
    assert sorted(answer.status_code for answer in answers) == [200, 410, 410, 410]


async def test_one_answer_leaves_the_links_of_other_messages_alone(desk: Desk) -> None:
    lead = await desk.a_lead()
    first, second = await desk.link(lead, Action.ANSWER), await desk.link(lead, Action.ANSWER)

    await desk.press(first, text="One")
    await desk.press(second, text="Two")

    assert await written(desk) == ["One", "Two"]


async def test_hand_back_stands_below_the_box_while_a_person_answers(desk: Desk) -> None:
    lead = await desk.a_lead(Status.QUALIFYING, asked="size")
    link = await desk.link(lead, Action.ANSWER)
    before = await desk.http.get(link)
    await desk.press(link, text="Hello!")

    link = await desk.link(lead, Action.ANSWER)
    after = await desk.http.get(link)
    led = await desk.press(link, go_on="hand-back")
    await desk.press(led.headers["location"])

    assert 'value="hand-back"' not in before.text
    assert after.text.index('name="text"') < after.text.index('value="hand-back"')
    assert await desk.value("SELECT ended_by FROM handovers") == "artist"


async def test_outside_the_window_the_page_says_so_and_the_words_wait(desk: Desk) -> None:
    lead = await desk.a_lead(wrote=NOW - timedelta(hours=25))
    link = await desk.link(lead, Action.ANSWER)

    page = await desk.http.get(link)
    sent = await desk.press(link, text="Are you still there?")

    assert "more than 24 hours ago" in page.text
    assert (sent.status_code, await written(desk)) == (200, ["Are you still there?"])
    assert "something from you is waiting" in sent.text


async def test_nothing_is_sent_without_words_or_after_stop(desk: Desk) -> None:
    lead = await desk.a_lead()
    link = await desk.link(lead, Action.ANSWER)

    empty = await desk.press(link, text="   ")
    await desk.opts_out()
    stopped = await desk.press(link, text="Hello?")

    assert (empty.status_code, stopped.status_code) == (422, 409)
    assert "not to write any more" in stopped.text
    assert await written(desk) == []
