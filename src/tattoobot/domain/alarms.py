"""Am I still heard? Which alarms are due, from what was observed. No clock: ages come in."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Cause(StrEnum):
    SILENCE = "silence"
    """No webhook for longer than this studio is ever quiet."""
    STANDBY = "standby"
    """Clients' messages come as a copy: another app answers them."""
    CONTROL = "control"
    """Conversations were handed to another app, or from one."""
    ACCOUNT = "account"
    """Meta has restricted, disconnected or removed the number or its account."""
    ACCESS = "token"
    """Meta refuses the access token."""
    SENDING = "sending"
    """Messages wait, or are refused, for longer than a moment."""
    SHEET = "sheet"
    DISK = "disk"


KEEPS_FROM_SENDING = frozenset({Cause.ACCOUNT, Cause.ACCESS, Cause.SENDING})
"""While one of them lasts, WhatsApp is no way to tell of anything."""

LEARNS = timedelta(days=7)
ENOUGH = 50
"""Updates, and days, before a studio's silences are known."""
SHORTEST_SILENCE = timedelta(hours=6)
SLACK = 1.5
LATELY = timedelta(hours=24)
HELD_UP = timedelta(minutes=30)
UNDELIVERED = timedelta(hours=1)
UNWRITTEN = timedelta(hours=1)
LEAST_FREE = 0.05
"""Of the disk."""
LEAST_FREE_BYTES = 300_000_000


@dataclass(frozen=True, slots=True)
class Silence:
    """How long nothing has come, and how that was so far."""

    now: timedelta
    longest: timedelta
    heard: int
    known_for: timedelta

    @property
    def is_too_long(self) -> bool:
        known = self.heard >= ENOUGH and self.known_for >= LEARNS
        return known and self.now > max(self.longest * SLACK, SHORTEST_SILENCE)


@dataclass(frozen=True, slots=True)
class Observed:
    """What one look saw. Ages; None: never, or nothing of the kind."""

    silence: Silence | None = None
    standby: timedelta | None = None
    handed: timedelta | None = None
    token_refused: bool | None = False
    """None: Meta could not be asked."""
    account_refused: bool | None = False
    cut_off: bool = False
    """Whether a webhook has told that the account was taken from us, and none that it is back."""
    held_up: timedelta | None = None
    """Since when WhatsApp wants nothing from us."""
    undelivered: timedelta | None = None
    """Of what waits to be sent, the oldest."""
    sheet_failing: timedelta | None = None
    disk_free: float = 1.0
    disk_free_bytes: int = LEAST_FREE_BYTES


@dataclass(frozen=True, slots=True)
class Changes:
    raised: frozenset[Cause]
    over: frozenset[Cause]


def judged(seen: Observed) -> Mapping[Cause, bool | None]:
    """Whether each cause is there; None: it cannot be said, so what was known holds."""
    return {
        Cause.SILENCE: seen.silence is not None and seen.silence.is_too_long,
        Cause.STANDBY: _lately(seen.standby),
        Cause.CONTROL: _lately(seen.handed),
        Cause.ACCESS: seen.token_refused,
        Cause.ACCOUNT: True if seen.cut_off else seen.account_refused,
        Cause.SENDING: _longer(seen.held_up, HELD_UP) or _longer(seen.undelivered, UNDELIVERED),
        Cause.SHEET: _longer(seen.sheet_failing, UNWRITTEN),
        Cause.DISK: seen.disk_free < LEAST_FREE or seen.disk_free_bytes < LEAST_FREE_BYTES,
    }


def changes(seen: Observed, raised: Set[Cause]) -> Changes:
    """What is new and what is over; an alarm that lasts is not raised again."""
    found = judged(seen)
    return Changes(
        raised=frozenset(cause for cause, there in found.items() if there and cause not in raised),
        over=frozenset(cause for cause in raised if found[cause] is False),
    )


class Way(StrEnum):
    WHATSAPP = "whatsapp"
    ADDRESS = "address"
    """The owner's own, OWNER_ALERT_URL."""


def way(raised: Set[Cause], *, has_number: bool, window_open: bool, has_address: bool) -> Way | None:
    """How the owner hears: on WhatsApp where that works, else at their address; None: not at all for now.

    Outside WhatsApp's window only "there is news" goes out, so an address of their own is better then.
    """
    works = has_number and not raised & KEEPS_FROM_SENDING
    if works and (window_open or not has_address):
        return Way.WHATSAPP
    return Way.ADDRESS if has_address else None


def _lately(age: timedelta | None) -> bool:
    return age is not None and age < LATELY


def _longer(age: timedelta | None, bound: timedelta) -> bool:
    return age is not None and age > bound
