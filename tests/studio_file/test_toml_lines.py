"""A mistake in the studio's file is named with its line, however the file is written."""

import pytest

from tattoobot.studio_file.toml_lines import line_of

FILE = '''\
name = "Ink"          # [not.a.table]
[deposit]
amount = "60"
by_length = { short = "50", day = "150" }

[wording.en]
hello = """
[this] is = no key
"""
ask.idea = "What?"
"ask.size" = "How big? [cm]"

[[artists]]
key = "robin"
[[artists]]
  key = 'kim'

[[questions]]
key = "pets"
offers = [
    { value = "dog", title = "A dog" },
    { value = "cat", title = "A {cat}" }, { value = "fish" },
]
unless = { cover_up = ["new"] }
[questions.ask]
en = "Any pets?"
'''


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("name", 1),
        ("deposit", 2),
        ("deposit.amount", 3),
        ("deposit.by_length.short", 4),
        ("wording.en.hello", 7),
        ("wording.en.ask.idea", 10),
        ("wording.en.ask.size", 11),
        ("artists.0.key", 14),
        ("artists.1", 15),
        ("artists.1.key", 16),
        ("artists.1.name", 15),
        ("questions.0.offers", 20),
        ("questions.0.offers.0.title", 21),
        ("questions.0.offers.1", 22),
        ("questions.0.offers.2.title", 22),
        ("questions.0.unless.cover_up", 24),
        ("questions.0.ask.en", 26),
        ("prices.hourly", None),
    ],
)
def test_line_of_what_is_named(place: str, line: int | None) -> None:
    assert line_of(FILE, place) == line


@pytest.mark.parametrize("text", ["", "[[", "]]]] = {{{", '"""', "a = [\n{", "é = '\x00'"])
def test_no_file_is_too_strange(text: str) -> None:
    assert line_of(text, "artists.0.name") is None
