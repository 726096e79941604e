"""Times that are nobody's wish, and what "only" and "otherwise" make of the days of a week."""

from typing import Any

import pytest

from tests.domain.understanding.understood import value


@pytest.mark.parametrize(
    "raw",
    [
        "my kids' names: April, Alfie and June",
        "Tattoo für meine Tochter Mai",
        "los nombres de mis hijos (Abril, Julián y Emilio) en el antebrazo",
        "les prénoms de mes filles, Avril et Juliette, sur le poignet",
        "tatuagem para a minha irmã Abril, no pulso",
    ],
)
def test_a_name_that_is_a_month_is_no_time(raw: str) -> None:
    assert value("timing", raw) is None


@pytest.mark.parametrize(
    "raw",
    [
        "a fox on my wrist please. Kind regards, Tom Sunday",
        "ein Fuchs am Handgelenk. Freundliche Grüsse, Reto Herbst",
        "un renard sur le poignet. Cordialement, Philippe Mercredi",
        "un zorro en la muñeca. Saludos, Rocío Domingo",
        "uma raposa no pulso. Abraço, Telmo Domingos",
    ],
)
def test_a_surname_that_is_a_time_is_none(raw: str) -> None:
    assert value("timing", raw) is None


@pytest.mark.parametrize(
    "raw",
    [
        "a little rose, my daughter was born in June",
        "eine Rose für meinen Enkel, der im Juli geboren ist",
        "une rose pour mon fils né en juin",
        "una rosa para mi hija, nació en junio",
        "uma rosa para a minha filha, nasceu em junho",
        "I've been living here since March, a rose on the wrist",
        "ich wohne seit März hier, eine Rose ans Handgelenk",
        "je vis ici depuis mars, une rose sur le poignet",
        "une rose comme celle du 2 février dernier",
    ],
)
def test_a_birth_and_what_lies_behind_is_no_wish(raw: str) -> None:
    assert value("timing", raw) is None


@pytest.mark.parametrize(
    ("raw", "first", "last"),
    [
        ("my sister June and I would come in May", "2026-05-01", "2026-05-31"),
        ("mes filles Avril et Juliette, plutôt en juin", "2026-06-01", "2026-06-30"),
    ],
)
def test_a_month_beside_such_a_name_is_one(raw: str, first: str, last: str) -> None:
    assert value("timing", raw) == {"from": first, "to": last}


@pytest.mark.parametrize(
    ("raw", "days"),
    [
        ("I can only do Fridays", ["fri"]),
        ("Saturdays only as I'm in Dublin for work Monday to Friday", ["sat"]),
        ("kann nur dienstags", ["tue"]),
        ("nur samstags, ich arbeite Montag bis Freitag", ["sat"]),
        ("só consigo aos sábados", ["sat"]),
        ("choir on Thursdays, otherwise free", ["mon", "tue", "wed", "fri", "sat", "sun"]),
        ("los lunes no puedo, los demás días sí", ["tue", "wed", "thu", "fri", "sat", "sun"]),
        ("jeudi jamais, sinon je suis libre", ["mon", "tue", "wed", "fri", "sat", "sun"]),
        ("weekdays after 3 unless it's a Friday", ["mon", "tue", "wed", "thu"]),
    ],
)
def test_days_that_are_left(raw: str, days: list[str]) -> None:
    timing: dict[str, Any] = value("timing", raw, asked="timing")

    assert timing["weekdays"] == days


@pytest.mark.parametrize(
    ("raw", "asked", "last"),
    [
        ("for my birthday on 10 June", "timing", "2026-06-10"),
        ("for my 40th on 12 June", "timing", "2026-06-12"),
        ("para mi aniversario el 12/9", "timing", "2026-09-12"),
        ("pour l'anniversaire de ma mère le 21 juin", "timing", "2026-06-21"),
        ("bis zur Wiesn (19.9.)", "timing", "2026-09-19"),
    ],
)
def test_an_occasion_bounds_the_wish_by_its_day(raw: str, asked: str, last: str) -> None:
    assert value("timing", raw, asked) == {"from": None, "to": last}


@pytest.mark.parametrize("raw", ["20 by 15", "a rose, I'd say 20 by 15"])
def test_a_pair_of_lengths_is_no_time_of_day(raw: str) -> None:
    assert value("timing", raw) is None
    assert value("size", raw) == {"width_cm": 20.0, "height_cm": 15.0}


@pytest.mark.parametrize("raw", ["nur 1,58", "je fais 1m60", "tenho 1.85"])
def test_how_tall_somebody_is_is_no_size(raw: str) -> None:
    assert value("size", raw, asked="size") is None


@pytest.mark.parametrize("raw", ["l'avant-bras gauche", "sur l'avant-bras gauche"])
def test_a_forearm_in_french_is_no_front(raw: str) -> None:
    assert value("placement", raw, asked="placement") == {"part": "forearm", "side": "left", "aspect": None}


@pytest.mark.parametrize(
    "raw", ["Tenho 49 anos, moro em Joinville e dou aula", "I'm 34, I teach in Leeds", "ich bin 41, Lehrerin"]
)
def test_who_teaches_has_an_age_too(raw: str) -> None:
    assert value("adult", raw) is True


@pytest.mark.parametrize(
    ("language", "raw"),
    [
        ("en", "when do you close on Saturdays?"),
        ("en", "do yous open on a Monday"),
        ("de", "bis wann habt ihr donnerstags offen?"),
        ("de", "macht ihr am Montag auf?"),
        ("fr", "vous ouvrez le dimanche ?"),
        ("es", "¿cierran los domingos?"),
        ("pt", "abrem aos sábados?"),
    ],
)
def test_who_asks_when_the_studio_is_open_wishes_for_no_day(language: str, raw: str) -> None:
    assert value("timing", raw, language=language) is None


@pytest.mark.parametrize("raw", ["I'm open on Mondays", "open Mondays"])
def test_who_is_asked_when_is_open_then(raw: str) -> None:
    assert value("timing", raw, asked="timing") == {"from": None, "to": None, "weekdays": ["mon"]}


@pytest.mark.parametrize(
    ("language", "raw"),
    [
        ("en", "a fox on my calf, I get paid on the 28th"),
        ("en", "payday is the 25th. a fox on my calf"),
        ("de", "am 28. kommt mein Gehalt, Zahltag ist der 28., ein Fuchs auf die Wade"),
        ("fr", "un renard sur le mollet, je suis payée le 28"),
        ("es", "un zorro en la pantorrilla, me pagan el 28"),
        ("pt", "uma raposa na panturrilha, me pagam no dia 28"),
    ],
)
def test_a_day_on_which_somebody_is_paid_is_no_wish(language: str, raw: str) -> None:
    assert value("timing", raw, language=language) is None


def test_after_it_they_may_come() -> None:
    assert value("timing", "after I get paid on the 28th", asked="timing") == {
        "from": "2026-03-29",
        "to": None,
    }


@pytest.mark.parametrize(
    ("language", "raw"),
    [
        ("en", "4 hours do for a mandala on the calf?"),
        ("fr", "4 heures suffisent pour un mandala ?"),
        ("es", "4 horas alcanzan para un mandala?"),
        ("pt", "4 horas bastam para uma mandala?"),
    ],
)
def test_how_long_it_takes_is_no_time_of_day(language: str, raw: str) -> None:
    assert value("timing", raw, language=language) is None


@pytest.mark.parametrize(
    "raw",
    [
        "im märz werd ich 18",
        "en marzo cumplo 18",
        "em março faço 18",
        "In June I turn 50 and want a rose on my wrist",
        "Em junho faço 50 e quero uma rosa no pulso",
        "nací en el 2009, en mayo",
        "17, in drei wochen 18",
        "17, dans trois semaines 18",
    ],
)
def test_when_somebody_is_of_an_age_is_no_wish(raw: str) -> None:
    assert value("timing", raw, asked="adult") is None


@pytest.mark.parametrize(
    "raw",
    [
        "I was with you in spring, now I want to add to it",
        "In July you tattooed my mate. I want a rose on my wrist",
        "Ich war im Herbst da und möchte jetzt was ergänzen",
        "Im Juli habt ihr meinen Kumpel tätowiert. Ich will eine Rose aufs Handgelenk",
        "J'étais venu en automne et je voudrais compléter",
        "En julio tatuasteis a mi colega. Quiero una rosa en la muñeca",
        "Estive aí na primavera e queria acrescentar",
        "I'm in on the 18th at 1, should I eat before?",
        "am 18. bin ich dran, soll ich vorher was essen?",
        "tengo cita el 18 a la una, ¿tengo que comer antes?",
    ],
)
def test_a_visit_past_or_settled_is_no_wish(raw: str) -> None:
    assert value("timing", raw) is None


@pytest.mark.parametrize(
    ("raw", "first", "last"),
    [
        ("I was there and loved it, any room in July?", "2026-07-01", "2026-07-31"),
        ("Ich war schon bei euch, im Juli hätte ich Zeit", "2026-07-01", "2026-07-31"),
        ("Já estive aí e queria em julho", "2026-07-01", "2026-07-31"),
        ("tengo 34 años y puedo en julio", "2026-07-01", "2026-07-31"),
        ("we fly on the 18th, can I come before?", None, "2026-03-17"),
    ],
)
def test_a_wish_beside_a_visit_or_an_age_is_one(raw: str, first: str | None, last: str) -> None:
    assert value("timing", raw) == {"from": first, "to": last}


@pytest.mark.parametrize(
    "raw",
    [
        "whenever, I'm retired. My wife's operation is on the 6th but that's hers",
        "egal wann, bin in Rente. Meine Frau hat am 6. ihre OP, aber das betrifft mich nicht",
        "cuando sea, estoy jubilado. A mi mujer la operan el 6 pero da igual",
        "quando quiserem, estou reformado. A minha mulher é operada dia 6 mas isso é com ela",
    ],
)
def test_beside_a_whenever_a_day_of_kin_bounds_nothing(raw: str) -> None:
    assert value("timing", raw, asked="timing") == {"flexible": True}


@pytest.mark.parametrize(
    "raw",
    [
        "what time do you shut on Thursdays? I finish at Tesco at 8",
        "wann macht ihr samstags zu?",
        "vous fermez à quelle heure le jeudi ?",
        "¿a qué hora cerráis los jueves?",
        "couldn't tell you yet, still waiting on my rota for next month",
        "todavía no sé, el viernes me dan los turnos",
        "perdón, era para el fontanero, él viene el martes",
    ],
)
def test_who_asks_or_cannot_tell_yet_wishes_for_no_day(raw: str) -> None:
    assert value("timing", raw, asked="timing") is None
