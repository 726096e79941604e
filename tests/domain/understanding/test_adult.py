from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tattoobot.domain.understanding.adult import read_adult
from tests.domain.understanding.reading_of import NOW, found, value
from tests.domain.understanding.understood import reading


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("I'm 22", True),
        ("hi im jess, 26, from leeds", True),
        ("26F, first tattoo", True),
        ("22yo", True),
        ("over 18", True),
        ("just turned 18", True),
        ("I was born on 2/2/2002", True),
        ("born in 1999", True),
        ("it's for my 30th birthday", True),
        ("oops typo, I'm 28 not 18", True),
        ("i'm 17 and want a rose", False),
        ("seventeen years old", False),
        ("turning 18 next month", False),
        ("I'm 18 on friday", False),
        ("I'll be 18 on March 20th", False),
        ("not 18 yet", False),
        ("I was born 14/03/2009", False),
        ("my daughter is 16 and wants a tattoo", False),
        ("my mum can sign", False),
        ("it's for my 18th birthday", False),
        ("it's my 18th next month", False),
        ("am 16 lol", False),
        ("I'm nearly 18", False),
        ("I'm not 18 yet", False),
        ("haven't turned 18 yet", False),
        ("two months shy of 18", False),
        ("still in year 11", False),
        ("I'm in 10th grade", False),
        ("a friend who is 15 wants a small heart", False),
        ("would you tattoo my 16 year old?", False),
        ("we're both 17", False),
        ("my parents are ok with it", False),
    ],
)
def test_ages_as_clients_state_them(raw: str, expected: bool) -> None:
    assert value(read_adult, raw) is expected


@pytest.mark.parametrize(
    ("raw", "language", "expected"),
    [
        ("tengo 22 años", "es", True),
        ("cumplo 18 en mayo", "es", False),
        ("soy mayor de edad", "es", True),
        ("tenho 17 anos", "pt", False),
        ("minha filha de 16 anos quer fazer uma", "pt", False),
        ("ich bin volljährig", "de", True),
        ("ich werde im Juli 18", "de", False),
        ("Jahrgang 2001", "de", True),
        ("j'ai 22 ans", "fr", True),
        ("j'aurai 18 ans en juin", "fr", False),
        ("j'ai dix-sept ans", "fr", False),
        ("il me manque 2 mois pour avoir 18 ans", "fr", False),
        ("bin in der 11. Klasse", "de", False),
        ("bin gestern 18 geworden", "de", True),
        ("una amiga de 16 quiere tatuarse", "es", False),
        ("a gente tem 17 anos", "pt", False),
    ],
)
def test_ages_are_read_in_other_languages(raw: str, language: str, expected: bool) -> None:
    assert value(read_adult, raw, language) is expected


@pytest.mark.parametrize(
    "raw",
    [
        "17 cm",
        "17 roses",
        "tattoo of the number 17",
        "I've wanted it since I was 17",
        "I was 17 when I got my first",
        "my mum is 50",
        "portrait of my son, he's 5",
        "a drawing by my 3 year old",
        "do you have to be 18?",
        "I'm 10 minutes away",
        "I'm 20 weeks pregnant",
        "I'm 5'6",
        "I'm 100% sure",
        "at least 20cm",
        "ten years or so",
        "the piece is about 15 years old and faded",
        "a minor tweak to the design",
        "guardian angel on my shoulder",
        "I'm a primary school teacher",
        "my daughter is 16 and I would love her name on my arm",
        "a memorial for my nan, born 1932",
        "my brother died at 17",
    ],
)
def test_what_is_no_age_of_the_client(raw: str) -> None:
    assert value(read_adult, raw) is None


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("yes", True),
        ("yep 22", True),
        ("👍", True),
        ("well over unfortunately", True),
        ("1989", True),
        ("no", False),
        ("nearly, 17", False),
        ("18 in october", False),
        ("yes, 17", False),
        ("3", None),
        ("not for another 3 months", False),
        ("in June", None),
        ("she's 17", False),
        ("I am", True),
        ("yes for ten years or so", True),
    ],
)
def test_the_answer_to_are_you_of_age(raw: str, expected: Any) -> None:
    assert value(read_adult, raw, asked="adult") is expected


@pytest.mark.parametrize(
    ("raw", "language"),
    [
        ("weekends in april", "en"),
        ("sat or sun, april", "en"),
        ("in april", "en"),
        ("oh and it should be before june", "en"),
        ("next month", "en"),
        ("not until june", "en"),
        ("am Wochenende im April", "de"),
        ("los fines de semana de abril", "es"),
        ("em abril", "pt"),
        ("les week-ends en avril", "fr"),
        ("it's my 1st", "en"),
        ("he's 9", "en"),
        ("no colour please, I burn easily", "en"),
        ("no idea when, to be honest", "en"),
        ("no sé", "es"),
        ("no, just the left wrist", "en"),
        ("15 x 10", "en"),
        ("the old one is from 2012", "en"),
        ("off to the coast on the 8th", "en"),
    ],
)
def test_what_is_said_beside_the_question_is_no_age(raw: str, language: str) -> None:
    assert found(read_adult, raw, language, asked="adult") is None


@pytest.mark.parametrize(
    ("raw", "language"),
    [
        ("17", "en"),
        ("nope, i'm 16", "en"),
        ("no", "en"),
        ("no sorry, not yet", "en"),
        ("17 but my mum will sign", "en"),
        ("no but my dad comes with me and signs", "en"),
        ("18 in october", "en"),
        ("14/03/2009", "en"),
        ("I was born 14/03/2009", "en"),
        ("i'm underage", "en"),
        ("hey im 16 and want a butterfly, mum says its ok", "en"),
        ("bin 17", "de"),
        ("bin am 3.4.2009 geboren", "de"),
        ("ich werde im Juli 18", "de"),
        ("tengo 16", "es"),
        ("tenho 16", "pt"),
        ("j'ai 16 ans", "fr"),
    ],
)
def test_who_says_of_themself_to_be_under_age_is(raw: str, language: str) -> None:
    fact = found(read_adult, raw, language, asked="adult")

    assert fact is not None
    assert (fact.value, fact.readings) == (False, ())


@pytest.mark.parametrize(
    ("raw", "language"),
    [
        ("my daughter is 12", "en"),
        ("she's 17", "en"),
        ("it's for my daughter, she's 16 and wants a star, I'm 43", "en"),
        ("yes, but my niece of 17 gets it", "en"),
        ("can you copy a drawing he did aged 4", "en"),
        ("mein Sohn ist 15", "de"),
        ("minha irmã tem 16", "pt"),
        ("ma fille a 16 ans", "fr"),
        ("my mum can sign", "en"),
        ("it's for my 18th birthday", "en"),
    ],
)
def test_an_age_that_may_be_somebody_elses_ends_nothing(raw: str, language: str) -> None:
    fact = found(read_adult, raw, language, asked="adult")

    assert fact is None or fact.readings == (False, True)


@pytest.mark.parametrize(
    ("raw", "language"),
    [
        ("yep 27", "en"),
        ("sorry I meant 27", "en"),
        ("I am 61. My grandson Max (aged 4) is my world", "en"),
        ("mein Sohn ist 15, ich selbst bin 41", "de"),
        ("mon fils a 15 ans, moi 41", "fr"),
        ("mi hijo tiene 15 y yo 41", "es"),
    ],
)
def test_the_clients_own_age_counts_before_anybody_elses(raw: str, language: str) -> None:
    fact = found(read_adult, raw, language, asked="adult")

    assert fact is not None
    assert fact.value is True
    assert fact.years is not None


def test_a_year_that_leaves_it_open_is_asked_about() -> None:
    fact = found(read_adult, "I was born in 2008")

    assert fact is not None
    assert fact.value is False
    assert fact.readings == (False, True)


@pytest.mark.parametrize(
    ("raw", "asked", "expected"),
    [
        ("I'm 19", None, False),
        ("I'm 22", None, True),
        ("I turn 21 in May", None, False),
        ("over 18", None, None),
        ("I'm an adult", None, None),
        ("yes", "adult", True),
    ],
)
def test_a_studio_may_ask_for_more_years(raw: str, asked: str | None, expected: bool | None) -> None:
    assert value(read_adult, raw, asked=asked, minimum_age=21) is expected


def test_a_studio_may_ask_for_fewer() -> None:
    assert value(read_adult, "I'm 17", minimum_age=16) is True


@given(st.integers(0, 40_000))
def test_a_date_of_birth_is_measured_against_the_clock(days: int) -> None:
    born = (NOW - timedelta(days=days)).date()
    eighteen = born.replace(year=born.year + 18, day=min(born.day, 28) if born.month == 2 else born.day)

    assert value(read_adult, f"I was born on {born.day}/{born.month}/{born.year}") is (eighteen <= NOW.date())


@pytest.mark.parametrize("asked", [None, "adult", "timing"])
@pytest.mark.parametrize(
    "raw",
    [
        "ill be 18 that day so legal",
        "I turn 18 that week so it's legal",
        "Meine Tochter wird am 3. Mai 18 und wünscht sich ein Tattoo, ich selbst bin 49",
        "mi hija cumple 18 el 3 de mayo, yo tengo 49",
        "ma fille aura 18 ans le 3 mai, moi j'ai 49 ans",
        "minha filha faz 18 dia 3 de maio, eu tenho 49",
        "cumplo 18 ese día",
    ],
)
def test_who_comes_of_age_on_a_day_to_come_is_asked(raw: str, asked: str | None) -> None:
    ages = [fact for fact in reading(raw, asked, None).found if fact.key == "adult"]

    assert [fact.readings for fact in ages] == [(False, True)]


@pytest.mark.parametrize(
    "raw", ["it will be 18 cm", "my wife turns 30 in May, I'm 32", "I turned 18 last year"]
)
def test_nobody_comes_of_age_by_other_numbers(raw: str) -> None:
    ages = [fact for fact in reading(raw, None, None).found if fact.key == "adult"]

    assert all(fact.value is True for fact in ages)


@pytest.mark.parametrize("asked", [None, "idea", "placement", "style", "adult"])
@pytest.mark.parametrize(
    ("language", "raw"),
    [
        ("en", "a fine line wildflower thing, over 18 yeah"),
        ("en", "on my calf and over 21 yes"),
        ("de", "ein Wolf, über 18 ja"),
        ("fr", "un loup, plus de 18 ans oui"),
        ("es", "un lobo, mayor de 18 sí"),
        ("pt", "um lobo, maior de 18 sim"),
    ],
)
def test_over_eighteen_and_a_yes_is_of_age_whatever_was_asked(
    language: str, raw: str, asked: str | None
) -> None:
    assert found(read_adult, raw, language, asked) is not None


@pytest.mark.parametrize(
    ("raw", "language", "expected"),
    [
        ("03/09/2008, and before you ask yes thats september", "en", False),
        ("3.9.1988, und ja, das ist wirklich der september", "de", True),
        ("le permis ça suffit ? né le 30/11/2008", "fr", False),
        ("serve o RG? nasci a 30/11/1998", "pt", True),
        ("my passport says 1989", "en", True),
        ("my passport says 2009", "en", False),
        ("laut Perso 1989", "de", True),
        ("según el carnet, 1990", "es", True),
        ("'87 vintage, same as the year on your sign", "en", True),
        ("did my military service in '94", "en", True),
        ("war 94 beim Bund", "de", True),
        ("hice la mili en el 94", "es", True),
        ("18 last week", "en", True),
        ("18 seit letzter Woche", "de", True),
        ("18 next week", "en", False),
        ("18 this summer", "en", False),
        ("nächste Woche 18", "de", False),
        ("18 ans le mois prochain", "fr", False),
        ("18 la próxima semana", "es", False),
        ("18, can I come next week?", "en", True),
        ("18 and next week works", "en", True),
        ("I weigh 94 kg", "en", None),
        ("my mum had me in '94", "en", None),
        ("is the shop there since 1994?", "en", None),
    ],
)
def test_births_and_years_as_the_answer(raw: str, language: str, expected: bool | None) -> None:
    assert value(read_adult, raw, language, asked="adult") is expected


@pytest.mark.parametrize(
    ("raw", "language", "expected"),
    [
        ("I go by @bob77 on there. 77 is the year i was born", "en", True),
        ("77 c'est mon année de naissance", "fr", True),
        ("1989 is the year my mum was born", "en", None),
        ("I'm 22, I was born in London and want a rose", "en", True),
        ("ich will mit meinen achtundsechzig auch eins", "de", True),
        ("com os meus 62 já não tenho vergonha", "pt", True),
        ("con mis 17 años ya puedo?", "es", False),
        ("mit meinen 68 Kilo", "de", None),
        ("g 17 ans", "fr", False),
        ("ella tiene 44, yo 41", "es", True),
        ("tengo veinte años viviendo en Houston", "es", None),
        ("not another tribal like off my 18th", "en", None),
        ("c'est possible de venir avec ma mère ? elle a 82 ans et elle veut surveiller", "fr", None),
        ("puede venir mi madre? tiene 82 y quiere mirar", "es", None),
        ("es para mi madre, tiene 82 y quiere una rosa", "es", True),
        ("I'm 18 next week and want a rose", "en", False),
        ("nächste Woche werd ich 18", "de", False),
        ("tengo 18 la semana que viene", "es", False),
    ],
)
def test_ages_told_in_passing(raw: str, language: str, expected: bool | None) -> None:
    assert value(read_adult, raw, language) is expected


@pytest.mark.parametrize(
    ("raw", "language", "expected"),
    [
        ("18 last week. my mate thats coming w me is only 17 tho, can she watch?", "en", True),
        ("Yo? 31. Mi acompañante 16 pero ella solo mira", "es", True),
        ("sou sim!! quem é de menor é a que vai comigo", "pt", True),
        ("18 seit letzter Woche. die Freundin die mitkommt ist erst 17", "de", True),
        ("ma pote qui m'accompagne a que 17", "fr", None),
        ("my mate coming with me is 17 and wants one too", "en", None),
        ("g 19 ans, ma cousine de 17 a été refusée", "fr", True),
        ("my daughter of 15 wants one too but she'll wait", "en", None),
        ("my daughter of 15 wants one too", "en", False),
        ("I am, 17", "en", False),
    ],
)
def test_who_only_comes_along_is_not_asked_after(raw: str, language: str, expected: bool | None) -> None:
    assert value(read_adult, raw, language, asked="adult") is expected
