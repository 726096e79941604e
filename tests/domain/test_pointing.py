"""What stands on the screen can be pointed at in words: by number, letter or place, in all five languages."""

from dataclasses import replace

import pytest

from tattoobot.domain.consultation import CHANGE, QUESTIONS, SUMMARY, Offer, Question
from tattoobot.domain.conversation.pointing import LAST, pointer_in
from tattoobot.domain.lead import Answer, Happened, Source
from tattoobot.domain.studio import Studio
from tests.builders import STUDIO, a_brief, a_lead, a_message
from tests.domain.talks import Talk

SECOND = {
    "en": (
        "2",
        "#2",
        "2)",
        "B",
        "b)",
        "second",
        "the second one",
        "the 2nd one please",
        "option 2",
        "Option B",
    ),
    "es": ("la segunda", "la segunda opción", "el 2", "la 2", "opción 2", "nº 2 por favor", "segunda", "dos"),
    "pt": (
        "a segunda",
        "a segunda opção",
        "a 2ª",
        "opção 2",
        "fico com a segunda",
        "o 2, por favor",
        "número dois",
    ),
    "de": (
        "das zweite",
        "die zweite",
        "Nr. 2",
        "Nummer zwei",
        "Option 2 bitte",
        "ich nehme das zweite",
        "2.",
    ),
    "fr": ("le deuxième", "la deuxième option", "la 2e", "le 2ème svp", "l'option 2", "n°2", "le 2"),
}
LASTS = ("the last one", "la última", "a última opção", "das letzte", "die letzte bitte", "le dernier")
NO_POINTERS = (
    *(
        "1st tattoo",
        "2 weeks",
        "2 cm",
        "2.5",
        "2-3",
        "second thoughts",
        "no one",
        "none",
        "that one",
        "nein",
        "non",
    ),
    *(
        "is the second one nicer?",
        "2?",
        "the second one hurts",
        "£2",
        "the best one",
        "first of all",
        "ok",
        "",
        "I",
    ),
)


def asked(key: str, language: str = "en", studio: Studio = STUDIO, **given: object) -> Talk:
    answers = a_brief() if key in {SUMMARY, CHANGE} else a_brief(key, "instagram")
    talk = Talk(a_lead(answers=answers, current_question=key, asked={key: 1}), studio)
    talk.client = replace(talk.client, language=language, **given)  # type: ignore[arg-type]
    return talk


def answer(talk: Talk, key: str) -> Answer | None:
    assert talk.lead is not None
    return talk.lead.answers.get(key)


@pytest.mark.parametrize(
    ("language", "words"), [(one, said) for one, all_ in SECOND.items() for said in all_]
)
def test_the_second_choice_is_picked_and_said_back_and_no_date_is_read(language: str, words: str) -> None:
    talk = asked("cover_up", language)
    before = answer(talk, "timing")

    decision = talk.hears(words)

    assert answer(talk, "cover_up") == Answer(words, "cover_up", Source.TAP)
    assert answer(talk, "timing") == before
    assert [p.facts["answers"].keys() for p in decision.says[0].phrases if p.key == "noted"] == [{"cover_up"}]


@pytest.mark.parametrize("words", LASTS)
def test_the_last_choice_is_the_last_however_many_there_are(words: str) -> None:
    few, many = asked("cover_up"), asked("style")
    few.hears(words), many.hears(words)

    assert answer(few, "cover_up") == Answer(words, "rework", Source.TAP)
    assert answer(many, "style") == Answer(words, None, Source.UNSURE)


@pytest.mark.parametrize("words", NO_POINTERS)
def test_what_says_anything_else_points_at_nothing(words: str) -> None:
    assert pointer_in(words) is None


def test_a_place_is_among_so_many_or_there_is_nothing() -> None:
    second, last, nought = pointer_in("2"), pointer_in("the last one"), pointer_in("0")

    assert second is not None
    assert last is not None
    assert nought is not None
    assert (second.among(3), second.among(1)) == (1, None)
    assert (last.place, last.among(3), last.among(0)) == (LAST, 2, None)
    assert nought.among(3) is None


def test_what_is_not_there_is_asked_again() -> None:
    talk = asked("cover_up")

    talk.hears("5")

    assert answer(talk, "cover_up") is None
    assert talk.keys == ["again.cover_up"]


def test_a_number_where_one_is_asked_for_is_that_number() -> None:
    talk = asked("size")

    talk.hears("2")

    assert answer(talk, "size") == Answer("2", {"longest_cm": 2.0}, Source.WORDS)


@pytest.mark.parametrize("words", ["the second one", "option 2", "das zweite", "la segunda", "le deuxième"])
def test_where_a_number_is_asked_for_a_place_in_the_list_still_picks(words: str) -> None:
    talk = asked("size")

    talk.hears(words)

    assert answer(talk, "size") == Answer(words, {"class": "small"}, Source.TAP)


def test_monday_is_monday_where_a_day_is_asked_for() -> None:
    for said in ((), ("came_back", "ask.timing")):
        talk = asked("timing", "pt")
        talk.client = replace(talk.client, pace=replace(talk.client.pace, said=said))

        talk.hears("a segunda")

        assert (found := answer(talk, "timing")) is not None
        assert found.value == {"from": "2026-03-16", "to": "2026-03-16"}


@pytest.mark.parametrize("words", ["2", "B"])
def test_nobody_is_turned_away_for_a_bare_number_or_letter(words: str) -> None:
    talk = asked("adult")

    decision = talk.hears(words)

    assert Happened.TOO_YOUNG not in decision.happened
    assert talk.keys == ["again.adult"]


def test_the_buttons_under_the_summary_can_be_pointed_at() -> None:
    first, second = asked(SUMMARY), asked(SUMMARY)

    assert Happened.BRIEF_COMPLETED in first.hears("the first one").happened
    second.hears("2")
    assert second.keys == ["what_to_change"]


def test_what_is_to_change_can_be_pointed_at() -> None:
    talk = asked(CHANGE)

    talk.hears("the third one")

    assert talk.keys == ["ask.size"]


def test_the_readings_of_an_amount_are_not_the_choices_of_its_question() -> None:
    talk = asked("placement")
    talk.hears("arm")
    assert talk.keys == ["which.placement"]

    talk.hears("the second one")

    assert getattr(answer(talk, "placement"), "value", None) is None


def test_a_choice_of_the_studios_own_with_a_number_in_it_is_that_number() -> None:
    plenty = Question(
        "had",
        (
            Offer("none", "none", titles=("None",)),
            Offer("2", "2", titles=("2",)),
            Offer("3", "3", titles=("3+",)),
        ),
    )
    talk = asked("had", studio=replace(STUDIO, questions=(*QUESTIONS, plenty)))

    talk.hears("3")

    assert answer(talk, "had") == Answer("3", "3", Source.WORDS)


def test_the_same_words_pick_again_at_the_next_question() -> None:
    talk = asked("cover_up")
    assert talk.lead is not None
    talk.lead = replace(talk.lead, answers=a_brief("cover_up", "colour"), current_question="colour")

    talk.hears("I'll take the second one please")
    talk.hears("I'll take the second one please")

    assert [getattr(answer(talk, key), "value", None) for key in ("colour", "cover_up")] == [
        "colour",
        "cover_up",
    ]


def test_a_second_message_of_the_same_burst_moves_nothing() -> None:
    talk = asked("cover_up")

    talk.hears("it is a cover-up", "1")

    assert getattr(answer(talk, "cover_up"), "value", None) == "cover_up"


def test_forwarded_words_point_at_nothing() -> None:
    talk = asked(SUMMARY)

    decision = talk.hears(a_message("the first one", forwarded=True))

    assert Happened.BRIEF_COMPLETED not in decision.happened
