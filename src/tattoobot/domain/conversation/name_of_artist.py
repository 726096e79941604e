"""The artist's name in a client's words: "is Robin good with fine line?" shows no bird."""

import re
from collections.abc import Sequence
from functools import cache

from tattoobot.domain.languages import LANGUAGES
from tattoobot.domain.studio import UNNAMED, ArtistProfile
from tattoobot.domain.understanding.text import fold
from tattoobot.domain.understanding.vocabulary import load
from tattoobot.domain.understanding.vocabulary.forms import BEGINS, ENDS, choices
from tattoobot.domain.understanding.vocabulary.lists import alternatives

GREETS = f"(?:{alternatives('greets')})"


LEADS = rf"(?:(?:^|[.,;:!?\n])\W*(?:\w+\W+)?|{BEGINS}(?:{alternatives('leading')})\s)"
""" "And", "if": what leads from where a clause begins to a name that does something."""


def without_name_of_artist(text: str, artists: Sequence[ArtistProfile]) -> str:
    """As long as the text: the name is blank where they are greeted or turned to, "she" where they are spoken of."""
    names = tuple(artist.name for artist in artists if artist.name.strip() and artist.name != UNNAMED)
    folded = fold(text)
    if not any(called in folded for called in _called(names)):
        return text
    for said, stands_for_it in _said(names):
        for found in said.finditer(fold(text)):
            start, end = found.span("name")
            text = text[:start] + stands_for_it.ljust(end - start)[: end - start] + text[end:]
    return text


@cache
def _called(names: tuple[str, ...]) -> list[str]:
    """By the whole name, or by its first word."""
    called = sorted({*names, *(name.split()[0] for name in names)}, key=len, reverse=True)
    return [fold(one) for one in called]


@cache
def _said(names: tuple[str, ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    name = "|".join(map(re.escape, _called(names)))
    named = rf"{BEGINS}(?P<name>{name}){ENDS}"
    turned_to = rf"{BEGINS}{choices('turns_to_the_artist')} {named}"
    who = rf"{BEGINS}(?P<name>(?:{name}),? {choices('who_the_artist_is')}){ENDS}"
    greeted = re.compile(rf"^\W*{fold(GREETS)}\s+(?P<name>{name})(?=\s*(?:[^\w\s']|$))", re.MULTILINE)
    told = [(greeted, ""), (re.compile(turned_to), ""), (re.compile(who), "")]
    for language in LANGUAGES:
        before, behind, she = (
            "|".join(load(language)["forms"][one].splitlines())
            for one in ("before_the_artist", "behind_the_artist", "the_artist")
        )
        told.append((re.compile(rf"{BEGINS}(?:{before}) {named}"), she))
        told.append((re.compile(rf"{LEADS}{named}(?= ?(?:{behind}){ENDS})"), she))
    return tuple(told)
