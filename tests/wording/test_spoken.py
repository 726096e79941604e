"""Values said back as people say them, in every language and for several countries."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tattoobot.domain.languages import LANGUAGES
from tattoobot.domain.lead import Answer, Source
from tattoobot.domain.studio import Studio
from tattoobot.wording import Wording, days, spoken
from tattoobot.wording.agreeing import size_of
from tattoobot.wording.locales import locale_of
from tests.wording.vocabulary import VALUES

LEFT_INNER_FOREARM = {"part": "forearm", "side": "left", "aspect": "inner"}
COUNTRIES = {language: known.locale.split("_")[1] for language, known in LANGUAGES.items()}
NBSP = "\N{NO-BREAK SPACE}"


def said(language: str, key: str, value: Any, **studio: Any) -> str:
    wording = Wording(Studio(**{"country": COUNTRIES[language], **studio}), language, "Robin")
    source = Source.PHOTO if key == "reference_images" else Source.WORDS
    return wording.spoken(key, Answer("", value, source)).replace(NBSP, " ").replace("\u202f", " ")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", VALUES)
def test_every_value_of_the_contract_can_be_said_back(language: str, key: str) -> None:
    for value in VALUES[key]:
        words = said(language, key, value)
        assert words
        assert "{" not in words
        assert words == " ".join(words.split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["placement", "size", "style", "colour", "cover_up", "reference_images"])
def test_different_values_are_said_differently(language: str, key: str) -> None:
    words = [said(language, key, value) for value in VALUES[key]]

    assert sorted(set(words)) == sorted(words)


ANY_BUT_WEDNESDAY = {
    "en": "Any day except Wednesdays",
    "de": "Jeden Tag außer mittwochs",
    "fr": "Tous les jours sauf le mercredi",
    "es": "Cualquier día menos los miércoles",
    "pt": "Qualquer dia menos às quartas",
}


@pytest.mark.parametrize(
    ("language", "key", "value", "words"),
    [
        ("en", "placement", LEFT_INNER_FOREARM, "Left inner forearm"),
        ("en", "placement", {"part": "thigh", "side": "right", "aspect": "back"}, "Back of the right thigh"),
        ("en", "placement", {"part": "wrist", "side": "both", "aspect": None}, "Wrist, both sides"),
        ("es", "placement", LEFT_INNER_FOREARM, "Antebrazo izquierdo (cara interna)"),
        ("es", "placement", {"part": "wrist", "side": "left", "aspect": None}, "Muñeca izquierda"),
        ("es", "placement", {"part": "ribs", "side": "right", "aspect": None}, "Costillas derechas"),
        ("pt", "placement", {"part": "calf", "side": "left", "aspect": None}, "Panturrilha esquerda"),
        ("de", "placement", LEFT_INNER_FOREARM, "Unterarm links innen"),
        ("fr", "placement", {"part": "ankle", "side": "right", "aspect": None}, "Cheville droite"),
        ("fr", "placement", {"part": "wrist", "side": "right", "aspect": None}, "Poignet droit"),
        ("en", "size", {"width_cm": 10.0, "height_cm": 15.5}, "10 × 15.5 cm"),
        ("de", "size", {"longest_cm": 12.5}, "12,5 cm"),
        ("fr", "size", {"class": "small", "longest_cm": 8.5}, "Petit (8,5 cm)"),
        ("en", "budget", {"min": 250, "max": 300, "currency": "GBP"}, "£250–300"),
        ("en", "budget", {"min": 99.5, "max": 99.5, "currency": "GBP"}, "£99.50"),
        ("de", "budget", {"min": 1000, "max": 1500, "currency": "EUR"}, "1.000–1.500 €"),
        ("pt", "budget", {"min": 500, "max": None, "currency": "BRL"}, "A partir de R$ 500"),
        ("fr", "budget", {"min": None, "max": 1200, "currency": "EUR"}, "Jusqu'à 1 200 €"),
        ("es", "budget", {"min": 300, "max": 300, "currency": None}, "300 £"),
        ("en", "location", {"city": "Leeds", "country": "GB"}, "Leeds"),
        ("en", "location", {"city": "Lyon", "country": "FR"}, "Lyon, France"),
        ("de", "location", {"city": None, "country": "AT"}, "Österreich"),
        ("en", "timing", {"from": "2026-03-01", "to": "2026-03-31"}, "March 2026"),
        ("es", "timing", {"from": "2026-03-01", "to": "2026-03-31"}, "Marzo de 2026"),
        ("en", "timing", {"from": "2026-03-14", "to": "2026-03-14"}, "Sat 14 Mar"),
        ("de", "timing", {"from": "2026-03-14", "to": None}, "Ab 14. März"),
        ("fr", "timing", {"weekdays": ["sat", "sun"], "part_of_day": "morning"}, "Le week-end, le matin"),
        (
            "en",
            "timing",
            {"weekdays": ["fri", "mon"], "part_of_day": "evening"},
            "Mondays, Fridays, evenings",
        ),
        ("en", "timing", {"weekdays": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]}, "Flexible"),
        *(
            (language, "timing", {"weekdays": ["mon", "tue", "thu", "fri", "sat", "sun"]}, words)
            for language, words in ANY_BUT_WEDNESDAY.items()
        ),
        (
            "en",
            "timing",
            {"from": "2026-03-01", "to": "2026-03-31", "weekdays": ["tue", "wed", "thu", "fri", "sat"]},
            "March 2026, any day except Mondays and Sundays",
        ),
        ("pt", "adult", True, "18 anos ou mais"),
        ("en", "instagram", "maya.example", "@maya.example"),
        ("en", "style", "japanese", "Japanese"),
    ],
)
def test_values_read_as_people_write_them(language: str, key: str, value: Any, words: str) -> None:
    assert said(language, key, value) == words


@pytest.mark.parametrize(
    ("unit", "longest_cm", "words"),
    [
        ("cm", 10.0, "10 cm"),
        ("cm", 12.7, "5 inches"),
        ("cm", 30.5, "12 inches"),
        ("cm", 2.5, "2.5 cm"),
        ("in", 12.7, "5 inches"),
        ("in", 2.5, "1 inch"),
        ("in", 10.0, "10 cm"),
        ("in", 11.7, "4.5 inches"),
    ],
)
def test_size_is_said_in_the_unit_it_was_given_in(unit: str, longest_cm: float, words: str) -> None:
    assert said("en", "size", {"longest_cm": longest_cm}, unit=unit) == words


@pytest.mark.parametrize(
    ("language", "country", "day", "time", "amount"),
    [
        ("en", "GB", "Saturday 14 March", "15:05", "£1,250"),
        ("en", "US", "Saturday, March 14", "3:05 PM", "£1,250"),
        ("en", "AU", "Saturday, 14 March", "3:05 pm", "£1,250"),
        ("en", "DE", "Saturday 14 March", "15:05", "£1,250"),
        ("es", "ES", "sábado, 14 de marzo", "15:05", "1.250 £"),
        ("es", "MX", "sábado, 14 de marzo", "3:05 p.m.", "£1,250"),
        ("pt", "PT", "sábado, 14 de março", "15:05", "£ 1.250"),
        ("de", "CH", "Samstag, 14. März", "15:05", "£ 1’250"),
        ("fr", "CA", "samedi 14 mars", "15 h 05", "1 250 £"),
        ("fr", "GB", "samedi 14 mars", "15:05", "1 250 £"),
    ],
)
def test_dates_times_and_money_are_the_countrys(
    language: str, country: str, day: str, time: str, amount: str
) -> None:
    locale = locale_of(language, country)
    when = datetime(2026, 3, 14, 15, 5, tzinfo=UTC)

    said = (days.long_day(when, locale), days.clock(when, locale), spoken.money(1250, "GBP", locale))

    plain = tuple(text.replace(NBSP, " ").replace("\u202f", " ") for text in said)
    assert plain == (day, time, amount)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "country", ["GB", "US", "IE", "AU", "ES", "MX", "AR", "CO", "BR", "DE", "AT", "CH", "FR", "BE"]
)
def test_every_country_has_a_form_of_every_date(language: str, country: str) -> None:
    locale = locale_of(language, country)

    assert "14" in days.day(date(2026, 3, 14), locale)
    assert "14" in days.long_day(date(2026, 3, 14), locale)


@pytest.mark.parametrize("source", [Source.WORDS, Source.CHECK])
def test_words_that_were_not_understood_stay_as_they_are(source: Source) -> None:
    wording = Wording(Studio(), "en", "Robin")

    assert (
        wording.spoken("size", Answer("like my gran's teapot lid", None, source))
        == "like my gran's teapot lid"
    )


@pytest.mark.parametrize(
    ("language", "typed", "words"),
    [
        ("en", "left collarbone", "Left chest (collarbone)"),
        ("de", "Schlüsselbein links", "(Schlüsselbein)"),
        ("es", "clavícula izquierda", "(clavícula)"),
        ("fr", "clavicule gauche", "(clavicule)"),
        ("pt", "clavícula esquerda", "(clavícula)"),
    ],
)
def test_place_without_a_value_of_its_own_is_said_with_the_clients_word(
    language: str, typed: str, words: str
) -> None:
    left_chest = {"part": "chest", "side": "left", "aspect": None}
    wording = Wording(Studio(country=COUNTRIES[language]), language, "Robin")

    assert wording.spoken("placement", Answer(typed, left_chest, Source.WORDS)).endswith(words)
    assert "(" not in wording.spoken("placement", Answer("chest", left_chest, Source.WORDS))


@pytest.mark.parametrize(
    ("subject", "size", "said"),
    [
        ("una rosa", "pequeño", "pequeña"),
        ("un lobo", "pequeño", "pequeño"),
        ("une rose", "tout petit", "toute petite"),
        ("un renard", "petit", "petit"),
        ("um lobo", "bem pequena", "bem pequeno"),
        ("uma rosa", "pequena", "pequena"),
        ("a rose", "small", "small"),
        ("eine Rose", "klein", "klein"),
    ],
)
def test_a_size_agrees_with_the_thing(subject: str, size: str, said: str) -> None:
    assert size_of(subject, size) == said
