"""A link says what is so now, with the client's words, and leads to what answers them first."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from tattoobot.actions.pass_on import pass_on
from tattoobot.db import clients, leads
from tattoobot.db.leads import Flag
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import Action, Status
from tattoobot.web.context import Web
from tests.web.artist.page import Page
from tests.web.artist.test_leading_on import offered
from tests.web.conftest import Desk

WORDS = "could we make it another day?"


async def wants(desk: Desk, lead: int, reason: FlagReason) -> None:
    """Their words have reached the artist."""
    async with desk.database.transaction() as db:
        one = await leads.by_id(db, lead)
        said = await desk_words(desk, lead)
        await leads.raise_flags(db, [Flag(lead, reason)], desk.time())
        client = await clients.by_id(db, one.client_id)
        await pass_on(db, desk.house, client, one, [reason], WORDS, desk.time(), said=said)


async def desk_words(desk: Desk, lead: int) -> Sequence[int]:
    written = await desk.value(
        "INSERT INTO messages (client_id, lead_id, direction, kind, body, text, status)"
        " SELECT client_id, id, 'in', 'text', '{}', $2, 'received' FROM leads WHERE id = $1 RETURNING id",
        lead,
        WORDS,
    )
    return [int(written)]


@pytest.mark.parametrize(
    ("reason", "first", "said"),
    [
        (FlagReason.RESCHEDULE_REQUEST, "move", "would like another date"),
        (FlagReason.CANCEL_REQUEST, "cancel", "would like to cancel"),
        (FlagReason.QUESTION, "answer", "has a question"),
    ],
)
async def test_an_old_link_to_fix_the_date_says_what_they_want_now_and_offers_that_first(
    desk: Desk, reason: FlagReason, first: str, said: str
) -> None:
    lead = await desk.a_lead(Status.DEPOSIT_PAID)
    link = await desk.link(lead, Action.MARK_BOOKED)
    await desk.act(lead, "mark-booked", json={"starts_at": "2026-04-01T10:00:00+00:00"})
    await wants(desk, lead, reason)

    page = await desk.http.get(link)

    assert page.status_code == 409
    assert offered(page.text)[0] == first
    words = Page(page.text).words
    assert said in words
    assert WORDS in words
    assert "The date is Wednesday 1 April, 11:00." in words
    assert "All is settled" not in words


async def test_where_nothing_else_is_wanted_all_is_settled(desk: Desk) -> None:
    lead = await desk.a_lead(Status.DEPOSIT_PAID)
    link = await desk.link(lead, Action.MARK_BOOKED)
    await desk.act(lead, "mark-booked", json={"starts_at": "2026-04-01T10:00:00+00:00"})

    assert "All is settled with Maya." in Page((await desk.http.get(link)).text).words


async def test_a_link_to_another_date_shows_the_one_that_stands_and_what_they_wrote(desk: Desk) -> None:
    lead = await desk.a_lead(Status.DEPOSIT_PAID)
    await desk.act(lead, "mark-booked", json={"starts_at": "2026-04-01T10:00:00+00:00"})
    await wants(desk, lead, FlagReason.RESCHEDULE_REQUEST)

    words = Page((await desk.http.get(await desk.link(lead, Action.MOVE))).text).words

    assert "The date is Wednesday 1 April, 11:00." in words
    assert WORDS in words


async def test_every_page_leads_to_the_desk(desk: Desk) -> None:
    lead = await desk.a_lead()
    works, old = (
        await desk.link(lead, Action.APPROVE),
        await desk.link(lead, Action.APPROVE, lives=timedelta(0)),
    )

    for link in (works, old):
        assert 'href="/desk"' in (await desk.http.get(link)).text


async def test_the_box_stands_below_the_question_and_above_the_chat(desk: Desk) -> None:
    lead = await desk.a_lead()
    await wants(desk, lead, FlagReason.QUESTION)

    html = (await desk.http.get(await desk.link(lead, Action.ANSWER))).text

    assert html.index(WORDS) < html.index('name="text"') < html.index('class="chat"')


async def test_what_was_called_and_answered_is_not_shown_again(desk: Desk) -> None:
    lead = await desk.a_lead()
    await wants(desk, lead, FlagReason.QUESTION)
    desk.time.at += timedelta(minutes=1)
    await desk.press(await desk.link(lead, Action.ANSWER), text="Yes, of course.")

    page = Page((await desk.http.get(await desk.link(lead, Action.APPROVE))).text)

    assert WORDS not in page.words


@pytest.fixture(params=["80", None])
def minimum(request: pytest.FixtureRequest) -> str | None:
    found: str | None = request.param
    return found


class TestBelowTheMinimum:
    @pytest.fixture
    def web(self, web: Web, minimum: str | None) -> Web:
        prices = replace(web.house.studio.prices, minimum=Decimal(minimum) if minimum else None)
        return replace(web, house=replace(web.house, studio=replace(web.house.studio, prices=prices)))

    async def test_a_no_is_ready_made_and_sends_nothing_by_itself(
        self, desk: Desk, minimum: str | None
    ) -> None:
        lead = await desk.a_lead()
        link = await desk.link(lead, Action.REJECT)

        filled = await desk.press(link, ready="minimum")
        typed = await desk.press(link, ready="full", reason="Sorry!")
        before = await desk.status(lead)
        await desk.press(link, reason="Sorry!")

        assert ("minimum is £80" in filled.text) is bool(minimum)
        assert "that is perfectly fine" in filled.text
        assert "like to spend" not in filled.text, "what they would like to spend is not known"
        assert "Sorry!\nI" in typed.text
        assert (before, await desk.status(lead)) == ("pending_approval", "rejected")
