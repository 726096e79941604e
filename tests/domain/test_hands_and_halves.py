"""What is only filler, somebody's hand, half a sleeve, a place, or put right: the idea is the thing itself."""

from dataclasses import replace

import pytest

from tattoobot.domain.consultation import SUMMARY
from tattoobot.domain.lead import Answer, Source
from tests.builders import a_brief, a_lead
from tests.domain.talks import Talk


def first_message(language: str, text: str) -> Talk:
    talk = Talk()
    talk.client = replace(talk.client, language=language)
    talk.hears(text)
    return talk


def idea_after(talk: Talk) -> object:
    assert talk.lead is not None
    return talk.lead.answers["idea"].value


@pytest.mark.parametrize(
    ("language", "text", "idea"),
    [
        ("en", "hi, I want my grandma's handwriting on my wrist", "my grandma's handwriting"),
        ("de", "Hallo, ich möchte die Handschrift meiner Oma auf dem Unterarm", "die Handschrift meiner Oma"),
        ("es", "quiero la letra de mi abuela en la muñeca", "la letra de mi abuela"),
        ("pt", "quero a assinatura do meu pai no pulso", "a assinatura do meu pai"),
        ("fr", "je voudrais l'écriture de ma grand-mère sur le poignet", "écriture de ma grand-mère"),
    ],
)
def test_a_hand_is_the_idea_and_not_whose_it_is(language: str, text: str, idea: str) -> None:
    assert str(idea_after(first_message(language, text))).removeprefix("l'") == idea


@pytest.mark.parametrize(
    ("language", "text", "idea"),
    [
        ("en", "a compass thing like", "a compass"),
        ("en", "want a compass kind of thing on my forearm", "a compass"),
        ("en", "like a fox or something", "a fox"),
        ("de", "so ne Art Kompass oder so", "Kompass"),
        ("es", "un lobo o algo así", "un lobo"),
        ("pt", "uma raposa ou algo assim", "uma raposa"),
        ("fr", "je voudrais un renard ou un truc comme ça", "un renard"),
    ],
)
def test_filler_is_cut_from_the_idea(language: str, text: str, idea: str) -> None:
    assert idea_after(first_message(language, text)) == idea


def test_half_a_sleeve_in_portuguese_is_no_anime() -> None:
    talk = first_message("pt", "quero uma meia manga de flores")

    assert talk.lead is not None
    assert talk.lead.answers["size"].value == {"class": "half_sleeve"}
    assert "style" not in talk.lead.answers


def test_a_star_behind_the_ear_is_no_complaint() -> None:
    talk = first_message("es", "una estrella detrás de la oreja")

    assert talk.handover is None
    assert talk.lead is not None
    assert talk.lead.answers["placement"].value["part"] == "ear"


@pytest.mark.parametrize(
    ("language", "text", "idea"),
    [
        ("en", "not a wolf, a fox", "a fox"),
        ("es", "no es un lobo, es un zorro", "un zorro"),
        ("pt", "não é um lobo, é uma raposa", "uma raposa"),
        ("de", "nein kein Wolf, ein Fuchs", "ein Fuchs"),
        ("de", "nicht Wolf sondern Fuchs bitte", "Fuchs"),
        ("fr", "non pas un loup, un renard", "un renard"),
        ("en", "wrong idea, I said a robin not a rose", "a robin"),
        ("pt", "não, é a assinatura do meu pai", "a assinatura do meu pai"),
        ("pt", "a ideia é a assinatura do meu pai!! não o postal", "a assinatura do meu pai"),
    ],
)
def test_the_second_of_two_things_is_the_one(language: str, text: str, idea: str) -> None:
    brief = a_brief(idea="a wolf")
    talk = Talk(a_lead(answers=brief, current_question=SUMMARY, asked={SUMMARY: 1}))
    talk.client = replace(talk.client, language=language)

    talk.hears(text)

    assert talk.lead is not None
    assert talk.lead.answers["idea"] == Answer(idea, idea, Source.WORDS)


def test_what_is_not_the_thing_is_kept_as_it_was() -> None:
    talk = Talk(a_lead(answers=a_brief(idea="a wolf"), current_question=SUMMARY, asked={SUMMARY: 1}))

    talk.hears("not the same size, a bit bigger")

    assert idea_after(talk) == "a wolf"
