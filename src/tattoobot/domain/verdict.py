"""What the studio's terms say of a deposit when somebody asks for it back. A person decides, whatever they say."""

from datetime import datetime, timedelta
from enum import StrEnum


class Verdict(StrEnum):
    """As the key of a phrase."""

    NO_DATE = "verdict.no_date"  # no date is fixed yet
    IN_TIME = "verdict.in_time"
    LATE = "verdict.late"  # less notice than the terms ask for
    OVER = "verdict.over"  # the date has passed


def verdict(starts_at: datetime | None, now: datetime, notice: timedelta) -> Verdict:
    """`starts_at`: the date that was fixed; `notice`: how early a change has to be asked for."""
    if starts_at is None:
        return Verdict.NO_DATE
    if starts_at <= now:
        return Verdict.OVER
    return Verdict.IN_TIME if starts_at - now >= notice else Verdict.LATE
