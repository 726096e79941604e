"""What Stripe remembers: objects by id, events, and the first answer to every idempotency key."""

from dataclasses import asdict, dataclass, field

from .journal import Json


@dataclass(slots=True)
class Answered:
    """The first answer to an idempotency key, and the request that it answered."""

    path: str
    body: str
    status: int
    answer: Json
    at: float


@dataclass(slots=True)
class Books:
    sessions: dict[str, Json] = field(default_factory=dict)
    intents: dict[str, Json] = field(default_factory=dict)
    charges: dict[str, Json] = field(default_factory=dict)
    refunds: dict[str, Json] = field(default_factory=dict)
    events: dict[str, Json] = field(default_factory=dict)
    answered: dict[str, Answered] = field(default_factory=dict)

    def dump(self) -> Json:
        return asdict(self)

    def load(self, kept: Json) -> None:
        for name in ("sessions", "intents", "charges", "refunds", "events"):
            getattr(self, name).update(kept[name])
        self.answered = {key: Answered(**one) for key, one in kept["answered"].items()}
