"""What the whole reader makes of a message, for tests that are a table of sentences."""

from datetime import UTC, datetime
from typing import Any

from tattoobot.domain.understanding.reader import understand
from tattoobot.domain.understanding.reading import Context, Reading

TUESDAY = datetime(2026, 3, 10, 10, tzinfo=UTC)


def reading(raw: str, asked: str | None = None, language: str | None = None) -> Reading:
    return understand(raw, Context(now=TUESDAY, asked=asked, language=language))


def value(key: str, raw: str, asked: str | None = None, language: str | None = None) -> Any:
    return reading(raw, asked, language).slots.get(key)


def days(first: str | None, last: str | None, **more: object) -> dict[str, object]:
    """When somebody can come, as it is read."""
    return {"from": first, "to": last, **more}


def amount(least: int | None, most: int | None, currency: str | None = None) -> dict[str, object]:
    """What they can spend."""
    return {"min": least, "max": most, "currency": currency}


def part(name: str) -> dict[str, object]:
    """A place on the body of which no side is named."""
    return {"part": name, "side": None, "aspect": None}
