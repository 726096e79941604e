"""What Stripe refuses is about payments: messages go on."""

import aiohttp
import pytest

from tattoobot.actions.approve_lead import approve_lead
from tattoobot.adapters.stripe.client import Stripe
from tests.jobs.conftest import Post
from tests.sandbox.conftest import Sandbox


@pytest.fixture
def stripe(http: aiohttp.ClientSession, sandbox: Sandbox) -> Stripe:
    return Stripe(http, secret_key="sk_test_revoked", base_url=f"{sandbox.url}/sandbox/stripe")


async def test_a_key_that_stripe_refuses_stops_no_message(post: Post) -> None:
    lead = await post.bench.a_lead()
    async with post.bench.database.transaction() as db:
        await approve_lead(db, post.bench.house, lead, post.now)
    await post.deliver()

    await post.write(lead, "Hello")
    await post.deliver()

    assert [body["text"]["body"] for body in await post.tried()] == ["Hello"]
    assert await post.bench.rows("SELECT scope FROM pauses") == []
    [checkout] = await post.waiting()
    assert (checkout["kind"], checkout["state"]) == ("OpenCheckout", "waiting")
