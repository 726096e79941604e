import re
from pathlib import Path

from tools.docs import old_pages

ROOT = Path(__file__).parent.parent


def test_generated_pages_say_what_the_code_says() -> None:
    assert old_pages() == []


def test_every_test_that_the_table_of_threats_names_is_there() -> None:
    named = re.findall(r"`([\w/]+\.(?:py|txt))(?:::(\w+))?`", (ROOT / "docs/threats.md").read_text("utf-8"))

    assert len(named) > 100
    assert [(file, test) for file, test in named if not _is_there(ROOT / "tests" / file, test)] == []


def _is_there(file: Path, test: str) -> bool:
    return file.exists() and (not test or f"def {test}(" in file.read_text("utf-8"))
