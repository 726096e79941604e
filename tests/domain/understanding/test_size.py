from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tattoobot.domain.understanding.size import read_size
from tests.domain.understanding.reading_of import found, value
from tests.domain.understanding.understood import reading


def wide(width: float, height: float) -> dict[str, float]:
    return {"width_cm": width, "height_cm": height}


def longest(centimetres: float) -> dict[str, float]:
    return {"longest_cm": centimetres}


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("10x15", wide(10, 15)),
        ("10 by 15cm", wide(10, 15)),
        ("10cmx15cm", wide(10, 15)),
        ("10×15 cm", wide(10, 15)),
        ('5" x 3"', wide(12.7, 7.6)),
        ("15cm tall and 10cm wide", wide(10, 15)),
        ("20 centimeters long, maybe 8 wide", wide(8, 20)),
        ("about 4 inches", longest(10.2)),
        ("4in wide, black ink", longest(10.2)),
        ("5''", longest(12.7)),
        ("1½ inches", longest(3.8)),
        ("an inch and a half", longest(3.8)),
        ("two and a half inches", longest(6.3)),
        ("3 and a half inches", longest(8.9)),
        ("i hätt gern a kloans Herz", {"class": "small"}),
        ("50mm", longest(5)),
        ("a foot long maybe?", longest(30.5)),
        ("8-10 cm", longest(10)),
        ("between 8 and 10 cm", longest(10)),
        ("10 centimiters", longest(10)),
        ("palm sized", {"class": "palm"}),
        ("the size of my palm, about 10cm", {"class": "palm", "longest_cm": 10}),
        ("size of a credit card", {"class": "small", "longest_cm": 8.5}),
        ("A5 sized", {"class": "other", "longest_cm": 21}),
        ("half sleeve", {"class": "half_sleeve"}),
        ("sleeve 10 cm", longest(10)),
        ("a full back piece", {"class": "back_piece"}),
        ("a small fox, 5 cm", longest(5)),
        ("little waves on both ankles", {"class": "small"}),
        ("pretty big", {"class": "other"}),
        ("not 10 cm, 12 cm", longest(12)),
        ("12 cm instead of 10 cm", longest(12)),
        ("actually make it 12", longest(12)),
        ("my old one is 5cm, want the new one 12cm", longest(12)),
        ("cover up an old name 6 x 2 cm", wide(6, 2)),
    ],
)
def test_sizes_as_clients_write_them(raw: str, expected: Any) -> None:
    assert value(read_size, raw) == expected


@pytest.mark.parametrize(
    ("raw", "language", "expected"),
    [
        ("unos 15 o 20 cm", "es", longest(20)),
        ("10 de ancho por 15 de alto", "es", wide(10, 15)),
        ("del tamaño de la palma de mi mano", "es", {"class": "palm"}),
        ("4 pulgadas", "es", longest(10.2)),
        ("uns 8 a 10 cm", "pt", longest(10)),
        ("fechamento de braço", "pt", {"class": "full_sleeve"}),
        ("12,5 cm", "de", longest(12.5)),
        ("Breite 10, Höhe 20 cm", "de", wide(10, 20)),
        ("8 mal 10 cm", "de", wide(8, 10)),
        ("handtellergroß", "de", {"class": "palm"}),
        ("une dizaine de cm", "fr", longest(10)),
        ("15 sur 10 cm", "fr", wide(15, 10)),
        ("grand comme une carte bleue", "fr", {"class": "small", "longest_cm": 8.5}),
    ],
)
def test_sizes_are_read_in_other_languages(raw: str, language: str, expected: Any) -> None:
    assert value(read_size, raw, language) == expected


@pytest.mark.parametrize(
    "raw",
    [
        "17 roses",
        "3 roses, 5cm above my wrist",
        "I'm 5'6 and 60 kilos",
        "in the small of my back",
        "I have a small budget",
        "is it too small?",
        "short sleeve shirt",
        "on the palm of my hand",
        "the number 23 in an old english font",
        "18 in october",
        'it says "rose 10"',
    ],
)
def test_what_only_looks_like_a_size_is_none(raw: str) -> None:
    assert value(read_size, raw) is None


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("10", longest(10)),
        ("10 or 12", longest(12)),
        ("maybe 8, not sure", longest(8)),
        ("small", {"class": "small"}),
        ("like my hand", {"class": "hand"}),
        ("medium I guess", {"class": "other"}),
        ("3 roses", None),
        ("2-300", None),
    ],
)
def test_the_answer_to_how_big(raw: str, expected: Any) -> None:
    assert value(read_size, raw, asked="size") == expected


def test_a_bare_number_is_in_the_studio_s_unit() -> None:
    assert value(read_size, "4", asked="size", unit="in", country="US") == longest(10.2)


def test_a_bare_number_is_ambiguous_where_the_country_counts_otherwise_than_the_studio() -> None:
    fact = found(read_size, "4", asked="size", unit="cm", country="US")

    assert fact is not None
    assert fact.readings == (longest(4), longest(10.2))


@given(st.integers(1, 99), st.integers(1, 99))
def test_said_back_it_is_the_same_size(width: int, height: int) -> None:
    assert value(read_size, f"{width} × {height} cm") == wide(width, height)
    assert value(read_size, f"{width} cm") == longest(width)


def test_a_bare_number_is_in_inches_where_these_are_named() -> None:
    assert value(read_size, "size (inches): 5", asked="size") == {"longest_cm": 12.7}


@pytest.mark.parametrize(
    "raw",
    ["pr ma soeur c'est 18 ans mini", "18 jahre mini", "18 años mini", "100 euros mini", "18 years mini"],
)
def test_the_least_of_an_age_or_a_price_is_no_size(raw: str) -> None:
    assert "size" not in reading(raw).slots


@pytest.mark.parametrize(
    ("language", "raw", "expected"),
    [
        ("en", "3 cm wider than we said, so 11", longest(11)),
        ("en", "make it 2 inches longer, so 8 in total", longest(20.3)),
        ("de", "3 cm größer als besprochen, also 11", longest(11)),
        ("fr", "3 cm de moins que ce que j'ai dit, donc 11", longest(11)),
        ("es", "3 cm menos de lo que dije, o sea 11", longest(11)),
        ("pt", "3 cm a menos do que eu disse, ou seja 11", longest(11)),
        ("en", "can it be 2 cm bigger", None),
        ("de", "bitte 2 cm breiter", None),
        ("fr", "2 cm plus grand svp", None),
        ("es", "2 cm más grande", None),
        ("pt", "2 cm maior", None),
    ],
)
def test_how_much_more_is_not_how_much(language: str, raw: str, expected: Any) -> None:
    assert value(read_size, raw, language, asked="size") == expected


@pytest.mark.parametrize(
    ("language", "raw"),
    [
        ("en", "6 cm. or 9.. ah go 9"),
        ("de", "6 cm. oder 9.. nee nimm 9"),
        ("fr", "6 cm. ou 9.. va pour 9"),
        ("es", "6 cm. o 9.. dale 9"),
        ("pt", "6 cm. ou 9.. vai de 9"),
    ],
)
def test_the_last_number_counts_where_one_goes_for_it(language: str, raw: str) -> None:
    assert value(read_size, raw, language, asked="size") == longest(9)


@pytest.mark.parametrize(
    ("language", "raw"),
    [
        ("en", "this big 🤏"),
        ("en", "yay big"),
        ("de", "so groß"),
        ("fr", "grand comme ça"),
        ("es", "así de grande"),
        ("pt", "deste tamanho"),
    ],
)
def test_what_is_shown_with_the_hands_is_no_size(language: str, raw: str) -> None:
    assert value(read_size, raw, language, asked="size") is None


def test_wee_is_small() -> None:
    assert value(read_size, "a wee anchor on the wrist") == {"class": "small"}
    assert value(read_size, "just a wee question") is None


@pytest.mark.parametrize(
    ("language", "raw", "expected"),
    [
        ("en", "hers is 20cm, mine 8", longest(8)),
        ("en", "the old one is 7cm, the new one should be about 13", longest(13)),
        ("en", "10cm? no wait that's too big, 7", longest(7)),
        ("en", "my wrist is 16cm round so about 5", longest(5)),
        ("en", "that 62 x 180 was for the fridge, not you", None),
        ("en", "smaller than my other one, which is 25", None),
        ("en", "bigger than 10cm", longest(10)),
        ("en", "my forearm is about 25 cm", longest(25)),
        ("de", "ihres ist 20 cm, meins nur 8", longest(8)),
        ("de", "das alte ist 5 cm, das neue soll 12 werden", longest(12)),
        ("de", "die 180 waren für den Schreiner, sorry", None),
        ("de", "Breite vielleicht 9, Höhe 5", wide(9, 5)),
        ("de", "ganz klein, drei Zentimeter mehr nicht", longest(3)),
        ("fr", "le sien fait 25 cm, moi 8", longest(8)),
        ("fr", "l'ancien fait 5 cm, je veux le couvrir avec un oiseau de 12", longest(12)),
        ("fr", "pas aussi grand que l'autre qui fait 25", None),
        ("es", "el viejo tiene 7 cm, el nuevo que quede de unos 13", longest(13)),
        ("es", "que no sea tan grande como el de la pierna, que mide 25", None),
        ("pt", "o antigo tem 5 cm, quero tampar com um orixá, deve dar uns 15", longest(15)),
        ("pt", "menor que o da perna, que tem 25", None),
    ],
)
def test_of_what_a_measure_is(language: str, raw: str, expected: Any) -> None:
    assert value(read_size, raw, language, asked="size") == expected


def test_an_age_beside_a_size_is_none() -> None:
    assert value(read_size, "los dos de 4 cm. ella tiene 19, yo 24", "es") == longest(4)


def test_somebody_elses_sleeve_measures_nothing() -> None:
    assert value(read_size, "my mate has a full sleeve, I just want a 4cm star") == longest(4)
    assert value(read_size, "half sleeve, about 25cm") == {"class": "half_sleeve", "longest_cm": 25}
