"""Times as people give them who do not look at a calendar."""

import json

import pytest

from tattoobot.domain.understanding.explaining import understand_line

NOW = "2026-04-10T10:00:00+02:00"
"""A Friday."""


def timing(text: str, language: str, asked: str | None = "timing") -> object:
    line = {"text": text, "asked": asked, "lang": language, "now": NOW}
    return json.loads(understand_line(json.dumps(line)))["slots"].get("timing")


@pytest.mark.parametrize(
    ("language", "text", "first", "last"),
    [
        ("fr", "samedi en huit", "2026-04-18", "2026-04-18"),
        ("de", "am Samstag in acht Tagen", "2026-04-18", "2026-04-18"),
        ("de", "heuer noch", "2026-04-10", "2026-12-31"),
        ("en", "free 1st, 2nd, 8th and 9th of may", "2026-05-01", "2026-05-09"),
        ("en", "Saturday 7 november or 14", "2026-11-07", "2026-11-14"),
        ("en", "home from the eighteenth", "2026-04-18", None),
        ("en", "the week of the twentieth of july", "2026-07-20", "2026-07-26"),
        ("en", "before the twenty second of august", None, "2026-08-21"),
        ("en", "my bday is Nov 3 so sometime that week would be great", "2026-11-02", "2026-11-08"),
        ("es", "se puede mover mi cita del 14 al 21?", "2026-04-21", "2026-04-21"),
        ("pt", "depois do dia 15 q cai o pagamento", "2026-04-16", None),
        ("de", "am 2. Advent", "2026-12-06", "2026-12-06"),
        ("pt", "hj", "2026-04-10", "2026-04-10"),
        ("de", "am 3. geht es", "2026-05-03", "2026-05-03"),
        ("de", "vom 3. bis 10. bin ich da", "2026-05-03", "2026-05-10"),
        ("de", "vom 17. bis 22. könnte ich", "2026-04-17", "2026-04-22"),
        ("de", "heute in drei Wochen", "2026-05-01", "2026-05-01"),
        ("es", "en ocho días", "2026-04-17", "2026-04-17"),
        ("es", "mañana o pasado", "2026-04-11", "2026-04-12"),
        ("fr", "demain ou après-demain", "2026-04-11", "2026-04-12"),
        ("pt", "amanhã ou depois", "2026-04-11", "2026-04-12"),
        ("fr", "le 04/07 donc un samedi", "2026-07-04", "2026-07-04"),
        ("fr", "on peut décaler mon rdv du 12 au 19 ?", "2026-04-19", "2026-04-19"),
        ("en", "3 November, that's a Tuesday", "2026-11-03", "2026-11-03"),
        ("pt", "dia 15 de maio, é uma sexta", "2026-05-15", "2026-05-15"),
        ("en", "arriving 29/12 and leaving 3/1", "2026-12-29", "2027-01-03"),
        ("de", "wir kommen am 3. August und fahren am 9. wieder", "2026-08-03", "2026-08-09"),
        ("es", "llego el 3 de agosto y me vuelvo el 9", "2026-08-03", "2026-08-09"),
        ("pt", "chego dia 2/6 e volto dia 16/6", "2026-06-02", "2026-06-16"),
        ("en", "Anything after the 4th of July weekend", "2026-07-06", None),
        ("en", "Preferred dates: 5/20, 5/27 or 6/3", "2026-05-20", "2026-06-03"),
        ("en", "slots post 5th October", "2026-10-06", None),
        ("fr", "avant mes vacances, on part le 5 juillet", None, "2026-07-04"),
        ("es", "antes de mi viaje, salgo el 5 de julio", None, "2026-07-04"),
    ],
)
def test_days(language: str, text: str, first: str | None, last: str | None) -> None:
    assert timing(text, language) == {"from": first, "to": last}


@pytest.mark.parametrize(
    ("language", "text", "first"),
    [
        ("en", "i'm in bali till the 17th so any time after", "2026-04-18"),
        ("en", "away until the 20th, after that whenever", "2026-04-21"),
        ("de", "bin bis 3. Mai auf See, danach jederzeit", "2026-05-04"),
        ("es", "estoy fuera hasta el 20, después cuando quieran", "2026-04-21"),
        ("fr", "je bosse à Nice jusqu'au 30 septembre donc après", "2026-10-01"),
        ("pt", "estou fora até o dia 20, depois disso pode ser", "2026-04-21"),
    ],
)
def test_who_is_away_until_then_comes_after_that(language: str, text: str, first: str) -> None:
    assert timing(text, language) == {"from": first, "to": None}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "mondays not"),
        ("de", "montags nie"),
        ("de", "egal, nur nich montags"),
        ("fr", "le lundi jamais"),
        ("es", "los lunes nunca"),
        ("pt", "às segundas nunca"),
    ],
)
def test_what_stands_behind_a_weekday_refuses_it(language: str, text: str) -> None:
    days = ["tue", "wed", "thu", "fri", "sat", "sun"]

    assert timing(text, language) == {"from": None, "to": None, "weekdays": days}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I work with children so only thursdays"),
        ("en", "no class on thursdays"),
        ("de", "donnerstags keine Vorlesung"),
        ("fr", "pas de cours le jeudi"),
        ("en", "I can only do Thursday"),
        ("de", "ich kann nur Donnerstag"),
        ("es", "solo puedo jueves"),
        ("fr", "je peux seulement jeudi"),
        ("pt", "quinta somente"),
    ],
)
def test_only_a_weekday_is_every_one_of_them(language: str, text: str) -> None:
    assert timing(text, language) == {"from": None, "to": None, "weekdays": ["thu"]}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "what may i eat before? my appointment is on tuesday at 10am"),
        ("de", "Kann ich vorher Ibuprofen nehmen? Mein Termin ist am Dienstag um halb elf"),
        ("fr", "je peux boire un café avant ? mon rdv est mardi à 10h"),
        ("de", "Morgen! Ich hätte gern eine Distel am Unterarm"),
        ("en", "Morning! After a thistle on my forearm"),
    ],
)
def test_an_appointment_there_is_and_a_greeting_are_no_wish(language: str, text: str) -> None:
    assert timing(text, language, asked=None) is None


@pytest.mark.parametrize(
    ("language", "text", "part"),
    [
        ("de", "ab halb sechs", "evening"),
        ("en", "off work at half five", "evening"),
        ("pt", "depois das 18", "evening"),
        ("es", "a partir de las 6 que salgo del trabajo", "evening"),
        ("en", "after 1700", "evening"),
    ],
)
def test_hours(language: str, text: str, part: str) -> None:
    assert timing(text, language) == {"from": None, "to": None, "part_of_day": part}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "a rose on my wrist for ma gran, she's deid since May"),
        ("de", "a Edelweiß am Unterarm für mei Oma de is im Mai gstorbn"),
        ("de", "im Mai is mei Oma gstorbn"),
        ("fr", "une rose au poignet pour ma mère qui est partie au mois de janvier"),
        ("es", "una rosa en la muñeca para mi abuela que se nos fue en mayo"),
        ("pt", "uma rosa no pulso para a minha avó que partiu em maio"),
    ],
)
def test_the_month_of_a_death_is_no_wish_however_it_is_said(language: str, text: str) -> None:
    assert timing(text, language, None) is None
