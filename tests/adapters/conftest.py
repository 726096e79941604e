"""The adapters against the twins of the sandbox, over real HTTP."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from tattoobot.adapters.http import open_session
from tattoobot.adapters.stripe.client import Stripe
from tattoobot.adapters.whatsapp.client import WhatsApp
from tests.sandbox.conftest import (
    PHONE_NUMBER_ID,
    STRIPE_KEY,
    TOKEN,
    Sandbox,
    receiver,
    sandbox,
    settings,
)

__all__ = ["receiver", "sandbox", "settings"]


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with open_session() as session:
        yield session


@pytest.fixture
def whatsapp(http: aiohttp.ClientSession, sandbox: Sandbox) -> WhatsApp:
    return WhatsApp(
        http,
        base_url=f"{sandbox.url}/sandbox/whatsapp",
        version="v26.0",
        access_token=TOKEN,
        phone_number_id=PHONE_NUMBER_ID,
        business_account_id=sandbox.settings.whatsapp_business_account_id,
    )


@pytest.fixture
def stripe(http: aiohttp.ClientSession, sandbox: Sandbox) -> Stripe:
    return Stripe(http, secret_key=STRIPE_KEY, base_url=f"{sandbox.url}/sandbox/stripe")
