"""The client's short link: looking at it creates nothing, and it always says how things are."""

from dataclasses import replace
from decimal import Decimal

import httpx
import pytest

from tattoobot.actions.follow_payment import follow_payment
from tattoobot.domain.ledger import Aftermath, Claim
from tattoobot.domain.payment import Outcome
from tests.actions.paying import PAID, open_page, stripe_says
from tests.builders import NOW
from tests.web.artist.page import Page
from tests.web.conftest import Desk


async def an_open_link(desk: Desk) -> str:
    lead = await desk.a_lead()
    await desk.act(lead, "approve")
    await open_page(desk)
    return await newest_link(desk)


async def newest_link(desk: Desk) -> str:
    return f"/pay/{await desk.value('SELECT link_token FROM deposits ORDER BY id DESC LIMIT 1')}"


async def words(answer: httpx.Response) -> str:
    return Page(answer.text).words


async def test_looking_creates_nothing_and_shows_the_amount_the_terms_and_a_button(desk: Desk) -> None:
    link = await an_open_link(desk)

    answers = [await desk.http.get(link) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200] * 3
    shown = Page(answers[0].text).words
    assert "Deposit: £60" in shown
    assert "You can move the date once" in shown
    assert "Pay £60" in shown
    assert await desk.value("SELECT count(*) FROM deposits") == 1
    assert await desk.value("SELECT count(*) FROM accepted_terms") == 0


async def test_the_button_leads_to_stripe_and_keeps_what_was_accepted(desk: Desk) -> None:
    link = await an_open_link(desk)

    pressed = [await desk.http.post(link) for _ in range(2)]

    assert [answer.status_code for answer in pressed] == [303, 303]
    assert pressed[0].headers["location"] == "https://pay.example.com/cs_test_1"
    looked = await desk.http.get(link)
    assert "form-action 'self' https://pay.example.com;" in looked.headers["content-security-policy"]
    (kept,) = await desk.rows(
        "SELECT a.*, m.body FROM accepted_terms a JOIN messages m ON m.id = a.message_id"
    )
    assert kept["wording"].startswith("The deposit secures your date")
    assert len(kept["version"]) == 12
    (deposit,) = await desk.rows("SELECT terms_version FROM deposits")
    assert deposit["terms_version"] == kept["version"], "it was asked for by these very terms"
    assert link in kept["body"]


async def test_the_client_gets_our_link_and_never_stripes(desk: Desk) -> None:
    link = await an_open_link(desk)

    bodies = [row["body"] for row in await desk.rows("SELECT body FROM messages WHERE direction = 'out'")]

    assert any(link in body for body in bodies)
    assert not any("pay.example.com" in body for body in bodies)


async def test_a_link_that_ran_out_opens_a_fresh_page_by_one_tap(desk: Desk) -> None:
    link = await an_open_link(desk)
    await stripe_says(desk, replace(PAID, outcome=Outcome.EXPIRED))

    assert "This link has run out" in await words(await desk.http.get(link))
    pressed = [await desk.http.post(link) for _ in range(3)]

    assert pressed[0].headers["location"] == link
    assert await desk.value("SELECT count(*) FROM deposits") == 1
    assert await desk.value("SELECT count(*) FROM attempts") == 2
    assert "One moment" in await words(await desk.http.get(link))
    await open_page(desk, "cs_test_2")
    assert "Pay £60" in await words(await desk.http.get(link))
    assert (await desk.http.post(link)).headers["location"] == "https://pay.example.com/cs_test_2"


async def test_a_link_to_another_amount_says_that_it_was_replaced(desk: Desk) -> None:
    link = await an_open_link(desk)
    lead = await desk.value("SELECT lead_id FROM deposits")
    await desk.act(lead, "send-deposit", json={"deposit": {"amount": "90.00"}})
    await open_page(desk, "cs_test_2", 2)

    assert "This link has been replaced" in await words(await desk.http.get(link))
    assert (await desk.http.post(link)).headers["location"] == "https://pay.example.com/cs_test_2"


async def test_every_page_that_was_opened_is_shown_with_its_deposit(desk: Desk) -> None:
    link = await an_open_link(desk)
    await stripe_says(desk, replace(PAID, outcome=Outcome.EXPIRED))
    await desk.http.post(link)

    lead = await desk.value("SELECT lead_id FROM deposits")
    (deposit,) = (await desk.get(f"/leads/{lead}")).json()["deposits"]

    assert [(one["session_id"], one["state"], one["amount"]) for one in deposit["attempts"]] == [
        ("cs_test_1", "expired", "60.00"),
        (None, "asked", "60.00"),
    ]


@pytest.mark.parametrize("action", ["withdraw", "reject"])
async def test_a_link_to_what_was_called_off_opens_nothing(desk: Desk, action: str) -> None:
    link = await an_open_link(desk)
    lead = await desk.value("SELECT lead_id FROM deposits")
    await desk.act(lead, action)

    answers = [await desk.http.get(link), await desk.http.post(link)]

    for answer in answers:
        assert answer.status_code == 200
        assert "There is nothing to pay here" in Page(answer.text).words
    assert await desk.value("SELECT count(*) FROM deposits") == 1


async def test_what_became_of_the_money_is_said(desk: Desk) -> None:
    link = await an_open_link(desk)
    await stripe_says(desk, replace(PAID, outcome=Outcome.PROCESSING))
    assert "is on its way" in await words(await desk.http.get(link))

    await stripe_says(desk, PAID)
    assert "It is paid, thank you!" in await words(await desk.http.post(link))

    for amount, said in (
        (20, "£20 has gone back to you, and £40 is still with the studio"),
        (60, "has gone back to you"),
    ):
        claim = Claim("re_1", Decimal(amount), stands=True)
        async with desk.database.transaction() as db:
            await follow_payment(db, desk.house, "pi_test_1", Aftermath((claim,)), NOW)
        assert said in await words(await desk.http.get(link))
        link = await newest_link(desk)


async def test_a_link_of_nobody_is_not_found(desk: Desk) -> None:
    for link in ("/pay/short", "/pay/" + "x" * 32):
        assert (await desk.http.get(link)).status_code == 404
        assert (await desk.http.post(link)).status_code == 404


async def test_the_evidence_for_a_dispute_is_one_download(desk: Desk) -> None:
    link = await an_open_link(desk)
    await desk.http.post(link)
    await stripe_says(desk, PAID)
    lead = await desk.value("SELECT lead_id FROM deposits")

    answer = await desk.get(f"/leads/{lead}/evidence")

    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"] == f'attachment; filename="evidence-{lead}.txt"'
    for said in (
        "DEPOSIT 1: 60.00 GBP, paid",
        "Stripe's payment: pi_test_1",
        "paid 60.00 GBP pi_test_1",
        "Terms accepted ",
        "The deposit secures your date",
        "stripe: deposit_paid",
        "bot (queued): Good news:",
    ):
        assert said in answer.text
    assert (await desk.get("/leads/99/evidence")).status_code == 404


async def test_who_has_paid_gets_a_receipt_behind_the_same_link(desk: Desk) -> None:
    link = await an_open_link(desk)
    await stripe_says(desk, PAID)

    (body,) = [
        row["body"] for row in await desk.rows("SELECT body FROM messages WHERE text LIKE '%£60 is in!%'")
    ]
    shown = await words(await desk.http.get(link))

    assert f"https://book.example.com{link}" in str(body)
    assert "Your receipt" in str(body)
    assert "Deposit: £60" in shown
    assert "Received on Tuesday, 10 March 2026. This page is your receipt." in shown
    assert "Ink & Paper · Robin · #1" in shown


async def test_stripes_own_receipt_goes_out_where_it_is_known(desk: Desk) -> None:
    await an_open_link(desk)

    await stripe_says(desk, replace(PAID, receipt_url="https://pay.example.com/receipts/1"))

    body = await desk.value("SELECT body::text FROM messages WHERE text LIKE '%£60 is in!%'")
    assert "https://pay.example.com/receipts/1" in body
