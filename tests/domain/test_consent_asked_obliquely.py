"""Whether a parent's word is enough is answered by the studio's age, however it is asked."""

from dataclasses import replace

import pytest

from tests.builders import a_brief, a_lead
from tests.domain.talks import Talk

CHILD = {
    "en": "hi my daughter is 16 and wants a rose",
    "de": "hallo, meine Tochter ist 16 und will eine Rose",
    "fr": "coucou c pour ma fille elle a 16 ans, une rose",
    "es": "hola, mi hija tiene 16 y quiere una rosa",
    "pt": "oi, minha filha tem 16 e quer uma rosa",
}
ASKED = [
    *(
        ("en", text)
        for text in (
            "and for her, would it work with my ok?",
            "could she get one if I say yes?",
            "with my permission?",
        )
    ),
    *(("de", text) for text in ("und sie, geht das wenn ich zustimme?", "und mit meiner Zustimmung?")),
    *(("fr", text) for text in ("et elle, y a moyen avec mon accord ?", "et si je suis d'accord ?")),
    *(("es", text) for text in ("¿y con mi visto bueno?", "¿y si yo acepto?")),
    *(("pt", text) for text in ("e ela, dá com o meu aval?", "e se eu deixar?")),
]


@pytest.mark.parametrize(("language", "text"), ASKED)
def test_the_age_is_the_answer_whatever_a_parent_says(language: str, text: str) -> None:
    talk = Talk()
    talk.client = replace(talk.client, language=language)
    talk.hears(CHILD[language])
    assert talk.lead is not None
    before = talk.lead.answers.get("idea")

    decision = talk.hears(text)

    assert "answer.age" in talk.keys
    assert decision.passed_on == ()
    assert talk.lead.answers.get("idea") == before


@pytest.mark.parametrize(
    "text", ["c'est bon si je suis d'accord avec le prix ?", "¿y si yo estoy de acuerdo con el precio?"]
)
def test_who_agrees_to_a_price_asks_for_no_age(text: str) -> None:
    talk = Talk()
    talk.hears(text)

    assert "answer.age" not in talk.keys


SEVENTEEN = {
    "en": ("bare. is 17 ok if my dad signs", "is 17 ok if my dad signs?"),
    "de": (
        "frei. geht 17 wenn mein papa unterschreibt",
        "reicht es mit 17, wenn meine Mutter unterschreibt?",
    ),
    "fr": ("peau nue. 17 ans c'est ok si mon père signe ?",),
    "es": ("sin nada. ¿con 17 puedo si mi padre firma?",),
    "pt": ("pele limpa. pode com 17 se meu pai assinar?",),
}


@pytest.mark.parametrize(
    ("language", "text"), [(one, text) for one, texts in SEVENTEEN.items() for text in texts]
)
def test_an_age_that_a_parent_signs_for_is_answered_and_asked_after(language: str, text: str) -> None:
    talk = Talk(a_lead(answers=a_brief("cover_up", "timing", "adult"), current_question="cover_up", asked={}))
    talk.client = replace(talk.client, language=language)

    talk.hears(text)

    assert [one for one in talk.keys if one.startswith(("answer.", "again.", "ask."))] == [
        "answer.age",
        "again.adult",
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "im 17 is it ok if my mum signs"),
        ("de", "ich bin 17, geht das wenn meine Mutter unterschreibt?"),
        ("fr", "j'ai 17 ans, ça va si ma mère signe ?"),
        ("es", "tengo 17, ¿vale si firma mi madre?"),
        ("pt", "tenho 17, dá se minha mãe assinar?"),
    ],
)
def test_who_is_too_young_hears_the_no_and_nothing_before_it(language: str, text: str) -> None:
    talk = Talk()
    talk.client = replace(talk.client, language=language)

    decision = talk.hears(text)

    assert talk.keys == ["hello", "too_young.parent"]
    assert decision.passed_on == ()


@pytest.mark.parametrize("text", ["my dads signature next to it. bare skin", "a firm line, bare skin"])
def test_a_signature_asks_for_no_age(text: str) -> None:
    talk = Talk(a_lead(answers=a_brief("cover_up", "timing", "adult"), current_question="cover_up", asked={}))
    talk.hears(text)

    assert "answer.age" not in talk.keys
