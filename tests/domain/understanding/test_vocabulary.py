import pytest

from tattoobot.domain.languages import LANGUAGES
from tattoobot.domain.understanding.vocabulary import load, one_slip, vocabulary
from tattoobot.domain.understanding.vocabulary.patterns import Automaton


def found(pattern: str, spelled: str) -> list[tuple[int, int, str]]:
    automaton: Automaton[str] = Automaton()
    automaton.add(pattern, "hit")
    return phrases(automaton, spelled)


def phrases(automaton: Automaton[str], spelled: str) -> list[tuple[int, int, str]]:
    walked = automaton.walk(spelled.split())
    return [(first, after, entry) for first, after, state in walked for entry in state.entries]


@pytest.mark.parametrize(
    ("pattern", "spelled"),
    [
        ("colou?r", "color"),
        ("colou?r", "colour"),
        ("gr[ae]y", "grey"),
        ("cover-?ups?", "coverups"),
        ("cover-?ups?", "cover up"),
        ("black ?work", "blackwork"),
        ("my (left |right )?arm", "my arm"),
        ("my (left |right )?arm", "my left arm"),
        ("(really )*good", "really really good"),
        ("realis(m|tic)", "realistic"),
        ("don't", "dont"),
        ("don't", "don t"),
        ("cover _ tattoo", "cover ugly tattoo"),
        ("in # days", "in 10 days"),
        ("3d", "3 d"),
        ("a (very (big|small) )?rose", "a very small rose"),
    ],
)
def test_a_pattern_finds_each_of_its_spellings(pattern: str, spelled: str) -> None:
    assert (0, len(spelled.split()), "hit") in found(pattern, spelled)


@pytest.mark.parametrize(
    ("pattern", "spelled"),
    [
        ("colou?r", "colr"),
        ("my (left|right) arm", "my arm"),
        ("cover _ tattoo", "cover tattoo"),
        ("in # days", "in ten days"),
        ("(really )*good", "really"),
    ],
)
def test_a_pattern_does_not_find(pattern: str, spelled: str) -> None:
    assert not found(pattern, spelled)


def test_phrases_overlap_and_nest() -> None:
    automaton: Automaton[str] = Automaton()
    for phrase in ("black", "black and grey", "grey"):
        automaton.add(phrase, phrase)

    assert phrases(automaton, "black and grey") == [
        (0, 1, "black"),
        (0, 3, "black and grey"),
        (2, 3, "grey"),
    ]


def test_a_pattern_with_too_many_ways_is_refused() -> None:
    with pytest.raises(ValueError, match="too many ways"):
        found("(a|b|c|d|e)*(f|g|h|i|j)*(k|l|m|n|o)*(p|q|r|s|t)*", "a")


def test_a_pattern_whose_group_a_comma_has_cut_is_refused() -> None:
    with pytest.raises(ValueError, match="cut in two"):
        found("sister (who |has |", "sister")


@pytest.mark.parametrize(
    ("typed", "meant"), [("foream", "forearm"), ("writs", "wrist"), ("anklle", "ankle"), ("ankel", "ankle")]
)
def test_one_wrong_letter_is_one_slip(typed: str, meant: str) -> None:
    assert one_slip(typed, meant)


@pytest.mark.parametrize(("typed", "meant"), [("arm", "forearm"), ("wirts", "wrist"), ("thing", "thigh")])
def test_two_wrong_letters_are_more_than_a_slip(typed: str, meant: str) -> None:
    assert not one_slip(typed, meant)


@pytest.mark.parametrize(
    ("typed", "language", "spelled"),
    [
        ("sholder", "en", "shoulder"),
        ("otter", "en", "otter"),
        ("espada", "es", "espada"),
        ("plume", "fr", "plume"),
        ("stern", "de", "stern"),
        ("barco", "pt", "barco"),
        ("realistc", "de", "realistic"),
        ("wris", "en", "wrist"),
        ("arn", "en", "arn"),
    ],
)
def test_a_slip_is_mended_to_the_word_that_is_meant(typed: str, language: str, spelled: str) -> None:
    assert vocabulary().spelling(typed, language) == spelled


@pytest.mark.parametrize(
    ("typed", "plain"), [("hiiii", "hi"), ("pleeease", "please"), ("loooove", "love"), ("bee", "bee")]
)
def test_stretched_words_are_shortened_to_known_ones(typed: str, plain: str) -> None:
    assert vocabulary().unstretched(typed) == plain


def test_every_language_has_every_list() -> None:
    sections = {
        language: {kind: set(values) for kind, values in load(language).items()} for language in LANGUAGES
    }

    for kind in (
        "placement",
        "colour",
        "cover_up",
        "references",
        "from_here",
        "asks",
        "topic",
        "bare",
        "phrase",
    ):
        plain = {
            language: {value for value in sections[language][kind] if "/" not in value}
            for language in LANGUAGES
        }
        missing = {language: set.union(*plain.values()) - plain[language] for language in LANGUAGES}
        assert {language: gone - OPTIONAL for language, gone in missing.items() if gone - OPTIONAL} == {}


OPTIONAL = {
    "after",
    "not_complaint",
    "not_human_request",
    "not_opt_out",
    "not_policy_question",
}
"""Lists that a language may go without."""


def test_a_pattern_may_be_a_choice_itself() -> None:
    assert found("passed (away|on)|died", "died") == [(0, 1, "hit")]
