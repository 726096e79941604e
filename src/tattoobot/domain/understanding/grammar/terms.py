"""The words for numbers, lengths, money, dates and ages: one file per language, `any.toml` for all of them."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from tattoobot.domain.languages import LANGUAGES
from tattoobot.domain.understanding.grammar.line import Reader, Term, atoms
from tattoobot.domain.understanding.grammar.rule import sign


@cache
def vocabulary(language: str) -> dict[str, Any]:
    return tomllib.loads(
        (files("tattoobot.domain.understanding") / "terms" / f"{language}.toml").read_text("utf-8")
    )


class Readers(dict[str, Reader]):
    """For each language a reader of one section, made when the first client writes in it.

    Clients mix languages, so each reader knows the other languages' terms too, except those that are `shy`
    (they mean something else elsewhere) and those that this language `shadows` (they mean something else here).
    """

    def __init__(self, section: str, same: Mapping[str, str] | None = None) -> None:
        """Each table of the section is a class of words; `same` names tables that are of another one's class."""
        self._section, self._same = section, same or {}

    def __missing__(self, language: str) -> Reader:
        self[language] = Reader(_terms(language, self._section, self._same))
        return self[language]


def _terms(language: str, section: str, same: Mapping[str, str]) -> Iterator[Term]:
    shadows = _cut(vocabulary(language).get("shadows", ()))
    for other in reversed([known for known in LANGUAGES if known != language]):
        hidden = shadows | _cut(vocabulary(other).get("shy", ()))
        yield from (term for term in _entries(other, section, same) if _travels(term.phrase, hidden))
    yield from _entries("any", section, same)
    yield from _entries(language, section, same)


def _entries(language: str, section: str, same: Mapping[str, str]) -> Iterator[Term]:
    tables = vocabulary(language).get(section, {})
    for name, listed in tables.items():
        kind = sign(same.get(name, name))
        by_value = listed.items() if isinstance(listed, dict) else [(None, listed)]
        for value, phrases in by_value:
            for phrase in phrases:
                yield Term(phrase, kind, value)
                if " " in phrase and "'" in phrase:
                    yield Term(phrase.replace("'", ""), kind, value)  # as it is typed in a hurry


def _travels(phrase: str, hidden: frozenset[tuple[str, ...]]) -> bool:
    """Whether a term is read in other languages too. One or two letters mean something everywhere."""
    return len(phrase) > 2 and atoms(phrase) not in hidden


def _cut(phrases: list[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(atoms(phrase) for phrase in phrases)
