"""A season is the one that is, or the next once it is nearly over."""

from datetime import date

import pytest

from tattoobot.domain.understanding.calendar import season


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2026, 11, 10), date(2026, 9, 1)),
        (date(2026, 11, 23), date(2026, 9, 1)),
        (date(2026, 11, 24), date(2027, 9, 1)),
        (date(2026, 11, 30), date(2027, 9, 1)),
        (date(2026, 12, 1), date(2027, 9, 1)),
    ],
)
def test_an_autumn_that_ends_within_days_is_the_next(today: date, first: date) -> None:
    assert season("autumn", today, "GB").first == first
