"""Rules in words: what they stand for, and that every name in them is a table of the vocabulary or made by a reader."""

from collections import Counter
from itertools import chain

import pytest

from tattoobot.domain.languages import LANGUAGES
from tattoobot.domain.understanding import reader  # noqa: F401 - makes every rule
from tattoobot.domain.understanding.grammar.line import atoms
from tattoobot.domain.understanding.grammar.rule import SAME, named, place, places, rule, signs
from tattoobot.domain.understanding.grammar.terms import vocabulary

NO_TERMS = {"currencies", "things", "holidays"}
MADE_BY_READERS = {"number", "word", "same", "taken", "date", "year", "other_number", "over", *",.;:-"}


def kinds(names: str) -> str:
    return signs(names)


def test_a_class_stands_for_the_whole_of_a_phrase() -> None:
    found = rule("after day:weekday").search(kinds("word after") + SAME + kinds("weekday word"))
    assert found is not None
    assert found.span() == (1, 4)
    assert place(found, "day") == 3


def test_sets_quantities_and_groups_read_as_in_other_expressions() -> None:
    pattern = rule("[in on]{0,2} (month | weekday unit?) (?! year)")
    assert pattern.fullmatch(kinds("in on month"))
    assert pattern.fullmatch(kinds("weekday unit"))
    assert not pattern.search(kinds("month year"))
    assert rule("[^month year] $").search(kinds("month unit"))


def test_what_stands_before_is_looked_at_and_not_read() -> None:
    found = rule("(?<! [before after]) date").search(kinds("after date , date"))
    assert found is not None
    assert found.start() == 3


def test_a_name_may_be_captured_in_several_places() -> None:
    pattern = rule("between day:date and day:date", "day:date")
    found = pattern.search(kinds("between date and date"))
    assert found is not None
    assert places(found, "day") == [1, 3]
    alone = pattern.search(kinds("date"))
    assert alone is not None
    assert place(alone, "day") == 0
    assert place(alone, "nothing") == -1


def test_what_is_no_rule_is_refused() -> None:
    with pytest.raises(ValueError, match="no rule"):
        rule("date & date")


def test_every_class_that_a_rule_names_exists() -> None:
    tables = {
        name
        for language in (*LANGUAGES, "any")
        for section in vocabulary(language).values()
        if isinstance(section, dict)
        for name in section
    }
    assert named() - tables - MADE_BY_READERS == set()


@pytest.mark.parametrize("language", [*LANGUAGES, "any"])
def test_a_word_stands_once_in_the_tables_of_a_section(language: str) -> None:
    sections = {
        name: tables
        for name, tables in vocabulary(language).items()
        if isinstance(tables, dict) and name not in NO_TERMS
    }
    times = {
        name: Counter(atoms(phrase) for table in tables.values() for phrase in phrases_of(table))
        for name, tables in sections.items()
    }

    assert [(name, word) for name, words in times.items() for word, count in words.items() if count > 1] == []


def phrases_of(table: list[str] | dict[str, list[str]]) -> list[str]:
    return table if isinstance(table, list) else list(chain.from_iterable(table.values()))
