"""Wordings of German-speaking clients, as they are typed on a phone, each as the answer to its question."""

from typing import Any

import pytest

from tests.domain.understanding.understood import amount, days, part, value


@pytest.mark.parametrize(
    ("fact", "raw", "expected"),
    [
        ("style", "feinline halt", "fine_line"),
        ("style", "singleneedle", "fine_line"),
        ("style", "aus einer durchgehenden linie", "minimalist"),
        ("style", "simple linien, mehr nicht", "minimalist"),
        ("style", "so zeichentrickmäßig", "new_school"),
        ("style", "aus lauter kleinen pünktchen", "dotwork"),
        ("style", "wie ne bleistiftskizze", "sketch"),
        ("style", "hauchzarte linien", "fine_line"),
        ("style", "strichzeichnung", "minimalist"),
        ("style", "fini linie", "fine_line"),
        ("colour", "schwarz langet", "black_and_grey"),
        ("cover_up", "freii huut", "new"),
        ("timing", "so schnell's geht", days("2026-03-10", None)),
        ("timing", "anf. april", days("2026-04-01", "2026-04-10")),
        ("timing", "mo bis mi", days(None, None, weekdays=["mon", "tue", "wed"])),
        ("timing", "am nami", days(None, None, part_of_day="afternoon")),
        ("timing", "in der 15. kw", days("2026-04-06", "2026-04-12")),
        ("timing", "zw. den jahren", days("2026-12-27", "2026-12-31")),
        ("timing", "bis zum 20.4", days(None, "2026-04-20")),
        ("timing", "am 23sten", days("2026-03-23", "2026-03-23")),
        ("timing", "5.-12.5.", days("2026-05-05", "2026-05-12")),
        ("timing", "irgendwas zwischen dem 10.5 und 20.5", days("2026-05-10", "2026-05-20")),
        ("timing", "wann's euch passt", {"flexible": True}),
        ("timing", "isch mir glich wenn", {"flexible": True}),
        ("timing", "zeitlich bin ich offen", {"flexible": True}),
        ("timing", "nöchscht wuche", days("2026-03-16", "2026-03-22")),
        ("budget", "nen fuffi", amount(50, 50)),
        ("budget", "anderthalbtausend", amount(1500, 1500)),
        ("budget", "eineinhalb tausend euro", amount(1500, 1500, "EUR")),
        ("budget", "kosten sind zweitrangig", amount(None, None)),
        ("budget", "400 is das maximum", amount(None, 400)),
        ("budget", "pi mal daumen 400", amount(400, 400)),
        ("budget", "300 plus minus", amount(300, 300)),
        ("budget", "wenns geht nicht über 250", amount(None, 250)),
        ("budget", "zweieinhalb hundert", amount(250, 250)),
        ("cover_up", "an ein bestehendes dranhängen", "rework"),
        ("cover_up", "bin noch gar nicht tätowiert", "new"),
        ("cover_up", "hab noch kein einziges", "new"),
        ("cover_up", "muss verdeckt werden", "cover_up"),
        ("cover_up", "übertätowieren", "cover_up"),
        ("cover_up", "altes nachschwärzen", "rework"),
        ("cover_up", "farbe nachbessern", "rework"),
        ("reference_images", "hab da was", "has"),
        ("reference_images", "so eins wie in eurem letzten post", "has"),
        ("reference_images", "das aus eurer story", "has"),
        ("reference_images", "ist nur in meinem kopf", "none"),
        ("reference_images", "hob i ned", "none"),
        ("reference_images", "2 stück", "has"),
        ("reference_images", "ich zeichne selber, hab schon was", "has"),
        ("placement", "am re oberarm", {"part": "upper_arm", "side": "right", "aspect": None}),
        ("placement", "fußrist", part("foot")),
        ("placement", "beckenknochen", part("hip")),
        ("placement", "knöchel an den fingern", part("finger")),
        ("placement", "dekoltee", part("chest")),
        ("size", "wie meine hand", {"class": "hand"}),
        ("size", "8 zentis", {"longest_cm": 8.0}),
        ("size", "so groß wie eine ausgestreckte hand", {"class": "hand"}),
        ("size", "5 rappen stück größe", {"class": "tiny", "longest_cm": 2.5}),
    ],
)
def test_the_answer_is_read(fact: str, raw: str, expected: Any) -> None:
    assert value(fact, raw, asked=fact, language="de") == expected
