"""The languages that the bot reads and speaks: the one list of them."""

from typing import NamedTuple


class Language(NamedTuple):
    locale: str
    """The form it has where the studio's country does not speak it."""
    template: str
    """What Meta calls it: the language of a template."""
    checkout: str
    """What Stripe calls it: the language of a payment page."""


LANGUAGES = {
    "en": Language("en_GB", template="en", checkout="en"),
    "es": Language("es_ES", template="es", checkout="es"),
    "pt": Language("pt_BR", template="pt_BR", checkout="pt-BR"),
    "de": Language("de_DE", template="de", checkout="de"),
    "fr": Language("fr_FR", template="fr", checkout="fr"),
}


def known(language: str) -> str:
    """The language itself; `ValueError` where it is none of ours."""
    if language not in LANGUAGES:
        raise ValueError(f"{language} is not spoken here; the languages are {', '.join(LANGUAGES)}")
    return language
