"""Whether a parent's word is enough is answered by the studio's age, however it is asked."""

from dataclasses import replace

import pytest

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
