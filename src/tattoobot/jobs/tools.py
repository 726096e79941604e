"""What a worker hands to whoever delivers an effect, and what it gets back."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime

from tattoobot.actions.house import House
from tattoobot.adapters.owner import Owner
from tattoobot.adapters.photos import PhotoStore
from tattoobot.adapters.push import Push
from tattoobot.adapters.stripe.client import Stripe
from tattoobot.adapters.whatsapp.client import WhatsApp
from tattoobot.db.engine import Connection, Database
from tattoobot.jobs.pace import ContactPace


@dataclass(frozen=True, slots=True)
class Tools:
    database: Database
    house: House
    now: Callable[[], datetime]
    whatsapp: WhatsApp
    stripe: Stripe
    photos: PhotoStore
    livemode: bool = False
    """Whether money that Stripe tells of is real money."""
    owner: Owner | None = None
    """Where alarms go that WhatsApp cannot carry."""
    push: Push | None = None
    """Where browsers are told; None: nowhere."""
    contacts: ContactPace = field(default_factory=ContactPace)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of an effect that was delivered. One that was not raises `DeliveryFailed` or `AnswerLost`."""

    provider_id: str | None = None
    """What the provider calls the message."""
    act: Callable[[Connection], Awaitable[object]] | None = None
    """What the provider's answer leads to: done in the transaction that takes the effect out of the outbox."""
