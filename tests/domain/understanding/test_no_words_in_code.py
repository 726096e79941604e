"""Words stand with their language, and not in regular expressions: a sixth language would lack them unseen."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tattoobot.domain import understanding
from tattoobot.domain.languages import LANGUAGES
from tattoobot.domain.understanding.text import fold
from tattoobot.domain.understanding.vocabulary import vocabulary

DOMAIN = Path(understanding.__path__[0]).parent
FILES = sorted(DOMAIN.rglob("*.py"))
PATTERN = re.compile(r"\\[bswd]|\(\?|\w\|\w|\)[?*+]|\.[*+]")
"""What only a regular expression has."""
GRAMMAR = re.compile(r"\\|\w\|\w|\.[*+]")
"""The same in a file of rules, whose own signs are brackets, and whose words are names of classes."""
NO_WORDS = re.compile(r"\(\?P<\w+>|\\[a-zA-Z]")
EITHER_CASE = re.compile(r"\[[A-ZÀ-Þ](\w)\]")
SHORTEST = 3
SAME_IN_ALL = {"app", "com", "net", "pin", "pinterest", "eur", "gbp", "usd", "chf", "inch"}
"""Addresses, currencies and units."""
HONEST = {
    "payment_cards.py": {"removed"},  # what stands there instead is ours
    "understanding/intent.py": {"basta", "con"},  # STOP in languages that are not read otherwise
    "understanding/text.py": {  # cuts a message into words, for which the vocabularies are read
        *("mon", "diens", "donners", "frei", "sams", "sonn", "tag", "mittwoch"),
        *("vormittag", "nachmittag", "mittag", "abend", "morgens", "fruh"),
    },
}


def words_in(source: str) -> set[str]:
    """Of some language, in the regular expressions of a file."""
    tree = ast.parse(source)
    sign = GRAMMAR if "understanding.grammar" in source else PATTERN
    skipped = set(_no_patterns(tree))
    known = {word for language in LANGUAGES for word in vocabulary().uses(language)}
    return {
        word
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped
        if sign.search(node.value)
        for word in re.findall(r"[^\W\d_]+", EITHER_CASE.sub(r"\1", NO_WORDS.sub(" ", node.value)))
        if len(word) >= SHORTEST and fold(word) in known
    } - SAME_IN_ALL


def _no_patterns(tree: ast.AST) -> Iterator[int]:
    """Docstrings, and the names of forms that a pattern is put together from."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield id(node.value)
        elif isinstance(node, ast.FormattedValue):
            yield from (id(inner) for inner in ast.walk(node))


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(DOMAIN)))
def test_no_regular_expression_holds_words_of_a_language(file: Path) -> None:
    allowed = HONEST.get(str(file.relative_to(DOMAIN)), set())

    assert words_in(file.read_text("utf-8")) - allowed == set()


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (r'LATER = re.compile(r"\b(?:später|luego)\b")', {"später", "luego"}),
        ("MY = rf\"{choices('my')} (?:old|neue[rs]?)\"", {"old", "neue"}),
        (r'YOU = re.compile(r"\b[Vv]ous\b")', {"vous"}),
        ('"""Who says (?:später|luego)."""', set()),
        (r"""MY = rf'\b{choices("my")} \w+'""", set()),
    ],
)
def test_such_words_are_found(source: str, words: set[str]) -> None:
    assert words_in(source) == words
