"""Whole chats read aloud: what a person would not say, or would not understand so."""

from dataclasses import replace

import pytest

from tattoobot.domain.consultation import SUMMARY
from tattoobot.domain.lead import Answer, Happened, Source
from tattoobot.wording import Wording
from tests.builders import STUDIO, a_brief, a_lead
from tests.domain.talks import Talk


def spoken_to(language: str, *messages: str) -> Talk:
    talk = Talk()
    talk.client = replace(talk.client, language=language)
    for message in messages:
        talk.hears(message)
    return talk


def under_summary(language: str, text: str) -> Talk:
    talk = Talk(a_lead(answers=a_brief(), current_question=SUMMARY, asked={SUMMARY: 1}))
    talk.client = replace(talk.client, language=language)
    talk.hears(text)
    return talk


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("en", "a swallow behind my ear", "A swallow behind your ear."),
        ("de", "eine Schwalbe hinterm Ohr", "Eine Schwalbe hinter dem Ohr."),
        ("es", "una golondrina detrás de la oreja", "Una golondrina detrás de la oreja."),
        ("fr", "une hirondelle derrière l'oreille", "Une hirondelle derrière l'oreille."),
        ("pt", "uma andorinha atrás da orelha", "Uma andorinha atrás da orelha."),
    ],
)
def test_behind_the_ear_is_said_so(language: str, text: str, said: str) -> None:
    talk = spoken_to(language, text)

    message = Wording(STUDIO, language, "Robin").message(talk.says[-1])
    assert said in message.body


@pytest.mark.parametrize(
    ("language", "text"),
    [("es", "está perfecto, envíelo por favor"), ("pt", "ta otimo envia"), ("en", "perfect, ship it")],
)
def test_words_that_only_send_are_no_idea(language: str, text: str) -> None:
    talk = spoken_to(language, text)

    assert talk.lead is None or "idea" not in talk.lead.answers


def test_a_signature_that_is_wanted_is_no_question_about_parents() -> None:
    talk = spoken_to("es", "Buenas tardes, ¿podría usted tatuarme la firma de mi papá?")

    assert "answer.age" not in talk.keys


@pytest.mark.parametrize(
    ("language", "text", "idea"),
    [
        ("de", "Moin, ich hätt gern ne Schwalbe aufm Unterarm", "ne Schwalbe"),
        ("de", "ich möchte die Unterschrift meiner Mutter stechen lassen", "die Unterschrift meiner Mutter"),
    ],
)
def test_words_that_lead_elsewhere_are_no_part_of_the_idea(language: str, text: str, idea: str) -> None:
    talk = spoken_to(language, text)

    assert talk.lead is not None
    assert talk.lead.answers["idea"].value == idea


def test_a_half_sleeve_takes_the_side_that_is_told_later() -> None:
    talk = spoken_to("pt", "quero uma meia manga de flores", "braço direito, pele limpa")

    assert talk.lead is not None
    assert talk.lead.answers["placement"].value == {"part": "half_arm", "side": "right", "aspect": None}
    assert "which.placement" not in talk.keys


def test_the_town_is_no_part_of_when() -> None:
    brief = a_brief("timing", "location")
    talk = Talk(a_lead(answers=brief, current_question="timing", asked={"timing": 1, "location": 1}))
    talk.client = replace(talk.client, language="de")
    talk.hears("Hamburg, abends unter der Woche")

    assert talk.lead is not None
    assert "Hamburg" not in talk.lead.answers["timing"].text
    assert talk.lead.answers["location"].value["city"] == "Hamburg"


def test_when_they_answer_is_not_said_twice_in_one_message() -> None:
    talk = under_summary("en", "ok go for it, when will I hear back?")

    assert Happened.BRIEF_COMPLETED in talk.decisions[-1].happened
    assert not any(key.startswith("answer.reply") for key in talk.keys)


def test_one_more_correction_behind_another_is_heard() -> None:
    talk = under_summary("en", "also not a lion, a tiger")

    assert talk.lead is not None
    assert talk.lead.answers["idea"] == Answer("a tiger", "a tiger", Source.WORDS)


def test_who_tells_of_a_loss_complains_of_nothing() -> None:
    talk = spoken_to(
        "de", "hallo, mein Hund ist letzte woche gestorben und ich möchte seine Pfote am knöchel"
    )

    assert talk.handover is None
    assert "kind.grief" in talk.keys


@pytest.mark.parametrize(
    ("language", "first", "then"),
    [("es", "hola", "antebrazo, grande"), ("pt", "oi", "Queria tapar uma tatuagem antiga no gémeo")],
)
def test_a_place_a_size_or_an_old_tattoo_is_no_idea(language: str, first: str, then: str) -> None:
    talk = spoken_to(language, first, then)

    assert talk.lead is not None
    assert "idea" not in talk.lead.answers
