from datetime import UTC, datetime, timedelta

import pytest

from tattoobot.domain.verdict import Verdict, verdict

NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)
NOTICE = timedelta(hours=48)


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (None, Verdict.NO_DATE),
        (timedelta(hours=48), Verdict.IN_TIME),
        (timedelta(hours=47, minutes=59), Verdict.LATE),
        (timedelta(0), Verdict.OVER),
        (timedelta(days=-1), Verdict.OVER),
    ],
)
def test_what_the_terms_say_depends_on_how_far_the_date_is(ahead: timedelta | None, said: Verdict) -> None:
    assert verdict(None if ahead is None else NOW + ahead, NOW, NOTICE) is said
