from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from tattoobot.domain.quiet_hours import QuietHours

LONDON = ZoneInfo("Europe/London")
NEW_YORK = ZoneInfo("America/New_York")
NIGHT = QuietHours(time(21), time(9))
SIESTA = QuietHours(time(13), time(15, 30))
NEVER = QuietHours(time(0), time(0))


def at(text: str, zone: ZoneInfo = LONDON) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


@pytest.mark.parametrize(
    ("hours", "moment", "awake_before", "awake_after"),
    [
        (NIGHT, at("2026-03-10 20:59"), None, None),
        (NIGHT, at("2026-03-10 21:00"), at("2026-03-10 21:00"), at("2026-03-11 09:00")),
        (NIGHT, at("2026-03-11 02:00"), at("2026-03-10 21:00"), at("2026-03-11 09:00")),
        (NIGHT, at("2026-03-11 08:59"), at("2026-03-10 21:00"), at("2026-03-11 09:00")),
        (NIGHT, at("2026-03-11 09:00"), None, None),
        (SIESTA, at("2026-03-10 12:59"), None, None),
        (SIESTA, at("2026-03-10 14:00"), at("2026-03-10 13:00"), at("2026-03-10 15:30")),
        (SIESTA, at("2026-03-10 15:30"), None, None),
        (NEVER, at("2026-03-10 00:00"), None, None),
        (NEVER, at("2026-03-10 12:00"), None, None),
    ],
)
def test_quiet_hours_hold_until_they_end(
    hours: QuietHours, moment: datetime, awake_before: datetime | None, awake_after: datetime | None
) -> None:
    assert hours.hold(moment, LONDON) is (awake_after is not None)
    assert hours.before(moment, LONDON) == (awake_before or moment)
    assert hours.after(moment, LONDON) == (awake_after or moment)


def test_same_moment_is_night_in_one_zone_and_day_in_another() -> None:
    evening_in_london = at("2026-03-10 22:00")

    assert NIGHT.hold(evening_in_london, LONDON)
    assert not NIGHT.hold(evening_in_london, NEW_YORK)


@pytest.mark.parametrize(
    ("night", "ends_at"),
    [
        ("2026-03-28 23:00", datetime(2026, 3, 29, 8, tzinfo=UTC)),  # the clocks go forward: 9 is 8 in UTC
        ("2026-10-24 23:00", datetime(2026, 10, 25, 9, tzinfo=UTC)),  # the clocks go back: 9 is 9 again
        ("2026-03-29 00:30", datetime(2026, 3, 29, 8, tzinfo=UTC)),
        ("2026-10-25 01:30", datetime(2026, 10, 25, 9, tzinfo=UTC)),
    ],
)
def test_the_wall_clock_counts_in_the_nights_when_it_changes(night: str, ends_at: datetime) -> None:
    assert NIGHT.after(at(night), LONDON) == ends_at


def test_quiet_hours_that_end_in_the_hour_that_the_clocks_skip_end_all_the_same() -> None:
    hours = QuietHours(time(22), time(1, 30))

    assert hours.after(at("2026-03-28 23:00"), LONDON) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
