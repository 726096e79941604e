"""Who will be of age is not yet, however they put it; and numbers beside somebody's child that are no age."""

import pytest

from tests.domain.understanding.understood import value


@pytest.mark.parametrize(
    ("language", "raw"),
    [
        ("en", "I'm 17, 18 on the 30th of this month, she's happy to sign anything"),
        ("en", "It's for me not my mum, she's 47. I'm 17, 18 on the 30th"),
        ("en", "I'm 17 and 18 in June"),
        ("en", "my 18th is on 3 May"),
        ("en", "my 18th birthday isn't till May"),
        ("en", "I come of age in May"),
        ("en", "I'll be legal in June"),
        ("en", "I'll only be of age in June, my brother is 22"),
        ("de", "Ich werd am 28.3. volljährig, Summer ist schon 19"),
        ("de", "im März werde ich volljährig"),
        ("de", "ich bin erst im Mai volljährig"),
        ("de", "sobald ich volljährig werde, meine Schwester ist 20"),
        ("de", "ich bin 17, 18 am 30. Mai"),
        ("de", "18 werd ich im Mai"),
        ("de", "mein 18. Geburtstag ist am 3. Mai"),
        ("fr", "je serai majeure en mai"),
        ("fr", "je deviens majeur le 3 mai, mon frère a 20 ans"),
        ("fr", "mes 18 ans je les aurai en mai"),
        ("fr", "mes 18 ans c'est le 3 mai"),
        ("fr", "j'ai 17 ans, 18 le 3 mai"),
        ("es", "los 18 los cumplo el 9 de mayo, falta nada!!"),
        ("es", "seré mayor de edad en mayo"),
        ("es", "cumplo la mayoría de edad en mayo"),
        ("es", "tengo 17, 18 el 3 de mayo"),
        ("pt", "os 18 faço em maio"),
        ("pt", "viro de maior em maio"),
        ("pt", "só atinjo a maioridade em maio"),
        ("pt", "tenho 17, 18 dia 3 de maio"),
    ],
)
def test_who_will_be_of_age_is_not_yet(language: str, raw: str) -> None:
    assert value("adult", raw, None, None) is False
    assert value("adult", raw, "adult", language) is False


@pytest.mark.parametrize(
    ("language", "raw"),
    [
        ("en", "Measured with my daughter's ruler, it is giving me 13 by 9"),
        ("en", "my son's drawing, 14 by 12"),
        ("en", "my daughter drew it, 15 x 12"),
        ("en", "a coming of age tattoo, on my arm"),
        ("en", "something for when I came of age"),
        ("de", "ich werde kommen und bin volljährig"),
        ("de", "bin seit März volljährig"),
        ("de", "mit dem Lineal meiner Tochter, 13 mal 9"),
        ("fr", "je suis majeure"),
        ("fr", "le dessin de ma fille, 13 par 9"),
        ("fr", "j'ai eu mes 18 ans en mai"),
        ("es", "el dibujo de mi hija, 13 por 9"),
        ("es", "los 18 los cumplí hace años"),
        ("es", "soy mayor de edad"),
        ("pt", "o desenho da minha filha, 13 por 9"),
        ("pt", "já sou maior de idade"),
    ],
)
def test_nobody_is_made_a_minor_by_the_past_or_by_measures(language: str, raw: str) -> None:
    assert value("adult", raw, None, None) is not False
    assert value("adult", raw, "idea", language) is not False
