"""What Stripe remembers: objects by id, events, and the first answer to every idempotency key."""

from dataclasses import asdict, dataclass, field

from tattoobot.sandbox.journal import Json


@dataclass(slots=True)
class Sale:
    """A Checkout Session with what belongs to it and is not shown on it."""

    session: Json
    line_items: list[Json]
    intent_data: Json


@dataclass(slots=True)
class Answered:
    """The first answer to an idempotency key, and the request that it answered."""

    request: str
    status: int
    answer: Json
    at: float


@dataclass(slots=True)
class Books:
    sales: dict[str, Sale] = field(default_factory=dict)
    intents: dict[str, Json] = field(default_factory=dict)
    charges: dict[str, Json] = field(default_factory=dict)
    refunds: dict[str, Json] = field(default_factory=dict)
    disputes: dict[str, Json] = field(default_factory=dict)
    events: dict[str, Json] = field(default_factory=dict)
    goods: dict[str, Json] = field(default_factory=dict)
    """Products, prices and payment methods."""
    answered: dict[str, Answered] = field(default_factory=dict)

    def told(self, event_id: str) -> None:
        """The product has taken this event."""
        if event_id in self.events:
            self.events[event_id]["pending_webhooks"] = 0

    def dump(self) -> Json:
        return asdict(self)

    def load(self, kept: Json) -> None:
        for name in ("intents", "charges", "refunds", "disputes", "events", "goods"):
            getattr(self, name).update(kept.get(name, {}))
        self.sales = {key: Sale(**one) for key, one in kept["sales"].items()}
        self.answered = {key: Answered(**one) for key, one in kept["answered"].items()}
