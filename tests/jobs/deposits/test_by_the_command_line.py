"""Deposits that are paid, closed and given back by Stripe's own command line."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.jobs.deposits.conftest import Till
from tests.sandbox.conftest import Receiver, Sandbox, eventually
from tests.strangers import Shell, at_the_root, cli


class ByShell:
    """A till at the twin, and Stripe's command line as payer and as studio."""

    def __init__(self, till: Till, receiver: Receiver, stripe: Shell) -> None:
        self.till = till
        self._receiver = receiver
        self.stripe = stripe

    async def hear(self, *events: str) -> None:
        """These have been posted; all that was is heard."""
        await eventually(lambda: all(self._receiver.stripe(one) for one in events))
        heard, self._receiver.posted = self._receiver.posted, []
        for posted in [one for one in heard if one.path.endswith("/stripe")]:
            await self.till.hears(posted)

    async def pay(self, expected: int = 6000) -> None:
        """The page that the product has opened, by the steps of the command line's own plan for it."""
        page = f"/v1/payment_pages/{await self.till.page()}"
        paying = {"payment_method": "${card:id}", "expected_amount": expected}
        steps = [
            {"name": "page", "path": page, "method": "get"},
            {"name": "card", "path": "/v1/payment_methods", "method": "post", "params": {"type": "card"}},
            {"name": "paid", "path": f"{page}/confirm", "method": "post", "params": paying},
        ]
        plan = json.dumps({"_meta": {"template_version": 0}, "fixtures": steps})
        await self.stripe("trigger", "checkout.session.completed", "--raw", plan)
        await self.hear("checkout.session.completed")


@pytest.fixture
async def by_shell(
    till: Till, sandbox: Sandbox, receiver: Receiver, tmp_path: Path
) -> AsyncIterator[ByShell]:
    program = cli()
    async with at_the_root(f"{sandbox.url}/sandbox/stripe") as url:
        yield ByShell(till, receiver, Shell(program, url, tmp_path))


async def test_a_page_of_ours_is_paid_by_the_command_line_and_given_back_in_parts(by_shell: ByShell) -> None:
    till = by_shell.till

    await by_shell.pay()
    assert await till.deposits() == ["paid"]
    assert await till.status() == "deposit_paid"

    intent = await till.bench.value("SELECT payment_intent FROM deposits")
    await by_shell.stripe.post("/v1/refunds", payment_intent=intent, amount="2000")
    await by_shell.hear("charge.refunded", "refund.created")
    assert await till.deposits() == ["partially_refunded"]

    await by_shell.stripe.post("/v1/refunds", payment_intent=intent)
    await by_shell.hear("charge.refunded", "refund.created")
    assert await till.deposits() == ["refunded"]
    assert await till.status() == "pending_approval"
    assert [line.partition(": ")[2] for line in await till.artist_read() if "went back" in line] == [
        "£20 of the deposit of £60 went back",
        "£40 of the deposit of £60 went back",
    ]


async def test_a_page_that_the_command_line_closes_runs_out(by_shell: ByShell) -> None:
    await by_shell.stripe.post(f"/v1/checkout/sessions/{await by_shell.till.page()}/expire")
    await by_shell.hear("checkout.session.expired")

    assert await by_shell.till.deposits() == ["expired"]
    assert await by_shell.till.status() == "awaiting_deposit"


@pytest.mark.parametrize("event", ["checkout.session.completed", "charge.refunded", "charge.dispute.created"])
async def test_what_the_command_line_triggers_for_itself_leaves_our_books_alone(
    by_shell: ByShell, event: str
) -> None:
    await by_shell.stripe("trigger", event)
    await by_shell.hear(event)

    assert await by_shell.till.deposits() == ["open"]
    assert await by_shell.till.status() == "awaiting_deposit"
    assert await by_shell.till.post.flags() == []
