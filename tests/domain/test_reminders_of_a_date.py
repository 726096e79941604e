"""Reminders around an appointment: before it, after it, and when it moves or is in doubt."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import Status
from tattoobot.domain.reminders import Facts, Outlook
from tests.domain.reminder_story import RULES, at, some_facts, story

ALL = frozenset({"appointment_confirm", "appointment_prepare", "appointment_care"})


def booked(starts_at: datetime, **changes: Any) -> Facts:
    return some_facts(Status.BOOKED, at(10), **{"starts_at": starts_at, **changes})


def test_date_has_its_messages_before_and_after_and_the_artist_hears_of_silence() -> None:
    assert story(booked(at(10 * 24 + 14)), templates=ALL) == [
        "Wed 14:00 appointment_confirm: template",
        "Thu 09:00 appointment_unanswered",
        "Thu 14:00 appointment_prepare: template",
        "Sat 10:00 appointment_care: template",
        "Fri 15:00 lapses",
    ]


def test_who_has_confirmed_is_not_asked_and_the_artist_hears_nothing() -> None:
    told = story(booked(at(10 * 24 + 14), confirmed=True), templates=ALL)

    assert [line.split()[2].strip(":") for line in told] == [
        "appointment_prepare",
        "appointment_care",
        "lapses",
    ]


def test_date_made_within_two_days_is_not_asked_about() -> None:
    told = story(booked(at(2 * 24 - 1)), templates=ALL)

    assert [line.split()[2].strip(":") for line in told] == [
        "appointment_prepare",
        "appointment_care",
        "lapses",
    ]


def test_nothing_is_said_or_noted_of_a_date_of_long_ago() -> None:
    long_ago = booked(at(-30 * 24), status_since=at(-60 * 24))

    assert Outlook(long_ago, at(0), RULES, ALL).due() == []
    assert Outlook(long_ago, at(0), RULES, ALL).next_look() is None


def test_moved_date_has_its_messages_anew_and_the_old_ones_are_taken_back() -> None:
    first, second = booked(at(10 * 24 + 14)), booked(at(20 * 24 + 14))
    done = {("appointment_confirm", first.starts_at.isoformat())} if first.starts_at else set()

    planned = Outlook(replace(second, done=frozenset(done)), at(9 * 24), RULES, ALL).planned()

    assert {item.occurrence for item in planned} == {at(20 * 24 + 14).isoformat()}
    assert "appointment_confirm" in {item.rule.kind for item in planned}


def test_what_is_said_after_a_date_is_said_where_the_artist_has_called_it_done() -> None:
    done = replace(booked(at(14)), status=Status.COMPLETED)

    assert [line.split()[2].strip(":") for line in story(done, templates=ALL)] == ["appointment_care"]


@pytest.mark.parametrize("flag", [FlagReason.CANCEL_REQUEST, FlagReason.RESCHEDULE_REQUEST])
def test_date_that_is_in_doubt_is_not_spoken_of(flag: FlagReason) -> None:
    told = story(booked(at(10 * 24 + 14), flags=frozenset({flag})), templates=ALL)

    assert told == []


def test_another_flag_or_a_person_who_answers_keeps_no_date_from_being_spoken_of() -> None:
    busy = booked(at(10 * 24 + 14), flags=frozenset({FlagReason.QUESTION}), handed_over=True)

    assert len(story(busy, templates=ALL)) == 5


def test_without_templates_nothing_reaches_a_client_who_wrote_long_ago_but_the_artist_hears() -> None:
    told = story(booked(at(10 * 24 + 14)))

    assert "Thu 09:00 appointment_unanswered" in told
    assert [line for line in told if "window_closed" in line] == [
        line for line in told if "unanswered" not in line and "lapses" not in line
    ]


# ---------------------------------------------------------------------------- what stops reminders
