"""Times that are counted from one named before, and wishes that stand beside an existing appointment."""

import json

import pytest

from tattoobot.domain.understanding.explaining import understand_line
from tests.domain.understanding.understood import days

NOW = "2026-09-29T12:00:00+02:00"
"""A Tuesday."""


def timing(text: str, language: str, asked: str | None = None) -> object:
    line = {"text": text, "asked": asked, "lang": language, "now": NOW}
    return json.loads(understand_line(json.dumps(line)))["slots"].get("timing")


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        (
            "en",
            "My appointment is on Thursday 8 October but I can't make it, could I come the Monday after?",
            "10-12",
        ),
        ("de", "Der 14. Oktober klappt leider nicht. Habt ihr am Freitag danach noch was frei?", "10-16"),
        ("de", "Donnerstag schaffe ich nicht. Ginge auch der Donnerstag drauf?", "10-08"),
        ("fr", "Jeudi je ne peux plus venir, est-ce que le lundi d'après serait possible ?", "10-05"),
        ("pt", "Não consigo ir na sexta, dá para ser na segunda depois?", "10-05"),
        ("en", "I have an appointment on the 15th of October, could I do the Saturday instead?", "10-17"),
        ("en", "In November I could do the 9th, I'd like a rose on my wrist.", "11-09"),
        ("de", "Im November hätte ich am 9. Zeit, ich möchte eine Rose aufs Handgelenk.", "11-09"),
        ("pt", "Em novembro, só consigo no dia 9, quero uma rosa no pulso.", "11-09"),
        (
            "en",
            "My sister got married on 14 March last year. I'd like a rose, are you free on the 9th?",
            "10-09",
        ),
    ],
)
def test_a_day_counted_from_one_that_was_named(language: str, text: str, day: str) -> None:
    assert timing(text, language) == days(f"2026-{day}", f"2026-{day}")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Any chance we shift Thursday to the week after?"),
        ("de", "Können wir den Donnerstag auf die Woche drauf verschieben? Meine Tochter hat Windpocken."),
        ("fr", "On peut décaler jeudi à la semaine d'après ? Mon fils est malade."),
        ("es", "¿Podemos pasar lo del jueves a la semana siguiente? El niño está malo."),
    ],
)
def test_an_appointment_is_moved_to_the_week_after(language: str, text: str) -> None:
    assert timing(text, language) == days("2026-10-05", "2026-10-11")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Harvest keeps me busy until 12 November, so from the 13th whenever you like. I'd love a leaf.",
        ),
        (
            "de",
            "Bis 12. November bin ich ausgebucht, also ab dem 13. jederzeit. Ich hätte gern ein Weinblatt.",
        ),
        ("fr", "Je suis prise jusqu'au 12 novembre, donc à partir du 13. Je voudrais une feuille de vigne."),
        (
            "es",
            "La vendimia me tiene liada hasta el 12 de noviembre, así que a partir del 13. Quiero una parra.",
        ),
        ("pt", "Estou ocupada até 12 de novembro, então a partir do dia 13. Quero uma folha de parreira."),
        ("en", "My exam is on 12 November, so any day after the 12th works. I want an owl on my wrist."),
        ("en", "My son graduates on 12 November and I promised him a condor. After the graduation please."),
        ("de", "Mein Abiball ist am 12. November, ich hätte gern einen Kondor. Bitte erst nach dem Abiball."),
        (
            "es",
            "Mi hijo se gradúa el 12 de noviembre y le prometí un cóndor. Que sea después de la graduación.",
        ),
        ("pt", "Minha formatura é dia 12 de novembro e quero um condor. Tem que ser depois da formatura."),
    ],
)
def test_from_a_day_whose_month_or_event_was_named(language: str, text: str) -> None:
    assert timing(text, language) == days("2026-11-13", None)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We get married on 30 November and would like bees. It should be done before the wedding."),
        ("de", "Am 30. November ist Silberhochzeit, wir möchten Bienen. Es müsste vor dem Fest fertig sein."),
        (
            "fr",
            "On se marie le 30 novembre et on aimerait des abeilles. Il faudrait que ce soit fait avant le mariage.",
        ),
        ("es", "Nos casamos el 30 de noviembre y queremos unas abejas. Tendría que estar antes de la boda."),
        ("pt", "Casamos no dia 30 de novembro e queremos abelhas. Tem de estar feito antes do casamento."),
    ],
)
def test_before_an_event_whose_day_stands_elsewhere(language: str, text: str) -> None:
    assert timing(text, language) == days(None, "2026-11-29")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I'm in London in November, arriving on the 9th and leaving on the 22nd, and want a tattoo."),
        (
            "fr",
            "Je suis à Paris en novembre, j'arrive le 9 et je repars le 22, je voudrais un tatouage dans le dos.",
        ),
        ("es", "Voy a Madrid en noviembre, llego el 9 y me vuelvo el 22, quiero aprovechar para tatuarme."),
        ("pt", "Vou a Lisboa em novembro, chego no dia 9 e regresso no dia 22, e gostava de uma tatuagem."),
    ],
)
def test_a_month_is_said_once_for_both_days(language: str, text: str) -> None:
    assert timing(text, language) == days("2026-11-09", "2026-11-22")


@pytest.mark.parametrize(
    ("language", "text", "day", "part"),
    [
        (
            "en",
            "Make it the 26th of October, arvo if poss, since my mum's minding the baby.",
            "26",
            "afternoon",
        ),
        ("en", "I've got 3pm on the 8th of October, can we do the 10th at the same time?", "10", "afternoon"),
        ("de", "Am 24. Oktober hätte ich Zeit, am liebsten nachmittags.", "24", "afternoon"),
        ("de", "Der 24. passt mir, aber bitte erst am Nachmittag.", "24", "afternoon"),
        ("fr", "Est-ce qu'on peut décaler au samedi 24, plutôt l'après-midi ?", "24", "afternoon"),
        ("pt", "Pode ser no dia 22, mas só à tarde?", "22", "afternoon"),
    ],
)
def test_the_part_of_the_day_is_told_later(language: str, text: str, day: str, part: str) -> None:
    day = f"2026-10-{day}"
    assert timing(text, language) == {**days(day, day), "part_of_day": part}


@pytest.mark.parametrize(
    ("language", "text", "weekdays"),
    [
        ("fr", "Pas le jeudi ni le vendredi, je travaille. Je voudrais un hibou.", "mon tue wed sat sun"),
        ("es", "Ni los lunes ni los martes, por favor. Quiero una rosa.", "wed thu fri sat sun"),
        ("de", "Weder montags noch dienstags, da arbeite ich. Ich möchte eine Rose.", "wed thu fri sat sun"),
        (
            "en",
            "I can't do Mondays nor Tuesdays, I work. I'd like a rose on my ankle.",
            "wed thu fri sat sun",
        ),
        ("es", "Los domingos trabajo, el resto de días me apaño. Quiero un búho.", "mon tue wed thu fri sat"),
        ("en", "I work Saturdays, rest of the week I can manage. I want an owl.", "mon tue wed thu fri sun"),
        (
            "de",
            "Samstags bin ich im Laden, die übrigen Tage kann ich. Ich will eine Eule.",
            "mon tue wed thu fri sun",
        ),
        (
            "fr",
            "Le samedi je bosse, le reste de la semaine je m'arrange. Je veux un hibou.",
            "mon tue wed thu fri sun",
        ),
        (
            "pt",
            "Sábado eu trabalho, o resto da semana tá tranquilo. Quero uma coruja.",
            "mon tue wed thu fri sun",
        ),
    ],
)
def test_days_off_are_told_by_those_that_are_not(language: str, text: str, weekdays: str) -> None:
    assert timing(text, language) == {"from": None, "to": None, "weekdays": weekdays.split()}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pt", "depois das 18h, qualquer dia útil"),
        ("en", "after 6, any weekday"),
        ("de", "nach 18 uhr, an jedem werktag"),
        ("fr", "le soir, n'importe quel jour ouvré"),
    ],
)
def test_any_working_day(language: str, text: str) -> None:
    weekdays = ["mon", "tue", "wed", "thu", "fri"]
    evening = {"from": None, "to": None, "weekdays": weekdays, "part_of_day": "evening"}
    assert timing(text, language, "timing") == evening
