from typing import Any

import pytest

from tests.domain.understanding.understood import value


def at(city: str | None, country: str | None) -> dict[str, Any]:
    return {"city": city, "country": country}


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("i'm based in Bristol", at("Bristol", "GB")),
        ("I live in London", at("London", "GB")),
        ("im from brum", at("Birmingham", "GB")),
        ("coming from Galway", at("Galway", "IE")),
        ("visiting from New York", at("New York", "US")),
        ("I'm in LA", at("Los Angeles", "US")),
        ("living in Nice, France", at("Nice", "FR")),
        ("I live near Reading", at("Reading", "GB")),
        ("i'm from Spain", at(None, "ES")),
        ("from Germany but living in Leeds", at("Leeds", "GB")),
        ("Melbourne based", at("Melbourne", "AU")),
        ("rose on the wrist, 5cm, Manchester", at("Manchester", "GB")),
        ("vivo en Sevilla", at("Seville", "ES")),
        ("soy de la CDMX", at("Mexico City", "MX")),
        ("estoy en Barna", at("Barcelona", "ES")),
        ("soy de Buenos Aires", at("Buenos Aires", "AR")),
        ("moro em Sampa", at("São Paulo", "BR")),
        ("sou de BH", at("Belo Horizonte", "BR")),
        ("moro no Rio", at("Rio de Janeiro", "BR")),
        ("ich wohne in München", at("Munich", "DE")),
        ("komme aus Köln", at("Cologne", "DE")),
        ("bin aus Wien", at("Vienna", "AT")),
        ("wohne in der Nähe von Zürich", at("Zurich", "CH")),
        ("j'habite à Lyon", at("Lyon", "FR")),
        ("je suis de Bruxelles", at("Brussels", "BE")),
        ("j'habite à Nice", at("Nice", "FR")),
        ("i live in Oxfrod", at("Oxford", "GB")),
        ("SW9 8JX", at("London", "GB")),
        ("I live in Ottery", at("Ottery", None)),
        ("Valencia, Venezuela, soy de allí", at("Valencia", "VE")),
    ],
)
def test_places_as_clients_write_them(raw: str, expected: Any) -> None:
    assert value("location", raw) == expected


@pytest.mark.parametrize(
    ("raw", "language", "expected"),
    [
        ("nice", None, at("Nice", "FR")),
        ("reading", None, at("Reading", "GB")),
        ("bath", None, at("Bath", "GB")),
        ("nyc", None, at("New York", "US")),
        ("manchster", None, at("Manchester", "GB")),
        ("M20", None, at("Manchester", "GB")),
        ("10999", "de", at("Berlin", "DE")),
        ("75011", "fr", at("Paris", "FR")),
        ("28013", "es", at("Madrid", "ES")),
        ("90001", "en", at("Los Angeles", "US")),
        ("hamburg", "de", at("Hamburg", "DE")),
        ("Chipping Norton", None, at("Chipping Norton", None)),
        ("I'm in Essen", None, at("Essen", "DE")),
    ],
)
def test_a_bare_answer_counts_when_asked(raw: str, language: str | None, expected: Any) -> None:
    assert value("location", raw, "location", language) == expected


@pytest.mark.parametrize(
    "raw",
    [
        "that would be nice",
        "i was reading about it",
        "after a bath",
        "my mobile number",
        "can we split the payment",
        "a phoenix on my back",
        "london skyline on my arm",
        "i'd like an eiffel tower",
        "la quiero en la mano",
        "un león en el hombro",
        "wir essen gerade",
        "une orange sur le poignet",
        "i'm in pain",
        "i'm in a rush",
        "size A5",
        "in july",
        "i'm from a small village",
    ],
)
def test_everyday_words_are_no_cities(raw: str) -> None:
    assert value("location", raw) is None


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("driving in from Waxahachie on Saturday", at("Waxahachie", "US")),
        ("me again, it's Gwyn from Llandeilo", at("Llandeilo", "GB")),
        ("I am from Lagos but doing my masters in Coventry", at("Coventry", "GB")),
        ("Filipina working here in Invercargill", at("Invercargill", "NZ")),
        ("bin unter der Woche in Kiel auf Montage, wohne aber in Plön", at("Plön", "DE")),
        ("je suis à Amboise, mon frère à Tours s'est fait tatouer chez vous", at("Amboise", "FR")),
        ("soy salvadoreña pero tengo veinte años aquí en Houston", at("Houston", "US")),
        ("acá en el DF, por metro Tacubaya, pero nací en Oaxaca", at("Mexico City", "MX")),
        ("minha irmã mora em Curitiba, eu em Joinville", at("Joinville", "BR")),
    ],
)
def test_where_somebody_is_now(raw: str, expected: Any) -> None:
    assert value("location", raw) == expected


@pytest.mark.parametrize(
    "raw",
    [
        "rather not say, my ex lives in Dublin",
        "prefiero no decirlo, mi ex vive en Murcia",
        "prefiro não dizer, meu ex mora em Natal",
    ],
)
def test_who_keeps_a_town_back_tells_none(raw: str) -> None:
    assert value("location", raw, "location") is None


@pytest.mark.parametrize("raw", ["fiz com 18 anos em Porto Seguro"])
def test_where_somebody_was_is_not_where_they_live(raw: str) -> None:
    assert value("location", raw) is None
