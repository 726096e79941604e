from datetime import time, timedelta
from pathlib import Path

import pytest

from tattoobot.domain.lead import Status
from tattoobot.domain.quiet_hours import QuietHours
from tattoobot.domain.reminder_rules import RULES, CountedFrom, Reminders, Rule, To
from tattoobot.domain.studio import Studio
from tattoobot.settings import WrongSettings
from tattoobot.studio_file.load import load
from tattoobot.wording import Wording, phrases


def studio(folder: Path, text: str) -> Studio:
    file = folder / "studio.toml"
    file.write_text(text)
    return load(file)


def rule(reminders: Reminders, kind: str) -> Rule:
    return next(rule for rule in reminders.rules if rule.kind == kind)


def test_without_a_word_about_them_reminders_are_ours() -> None:
    assert load(None).reminders == Reminders()


def test_one_is_changed_and_the_others_stay(tmp_path: Path) -> None:
    found = studio(tmp_path, "[[reminders]]\nkind = 'unfinished'\nafter_hours = 2.5").reminders

    assert rule(found, "unfinished").after == timedelta(hours=2.5)
    assert [rule for rule in found.rules if rule.kind != "unfinished"] == list(RULES[1:])


def test_a_reminder_that_is_off_is_left_out(tmp_path: Path) -> None:
    found = studio(tmp_path, "[[reminders]]\nkind = 'with_artist'\noff = true").reminders

    assert [rule.kind for rule in found.rules] == [rule.kind for rule in RULES if rule.kind != "with_artist"]


def test_words_are_for_one_reminder_where_three_share_theirs(tmp_path: Path) -> None:
    found = studio(tmp_path, "[[reminders]]\nkind = 'approval'\ntext = '#{id} waits, {artist}!'")

    wording = Wording(found, "en", "Robin")
    assert wording.say(rule(found.reminders, "approval").phrase, id=5) == "#5 waits, Robin!"
    assert rule(found.reminders, "approval_last").phrase == "artist.remind.approval"


def test_a_reminder_of_the_studios_own(tmp_path: Path) -> None:
    text = "[[reminders]]\nkind = 'own'\nstatus = 'booking_pending'\nafter_hours = 48\ntext = 'Still there?'"

    found = studio(tmp_path, text)

    assert found.reminders.rules[-1] == Rule(
        "own",
        Status.BOOKING_PENDING,
        To.CLIENT,
        CountedFrom.STATUS,
        timedelta(hours=48),
        says="remind.own",
    )
    assert Wording(found, "de", "Robin").say("remind.own.by_chat") == "Still there?"


def test_quiet_hours_lapse_and_limit(tmp_path: Path) -> None:
    text = "reminders_a_week = 2\n[quiet_hours]\nfrom = 22:00:00\nuntil = '08:30'\n"
    lapse = "[lapse]\nunpaid_days = 3\ndone_days = 9"
    found = studio(tmp_path, text + lapse).reminders

    assert found.quiet == QuietHours(time(22), time(8, 30))
    assert [lapse.after.days for lapse in found.lapses] == [14, 3, 9]
    assert found.a_week == 2


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("kind = 'own'\nafter_hours = 3", "reminders.0: .*needs status and text"),
        ("kind = 'Unfinished'", "reminders.0.kind"),
        ("kind = 'unfinished'\nafter_hours = 'soon'", "reminders.0.after_hours"),
        ("kind = 'unfinished'\nafter_hours = -3", "negative with deposit_expiry or appointment only"),
        ("kind = 'unfinished'\nstatus = 'completed'", "nobody is waited for in completed"),
        ("kind = 'unfinished'\nstatus = 'booked'", "appointment is what is counted from in booked"),
        ("kind = 'unfinished'\ncounted_from = 'deposit_expiry'", "in awaiting_deposit only"),
        ("kind = 'unfinished'\ntext = 'Hi {nme}'", r"remind.unfinished: \{nme\} .*\{first\}"),
        ("kind = 'unfinished'\ntext = 'Hi {first'", "remind.unfinished: "),
        ("kind = 'unfinished'\n[[reminders]]\nkind = 'unfinished'", "unfinished is there twice"),
    ],
)
def test_a_mistake_names_its_place(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(WrongSettings, match=named):
        studio(tmp_path, f"[[reminders]]\n{text}")


def test_all_of_ours_have_words_in_english() -> None:
    said = phrases("en")

    for ours in RULES:
        assert ours.phrase in said
        if ours.status is Status.BOOKING_PENDING:
            assert f"{ours.phrase}.by_chat" in said
