"""When a date is over, as far as anybody knows; and whether two of one artist lie over each other."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from tattoobot.domain.lead import Answer
from tattoobot.domain.studio import Studio

LONGEST = timedelta(hours=12)
"""Nobody sits longer: what begins earlier than that is over by then."""
UNKNOWN = timedelta(hours=2)
"""Where the brief does not tell how long it takes."""


def end_of(
    studio: Studio, answers: Mapping[str, Answer], starts_at: datetime, ends_at: datetime | None = None
) -> datetime:
    """Where no end was said: what the work takes at most, and never more than a day of it."""
    if ends_at is not None:
        return ends_at
    hours = studio.estimate_of(answers).hours
    return starts_at + (timedelta(hours=min(hours[1], studio.prices.day_hours)) if hours else UNKNOWN)


def overlap(one: tuple[datetime, datetime], other: tuple[datetime, datetime]) -> bool:
    """One that begins when the other ends is after it."""
    return one[0] < other[1] and other[0] < one[1]
