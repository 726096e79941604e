"""Whether to go on taking what a doctor has prescribed: nobody here says so, the artist hears of it."""

from dataclasses import replace

import pytest

from tattoobot.domain.handover import Reason
from tattoobot.domain.lead import HEALTH
from tests.builders import a_brief, a_lead, a_message
from tests.domain.talks import Talk, answers, said, turn

ASKED = {
    "en": ("should i stop taking my pills?", "what do I do about my tablets", "and the blood thinners?"),
    "de": (
        "was soll ich mit den Tabletten machen?",
        "muss ich meine Medikamente absetzen?",
        "was ist mit den Blutverdünnern?",
    ),
    "fr": ("dois-je arrêter mon traitement ?", "que faire avec mes comprimés ?"),
    "es": ("¿tengo que dejar las pastillas?", "qué hago con la medicación"),
    "pt": ("preciso parar os remédios?", "o que faço com os comprimidos?"),
}


@pytest.mark.parametrize(
    ("language", "text"), [(one, text) for one, texts in ASKED.items() for text in texts]
)
def test_what_to_do_with_medicine_is_for_a_doctor_and_the_artist(language: str, text: str) -> None:
    lead = a_lead(answers=a_brief("style", "timing"), current_question="style", asked={"style": 1})

    decision = turn(lead, a_message(text))

    assert [one for one in said(decision) if one.startswith(("answer.", "health", "passed"))] == [
        "health.medicine"
    ]
    assert Reason.MEDICAL in decision.passed_on
    assert decision.about_health
    assert answers(decision).keys() == lead.answers.keys() | {HEALTH}


def test_a_date_put_right_beside_the_question_is_kept() -> None:
    talk = Talk(a_lead(answers=a_brief("style"), current_question="style", asked={"style": 1}))
    talk.client = replace(talk.client, language="de")

    decision = talk.hears("Nein, Mai meinte ich. Und bitte, was soll ich mit den Tabletten machen?")

    assert "health.medicine" in talk.keys
    assert answers(decision)["timing"] == {"from": "2026-05-01", "to": "2026-05-31"}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("was soll ich anziehen?", "answer.bring"),
        ("was soll ich denn zahlen?", "answer.price"),
        ("was darf so ein Tattoo kosten?", "answer.price"),
    ],
)
def test_only_what_is_to_be_paid_is_asked_for_a_price(text: str, key: str) -> None:
    talk = Talk(a_lead(answers=a_brief("style"), current_question="style", asked={"style": 1}))
    talk.client = replace(talk.client, language="de")
    talk.hears(text)

    assert [one for one in talk.keys if one.startswith("answer.")] == [key]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "nein, Mai meinte ich"),
        ("de", "nein, ich meinte Mai"),
        ("en", "no, I meant May"),
        ("fr", "non, je voulais dire mai"),
        ("es", "no, quería decir mayo"),
        ("pt", "não, quis dizer maio"),
    ],
)
def test_the_month_that_was_meant_takes_the_place_of_the_other(language: str, text: str) -> None:
    talk = Talk(a_lead(answers=a_brief("style"), current_question="style", asked={"style": 1}))
    talk.client = replace(talk.client, language=language)

    assert answers(talk.hears(text))["timing"] == {"from": "2026-05-01", "to": "2026-05-31"}
