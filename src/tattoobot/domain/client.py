"""Who writes to us: one person with several handles, one language, one service window."""

from dataclasses import dataclass, field
from datetime import datetime

from tattoobot.domain import outside, service_window
from tattoobot.domain.pace import Pace
from tattoobot.domain.under_age import UnderAge


def called(name: str, phone: str | None, id_: int) -> str:
    """How a client is named to the studio: never empty, on one line, and never a sentence of ours."""
    return outside.named(name) or phone or f"#{id_}"


def first_name(name: str) -> str:
    return next(iter(outside.name(name).split()), "")


@dataclass(frozen=True, slots=True)
class Client:
    id: int
    name: str = ""
    phone: str | None = None
    user_id: str | None = None
    language: str | None = None
    opted_out: bool = False
    last_message_at: datetime | None = None
    pace: Pace = field(default_factory=Pace)
    """How the talk with them goes."""
    under_age: UnderAge | None = None

    @property
    def called(self) -> str:
        return called(self.name, self.phone, self.id)

    @property
    def first_name(self) -> str:
        return first_name(self.name)

    @property
    def window_closes_at(self) -> datetime | None:
        return service_window.closes_at(self.last_message_at)
