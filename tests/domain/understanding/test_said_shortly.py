"""A letter or a short word is a whole answer where people write so: "y", "yup", "s" in Brazil."""

import pytest

from tattoobot.domain.understanding.reading import Intent
from tests.builders import a_brief, a_lead
from tests.domain.talks import Talk, answers
from tests.domain.understanding.understood import reading


@pytest.mark.parametrize(
    ("language", "raw", "intent"),
    [
        *(("en", raw, Intent.YES) for raw in ("y", "Y", "y.", "Y!")),
        *(("de", raw, Intent.YES) for raw in ("j", "J!")),
        *(("fr", raw, Intent.YES) for raw in ("o", "O")),
        *(("es", raw, Intent.YES) for raw in ("s", "S.")),
        *(("pt", raw, Intent.YES) for raw in ("s", "S")),
        *((language, "n", Intent.NO) for language in ("en", "de", "fr", "es", "pt")),
        *(("es", raw, None) for raw in ("y", "y?")),
        ("en", "s", None),
    ],
)
def test_a_letter_stands_for_yes_or_no_in_its_language(
    language: str, raw: str, intent: Intent | None
) -> None:
    read = reading(raw, "adult", language).intent

    assert read is intent if intent else read not in {Intent.YES, Intent.NO}


@pytest.mark.parametrize(
    ("language", "raw"),
    [
        *(("en", raw) for raw in ("y", "yup", "yh", "ye", "yea", "aye", "yeah")),
        *(("de", raw) for raw in ("j", "jap", "jup", "ja")),
        *(("fr", raw) for raw in ("o", "ouaip", "ouais")),
        *(("es", raw) for raw in ("s", "sip", "sí")),
        *(("pt", raw) for raw in ("s", "aham", "uhum", "sim")),
    ],
)
def test_an_old_tattoo_or_a_picture_may_be_owned_to_in_a_short_word(language: str, raw: str) -> None:
    assert reading(raw, "cover_up", language).slots["cover_up"] == "cover_up"
    assert reading(raw, "reference_images", language).slots["reference_images"] == "has"


def test_whether_they_are_of_age_may_be_answered_by_a_letter() -> None:
    lead = a_lead(answers=a_brief("adult"), current_question="adult", asked={"adult": 1})

    assert answers(Talk(lead).hears("y"))["adult"] is True


@pytest.mark.parametrize(
    ("language", "raw"),
    [("en", "pass"), ("de", "weiter"), ("fr", "sauter"), ("es", "saltar"), ("pt", "passar")],
)
def test_who_passes_over_the_question_names_no_handle(language: str, raw: str) -> None:
    assert "instagram" not in reading(raw, "instagram", language).slots


@pytest.mark.parametrize(
    ("language", "raw"), [("en", "N"), ("en", "y!"), ("de", "j"), ("fr", "o."), ("pt", "n")]
)
def test_what_is_read_in_it_stands_within_what_was_written(language: str, raw: str) -> None:
    assert [(fact.start, fact.end) for fact in reading(raw, "adult", language).found] == [(0, len(raw))]
