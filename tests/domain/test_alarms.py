"""Which alarms are due, from what was observed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tattoobot.domain.alarms import Cause, Observed, Silence, Way, changes, judged, way

WELL = Observed()
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def silence(
    now: timedelta, longest: timedelta, heard: int = 500, known_for: timedelta = 30 * DAY
) -> Observed:
    return Observed(silence=Silence(now, longest, heard, known_for))


@pytest.mark.parametrize(
    ("seen", "alarmed"),
    [
        (silence(14 * HOUR, longest=10 * HOUR), False),
        (silence(16 * HOUR, longest=10 * HOUR), True),
        (silence(3 * HOUR, longest=HOUR), False),
        (silence(7 * HOUR, longest=HOUR), True),
        (silence(3 * DAY, longest=4 * DAY), False),
        (silence(30 * DAY, longest=HOUR, heard=10), False),
        (silence(5 * DAY, longest=HOUR, known_for=5 * DAY), False),
    ],
)
def test_silence_is_alarming_only_beyond_what_this_studio_knows(seen: Observed, alarmed: bool) -> None:
    assert judged(seen)[Cause.SILENCE] is alarmed


@pytest.mark.parametrize(
    ("seen", "cause"),
    [
        (replace(WELL, standby=HOUR), Cause.STANDBY),
        (replace(WELL, handed=HOUR), Cause.CONTROL),
        (replace(WELL, token_refused=True), Cause.ACCESS),
        (replace(WELL, account_refused=True), Cause.ACCOUNT),
        (replace(WELL, held_up=HOUR), Cause.SENDING),
        (replace(WELL, undelivered=2 * HOUR), Cause.SENDING),
        (replace(WELL, sheet_failing=2 * HOUR), Cause.SHEET),
        (replace(WELL, disk_free=0.04), Cause.DISK),
        (replace(WELL, disk_free_bytes=100_000_000), Cause.DISK),
    ],
)
def test_each_cause_alarms_once_and_ends_when_it_is_over(seen: Observed, cause: Cause) -> None:
    assert changes(seen, set()).raised == {cause}
    assert changes(seen, {cause}) == changes(WELL, set())
    assert changes(WELL, {cause}).over == {cause}


def test_what_passes_by_itself_alarms_nobody() -> None:
    passing = Observed(
        standby=2 * DAY,
        handed=2 * DAY,
        held_up=timedelta(minutes=5),
        undelivered=timedelta(minutes=20),
        sheet_failing=timedelta(minutes=20),
    )

    assert changes(passing, set()).raised == frozenset()


def test_where_meta_cannot_be_asked_what_was_known_holds() -> None:
    unknown = Observed(token_refused=None, account_refused=None)

    assert changes(unknown, {Cause.ACCESS}).over == frozenset()
    assert changes(unknown, set()).raised == frozenset()


@pytest.mark.parametrize(
    ("raised", "number", "window", "address", "chosen"),
    [
        ({Cause.SHEET}, True, True, True, Way.WHATSAPP),
        ({Cause.SHEET}, True, False, True, Way.ADDRESS),
        ({Cause.SHEET}, True, False, False, Way.WHATSAPP),
        ({Cause.SHEET}, False, False, True, Way.ADDRESS),
        ({Cause.SHEET, Cause.ACCESS}, True, True, True, Way.ADDRESS),
        ({Cause.ACCESS}, True, True, False, None),
        ({Cause.SHEET}, False, False, False, None),
    ],
)
def test_the_owner_is_told_by_a_way_that_works(
    raised: set[Cause], number: bool, window: bool, address: bool, chosen: Way | None
) -> None:
    assert way(raised, has_number=number, window_open=window, has_address=address) == chosen
