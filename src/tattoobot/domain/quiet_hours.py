"""The hours in which nobody is written to unasked: on the wall clock of the one who would be woken."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `begin` until just before `end`, on the clock of a zone; the same hour twice means never."""

    begin: time = time(21)
    end: time = time(9)

    def hold(self, moment: datetime, zone: ZoneInfo) -> bool:
        """Is it quiet at this moment?"""
        local = moment.astimezone(zone).time()
        if self.begin <= self.end:
            return self.begin <= local < self.end
        return local >= self.begin or local < self.end

    def after(self, moment: datetime, zone: ZoneInfo) -> datetime:
        """This moment, or the end of the quiet hours that it falls into."""
        if not self.hold(moment, zone):
            return moment
        local = moment.astimezone(zone)
        ends_on = local.date() if local.time() < self.end else local.date() + A_DAY
        # Put together from a date and a time: the night on which the clocks change is an hour longer or shorter.
        return datetime.combine(ends_on, self.end, zone).astimezone(UTC)

    def before(self, moment: datetime, zone: ZoneInfo) -> datetime:
        """This moment, or the beginning of the quiet hours that it falls into."""
        if not self.hold(moment, zone):
            return moment
        local = moment.astimezone(zone)
        began_on = local.date() if local.time() >= self.begin else local.date() - A_DAY
        return datetime.combine(began_on, self.begin, zone).astimezone(UTC)
