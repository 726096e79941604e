"""What a studio decides for itself: names, money, time, questions. Read from its file once, at start."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from tattoobot.domain.consultation import QUESTIONS, Question
from tattoobot.domain.estimate import Estimate, Prices, estimate
from tattoobot.domain.handover import USUAL_RULES, HandoverRules
from tattoobot.domain.keep_rules import USUAL_KEEPING, KeepRules
from tattoobot.domain.lead import Answer
from tattoobot.domain.reminder_rules import Reminders
from tattoobot.domain.sheet import USUAL, Column
from tattoobot.domain.understanding.reading import MINIMUM_AGE, Context, Memory

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
    by_length: Mapping[str, Decimal] = field(default_factory=dict)
    """Another amount for a `short` sitting, a `half_day` or a `day`."""
    notice: timedelta = timedelta(hours=48)
    """How early a client has to ask for another date."""


NO_CHANGES = Reminders()
NO_PRICES = Prices()


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
    minimum_age: int = MINIMUM_AGE
    messages_a_day: int = 40
    """So many answers of the bot one client gets on a day."""
    styles: frozenset[str] = frozenset()
    """What the artist works in; empty: everything."""
    prices: Prices = NO_PRICES
    message_prices: Mapping[str, Decimal] = field(default_factory=dict)
    """What WhatsApp charges for a message of each kind, where the studio has looked it up."""
    wording: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """The studio's own phrases: language → key → phrase."""
    action_links_live: timedelta = timedelta(days=7)
    reminders: Reminders = NO_CHANGES
    handover: HandoverRules = USUAL_RULES
    sheet: tuple[Column, ...] = USUAL
    """The columns of its spreadsheet, beside the number of the enquiry."""
    keep: KeepRules = USUAL_KEEPING
    map_url: str = ""
    """Shows where the studio is."""

    @property
    def artist(self) -> ArtistProfile:
        """Who takes enquiries when nothing says otherwise."""
        return self.artists[0]

    def estimate_of(self, answers: Mapping[str, Answer]) -> Estimate:
        return estimate(answers, self.prices, self.currency)

    def deposit_for(self, answers: Mapping[str, Answer]) -> Decimal:
        """What to suggest for a brief: by how long the piece takes, where the studio says so."""
        length = self.estimate_of(answers).length
        return self.deposit.by_length.get(length or "", self.deposit.amount)

    def context(
        self,
        now: datetime,
        *,
        asked: str | None,
        language: str | None,
        usual: str | None = None,
        memory: Memory | None = None,
    ) -> Context:
        """What is known around a message to this studio. `now` is in its zone."""
        return Context(
            now=now,
            asked=asked,
            language=language,
            usual=usual or self.language,
            country=self.country,
            currency=self.currency,
            unit=self.unit,
            minimum_age=self.minimum_age,
            memory=memory,
        )

    def says_again(self, question: Question) -> bool:
        """Whether there are other words for asking it once more."""
        return not question.own or any(f"again.{question.key}" in own for own in self.wording.values())

    def offers_style(self, style: str) -> bool:
        return not self.styles or style in self.styles or style == "other"
