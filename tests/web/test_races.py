"""Many at once, each on a connection of its own: the database decides, and only one wins."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Sequence

import httpx

from tattoobot.db import clients, outbox
from tattoobot.domain.lead import Action, Status
from tests.actions.paying import open_page
from tests.builders import a_message
from tests.web.conftest import Desk

MANY = 20


async def at_once(requests: Sequence[Awaitable[httpx.Response]]) -> Counter[int]:
    return Counter(answer.status_code for answer in await asyncio.gather(*requests))


async def test_twenty_approvals_are_one(desk: Desk) -> None:
    lead = await desk.a_lead()

    answers = await at_once([desk.act(lead, "approve") for _ in range(MANY)])

    assert answers == {200: 1, 409: MANY - 1}
    assert await desk.value("SELECT count(*) FROM deposits") == 1
    assert await desk.waiting("OpenCheckout") == 1
    assert await desk.value("SELECT count(*) FROM timeline WHERE happened = 'approved'") == 1


async def test_twenty_presses_of_one_link_are_one(desk: Desk) -> None:
    lead = await desk.a_lead()
    link = await desk.link(lead, Action.APPROVE)

    answers = await at_once([desk.press(link) for _ in range(MANY)])

    assert answers == {200: 1, 410: MANY - 1}
    assert await desk.waiting("OpenCheckout") == 1


async def test_the_api_and_the_link_at_once_are_one(desk: Desk) -> None:
    lead = await desk.a_lead()
    link = await desk.link(lead, Action.APPROVE)

    answers = await at_once(
        [*(desk.press(link) for _ in range(5)), *(desk.act(lead, "approve") for _ in range(5))]
    )

    assert answers[200] == 1
    assert await desk.waiting("OpenCheckout") == 1


async def test_approve_and_reject_at_once_end_rejected_with_no_page_that_can_be_paid(desk: Desk) -> None:
    lead = await desk.a_lead()
    yes, no = await desk.link(lead, Action.APPROVE), await desk.link(lead, Action.REJECT)

    answers = await at_once(
        [
            *(desk.press(link) for link in (yes, no)),
            *(desk.act(lead, action) for action in ("approve", "reject") for _ in range(4)),
        ]
    )

    # A yes may still become a no while the deposit is awaited; a no is the end.
    happened = [row["happened"] for row in await desk.rows("SELECT happened FROM timeline ORDER BY id")]
    assert happened in (["rejected"], ["approved", "rejected"])
    assert answers[200] == len(happened)
    assert await desk.status(lead) == "rejected"
    assert await desk.value("SELECT count(*) FROM deposits WHERE status IN ('requested', 'open')") == 0
    assert len(await desk.said()) == 1


async def test_twenty_requests_for_the_deposit_are_one_page(desk: Desk) -> None:
    lead = await desk.a_lead(Status.AWAITING_DEPOSIT)

    answers = await at_once([desk.act(lead, "send-deposit") for _ in range(MANY)])

    assert answers == {200: MANY}
    assert await desk.waiting("OpenCheckout") == 1


async def test_twenty_requests_to_send_the_open_link_are_one_message(desk: Desk) -> None:
    lead = await desk.a_lead()
    await desk.act(lead, "approve")
    await open_page(desk)

    answers = await at_once([desk.act(lead, "send-deposit") for _ in range(MANY)])

    assert answers == {200: MANY}
    assert len(await desk.said()) == 1


async def test_a_client_who_opts_out_meanwhile_gets_nothing_more(desk: Desk) -> None:
    lead = await desk.a_lead()

    async def opts_out() -> None:
        await desk.receive(a_message("STOP", user_id="GB.15550100001"))

    _, answers = await asyncio.gather(opts_out(), at_once([desk.act(lead, "approve") for _ in range(5)]))
    # A turn that finds its client in other hands is left for the next round.
    await desk.receive()

    assert answers == {200: 1, 409: 4}
    queued = await desk.rows(
        "SELECT text FROM messages WHERE direction = 'out' AND artist_id IS NULL AND status = 'queued'"
    )
    assert [row for row in queued if "deposit" in row["text"]] == []
    assert await desk.value("SELECT opted_out FROM clients") is True


async def test_a_rejection_and_an_opt_out_at_once_send_no_message_after_it(desk: Desk) -> None:
    lead = await desk.a_lead()

    async def opts_out() -> None:
        """The fact alone: STOP itself would be answered."""
        async with desk.database.transaction() as db:
            await clients.lock(db, [1])
            await db.execute("UPDATE clients SET opted_out = true WHERE id = 1")
            await outbox.hold_back(db, 1)

    await asyncio.gather(desk.act(lead, "reject"), opts_out())

    assert await desk.status(lead) == "rejected"
    assert await desk.waiting("SendMessage") == 0
    assert await desk.value("SELECT status FROM messages WHERE direction = 'out'") == "held_back"
