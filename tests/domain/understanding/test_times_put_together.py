"""Times of several pieces, and of pieces that bound, refuse or follow one another, as people who juggle them write."""

import json

import pytest

from tattoobot.domain.understanding.explaining import understand_line
from tests.domain.understanding.understood import days

NOW = "2026-04-10T10:00:00+02:00"
"""A Friday."""


def timing(text: str, language: str, asked: str | None = "timing") -> object:
    line = {"text": text, "asked": asked, "lang": language, "now": NOW}
    return json.loads(understand_line(json.dumps(line)))["slots"].get("timing")


@pytest.mark.parametrize(
    ("language", "text", "first", "last"),
    [
        ("de", "KW 34 oder 35", "2026-08-17", "2026-08-30"),
        ("de", "KW 20 bis 22", "2026-05-11", "2026-05-31"),
        ("de", "zweite Junihälfte", "2026-06-16", "2026-06-30"),
        ("de", "in der ersten Maihälfte", "2026-05-01", "2026-05-15"),
        ("de", "in der letzten Augustwoche", "2026-08-25", "2026-08-31"),
        ("de", "bis Monatsende", None, "2026-04-30"),
        ("de", "zwischen den Jahren", "2026-12-27", "2026-12-31"),
        ("en", "between christmas and new year", "2026-12-27", "2026-12-31"),
        ("fr", "entre noël et nouvel an", "2026-12-27", "2026-12-31"),
        ("es", "entre navidad y año nuevo", "2026-12-27", "2026-12-31"),
        ("pt", "entre o natal e o ano novo", "2026-12-27", "2026-12-31"),
        ("en", "the rest of this week", "2026-04-11", "2026-04-12"),
        ("es", "el resto de este mes", "2026-04-11", "2026-04-30"),
        ("en", "mid/end of June", "2026-06-11", "2026-06-30"),
        ("de", "Anfang/Mitte Juni", "2026-06-01", "2026-06-20"),
        ("es", "la segunda mitad del mes de junio", "2026-06-16", "2026-06-30"),
        ("en", "three weeks from now", "2026-05-01", "2026-05-01"),
        ("en", "this week or next", "2026-04-10", "2026-04-19"),
        ("de", "diese Woche oder nächste", "2026-04-10", "2026-04-19"),
        ("en", "a fortnight today", "2026-04-24", "2026-04-24"),
        ("en", "two weeks tomorrow", "2026-04-25", "2026-04-25"),
        ("en", "this or next week", "2026-04-10", "2026-04-19"),
        ("de", "diese oder nächste Woche", "2026-04-10", "2026-04-19"),
        ("es", "esta o la próxima semana", "2026-04-10", "2026-04-19"),
        ("pt", "nessa ou na próxima semana", "2026-04-10", "2026-04-19"),
        ("pt", "entre o 15 e o 18", "2026-04-15", "2026-04-18"),
        ("es", "entre el 15 y el 18", "2026-04-15", "2026-04-18"),
        ("fr", "le samedi 18 ou dimanche 19", "2026-04-18", "2026-04-19"),
        ("pt", "na semana do dia 20", "2026-04-20", "2026-04-26"),
        ("pt", "pra semana do dia 20", "2026-04-20", "2026-04-26"),
        ("pt", "depois do quinto dia útil", "2026-05-08", None),
        ("en", "after the fifth working day", "2026-05-08", None),
        ("de", "am dritten Werktag", "2026-05-05", "2026-05-05"),
        ("fr", "le troisième jour ouvré", "2026-05-05", "2026-05-05"),
        ("es", "el quinto día hábil", "2026-05-07", "2026-05-07"),
        ("es", "el otro viernes", "2026-04-24", "2026-04-24"),
        ("pt", "na outra sexta", "2026-04-24", "2026-04-24"),
        ("es", "este finde no, el otro", "2026-04-18", "2026-04-19"),
        ("es", "del 16 pa delante", "2026-04-16", None),
        ("en", "not this month next month", "2026-05-01", "2026-05-31"),
        ("fr", "au plus tard le 6 juin", None, "2026-06-06"),
        ("es", "a más tardar el 6 de junio", None, "2026-06-06"),
    ],
)
def test_days(language: str, text: str, first: str | None, last: str | None) -> None:
    assert timing(text, language) == days(first, last)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "anything in September? first half"),
        ("de", "im September, aber nur in der ersten Monatshälfte"),
        ("fr", "en septembre, plutôt la première quinzaine"),
        ("es", "en septiembre, mejor la primera quincena"),
        ("pt", "em setembro, só consigo na primeira quinzena"),
        ("fr", "la première quinzaine de septembre"),
        ("fr", "dans la première moitié de septembre"),
    ],
)
def test_a_half_is_one_of_the_month_that_was_named(language: str, text: str) -> None:
    assert timing(text, language) == days("2026-09-01", "2026-09-15")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I'm around from 11 May for two weeks"),
        ("de", "bin ab dem 11. Mai zwei Wochen da"),
        ("fr", "à partir du 11 mai pour deux semaines"),
        ("es", "desde el 11 de mayo dos semanas"),
        ("pt", "a partir de 11 de maio, duas semanas"),
    ],
)
def test_from_then_on_for_a_while(language: str, text: str) -> None:
    assert timing(text, language) == days("2026-05-11", "2026-05-24")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Thursday 7 May, otherwise not until October"),
        ("de", "Donnerstag 7. Mai, sonst erst wieder im Oktober"),
        ("fr", "jeudi 7 mai, sinon en octobre"),
        ("es", "el jueves 7 de mayo, si no en octubre"),
        ("pt", "quinta 7 de maio, senão só em outubro"),
    ],
)
def test_what_would_do_as_well_gives_way_to_what_is_wanted(language: str, text: str) -> None:
    assert timing(text, language) == days("2026-05-07", "2026-05-07")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I've exams until 12 May"),
        ("en", "until the 12th of May we are away"),
        ("de", "hab Prüfungen bis 12. Mai"),
        ("de", "bis 12. Mai bin ich in Reha"),
        ("fr", "jusqu'au 12 mai je suis en examens"),
        ("es", "tengo exámenes hasta el 12 de mayo"),
        ("pt", "tenho provas até 12 de maio"),
    ],
)
def test_who_is_busy_until_then_comes_after_that(language: str, text: str) -> None:
    assert timing(text, language) == days("2026-05-13", None)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I'm back on 23 August, before that I can't"),
        ("de", "bin ab 23. August wieder da, vorher bin ich weg"),
        ("es", "desde el 23 de agosto, antes de eso no puedo"),
        ("pt", "a partir de 23 de agosto, antes disso não tô cá"),
    ],
)
def test_what_is_said_not_to_be_before_a_day_begins_then(language: str, text: str) -> None:
    assert timing(text, language) == days("2026-08-23", None)


@pytest.mark.parametrize(
    ("language", "text", "first", "last"),
    [
        ("en", "not before payday, which is the 28th", "2026-04-28", None),
        ("pt", "depois das provas, que acabam dia 3 de julho", "2026-07-04", None),
        ("en", "after my exams, which end on 3 July", "2026-07-04", None),
        ("fr", "avant la plage donc en juin", "2026-06-01", "2026-06-30"),
        ("pt", "antes da formatura, de preferência novembro", "2026-11-01", "2026-11-30"),
        ("de", "nach der Feier, nämlich in der letzten Augustwoche", "2026-08-25", "2026-08-31"),
    ],
)
def test_an_occasion_is_bounded_by_its_day_alone(
    language: str, text: str, first: str | None, last: str | None
) -> None:
    assert timing(text, language) == days(first, last)


@pytest.mark.parametrize(
    ("language", "text", "part"),
    [
        ("fr", "mardi, jeudi ou vendredi mais jamais avant 17h30", "evening"),
        ("es", "martes, jueves o viernes pero nunca antes de las 17:30", "evening"),
        ("pt", "terça, quinta ou sexta mas nunca antes das 17h30", "evening"),
        ("en", "tuesday, thursday or friday but never before 5:30pm", "evening"),
        ("de", "Dienstag, Donnerstag oder Freitag, aber nie vor 17:30", "evening"),
        ("es", "martes, jueves y viernes, antes de almuerzo", "morning"),
        ("pt", "terça, quinta ou sexta de tardezinha", "afternoon"),
        ("de", "Zischtig, Donnschtig oder Fritig am Namittag", "afternoon"),
    ],
)
def test_days_and_their_part(language: str, text: str, part: str) -> None:
    assert timing(text, language) == days(None, None, weekdays=["tue", "thu", "fri"], part_of_day=part)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pt", "folgo à quarta e à quinta"),
        ("en", "Best days (closed Sun/Mon): Wed, Thu"),
        ("de", "Wunschtag (Mo+Di geschlossen): Mi od. Do"),
        ("de", "am Mittwuch oder am Donnschtig"),
    ],
)
def test_two_days_are_a_set(language: str, text: str) -> None:
    assert timing(text, language) == days(None, None, weekdays=["wed", "thu"])


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "bloß ned am Mittwoch, do hob i Chor", ["mon", "tue", "thu", "fri", "sat", "sun"]),
        ("de", "nöd am Mittwuch", ["mon", "tue", "thu", "fri", "sat", "sun"]),
    ],
)
def test_the_south_refuses_days_too(language: str, text: str, expected: list[str]) -> None:
    assert timing(text, language) == days(None, None, weekdays=expected)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "mir wurscht wann"),
        ("en", "when something opens up"),
        ("fr", "quand une place se libère"),
        ("es", "cuando se libere un hueco"),
        ("pt", "tem pressa não, quando abrir vaga"),
    ],
)
def test_whenever_a_place_is_free(language: str, text: str) -> None:
    assert timing(text, language) == {"flexible": True}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "my session is on 20 April, can we make it the following Monday?"),
        ("de", "mein Termin ist am 20. April, geht auch der folgende Montag?"),
        ("fr", "mon rdv est le 20 avril, on peut faire le lundi suivant ?"),
        ("es", "mi cita es el 20 de abril, puede ser el lunes siguiente?"),
        ("pt", "meu horário é dia 20 de abril, pode ser na segunda seguinte?"),
    ],
)
def test_the_following_monday_follows_the_day_that_was_named(language: str, text: str) -> None:
    assert timing(text, language, None) == days("2026-04-27", "2026-04-27")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Any chance we could nudge Thursday back a bit?"),
        ("de", "können wir den Donnerstag schieben? der Kleine hat Scharlach"),
    ],
)
def test_a_day_that_is_put_off_is_no_wish(language: str, text: str) -> None:
    assert timing(text, language, None) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "Could we move it to Thursday?"), ("de", "können wir auf den Donnerstag schieben?")],
)
def test_a_day_that_it_is_put_off_to_is_one(language: str, text: str) -> None:
    assert timing(text, language, None) == days("2026-04-16", "2026-04-16")


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "the Saturday before Christmas", "2026-12-19"),
        ("en", "on the Tuesday after Easter Monday", "2027-03-30"),
        ("en", "the thursday after 20 May", "2026-05-21"),
        ("en", "Sunday before the 12th of May", "2026-05-10"),
        ("en", "the Friday before Paddy's Day", "2027-03-12"),
        ("de", "der Samstag vor Weihnachten", "2026-12-19"),
        ("de", "am Mittwoch nach dem 20. Mai", "2026-05-27"),
        ("fr", "le samedi avant Noël", "2026-12-19"),
        ("fr", "le mardi après le 20 mai", "2026-05-26"),
        ("es", "el sábado antes de Navidad", "2026-12-19"),
        ("es", "el martes después del 20 de mayo", "2026-05-26"),
        ("pt", "o sábado antes do Natal", "2026-12-19"),
        ("pt", "a terça depois de 20 de maio", "2026-05-26"),
    ],
)
def test_a_weekday_before_or_after_a_day_is_the_nearest(language: str, text: str, day: str) -> None:
    assert timing(text, language) == days(day, day)


@pytest.mark.parametrize(
    ("language", "text", "weekday"),
    [
        ("en", "Fridays after 20 May", "fri"),
        ("en", "any Friday after 20 May", "fri"),
        ("de", "freitags nach dem 20. Mai", "fri"),
        ("es", "los viernes después del 20 de mayo", "fri"),
    ],
)
def test_a_day_of_every_week_stays_one(language: str, text: str, weekday: str) -> None:
    assert timing(text, language) == days("2026-05-21", None, weekdays=[weekday])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In June I'm over there, 9th to 20th, no other time"),
        ("en", "some day in June, school holidays (9th to 20th)"),
        ("de", "Im Juni bin ich in Köln, vom 9. bis 20., sonst nicht"),
        ("fr", "En juin je serai à Lyon, du 9 au 20"),
        ("es", "En junio estaré en Madrid, del 9 al 20"),
    ],
)
def test_days_are_of_the_month_that_was_named_before(language: str, text: str) -> None:
    assert timing(text, language) == days("2026-06-09", "2026-06-20")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I arrive on 11 May and stay two weeks"),
        ("en", "we come at 11 of May, staying two weeks"),
        ("de", "ich komme am 11. Mai an und bleibe zwei Wochen"),
        ("fr", "nous arrivons le 11 mai et restons deux semaines"),
        ("es", "llegamos el 11 de mayo y nos quedamos dos semanas"),
        ("pt", "chegamos a 11 de maio e ficamos duas semanas"),
    ],
)
def test_who_comes_and_stays_a_while(language: str, text: str) -> None:
    assert timing(text, language, None) == days("2026-05-11", "2026-05-24")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Monday is swimming and Tuesday is choir, otherwise I'm all free"),
        ("de", "Montag ist Sport, Dienstag hab ich Chor, sonst hab ich Zeit"),
        ("fr", "lundi c'est piscine, mardi j'ai chorale, sinon je suis toujours dispo"),
        ("es", "el lunes es natación, el martes tengo coro, por lo demás estoy libre"),
        ("pt", "segunda é natação, terça tenho coro, de resto estou livre"),
    ],
)
def test_what_a_day_is_taken_up_by_leaves_the_others(language: str, text: str) -> None:
    assert timing(text, language) == days(None, None, weekdays=["wed", "thu", "fri", "sat", "sun"])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "from 3 to 12 June but not the weekend"),
        ("en", "between 3 and 12 June, but not at the weekend"),
        ("de", "vom 3. bis 12. Juni, aber nicht am Wochenende"),
        ("fr", "du 3 au 12 juin mais pas le week-end"),
        ("es", "del 3 al 12 de junio pero no el fin de semana"),
    ],
)
def test_days_but_not_the_weekend_in_them(language: str, text: str) -> None:
    weekdays = ["mon", "tue", "wed", "thu", "fri"]

    assert timing(text, language) == days("2026-06-03", "2026-06-12", weekdays=weekdays)


ANY_SATURDAY = {
    "en": "a saturday before christmas",
    "de": "an einem Samstag vor Weihnachten",
    "fr": "un samedi avant noël",
    "es": "un sábado antes de navidad",
    "pt": "um sábado antes do natal",
}


@pytest.mark.parametrize("language", ANY_SATURDAY)
def test_a_saturday_before_it_is_any_of_them(language: str) -> None:
    assert timing(ANY_SATURDAY[language], language) == days(None, "2026-12-24", weekdays=["sat"])


@pytest.mark.parametrize(
    ("language", "text"), [("en", "the saturday before christmas"), ("de", "der Samstag vor Weihnachten")]
)
def test_the_saturday_before_it_is_one_day(language: str, text: str) -> None:
    assert timing(text, language) == days("2026-12-19", "2026-12-19")
