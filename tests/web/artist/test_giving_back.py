"""Money goes back or stays by the links in the artist's chat, and by the admin API alike."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tattoobot.actions.follow_payment import follow_payment
from tattoobot.domain.lead import Action
from tattoobot.domain.ledger import Aftermath, Claim
from tests.actions.paying import PAID, open_page, stripe_says
from tests.builders import NOW
from tests.web.artist.page import Page
from tests.web.conftest import Desk


async def a_paid_lead(desk: Desk) -> int:
    lead = await desk.a_lead()
    await desk.act(lead, "approve")
    await open_page(desk)
    await stripe_says(desk, PAID)
    return lead


async def asked(desk: Desk) -> list[str]:
    rows = await desk.rows("SELECT amount FROM refunds ORDER BY id")
    return [f"{row['amount']:.2f}" for row in rows]


async def test_the_page_names_what_is_held_and_what_the_terms_say(desk: Desk) -> None:
    lead = await a_paid_lead(desk)

    page = Page((await desk.http.get(await desk.link(lead, Action.REFUND))).text)

    assert page.fields == {"amount": "60.00", "reason": ""}
    assert page.words.count("£60") == 0, "another amount may be typed above the button"
    assert "No date is fixed yet" in page.words


@pytest.mark.parametrize(
    ("days", "said"), [(3, "by your rule, Maya can have it back"), (1, "it may stay with you")]
)
async def test_the_terms_look_at_the_date(desk: Desk, days: int, said: str) -> None:
    lead = await a_paid_lead(desk)
    starts_at = (desk.time() + timedelta(days=days)).isoformat()
    await desk.act(lead, "mark-booked", json={"starts_at": starts_at})

    page = Page((await desk.http.get(await desk.link(lead, Action.FORFEIT))).text)

    assert said in page.words


async def test_one_tap_gives_back_what_was_typed_once(desk: Desk) -> None:
    lead = await a_paid_lead(desk)
    link = await desk.link(lead, Action.REFUND)

    pressed = await desk.press(link, amount="£20")
    again = await desk.press(link, amount="£20")

    assert "£20 is on its way back to Maya" in pressed.text
    assert again.status_code == 410
    assert await asked(desk) == ["20.00"]


async def test_more_than_is_held_is_asked_about_again(desk: Desk) -> None:
    lead = await a_paid_lead(desk)

    answer = await desk.press(await desk.link(lead, Action.REFUND), amount="61")

    assert answer.status_code == 422
    assert "You hold £60 of theirs; £61 is more than that." in Page(answer.text).words
    assert await asked(desk) == []


async def test_the_admin_api_does_the_same(desk: Desk) -> None:
    lead = await a_paid_lead(desk)

    answers = [
        await desk.act(lead, "refund", json={"amount": "12.50", "reason": "goodwill"}),
        await desk.act(lead, "refund", json={"amount": "50"}),
        await desk.act(lead, "forfeit", json={"reason": "no-show"}),
        await desk.act(lead, "refund"),
    ]

    assert [answer.status_code for answer in answers] == [200, 422, 200, 409]
    assert await asked(desk) == ["12.50"]
    shown = (await desk.get(f"/leads/{lead}")).json()
    assert [line["detail"]["reason"] for line in shown["timeline"] if "reason" in line["detail"]] == [
        "goodwill",
        "no-show",
    ]


async def test_nothing_can_go_back_where_nothing_came(desk: Desk) -> None:
    lead = await desk.a_lead()

    assert (await desk.act(lead, "refund")).status_code == 409
    assert "refund" not in (await desk.get(f"/leads/{lead}")).json()["allowed_actions"]
    assert (await desk.http.get(await desk.link(lead, Action.REFUND))).status_code == 409


async def test_while_the_bank_disputes_it_the_evidence_is_one_tap_away(desk: Desk) -> None:
    lead = await a_paid_lead(desk)
    link = await desk.link(lead, Action.ANSWER)
    assert (await desk.http.get(f"{link}/evidence")).status_code == 404

    async with desk.database.transaction() as db:
        dispute = Aftermath(disputes=(Claim("du_1", Decimal(60), stands=True),))
        await follow_payment(db, desk.house, "pi_test_1", dispute, NOW)
    page = await desk.http.get(link)

    assert f'href="{link}/evidence"' in page.text
    file = await desk.http.get(f"{link}/evidence")
    assert file.status_code == 200
    assert "disputed 60.00 GBP du_1" in file.text
    assert file.headers["cache-control"] == "no-store"


async def test_calling_off_asks_what_happens_to_the_money_and_says_what_the_terms_say(desk: Desk) -> None:
    lead = await a_paid_lead(desk)
    link = await desk.link(lead, Action.CANCEL)

    page = Page((await desk.http.get(link)).text)
    pressed = await desk.press(link, refund="full", reason="The studio floods.")

    assert page.fields == {"refund": "", "reason": ""}
    assert "What happens to the £60 that is here?" in page.words.replace("\xa0", " ")
    assert "No date is fixed yet" in page.words
    assert "Called off. Maya is told." in Page(pressed.text).words
    assert await asked(desk) == ["60.00"]


async def test_money_is_decided_later_where_nothing_is_chosen(desk: Desk) -> None:
    lead = await a_paid_lead(desk)

    pressed = await desk.press(await desk.link(lead, Action.CANCEL), refund="")

    whole = (await desk.get(f"/leads/{lead}")).json()
    assert whole["status"] == "cancelled"
    assert await asked(desk) == []
    assert 'value="refund"' in pressed.text
    assert 'value="cancel"' not in pressed.text
    assert {"refund", "forfeit", "cancel"} <= set(whole["allowed_actions"])


async def test_a_date_is_done_by_one_tap_once_it_has_passed(desk: Desk) -> None:
    lead = await a_paid_lead(desk)
    starts_at = desk.time() + timedelta(days=1)
    await desk.act(lead, "mark-booked", json={"starts_at": starts_at.isoformat()})
    link = await desk.link(lead, Action.COMPLETE)

    early = await desk.press(link)
    desk.time.at += timedelta(days=2)
    pressed = await desk.press(link)

    assert early.status_code == 409
    assert "Done with Maya." in Page(pressed.text).words
    whole = (await desk.get(f"/leads/{lead}")).json()
    assert [whole["status"], whole["allowed_actions"]] == ["completed", ["answer"]]
