"""The whole summary is shown once, and thanks are said once: after that only what is new."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tattoobot.wording import Wording
from tests.builders import STUDIO, a_brief, a_lead, a_picture, a_tap
from tests.domain.talks import Talk, answers, said

WORDS = {
    "en": ("yes I am 30", "make it 14 cm", "in colour please", "yes send it"),
    "de": ("ja, bin 30", "doch lieber 14 cm", "und bitte in farbe", "passt, abschicken"),
    "fr": ("oui j'ai 30 ans", "plutôt 14 cm", "et en couleur", "oui envoie"),
    "es": ("sí, tengo 30 años", "mejor 14 cm", "y a color", "sí, envíalo"),
    "pt": ("sim, tenho 30 anos", "melhor 14 cm", "em cores por favor", "sim, pode mandar"),
}


def before_the_summary(language: str = "en") -> Talk:
    talk = Talk(a_lead(answers=a_brief("adult"), current_question="adult", asked={"adult": 1}))
    talk.client = replace(talk.client, language=language)
    return talk


@pytest.mark.parametrize("language", WORDS)
def test_after_the_first_summary_only_what_changed_is_said_back(language: str) -> None:
    grown, bigger, coloured, sends = WORDS[language]
    talk = before_the_summary(language)

    assert said(talk.hears(grown)) == ["summary"]
    changed = talk.hears(bigger)
    assert said(changed) == ["changed", "ready.changed"]
    assert "14 cm" in Wording(STUDIO, language, "Robin").message(changed.says[0]).body
    assert said(talk.hears(coloured)) == ["changed.2", "ready.changed"]
    assert answers(talk.decisions[-1])["colour"] == "colour"
    assert said(talk.hears(sends)) == ["sent_to_artist"]


def test_what_is_asked_again_from_the_menu_is_said_back_with_its_answer() -> None:
    talk = before_the_summary()
    talk.hears("yes I am 30")
    talk.hears(a_tap("summary:change", "Change something"))
    talk.hears(a_tap("change:colour", "Colour"))

    decision = talk.hears(a_tap("colour:colour", "Colour"))

    assert said(decision) == ["noted", "ready.changed"]
    assert [tap.id for tap in decision.says[0].taps] == ["summary:send", "summary:change"]


def test_who_comes_back_after_a_night_sees_the_whole_summary_with_the_change() -> None:
    talk = before_the_summary()
    talk.hears("yes I am 30")
    talk.apart = timedelta(hours=13)

    assert said(talk.hears("make it 14 cm")) == ["changed", "summary"]


def test_the_first_summary_of_the_next_piece_is_whole() -> None:
    talk = before_the_summary()
    talk.hears("yes I am 30")
    talk.hears("yes send it")
    talk.lead = a_lead(id=2, answers=a_brief("adult"), current_question="adult", asked={"adult": 1})

    assert said(talk.hears("yep, 30")) == ["summary"]


@pytest.mark.parametrize("language", WORDS)
def test_what_comes_together_is_acknowledged_once(language: str) -> None:
    talk = before_the_summary(language)
    talk.hears(WORDS[language][0])
    talk.hears(WORDS[language][3])

    decision = talk.hears(WORDS[language][1], a_picture())

    assert said(decision) == ["thanks_for_pictures", "changed", "added.too"]


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("location", "it's bare skin, over a scar though"),
        ("location", "nackte haut"),
        ("location", "peau vierge"),
    ],
)
def test_skin_is_no_town(asked: str, text: str) -> None:
    talk = Talk(a_lead(answers=a_brief("location", "cover_up"), current_question=asked, asked={asked: 1}))

    assert "location" not in answers(talk.hears(text))
