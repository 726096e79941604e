"""Which form of a language a country writes: its dates, its money, its spelling."""

from functools import cache

from babel import Locale, localedata

from tattoobot.domain.languages import LANGUAGES

COUNTRIES = {"en": {"GB", "IE", "US", "CA", "AU", "NZ", "ZA"}, "pt": {"BR"}}
"""Countries whose form is used, where not every one that CLDR knows is: English as written in Germany has a decimal
comma, which no client expects; our Portuguese is Brazil's."""


@cache
def locale_of(language: str, country: str) -> str:
    """`en` in the US is `en_US`; `fr` in Mexico is `fr_FR`."""
    local = f"{language}_{country}"
    known = country in COUNTRIES[language] if language in COUNTRIES else localedata.exists(local)
    return local if known else LANGUAGES[language].locale


def language_named(language: str, locale: str) -> str:
    """What a language is called where another is spoken: "Englisch"."""
    return str(Locale.parse(locale, sep="_").languages.get(language, language))
