from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tattoobot.domain.delivery import Failure, Reaction
from tattoobot.domain.retrying import GIVE_UP_AFTER, LONGEST_PAUSE, LONGEST_WAIT, next_try, sent_anew

YOUNG = timedelta(seconds=1)


def wait(reaction: Reaction, attempts: int = 1, age: timedelta = YOUNG, **more: float) -> timedelta | None:
    return next_try(Failure(reaction, "…", **more), attempts, age, jitter=1.0)  # type: ignore[arg-type]


def test_waits_grow_and_stay_bounded() -> None:
    waits = [wait(Reaction.RETRY, attempts) for attempts in range(1, 40)]

    assert waits[:4] == [timedelta(seconds=n) for n in (1, 2, 4, 8)]
    assert all(one is not None and one <= LONGEST_WAIT for one in waits)


def test_contact_with_too_many_messages_waits_four_to_the_n() -> None:
    assert [wait(Reaction.SLOW_CONTACT, n) for n in (1, 2, 3)] == [timedelta(seconds=n) for n in (2, 8, 32)]


def test_the_provider_knows_best_how_long() -> None:
    assert wait(Reaction.RETRY, retry_after=30) == timedelta(seconds=33)


@pytest.mark.parametrize("reaction", [Reaction.REFUSED, Reaction.UNDELIVERABLE, Reaction.DROP])
def test_what_would_not_get_better_is_not_tried_again(reaction: Reaction) -> None:
    assert wait(reaction) is None


def test_what_could_not_be_said_in_a_day_is_not_said_any_more() -> None:
    assert wait(Reaction.RETRY, age=GIVE_UP_AFTER + YOUNG) is None


def test_an_account_that_is_locked_keeps_its_messages_for_as_long_as_it_takes() -> None:
    assert wait(Reaction.STOP_ACCOUNT, attempts=500, age=timedelta(days=30)) == timedelta(minutes=1)


def test_jitter_keeps_workers_apart_and_never_waits_nothing() -> None:
    failure = Failure(Reaction.RETRY, "…")

    assert next_try(failure, 3, YOUNG, jitter=0.0) == timedelta(seconds=2)


def test_each_wait_for_sending_anew_is_as_long_as_all_before_it() -> None:
    failure, age, waits = Failure(Reaction.RETRY, "…"), timedelta(0), []
    while (again := sent_anew(failure, age)) is not None:
        waits.append(again.total_seconds())
        age += again

    assert waits == [30, 30, 60, 120, 240]


@pytest.mark.parametrize("reaction", [Reaction.REFUSED, Reaction.UNDELIVERABLE, Reaction.DROP])
def test_what_failed_for_good_is_not_sent_anew(reaction: Reaction) -> None:
    assert sent_anew(Failure(reaction, "…"), timedelta(0)) is None


def test_locked_account_is_tried_for_a_day() -> None:
    locked = Failure(Reaction.STOP_ACCOUNT, "…")

    assert sent_anew(locked, timedelta(hours=23)) is not None
    assert sent_anew(locked, GIVE_UP_AFTER + YOUNG) is None


@given(st.floats())
def test_whatever_a_provider_asks_for_it_is_asked_again_within_the_hour(seconds: float) -> None:
    again = wait(Reaction.RETRY, retry_after=seconds)

    assert again is not None
    assert timedelta(0) <= again <= LONGEST_PAUSE * 1.1
