"""Reminders as tables over time: what a lead gets when, if nothing else happens."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tattoobot.domain.lead import Status
from tattoobot.domain.quiet_hours import QuietHours
from tattoobot.domain.reminder_rules import CountedFrom, Reminders, Rule, To
from tattoobot.domain.reminders import Facts, Obstacle, Outlook, Page
from tests.domain.reminder_story import (
    HOUR,
    LONDON,
    MINUTE,
    NEW_YORK,
    RULES,
    after,
    at,
    quiet_client,
    some_facts,
    story,
    unpaid,
)


@pytest.mark.parametrize(
    ("wrote", "told"),
    [
        (at(10), ["Tue 14:00 unfinished", "Wed 09:00 unfinished_again"]),
        (at(12), ["Tue 16:00 unfinished", "Wed 10:00 unfinished_again"]),
        # Four hours later it is night: in the morning. 22 hours later it is still day.
        (at(18), ["Wed 09:00 unfinished", "Wed 16:00 unfinished_again"]),
        # 22 hours later is night, and in the morning after it the window is closed: the evening before.
        (at(23.5), ["Wed 09:00 unfinished", "Wed 20:30 unfinished_again"]),
        (at(2), ["Tue 09:00 unfinished", "Tue 20:30 unfinished_again"]),
        (at(8.5), ["Tue 12:30 unfinished", "Tue 20:30 unfinished_again"]),
        # 09:00 is 23 hours and 50 minutes after: just inside.
        (at(9 + 10 / 60), ["Tue 13:10 unfinished", "Wed 09:00 unfinished_again"]),
    ],
)
def test_unfinished_enquiry_is_taken_up_twice_inside_the_window(wrote: datetime, told: list[str]) -> None:
    lapse = (wrote + timedelta(days=14)).strftime("%a %H:%M lapses")

    assert story(quiet_client(wrote)) == [*told, lapse]


def test_night_is_where_the_client_is() -> None:
    facts = quiet_client(at(10), client_zone=NEW_YORK)  # 6 in the morning there

    assert story(facts, days=2) == ["Tue 10:00 unfinished", "Tue 20:30 unfinished_again"]


@pytest.mark.parametrize(
    ("wrote", "told"),
    [
        # Saturday night is an hour short.
        (datetime(2026, 3, 28, 18, tzinfo=LONDON), ["Sun 09:00 unfinished", "Sun 17:00 unfinished_again"]),
        # Saturday night is an hour long: 22 hours after 10:30 are 07:30 on the clock, and the window ends at 09:25.
        (
            datetime(2026, 10, 24, 10, 30, tzinfo=LONDON),
            ["Sat 14:30 unfinished", "Sun 09:00 unfinished_again"],
        ),
        (
            datetime(2026, 10, 24, 9, 59, tzinfo=LONDON),
            ["Sat 13:59 unfinished", "Sat 20:30 unfinished_again"],
        ),
    ],
)
def test_weekends_on_which_the_clocks_change(wrote: datetime, told: list[str]) -> None:
    assert story(quiet_client(wrote.astimezone(UTC)), days=3) == told


def test_when_nobody_looked_for_a_day_it_is_too_late_without_a_template_and_one_message_with() -> None:
    facts = quiet_client(at(10))
    approved = frozenset({"unfinished_enquiry"})

    without = Outlook(facts, at(10 + 28), RULES).due()
    with_template = Outlook(facts, at(10 + 28), RULES, approved).due()

    assert [item.obstacle for item in without] == [Obstacle.WINDOW_CLOSED, Obstacle.WINDOW_CLOSED]
    assert [(item.obstacle, item.by_template) for item in with_template] == [
        (Obstacle.OVERTAKEN, True),
        (None, True),
    ]


# ---------------------------------------------------------------------------- waiting for the artist


def test_artist_is_nudged_three_times_and_the_client_reassured_before_the_window_closes() -> None:
    assert story(some_facts(Status.PENDING_APPROVAL, at(12))) == [
        "Tue 16:00 approval",
        "Wed 11:25 with_artist",
        "Wed 12:00 approval_next_day",
        "Thu 12:00 approval_last",
    ]


def test_what_should_have_been_said_a_day_ago_is_not_said_any_more() -> None:
    pending_for_a_week = some_facts(Status.PENDING_APPROVAL, at(12))

    due = Outlook(
        pending_for_a_week, at(12) + timedelta(days=7), RULES, frozenset({"still_with_artist"})
    ).due()

    assert {item.obstacle for item in due} == {Obstacle.TOO_LATE}


def test_the_artist_is_not_reminded_at_night_either() -> None:
    assert story(some_facts(Status.PENDING_APPROVAL, at(18), opted_out=True)) == [
        "Wed 09:00 approval",
        "Wed 18:00 approval_next_day",
        "Thu 18:00 approval_last",
    ]


def test_client_who_wrote_since_is_reassured_at_the_time_that_was_meant() -> None:
    facts = some_facts(Status.PENDING_APPROVAL, at(12), last_message_at=at(20))

    assert "Wed 12:00 with_artist" in story(facts)


# ---------------------------------------------------------------------------- the deposit


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (at(12), ["Wed 09:00 deposit_halfway: overtaken", "Wed 09:00 deposit_ends"]),
        (at(18), ["Wed 09:00 deposit_halfway", "Wed 15:00 deposit_ends"]),
        (at(23), ["Wed 10:30 deposit_halfway", "Wed 20:00 deposit_ends"]),
        # The page ends at 08:00: what was meant for 06:00 is said the evening before, once.
        (at(9), ["Tue 20:30 deposit_halfway: overtaken", "Tue 20:30 deposit_ends"]),
    ],
)
def test_unpaid_deposit_is_mentioned_halfway_and_near_its_end(asked: datetime, told: list[str]) -> None:
    facts = unpaid(asked, last_message_at=asked - HOUR)

    assert [line for line in story(facts, days=1) if "expired" not in line] == told


def test_link_that_lives_an_hour_is_mentioned_once_and_not_at_once() -> None:
    facts = unpaid(at(10), hours=1, last_message_at=at(7))

    assert story(facts, days=0.04)[-1] == "Tue 10:30 deposit_halfway"


def test_page_that_expired_is_said_once_and_the_lead_lapses_a_week_later() -> None:
    facts = unpaid(at(10), status="expired", hours=2, last_message_at=at(9))

    assert story(facts) == ["Tue 11:00 deposit_expired", "Tue 12:00 lapses"]


def test_end_of_a_page_is_noticed_without_stripe() -> None:
    told = frozenset({("deposit_halfway", "7"), ("deposit_ends", "7")})

    assert story(unpaid(at(10), hours=2, done=told), days=1) == ["Tue 12:15 deposit_expired"]


def test_every_page_has_reminders_of_its_own() -> None:
    first = unpaid(at(10), hours=2, done=frozenset({("deposit_expired", "6"), ("deposit_ends", "6")}))

    assert Outlook(first, at(11), RULES).planned() != []


@pytest.mark.parametrize("status", ["requested", "processing", "paid", "refunded"])
def test_nothing_is_said_about_a_page_that_is_not_out_or_has_been_paid(status: str) -> None:
    assert story(unpaid(at(10), status=status)) == []


def test_nothing_asks_for_money_when_the_page_is_about_to_close() -> None:
    closes_in_nine_minutes = at(33) - 9 * MINUTE

    due = Outlook(unpaid(at(10), last_message_at=at(28)), closes_in_nine_minutes, RULES).due()

    assert {item.obstacle for item in due} == {Obstacle.TOO_LATE}


# ---------------------------------------------------------------------------- the date


def test_client_without_a_date_gets_a_template_or_nothing() -> None:
    facts = some_facts(Status.BOOKING_PENDING, at(12), last_message_at=at(3))

    assert story(facts) == [
        "Wed 12:00 choose_date: window_closed",
        "Fri 12:00 choose_date_again: window_closed",
    ]
    assert story(facts, templates=frozenset({"choose_your_date"})) == [
        "Wed 12:00 choose_date: template",
        "Fri 12:00 choose_date_again: template",
    ]


def test_artist_is_told_of_a_client_who_paid_and_waits() -> None:
    assert story(some_facts(Status.DEPOSIT_PAID, at(12))) == ["Wed 12:00 paid_and_waiting"]


# ---------------------------------------------------------------------------- around a date


@pytest.mark.parametrize("status", [status for status in Status if status not in {Status.QUALIFYING}])
def test_nobody_is_reminded_of_what_is_over(status: Status) -> None:
    kinds = {item.rule.kind for item in Outlook(some_facts(status, at(10)), at(12), RULES).planned()}

    assert not kinds & {"unfinished", "unfinished_again"}
    if status in {Status.BOOKED, Status.REJECTED, Status.CANCELLED, Status.LAPSED, Status.WAITLISTED}:
        assert story(some_facts(status, at(10))) == []


EVERY_CLIENT_STATUS = [
    quiet_client(at(10)),
    some_facts(Status.PENDING_APPROVAL, at(10)),
    unpaid(at(10)),
    some_facts(Status.BOOKING_PENDING, at(10)),
]


@pytest.mark.parametrize("facts", EVERY_CLIENT_STATUS, ids=lambda facts: facts.status)
@pytest.mark.parametrize("stop", [{"opted_out": True}, {"flags": frozenset({"human_request"})}], ids=str)
def test_client_who_said_stop_or_has_a_person_gets_nothing(facts: Facts, stop: dict[str, Any]) -> None:
    planned = Outlook(replace(facts, **stop), at(10), RULES).planned()

    assert {item.rule.to for item in planned} <= {To.ARTIST}


def test_flag_that_nobody_has_thought_of_stops_reminders_too() -> None:
    assert story(quiet_client(at(10), flags=frozenset({"something_new"}))) == []


@pytest.mark.parametrize("flag", ["added_to_brief", "voice_note", "deposit_expired", "deposit_failed"])
def test_flag_that_only_wants_to_be_seen_stops_nothing(flag: str) -> None:
    assert "Tue 14:00 unfinished" in story(quiet_client(at(10), flags=frozenset({flag})))


def test_lead_that_waits_for_a_person_does_not_lapse_and_one_of_a_client_who_said_stop_does() -> None:
    with_a_person = quiet_client(at(10), flags=frozenset({"human_request"}))

    assert Outlook(with_a_person, at(10), RULES).lapses_at() is None
    assert story(quiet_client(at(10), opted_out=True)) == ["Tue 10:00 lapses"]


def test_kind_that_has_been_dealt_with_never_comes_again() -> None:
    facts = quiet_client(at(10), done=frozenset({("unfinished", "")}))

    assert story(facts, days=2) == ["Wed 09:00 unfinished_again"]


def test_client_who_has_just_written_is_let_be_for_two_hours() -> None:
    facts = some_facts(Status.BOOKING_PENDING, at(12), last_message_at=at(35.5))

    assert story(facts)[0] == "Wed 13:30 choose_date"


def test_nobody_gets_more_than_enough_in_a_week() -> None:
    facts = quiet_client(at(10), this_week=RULES.a_week)

    assert story(facts, days=2) == ["Tue 14:00 unfinished: enough", "Wed 09:00 unfinished_again: enough"]


# ---------------------------------------------------------------------------- for every time of day

FACTS = st.builds(
    lambda minutes, status, since_message, zone, hours: some_facts(
        status,
        at(0) + minutes * MINUTE,
        last_message_at=at(0) + (minutes - since_message) * MINUTE,
        client_zone=zone,
        page=Page(7, "open", at(0) + minutes * MINUTE, at(hours) + minutes * MINUTE),
    ),
    minutes=st.integers(0, 60 * 24),
    status=st.sampled_from(sorted({rule.status for rule in RULES.rules})),
    since_message=st.integers(0, 60 * 30),
    zone=st.sampled_from([LONDON, NEW_YORK, ZoneInfo("Asia/Kolkata")]),
    hours=st.floats(0.6, 23.5),
)


@given(FACTS)
def test_looking_when_told_to_misses_nothing_that_looking_all_the_time_finds(facts: Facts) -> None:
    """The sweep leaves a lead alone until `next_look`: what is due before that would be late."""
    for item in Outlook(facts, facts.status_since, RULES).due():
        facts = replace(facts, done=facts.done | {(item.rule.kind, item.occurrence)})
    look = Outlook(facts, facts.status_since, RULES).next_look()

    until = min(look or at(200), facts.status_since + timedelta(days=3))
    moments = [facts.status_since + n * 30 * MINUTE for n in range(1, 144)]
    early = [now for now in moments if now < until and Outlook(facts, now, RULES).due()]
    assert early == []


@given(FACTS)
def test_clients_are_reminded_by_day_inside_the_window_and_never_twice_of_the_same(facts: Facts) -> None:
    now, seen = facts.status_since, set()
    while (look := Outlook(facts, now, RULES).next_look()) and look < at(200):
        now = look
        for item in Outlook(facts, now, RULES).due():
            assert (item.rule.kind, item.occurrence) not in seen
            seen.add((item.rule.kind, item.occurrence))
            if item.obstacle is None and item.rule.to is To.CLIENT:
                assert 9 <= now.astimezone(facts.client_zone).hour < 21
                assert facts.last_message_at is not None
                assert now < facts.last_message_at + 24 * HOUR
            facts = after(facts, item.rule, item.occurrence, now, sent=item.obstacle is None)


def test_rules_are_the_studios_own() -> None:
    rule = Rule("own", Status.BOOKING_PENDING, To.CLIENT, CountedFrom.STATUS, 3 * HOUR)
    rules = Reminders(rules=(rule,), lapses=(), quiet=QuietHours(time(0), time(0)))

    assert story(some_facts(Status.BOOKING_PENDING, at(22)), rules=rules) == ["Wed 01:00 own"]
