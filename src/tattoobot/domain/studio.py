"""What a studio decides for itself: names, money, time, questions. Read from its file once, at start."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from tattoobot.domain.consultation import QUESTIONS, Question
from tattoobot.domain.reminder_rules import Reminders

UNNAMED = "the artist"
"""The name of an artist whom the studio's file gives none; each language has its own words for that."""


@dataclass(frozen=True, slots=True)
class ArtistProfile:
    """One artist as the studio's file describes them; `key` never changes, the rest may."""

    key: str
    name: str
    whatsapp_number: str | None = None
    booking_url: str | None = None


@dataclass(frozen=True, slots=True)
class DepositRule:
    amount: Decimal = Decimal("60.00")
    link_lives: timedelta = timedelta(hours=23)
    """Stripe allows 30 minutes to 24 hours from the moment it gets the request."""


NO_CHANGES = Reminders()


@dataclass(frozen=True, slots=True)
class Studio:
    name: str = "Ink & Paper"
    artists: tuple[ArtistProfile, ...] = (ArtistProfile("artist", UNNAMED),)
    currency: str = "GBP"
    country: str = "GB"
    language: str = "en"
    unit: str = "cm"
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Europe/London"))
    deposit: DepositRule = DepositRule()
    questions: tuple[Question, ...] = QUESTIONS
    minimum_age: int = 18
    wording: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """The studio's own phrases: language → key → phrase."""
    action_links_live: timedelta = timedelta(days=7)
    reminders: Reminders = NO_CHANGES

    @property
    def artist(self) -> ArtistProfile:
        """Who takes enquiries when nothing says otherwise."""
        return self.artists[0]
