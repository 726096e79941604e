"""The style sheet of the product's pages says nothing in one language, and nothing about what no page has."""

import re
from pathlib import Path

WEB = Path(__file__).parents[2] / "src" / "tattoobot" / "web"
STYLES = re.sub(r"/\*.*?\*/", "", (WEB / "static/app.css").read_text(), flags=re.DOTALL)


def test_every_class_stands_in_some_page() -> None:
    pages = "".join(file.read_text() for file in [*WEB.rglob("*.html"), *WEB.rglob("*.py")])

    named = set(re.findall(r"\.([a-z][a-z-]+)(?=[\s,:.{>])", STYLES))

    assert named
    assert [name for name in sorted(named) if not re.search(rf"(?<![\w-]){name}(?![\w-])", pages)] == []


def test_what_it_writes_itself_is_a_shape_and_no_word() -> None:
    assert [said for said in re.findall(r'content: "([^"]*)"', STYLES) if re.search(r"\w", said)] == []
