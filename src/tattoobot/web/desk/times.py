"""Times as people say them, with the exact moment behind."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tattoobot.actions.house import House
from tattoobot.wording import Wording, days

AN_HOUR = timedelta(hours=1)
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Moment:
    """One time on a page: `said` is what is seen, `exactly` what a screen reader reads."""

    at: str
    said: str
    exactly: str


def past(wording: Wording, house: House, at: datetime, now: datetime) -> Moment:
    """How long ago: "5 min", "3 h"; later on which day."""
    gone = max(now - at, timedelta(0))
    if gone < AN_HOUR:
        said = wording.say("desk.minutes", n=max(gone // timedelta(minutes=1), 1))
    elif gone < A_DAY:
        said = wording.say("desk.hours", n=gone // AN_HOUR)
    else:
        said = wording.when(at, now)
    return Moment(at.isoformat(), said, wording.moment(at))


def clock(wording: Wording, house: House, at: datetime) -> Moment:
    """The time of a day that is said elsewhere."""
    return Moment(
        at.isoformat(), days.clock(at.astimezone(house.studio.zone), wording.locale), wording.moment(at)
    )
