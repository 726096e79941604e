"""Wordings of French-speaking clients, as they are typed on a phone, each as the answer to its question."""

from typing import Any

import pytest

from tests.domain.understanding.understood import amount, days, part, value


@pytest.mark.parametrize(
    ("fact", "raw", "expected"),
    [
        ("style", "des lignes toutes fines", "fine_line"),
        ("style", "style mangas", "anime"),
        ("style", "façon peinture à l'eau", "watercolour"),
        ("style", "tout en petits points", "dotwork"),
        ("style", "black work", "blackwork"),
        ("style", "traits hyper fins", "fine_line"),
        ("style", "dessin au trait", "minimalist"),
        ("style", "linéaire", "minimalist"),
        ("style", "style anime japonais", "anime"),
        ("timing", "2e quinzaine d'avril", days("2026-04-16", "2026-04-30")),
        ("timing", "après la job", days(None, None, part_of_day="evening")),
        ("timing", "l'avant-midi", days(None, None, part_of_day="morning")),
        ("timing", "dans quinze jours", days("2026-03-24", "2026-03-24")),
        ("timing", "dans 15 jours", days("2026-03-24", "2026-03-24")),
        ("timing", "dans les deux prochaines semaines", days("2026-03-10", "2026-03-24")),
        ("timing", "d'ici la fin de l'année", days(None, "2026-12-31")),
        ("timing", "de mai à juillet", days("2026-05-01", "2026-07-31")),
        ("timing", "dans les prochaines semaines", days("2026-03-10", None)),
        ("timing", "dans pas trop longtemps", days("2026-03-10", None)),
        ("timing", "dès qu'il y a une dispo", days("2026-03-10", None)),
        ("timing", "dès que t'as un créneau", days("2026-03-10", None)),
        ("timing", "dès que c'est possible", days("2026-03-10", None)),
        ("timing", "1ere quinzaine d'avril", days("2026-04-01", "2026-04-15")),
        ("budget", "plus de 300 c'est trop", amount(None, 300)),
        ("budget", "une petite centaine", amount(100, 100)),
        ("budget", "illimité", amount(None, None)),
        ("budget", "400 au grand max", amount(None, 400)),
        ("budget", "le prix est pas un souci", amount(None, None)),
        ("cover_up", "c mon 1er", "new"),
        ("cover_up", "le remettre à neuf", "rework"),
        ("cover_up", "raviver les couleurs", "rework"),
        ("cover_up", "pas encore tatouée", "new"),
        ("cover_up", "je suis pas tatoué", "new"),
        ("cover_up", "1ère fois", "new"),
        ("cover_up", "pas de vieux tatouage", "new"),
        ("cover_up", "le rallonger", "rework"),
        ("reference_images", "j'ai ce qu'il faut", "has"),
        ("reference_images", "je vous les envoie", "has"),
        ("reference_images", "comme celui de votre dernier post", "has"),
        ("reference_images", "je dois encore chercher", "later"),
        ("reference_images", "faut que je cherche", "later"),
        ("reference_images", "je ferai un dessin", "later"),
        ("reference_images", "plein", "has"),
        ("reference_images", "je l'ai déjà envoyée", "has"),
        ("placement", "coup de pied", part("foot")),
        ("placement", "cou sur le côté", part("neck")),
        ("size", "3 po", {"longest_cm": 7.6}),
        ("size", "boite d'allumette", {"class": "small", "longest_cm": 5.0}),
        ("size", "2 po", {"longest_cm": 5.1}),
        ("colour", "peu m'importe", "either"),
    ],
)
def test_the_answer_is_read(fact: str, raw: str, expected: Any) -> None:
    assert value(fact, raw, asked=fact, language="fr") == expected
