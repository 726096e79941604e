"""What the artist's pages say of money that came while a yes was taken back."""

from dataclasses import replace

import pytest

from tattoobot.domain.lead import Action
from tattoobot.domain.payment import Outcome
from tests.actions.paying import PAID, open_page, stripe_says
from tests.web.artist.page import Page
from tests.web.conftest import Desk


async def paid_while_taken_back(desk: Desk, outcome: Outcome = Outcome.PAID) -> int:
    lead = await desk.a_lead()
    await desk.act(lead, "approve")
    await open_page(desk)
    await desk.act(lead, "withdraw")
    await stripe_says(desk, replace(PAID, outcome=outcome))
    return lead


async def test_the_pages_that_decide_name_it_and_ask_for_no_other(desk: Desk) -> None:
    lead = await paid_while_taken_back(desk)

    approve, reject = [
        Page((await desk.http.get(await desk.link(lead, action))).text)
        for action in (Action.APPROVE, Action.REJECT)
    ]

    for page in (approve, reject):
        assert "£60 from Maya is here already." in page.words
    assert "deposit link" not in approve.words
    assert approve.fields == {"note": ""}


async def test_a_yes_to_it_says_that_no_link_goes_out(desk: Desk) -> None:
    lead = await paid_while_taken_back(desk)

    answer = await desk.press(await desk.link(lead, Action.APPROVE))

    assert "£60 from Maya was here already and is the deposit now" in answer.text
    assert "on its way" not in answer.text
    assert await desk.status(lead) == "deposit_paid"


async def test_another_amount_from_a_page_of_before_is_refused_with_the_reason(desk: Desk) -> None:
    lead = await paid_while_taken_back(desk)

    answer = await desk.press(await desk.link(lead, Action.APPROVE), amount="90")

    assert answer.status_code == 422
    assert "give it back first" in answer.text
    assert await desk.status(lead) == "pending_approval"


async def test_a_no_names_what_has_to_go_back_for_as_long_as_it_is_there(desk: Desk) -> None:
    lead = await paid_while_taken_back(desk)
    link = await desk.link(lead, Action.REJECT)

    answer = await desk.press(link)
    later = await desk.http.get(link)
    await desk.rows("UPDATE deposits SET status = 'refunded', refunded = amount RETURNING id")
    given_back = await desk.http.get(link)

    assert "You still have £60 of theirs" in answer.text
    assert "£60 from Maya is still with you." in later.text
    assert "£60" not in given_back.text


async def test_money_on_its_way_is_named_and_waited_for(desk: Desk) -> None:
    lead = await paid_while_taken_back(desk, Outcome.PROCESSING)
    link = await desk.link(lead, Action.APPROVE)

    looked = await desk.http.get(link)
    pressed = await desk.press(link)

    assert "A payment from Maya is on its way: £60." in looked.text
    assert "£60 from Maya is on its way already, so no link goes out." in pressed.text


@pytest.mark.parametrize("action", [Action.MARK_BOOKED, Action.SEND_BOOKING_LINK])
async def test_the_deposit_of_a_booking_is_nothing_to_give_back(desk: Desk, action: Action) -> None:
    lead = await desk.a_lead()
    await desk.act(lead, "approve")
    await open_page(desk)
    await stripe_says(desk, PAID)

    answer = await desk.http.get(await desk.link(lead, action))

    assert "give it back" not in answer.text
