"""Shyness is no complaint, what was taken for one is taken back, and filler words are no idea."""

from dataclasses import replace

import pytest

from tattoobot.domain.flags import FlagReason
from tattoobot.domain.handover import Reason
from tests.domain.talks import Talk


def _idea(talk: Talk) -> object:
    assert talk.lead is not None
    known = talk.lead.answers.get("idea")
    return known and known.value


@pytest.mark.parametrize(
    ("words", "idea"),
    [
        ("hola, me da verguenza preguntar pero queria una estrellita en el tobillo", "una estrellita"),
        ("me da un poco de vergüenza, pero quiero una rosa en la muñeca", "una rosa"),
        ("me da pena preguntar, quería un gatito en el brazo", "un gatito"),
        ("qué vergüenza preguntar esto... quiero una rosa chiquita", "una rosa"),
        ("tenho vergonha de perguntar, mas queria uma estrelinha no tornozelo", "uma estrelinha"),
        ("que vergonha de perguntar, mas queria uma rosa no pulso", "uma rosa"),
        ("i'm a bit ashamed to ask but i'd like a little star on my ankle", "a little star"),
        ("it's embarrassing to ask, i want a small duck on my wrist", "a small duck"),
        ("Mir ist das peinlich, aber ich hätte gern einen Stern am Knöchel", "einen Stern"),
        ("j'ai honte de demander mais je voudrais une étoile sur la cheville", "une étoile"),
    ],
)
def test_shyness_is_no_complaint(words: str, idea: str) -> None:
    talk = Talk()
    decision = talk.hears(words)

    assert decision.hands_over is None
    assert _idea(talk) == idea


@pytest.mark.parametrize(
    "words",
    [
        "es una vergüenza cómo tratan a la gente",
        "que vergonha esse atendimento",
        "this is a disgrace, shame on you",
    ],
)
def test_a_complaint_stays_one(words: str) -> None:
    assert Talk().hears(words).hands_over is Reason.COMPLAINT


@pytest.mark.parametrize(
    ("language", "complaint", "words"),
    [
        ("es", "esto es una vergüenza", "No me quejaba, perdon. solo queria saber si hacen estrellitas"),
        ("es", "esto es una vergüenza", "no era una queja"),
        ("pt", "isso é uma vergonha", "não era reclamação, desculpa"),
        ("en", "this is a disgrace", "sorry, i wasn't complaining"),
        ("en", "this is a disgrace", "that was no complaint"),
        ("de", "das ist eine Frechheit", "ich wollte mich nicht beschweren"),
        ("fr", "c'est une honte", "je ne me plaignais pas"),
    ],
)
def test_a_complaint_that_is_taken_back_keeps_nobody_waiting(
    language: str, complaint: str, words: str
) -> None:
    talk = Talk()
    talk.client = replace(talk.client, language=language)
    assert talk.hears(complaint).hands_over is Reason.COMPLAINT

    decision = talk.hears(words)

    assert decision.resumes
    assert decision.says
    assert FlagReason.NO_COMPLAINT in decision.passed_on


@pytest.mark.parametrize(
    ("words", "idea"),
    [
        ("nada, es medio una boludez... queria preguntar por un tatuaje chiquito", None),
        ("es una tontería, pero quiero una ola pequeña", "una ola"),
        ("queria tatuarme una ola en el brazo, piel limpia, me voy de viaje el 15 asi que antes", "una ola"),
        ("tengo un poco de pena preguntar pero quiero una rosa", "una rosa"),
        ("já falei mano, um fechamento de braço maori td preto", None),
        ("bobagem minha, queria uma estrela pequena", "uma estrela"),
        ("it's a silly one but i want a tiny duck on my ankle", "a tiny duck"),
        ("ist Quatsch, aber ich will ne kleine Ente", "ne kleine Ente"),
        ("c'est une bêtise mais je veux un petit canard", "un petit canard"),
    ],
)
def test_filler_words_are_no_idea(words: str, idea: str | None) -> None:
    talk = Talk()
    talk.hears(words)

    assert _idea(talk) == idea
