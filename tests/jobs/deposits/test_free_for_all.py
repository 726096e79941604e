"""Client, artist, Stripe, the worker and the clock do anything in any order, on the real database and the twin.

A longer run: MONEY_STEPS=5000 .venv/bin/python -m pytest -s tests/jobs/deposits/test_free_for_all.py
"""

import asyncio
import dataclasses
import os
from collections.abc import AsyncIterator, Coroutine
from datetime import timedelta
from decimal import Decimal
from typing import Any, cast

import aiohttp
import hypothesis
import pytest
from hypothesis import HealthCheck
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tattoobot.actions.approve_lead import approve_lead
from tattoobot.actions.cancel_lead import cancel_lead
from tattoobot.actions.complete_lead import complete_lead
from tattoobot.actions.forfeit_deposit import forfeit_deposit
from tattoobot.actions.mark_booked import mark_booked
from tattoobot.actions.move_date import move_date
from tattoobot.actions.refund_deposit import refund_deposit
from tattoobot.actions.reject_lead import reject_lead
from tattoobot.actions.request_deposit import send_deposit
from tattoobot.actions.send_booking_link import send_booking_link
from tattoobot.actions.withdraw_approval import withdraw_approval
from tattoobot.adapters.stripe.client import Stripe
from tattoobot.domain.money import Money
from tattoobot.sandbox.server import create_app
from tattoobot.sandbox.settings import SandboxSettings
from tattoobot.sandbox.world import World
from tests.jobs.conftest import Post
from tests.jobs.deposits.free_for_all import FreeForAll
from tests.sandbox.conftest import Sandbox, served

STEPS = int(os.environ.get("MONEY_STEPS", "360"))
A_RUN = 40

AMOUNTS = st.integers(10, 60)
WHICH = st.integers(0, 20)
RARELY = st.sampled_from([False, False, False, True])
WORDS = ("STOP", "start", "I have paid", "can you send me the link again?", "I want to cancel", "thank you!")


@dataclasses.dataclass
class Outside:
    """Where the twin lives."""

    sandbox: Sandbox
    world: World


@pytest.fixture
async def outside(settings: SandboxSettings) -> AsyncIterator[Outside]:
    """A twin whose clock is the machine's, and of whose events nobody takes any: the machine says what is heard."""
    alone = dataclasses.replace(settings, clock_url=None, product_url="http://127.0.0.1:9", retry_delays=(0,))
    app = create_app(alone)
    async with served(app) as url, aiohttp.ClientSession() as http:
        yield Outside(Sandbox(url, http, alone), app.state.world)


@pytest.fixture
def sandbox(outside: Outside) -> Sandbox:
    return outside.sandbox


class AnythingGoes(RuleBasedStateMachine):
    """Hypothesis runs in a thread beside the loop in which everything else lives."""

    def __init__(self, around: FreeForAll, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self.around = around
        self._loop = loop

    def do(self, what: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(what, self._loop).result(120)

    @initialize()
    def a_brief_is_with_the_artist(self) -> None:
        self.do(self.around.begin())

    def teardown(self) -> None:
        try:
            self.do(self.around.settle())
            self.do(self.around.at_last())
        finally:
            self.do(self.around.end())

    @invariant()
    def the_money_is_somewhere(self) -> None:
        if self.around.lead:
            self.do(self.around.always())

    # The artist

    @rule()
    def approve(self) -> None:
        self.do(self.around.artist(approve_lead))

    @rule()
    def withdraw(self) -> None:
        self.do(self.around.artist(withdraw_approval))

    @rule(really=RARELY)
    def reject(self, really: bool) -> None:
        if really and self.do(self.around.artist(reject_lead)):
            self.around.plain = False

    @rule(amount=st.none() | AMOUNTS)
    def ask_again(self, amount: int | None) -> None:
        asked = None if amount is None else Money(Decimal(amount), "GBP")
        self.do(self.around.artist(send_deposit, asked=asked))

    @rule()
    def send_the_booking_link(self) -> None:
        self.do(self.around.artist(send_booking_link))

    @rule()
    def fix_a_date(self) -> None:
        self.do(self.around.artist(mark_booked))

    @rule(days=st.integers(1, 3))
    def fix_a_day(self, days: int) -> None:
        at = self.around.post.now + timedelta(days=days)
        self.do(self.around.artist(mark_booked, starts_at=at))

    @rule(days=st.integers(1, 3))
    def move_it(self, days: int) -> None:
        self.do(self.around.artist(move_date, starts_at=self.around.post.now + timedelta(days=days)))

    @rule()
    def it_is_done(self) -> None:
        self.do(self.around.artist(complete_lead))

    @rule(amount=st.none() | AMOUNTS)
    def give_back(self, amount: int | None) -> None:
        self.do(self.around.artist(refund_deposit, amount=None if amount is None else str(amount)))

    @rule(really=RARELY)
    def keep(self, really: bool) -> None:
        if really and self.do(self.around.artist(forfeit_deposit)):
            self.around.plain = False

    @rule(really=RARELY, refund=st.sampled_from([None, "full", "none", "12.00"]))
    def cancel(self, really: bool, refund: str | None) -> None:
        if really and self.do(self.around.artist(cancel_lead, refund=refund)):
            self.around.plain = False

    # The client

    @rule(words=st.sampled_from(WORDS))
    def the_client_writes(self, words: str) -> None:
        self.do(self.around.client_says(words))

    @rule()
    def a_fresh_page(self) -> None:
        self.do(self.around.client_wants_a_fresh_page())

    @precondition(lambda self: self.around.sessions())
    @rule(which=WHICH, delayed=RARELY)
    def pay(self, which: int, delayed: bool) -> None:
        page = self._page(which)
        if self.do(self.around.was_told_of(page)):
            self.do(self.around.at_stripe(self.around.checkouts.pay, page, delayed=delayed))

    @precondition(lambda self: self.around.sessions())
    @rule(which=WHICH)
    def a_card_is_declined(self, which: int) -> None:
        self.do(self.around.at_stripe(self.around.checkouts.decline, self._page(which)))

    # The bank, and the studio in Stripe's Dashboard

    @precondition(lambda self: self.around.sessions())
    @rule(which=WHICH, succeeds=st.booleans())
    def money_on_its_way_arrives_or_not(self, which: int, succeeds: bool) -> None:
        self.do(self.around.at_stripe(self.around.checkouts.settle, self._page(which), succeeds))

    @precondition(lambda self: self.around.sessions())
    @rule(which=WHICH)
    def a_page_runs_out(self, which: int) -> None:
        self.do(self.around.at_stripe(self.around.checkouts.expire, self._page(which)))

    @precondition(lambda self: self.around.sessions())
    @rule(which=WHICH, amount=AMOUNTS)
    def give_back_in_the_dashboard(self, which: int, amount: int) -> None:
        self.do(self.around.refund_in_the_dashboard(self._page(which), amount * 100))

    @precondition(lambda self: self.around.sessions())
    @rule(which=WHICH)
    def the_bank_does_not_take_it_back(self, which: int) -> None:
        if self.do(self.around.at_stripe(self.around.checkouts.fail_refund, self._page(which))):
            self.around.plain = False

    @precondition(lambda self: self.around.sessions())
    @rule(which=WHICH, really=RARELY)
    def dispute(self, which: int, really: bool) -> None:
        if really and self.do(self.around.dispute(self._page(which))):
            self.around.plain = False

    @precondition(lambda self: self.around.sessions())
    @rule(which=WHICH, won=st.booleans())
    def the_dispute_is_decided(self, which: int, won: bool) -> None:
        self.do(self.around.at_stripe(self.around.checkouts.close_dispute, self._page(which), won))

    # What is heard, and what the product does by itself

    @precondition(lambda self: self.around.events())
    @rule(which=st.integers(0, 100), again=RARELY)
    def an_event_comes(self, which: int, again: bool) -> None:
        events = self.around.events()
        self.do(self.around.tell(events[which % len(events)], again))

    @precondition(lambda self: self.around.events())
    @rule()
    def the_newest_event_comes(self) -> None:
        self.do(self.around.tell(self.around.events()[-1], False))
        self.do(self.around.hear())

    @rule()
    def events_are_heard(self) -> None:
        self.do(self.around.hear())

    @rule()
    def missed_events_are_fetched(self) -> None:
        self.do(self.around.fetch_events())

    @rule()
    def the_worker_delivers(self) -> None:
        self.do(self.around.deliver())

    @rule()
    def the_worker_hears_and_delivers(self) -> None:
        self.do(self.around.hear())
        self.do(self.around.deliver())

    @rule(mood=st.sampled_from(["down", "drops_after_accepting"]))
    def the_worker_meets_trouble(self, mood: str) -> None:
        self.do(self.around.deliver_in_trouble(mood))

    @rule()
    def pages_are_asked_about(self) -> None:
        self.do(self.around.look_up_pages())

    @rule(hours=st.sampled_from([0.2, 2, 30]))
    def time_passes(self, hours: float) -> None:
        self.do(self.around.later(timedelta(hours=hours)))

    @rule()
    def what_is_due_is_said(self) -> None:
        self.do(self.around.remind())

    def _page(self, which: int) -> str:
        pages = self.around.sessions()
        return pages[which % len(pages)]


async def test_the_books_say_what_stripe_holds_whatever_is_done(
    post: Post, stripe: Stripe, outside: Outside
) -> None:
    around = FreeForAll(post, stripe, outside.world)
    loop = asyncio.get_running_loop()
    await asyncio.to_thread(
        run_state_machine_as_test,
        cast("Any", lambda: AnythingGoes(around, loop)),
        settings=hypothesis.settings(
            max_examples=max(STEPS // A_RUN, 1),
            stateful_step_count=A_RUN,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )
    print(f"{around.steps} steps")
