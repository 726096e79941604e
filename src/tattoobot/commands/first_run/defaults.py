"""What a studio's answers probably are, from what it has told already: a number says where it is."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import phonenumbers
from babel.core import get_global
from babel.languages import get_territory_language_info

from tattoobot.domain import countries, languages
from tattoobot.domain.zones import zones_of_phone

Given = Mapping[str, str]
"""The answers up to here, by the key of their question."""

USUAL_DEPOSITS = {
    **dict.fromkeys(("GBP", "EUR", "USD", "CHF"), "60.00"),
    **dict.fromkeys(("AUD", "CAD", "NZD"), "100.00"),
    "BRL": "150.00",
    "MXN": "800.00",
}
INCHES = frozenset({"US", "LR", "MM"})


def country(given: Given) -> str:
    try:
        number = phonenumbers.parse(given["number"])
    except phonenumbers.NumberParseException:
        return "GB"
    found = phonenumbers.region_code_for_number(number) or phonenumbers.region_code_for_country_code(
        number.country_code or 0
    )
    return found if found in get_global("territory_currencies") else "GB"


def time_zone(given: Given) -> str | None:
    there = zones_in(given["country"])
    of_number = zones_of_phone(given["number"].removeprefix("+"))
    return next((zone for zone in there if zone in of_number), next(iter(there), None))


def currency(given: Given) -> str | None:
    return countries.currency(given["country"])


def language(given: Given) -> str:
    spoken = get_territory_language_info(given["country"])
    shares = {one: spoken[one]["population_percent"] or 0 for one in languages.LANGUAGES if one in spoken}
    return max(shares, key=lambda one: shares[one], default="en")


def deposit(given: Given) -> str | None:
    return USUAL_DEPOSITS.get(given["currency"])


def unit(given: Given) -> str:
    return "in" if given["country"] in INCHES else "cm"


@cache
def zones_by_country() -> dict[str, tuple[str, ...]]:
    """As the list of time zones has them: the one with most people first, where geography allows."""
    found: dict[str, tuple[str, ...]] = {}
    for line in files("tzdata.zoneinfo").joinpath("zone.tab").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            code, _, zone = line.split("\t")[:3]
            found[code] = (*found.get(code, ()), zone)
    return found


def zones_in(code: str) -> tuple[str, ...]:
    return zones_by_country().get(code, ())
