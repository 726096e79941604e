"""What the bot wants to say, before it has words: keys of sentences with their facts, and what can be tapped."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Phrase:
    """One sentence of the wording, by its key."""

    key: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tap:
    """One choice below a message: `id` comes back when it is tapped, `phrase` is the key of its title."""

    id: str
    phrase: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Say:
    """One WhatsApp message: every message costs money, so an acknowledgement and the next question share one."""

    phrases: tuple[Phrase, ...]
    taps: tuple[Tap, ...] = ()
    link: str | None = None
    """A URL behind one button, whose label is the phrase `link_label`."""
    link_label: str = ""


def say(key: str, **facts: Any) -> Say:
    return Say((Phrase(key, facts),))
