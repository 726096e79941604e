"""A place and a size in one breath, an age where a size was asked for, and patience, which is neither."""

from dataclasses import replace

import pytest

from tests.builders import a_brief, a_lead
from tests.domain.talks import Talk, said


def asked(language: str, *keys: str) -> Talk:
    lead = a_lead(answers=a_brief(*keys), current_question=keys[0], asked={keys[0]: 1})
    talk = Talk(lead)
    talk.client = replace(talk.client, language=language)
    return talk


@pytest.mark.parametrize(
    ("language", "words", "size"),
    [
        ("en", "thigh, big", "big"),
        ("en", "big, on the thigh", "big"),
        ("en", "thigh and huge", "huge"),
        ("en", "thigh, not too big", "not too big"),
        ("de", "Oberschenkel, groß", "groß"),
        ("de", "Oberschenkel, nicht zu groß", "nicht zu groß"),
        ("fr", "cuisse, grand", "grand"),
        ("fr", "cuisse, pas trop grand", "pas trop grand"),
        ("es", "muslo, grande", "grande"),
        ("pt", "coxa, grande", "grande"),
    ],
)
def test_how_big_is_heard_beside_the_place(language: str, words: str, size: str) -> None:
    talk = asked(language, "placement", "size", "cover_up")

    talk.hears(words)

    assert talk.lead is not None
    assert talk.lead.answers["placement"].value["part"] == "thigh"
    assert talk.lead.answers["size"].text == size


def test_how_big_is_heard_once_it_was_left_open() -> None:
    talk = Talk()

    for words in ("a rose", "dunno", "thigh, big"):
        talk.hears(words)

    assert talk.lead is not None
    assert talk.lead.answers["size"].text == "big"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "I'm 41"),
        ("en", "I am 41"),
        ("de", "ich bin 41"),
        ("fr", "j'ai 41"),
        ("fr", "j'ai 41 ans"),
        ("es", "tengo 41"),
        ("pt", "tenho 41"),
    ],
)
@pytest.mark.parametrize("question", ["size", "budget"])
def test_an_age_is_no_measure_and_no_money(language: str, words: str, question: str) -> None:
    talk = asked(language, question, "adult")

    talk.hears(words)

    assert talk.lead is not None
    assert talk.lead.answers["adult"].value is True
    assert talk.lead.answers.get(question) is None or talk.lead.answers[question].value is None


@pytest.mark.parametrize(("language", "words"), [("es", "tengo 80"), ("pt", "tenho 80")])
def test_what_somebody_has_to_spend_is_no_age(language: str, words: str) -> None:
    talk = asked(language, "budget", "adult")

    talk.hears(words)

    assert talk.lead is not None
    assert talk.lead.answers["budget"].value["max"] == 80
    assert "adult" not in talk.lead.answers


PATIENT = {
    "en": ("I can wait", "no rush", "take your time"),
    "de": ("ich kann warten", "keine eile, hat zeit", "kein Stress"),
    "fr": ("je peux attendre", "prenez votre temps"),
    "es": ("puedo esperar", "sin prisa"),
    "pt": ("posso esperar", "sem pressa"),
}


@pytest.mark.parametrize("language", PATIENT)
def test_who_can_wait_has_answered_when_and_nothing_else(language: str) -> None:
    words = PATIENT[language][0]
    when, style = asked(language, "timing"), asked(language, "style", "timing")

    when.hears(words)
    decision = style.hears(words)

    assert when.lead is not None
    assert when.lead.answers["timing"].value == {"flexible": True}
    assert style.lead is not None
    assert style.lead.answers.keys().isdisjoint({"style", "timing"})
    assert said(decision)[0] == "good_to_know"


@pytest.mark.parametrize(
    ("language", "words", "key", "value"),
    [
        ("en", "black", "colour", "black_and_grey"),
        ("de", "schwarz", "colour", "black_and_grey"),
        ("fr", "noir", "colour", "black_and_grey"),
        ("es", "negro", "colour", "black_and_grey"),
        ("pt", "preto e só", "colour", "black_and_grey"),
        ("en", "any evening really", "timing", {"from": None, "to": None, "part_of_day": "evening"}),
    ],
)
def test_an_answer_to_another_question_is_kept_as_that(
    language: str, words: str, key: str, value: object
) -> None:
    talk = asked(language, "size", "cover_up", "colour", "timing")

    talk.hears(words)

    assert talk.lead is not None
    assert talk.lead.answers[key].value == value
    assert "size" not in talk.lead.answers


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "dont have instagram"),
        ("de", "kein Instagram"),
        ("fr", "j'ai pas instagram"),
        ("es", "no tengo instagram"),
        ("pt", "não tenho instagram"),
    ],
)
def test_what_somebody_does_not_have_is_no_answer_to_when(language: str, words: str) -> None:
    talk = asked(language, "timing", "instagram")

    talk.hears(words)

    assert talk.lead is not None
    assert "timing" not in talk.lead.answers
    assert talk.lead.answers["instagram"].value is None


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "about the length of a pen"),
        ("de", "so lang wie ein Kugelschreiber"),
        ("fr", "comme un stylo"),
        ("es", "como un boli"),
        ("pt", "como uma caneta"),
    ],
)
def test_a_pen_measures(language: str, words: str) -> None:
    talk = asked(language, "size")

    talk.hears(words)

    assert talk.lead is not None
    assert talk.lead.answers["size"].value["longest_cm"] == 14.0
