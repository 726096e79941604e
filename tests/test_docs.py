import re
from pathlib import Path

from tattoobot.telemetry.meter import COUNTED, TIMED
from tools.docs import old_pages

ROOT = Path(__file__).parent.parent


def test_generated_pages_say_what_the_code_says() -> None:
    assert old_pages() == []


def test_every_test_that_the_table_of_threats_names_is_there() -> None:
    named = re.findall(r"`([\w/]+\.(?:py|txt))(?:::(\w+))?`", (ROOT / "docs/threats.md").read_text("utf-8"))

    assert len(named) > 100
    assert [(file, test) for file, test in named if not _is_there(ROOT / "tests" / file, test)] == []


def test_operators_find_every_metric_and_every_event_worth_an_alert() -> None:
    page = (ROOT / "docs/operating.md").read_text("utf-8")
    code = "".join(file.read_text("utf-8") for file in (ROOT / "src").rglob("*.py"))
    events = re.findall(r"\b(?:log\.(?:warning|error|exception)|told)\(\s*\"([a-z_]+)\"", code)
    gauges = re.findall(r"\{PREFIX\}([a-z_]+)", code)

    assert len(events) > 20
    assert [one for one in {*events, *gauges} if f"`{one}`" not in page] == []
    assert [one.name for one in (*COUNTED, *TIMED) if f"`{one.name}`" not in page] == []


def _is_there(file: Path, test: str) -> bool:
    return file.exists() and (not test or f"def {test}(" in file.read_text("utf-8"))
