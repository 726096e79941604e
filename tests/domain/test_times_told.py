"""When a client can come: told in parts, with days that are not possible, or in words that no date is in."""

from dataclasses import replace

import pytest

from tattoobot.domain.lead import Lead, Source
from tattoobot.domain.says import Say
from tattoobot.wording import Wording
from tests.builders import STUDIO, a_brief, a_lead
from tests.domain.talks import Talk, said


def asked_when() -> Lead:
    answers = a_brief("timing", "adult", "instagram")
    return a_lead(answers=answers, current_question="timing", asked={"timing": 1})


def talk(language: str = "en") -> Talk:
    told = Talk(asked_when())
    told.client = replace(told.client, language=language)
    return told


def timing(told: Talk) -> tuple[str, object, Source]:
    assert told.lead is not None
    answer = told.lead.answers["timing"]
    return answer.text, answer.value, answer.source


def wording(told: Talk, language: str = "en") -> str:
    return " ".join(
        Wording(STUDIO, language, "Robin").message(Say(say.phrases)).body for say in told.decisions[-1].says
    )


PARTS = {
    "en": ("saturday", "in the morning"),
    "de": ("Samstag", "vormittags"),
    "fr": ("samedi", "le matin"),
    "es": ("el sábado", "por la mañana"),
    "pt": ("sábado", "de manhã"),
}


@pytest.mark.parametrize("language", PARTS)
def test_a_part_of_the_day_is_added_to_the_day(language: str) -> None:
    told = talk(language)

    for words in PARTS[language]:
        told.hears(words)

    assert timing(told)[1] == {"from": "2026-03-14", "to": "2026-03-14", "part_of_day": "morning"}


SEVERAL = {
    "en": "weekends or Thursday evening",
    "de": "am Wochenende oder Donnerstagabend",
    "fr": "le week-end ou jeudi soir",
    "es": "fines de semana o jueves por la tarde",
    "pt": "fins de semana ou quinta à noite",
}


@pytest.mark.parametrize("language", SEVERAL)
def test_an_evening_of_one_day_is_none_of_the_others(language: str) -> None:
    told = talk(language)

    told.hears(SEVERAL[language])

    words, value, source = timing(told)
    assert (words, source) == (SEVERAL[language], Source.CHECK)
    assert isinstance(value, dict)
    assert value["weekdays"] == ["thu", "sat", "sun"]
    assert SEVERAL[language] in wording(told, language)


OF_ANOTHER_KIND = [
    ("en", "saturdays, or any day after 15 january"),
    ("en", "second week of february or else fridays"),
    ("de", "montags oder dienstags, sonst im Mai"),
    ("fr", "la deuxième semaine de février, sinon les vendredis"),
    ("es", "Yo puedo los sábados, o después del 15 de enero cualquier día"),
    ("pt", "sábado de manhã, mas se não der pode ser domingo"),
]


@pytest.mark.parametrize(("language", "words"), OF_ANOTHER_KIND)
def test_one_wish_or_another_is_kept_as_they_said_it(language: str, words: str) -> None:
    told = talk(language)

    told.hears(words)

    assert timing(told)[::2] == (words, Source.CHECK)
    assert words in wording(told, language)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "friday or saturday"),
        ("en", "in march or april"),
        ("de", "morgen oder Donnerstag"),
        ("fr", "mardi ou jeudi"),
        ("es", "en enero o febrero"),
        ("pt", "quinta ou sexta"),
    ],
)
def test_days_that_one_value_holds_need_no_words(language: str, words: str) -> None:
    told = talk(language)

    told.hears(words)

    assert timing(told)[2] is Source.WORDS


def test_what_comes_on_top_of_weekends_does_not_replace_them() -> None:
    told = talk()
    told.hears("weekends")

    told.hears("or also thursdays")

    assert timing(told)[1] == {"from": None, "to": None, "weekdays": ["thu", "sat", "sun"]}


NOT_THEN = {
    "en": ("any saturday in march, not the 14th", "not the 14th"),
    "de": ("samstags im März, aber nicht am 14.", "nicht am 14."),
    "fr": ("les samedis de mars sauf le 14", "pas le 14"),
    "es": ("los sábados de marzo menos el 14", "no el 14"),
    "pt": ("sábados de março menos dia 14", "não dia 14"),
}


@pytest.mark.parametrize("language", NOT_THEN)
def test_a_day_that_is_not_possible_is_kept_in_their_words(language: str) -> None:
    both, alone = NOT_THEN[language]
    told, later = talk(language), talk(language)

    told.hears(both)
    later.hears(alone)

    assert timing(told)[0] == both
    assert timing(told)[2] is Source.CHECK
    assert timing(later) == (alone, None, Source.CHECK)


def test_a_day_that_is_not_possible_is_added_to_what_is_known() -> None:
    told = talk()
    told.hears("saturdays in march")

    told.hears("not the 14th")

    assert timing(told)[0] == "saturdays in march, not the 14th"
    assert "not the 14th" in wording(told)


HOLIDAYS = {
    "en": "after the holidays",
    "de": "nach den Ferien",
    "fr": "après les vacances",
    "es": "después de las vacaciones",
    "pt": "depois das férias",
}


@pytest.mark.parametrize("language", HOLIDAYS)
def test_after_the_holidays_is_an_answer(language: str) -> None:
    told = talk(language)

    decision = told.hears(HOLIDAYS[language])

    assert timing(told) == (HOLIDAYS[language], None, Source.CHECK)
    assert not any(key.startswith("again.timing") for key in said(decision))
    assert HOLIDAYS[language] in wording(told, language)


CAN_I_COME = {
    "en": "can I come Friday yes or no",
    "de": "kann ich Freitag kommen?",
    "fr": "je peux venir vendredi ?",
    "es": "¿puedo ir el viernes?",
    "pt": "posso ir sexta?",
}


@pytest.mark.parametrize("language", CAN_I_COME)
def test_whether_they_can_come_on_a_day_is_noted_and_answered(language: str) -> None:
    told = talk(language)

    decision = told.hears(CAN_I_COME[language])

    assert "answer.availability" in said(decision)
    assert timing(told)[1] == {"from": "2026-03-13", "to": "2026-03-13"}


FAR = {
    "en": ("9 march", "9 march 2027"),
    "de": ("9. März", "9. März 2027"),
    "fr": ("le 9 mars", "le 9 mars 2027"),
    "es": ("el 9 de marzo", "el 9 de marzo de 2027"),
    "pt": ("dia 9 de março", "dia 9 de março de 2027"),
}


@pytest.mark.parametrize("language", FAR)
def test_a_day_that_is_far_ahead_without_its_year_is_asked_back(language: str) -> None:
    without, with_year = FAR[language]

    assert "far_date" in said(talk(language).hears(without))
    assert "far_date" not in said(talk(language).hears(with_year))
    told = talk(language)
    told.hears(without)
    assert "2027" in wording(told, language)


OVER = {
    "en": "on 3 march 2026",
    "de": "am 3. März 2026",
    "fr": "le 3 mars 2026",
    "es": "el 3 de marzo de 2026",
    "pt": "dia 3 de março de 2026",
}


@pytest.mark.parametrize("language", OVER)
def test_a_day_that_is_over_is_asked_back(language: str) -> None:
    told = talk(language)

    decision = told.hears(OVER[language])

    assert said(decision)[0] == "past_date"
    assert told.lead is not None
    assert told.lead.current_question == "timing"
    assert "timing" not in told.lead.answers


DAYS_OF_IT = {
    "en": ("the week between Christmas and New Year", "28 to 31"),
    "de": ("zwischen Weihnachten und Neujahr", "28. bis 31."),
    "fr": ("entre Noël et le jour de l'an", "du 28 au 31"),
    "es": ("entre Navidad y Año Nuevo", "28 a 31"),
    "pt": ("entre o Natal e o Ano Novo", "28 a 31"),
}


@pytest.mark.parametrize("language", DAYS_OF_IT)
def test_days_said_after_the_weeks_they_are_in_are_of_these_weeks(language: str) -> None:
    answers = a_brief("timing", "location", "adult", "instagram")
    told = Talk(a_lead(answers=answers, current_question="timing", asked={"timing": 1}))
    told.client = replace(told.client, language=language)

    for words in DAYS_OF_IT[language]:
        told.hears(words)

    assert timing(told)[1] == {"from": "2026-12-28", "to": "2026-12-31"}
    assert told.lead is not None
    assert "location" not in told.lead.answers


@pytest.mark.parametrize(
    ("language", "words", "kept"),
    [
        (
            "es",
            "hola oye me urge una rosa con espinas en el antebrazo 10 cm puedo el viernes o sabado en la tarde",
            "puedo el viernes o sabado en la tarde",
        ),
        (
            "en",
            "hi, a fox on my calf, i can do tuesday mornings because i work later",
            "i can do tuesday mornings",
        ),
        ("de", "ein wolf am unterarm, ich kann dienstags vormittags", "ich kann dienstags vormittags"),
        (
            "es",
            "el viernes o el sábado en la tarde, ya van 5 veces q lo digo",
            "el viernes o el sábado en la tarde",
        ),
    ],
)
def test_only_the_words_that_tell_the_time_are_kept_of_it(language: str, words: str, kept: str) -> None:
    told = talk(language)
    told.hears(words)

    assert timing(told)[0] == kept


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "saturday i told you. friday also ok"),
        ("de", "samstag hab ich doch gesagt. freitag geht auch"),
        ("es", "el sábado ya te dije. también puede ser viernes"),
        ("pt", "sabado ja falei kk. tb pode ser sexta"),
    ],
)
def test_that_a_day_was_told_before_takes_nothing_from_it(language: str, words: str) -> None:
    told = talk(language)
    told.hears(words)

    assert timing(told)[1] == {"from": None, "to": None, "weekdays": ["fri", "sat"]}


@pytest.mark.parametrize(
    ("language", "first", "later", "kept"),
    [
        (
            "pt",
            "consigo sexta ou sabado a tarde",
            "nao entendi, anotou tudo errado a data kkk é sexta ou sabado a tarde, antes do dia 20",
            "sexta ou sabado a tarde, antes do dia 20",
        ),
        (
            "es",
            "puedo viernes o sábado por la tarde",
            "no entiendo nada jaja viernes o sábado por la tarde, antes del 20",
            "viernes o sábado por la tarde, antes del 20",
        ),
        (
            "en",
            "I can do friday or saturday afternoon",
            "you got that wrong, and when: friday or saturday afternoon, before the 20th",
            "friday or saturday afternoon, before the 20th",
        ),
        (
            "de",
            "Freitag oder Samstag nachmittags",
            "da steht was Falsches haha Freitag oder Samstag nachmittags, vor dem 20.",
            "Freitag oder Samstag nachmittags, vor dem 20",
        ),
        (
            "fr",
            "vendredi ou samedi après-midi",
            "vous avez mal noté mdr vendredi ou samedi après-midi, avant le 20",
            "vendredi ou samedi après-midi, avant le 20",
        ),
    ],
)
def test_a_time_that_is_told_all_again_is_not_piled_up(
    language: str, first: str, later: str, kept: str
) -> None:
    told = talk(language)
    told.hears(first)

    told.hears(later)

    words, value, _ = timing(told)
    assert words == kept
    assert value == {"from": None, "to": "2026-03-19", "weekdays": ["fri", "sat"], "part_of_day": "afternoon"}


@pytest.mark.parametrize(
    ("language", "text", "kept"),
    [
        (
            "en",
            "a lion, friday or saturday afternoon, budget about 400, no tattoo there",
            "friday or saturday afternoon",
        ),
        (
            "de",
            "ein Löwe, Freitag oder Samstag nachmittags, Budget etwa 400, freie Haut",
            "Freitag oder Samstag nachmittags",
        ),
        (
            "fr",
            "un lion, vendredi ou samedi après-midi, budget 400 environ, peau nue",
            "vendredi ou samedi après-midi",
        ),
        (
            "es",
            "un león, viernes o sábado por la tarde, presupuesto unos 400, piel limpia",
            "viernes o sábado por la tarde",
        ),
        ("pt", "um leão, sexta ou sábado à tarde, orçamento uns 400, pele limpa", "sexta ou sábado à tarde"),
        ("en", "a lion, weekends in April, I'm 24, 300, I'm @ink.example on Instagram", "weekends in April"),
    ],
)
def test_what_stands_behind_a_time_is_none_of_it(language: str, text: str, kept: str) -> None:
    told = talk(language)

    told.hears(text)

    assert timing(told)[0] == kept


@pytest.mark.parametrize(
    "text", ["geht auch der 8. januar statt morgen?", "8 January suits me too", "le 8 janvier me va aussi"]
)
def test_a_far_day_beside_any_day_leaves_any_day(text: str) -> None:
    lead = a_lead(
        answers=a_brief(timing={"flexible": True}), current_question="summary", asked={"summary": 1}
    )
    told = Talk(lead)

    told.hears(text)

    assert told.lead is not None
    assert told.lead.answers["timing"].value == {"flexible": True}
