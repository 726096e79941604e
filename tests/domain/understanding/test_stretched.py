"""What somebody would give, and what they could be brought to give, are one budget."""

from typing import Any

import pytest

from tattoobot.domain.understanding.budget import read_budget
from tests.domain.understanding.reading_of import value


def ends(raw: str, language: str) -> Any:
    budget = value(read_budget, raw, language, "budget")
    return budget and (budget["min"], budget["max"])


@pytest.mark.parametrize(
    ("raw", "language", "expected"),
    [
        ("two fifty, two seventy five at a push", "en", (250, 275)),
        ("around 300, maybe 350", "en", (300, 350)),
        ("four hundred quid but could go up to five hundred", "en", (400, 500)),
        ("300 really, 350 if i have to", "en", (300, 350)),
        ("250, ggf. 300", "de", (250, 300)),
        ("1000 sind kein Thema, 1200 wär Schmerzgrenze", "de", (1000, 1200)),
        ("500 wären drin, bei 600 ist aber Schicht im Schacht", "de", (500, 600)),
        ("200, wenn's sein muss 240", "de", (200, 240)),
        ("170, deux cents si vraiment tu dois", "fr", (170, 200)),
        ("j'ai 250 de côté, peut-être 300", "fr", (250, 300)),
        ("300, à la limite 350", "fr", (300, 350)),
        ("120, estirando 140", "es", (120, 140)),
        ("100 lucas bien, 150 lucas llorando", "es", (100000, 150000)),
        ("300 mil, pero si toca 350", "es", (300000, 350000)),
        ("200, 250 chorando", "pt", (200, 250)),
        ("550, esticando 600", "pt", (550, 600)),
        ("uns 300, se precisar 350", "pt", (300, 350)),
    ],
)
def test_two_amounts_are_one_budget(raw: str, language: str, expected: tuple[int, int]) -> None:
    assert ends(raw, language) == expected


@pytest.mark.parametrize(
    ("raw", "language", "expected"),
    [
        ("my sister paid 150, i could go up to 200", "en", (None, 200)),
        ("hers was 300. for mine 350 at a push", "en", (None, 350)),
        ("200, 900 at a push", "en", (None, 900)),
        ("meine Schwester hat 150 gezahlt, ich zur Not 200", "de", (None, 200)),
        ("ma soeur a payé 150, moi 200 à la limite", "fr", (None, 200)),
        ("mi hermana pagó 150, yo estirando 200", "es", (None, 200)),
        ("minha irmã pagou 150, eu esticando 200", "pt", (None, 200)),
    ],
)
def test_somebody_else_s_amount_is_no_end_of_it(raw: str, language: str, expected: tuple[Any, int]) -> None:
    assert ends(raw, language) == expected


@pytest.mark.parametrize(
    ("raw", "language", "expected"),
    [
        ("tengo 90 lucas", "es", (90000, 90000)),
        ("trezentão no máximo", "pt", (None, 300)),
        ("300 e picos", "pt", (300, 300)),
        ("de 250 no paso", "es", (None, 250)),
        ("queria gastar de 500 pra baixo", "pt", (None, 500)),
        ("mon top c'est 450", "fr", (None, 450)),
        ("mehr as 200 dörv dat nich kosten", "de", (None, 200)),
        ("$150 is about my limit", "en", (None, 150)),
        ("egal was kostet", "de", (None, None)),
        ("l'argent c'est pas le problème", "fr", (None, None)),
        ("whatever it needs to be", "en", (None, None)),
    ],
)
def test_amounts_and_bounds_as_a_region_says_them(raw: str, language: str, expected: tuple[Any, Any]) -> None:
    assert ends(raw, language) == expected
