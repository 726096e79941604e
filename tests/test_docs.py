import re
from pathlib import Path

import pytest

from tattoobot.commands.first_run.steps import steps
from tattoobot.telemetry.meter import COUNTED, TIMED
from tools.docs import old_pages

ROOT = Path(__file__).parent.parent


def test_generated_pages_say_what_the_code_says() -> None:
    assert old_pages() == []


@pytest.mark.parametrize(("page", "least"), [("threats.md", 100), ("deposits.md", 20)])
def test_every_test_that_a_table_names_is_there(page: str, least: int) -> None:
    named = re.findall(r"`([\w/]+\.(?:py|txt))(?:::(\w+))?`", (ROOT / "docs" / page).read_text("utf-8"))

    assert len(named) > least
    assert [(file, test) for file, test in named if not _is_there(ROOT / "tests" / file, test)] == []


def test_operators_find_every_metric_and_every_event_worth_an_alert() -> None:
    page = (ROOT / "docs/operating.md").read_text("utf-8")
    code = "".join(file.read_text("utf-8") for file in (ROOT / "src").rglob("*.py"))
    events = re.findall(r"\b(?:log\.(?:warning|error|exception)|told)\(\s*\"([a-z_]+)\"", code)
    gauges = re.findall(r"\{PREFIX\}([a-z_]+)", code)

    assert len(events) > 20
    assert [one for one in {*events, *gauges} if f"`{one}`" not in page] == []
    assert [one.name for one in (*COUNTED, *TIMED) if f"`{one.name}`" not in page] == []


LINK = re.compile(r"(?<!!)!?\[[^\]]*\]\(([^)\s]+)\)")
PAGES = sorted(
    path
    for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "tests").rglob("*.md"))
    if "node_modules" not in path.parts
)


PLACES = [*ROOT.glob("*"), *ROOT.glob("*/*"), *(ROOT / "src").rglob("*"), *(ROOT / "tests").rglob("*")]


def test_every_link_between_pages_leads_somewhere() -> None:
    links = [(page, link) for page in PAGES for link in LINK.findall(page.read_text("utf-8"))]
    inside = [(page, link) for page, link in links if not re.match(r"[a-z]+:", link)]

    assert len(inside) > 30
    assert [(page.name, link) for page, link in inside if not _leads_somewhere(page, link)] == []


def test_every_page_can_be_reached_from_the_first() -> None:
    reached, ahead = set[Path](), [ROOT / "README.md"]
    while ahead:
        page = ahead.pop()
        if page.is_dir():
            ahead += [one for one in page.glob("*.md") if one not in reached]
        elif page.suffix == ".md" and page not in reached:
            reached.add(page)
            links = (link.partition("#")[0] for link in LINK.findall(page.read_text("utf-8")))
            ahead += [(page.parent / link).resolve() for link in links if link and ":" not in link]

    assert [page.name for page in (ROOT / "docs").rglob("*.md") if page not in reached] == []


def test_whoever_looks_for_a_place_finds_what_the_guide_names() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    paths = {path for path in re.findall(r"`([\w./<>-]+)`", guide) if "/" in path or path.endswith(".py")}
    named = re.findall(r"`(\w+)` in `([\w/]+\.(?:py|toml))`", guide)

    assert len(paths) > 100
    assert sorted(path for path in paths if not _found(path)) == []
    assert len(named) > 15
    assert [(name, path) for name, path in named if not _stands_in(name, path)] == []


def test_whoever_begins_finds_every_first_setting_and_command_by_its_name() -> None:
    page = (ROOT / "docs/getting_started.md").read_text("utf-8")
    settings = {name for step in steps("") for name in step.settings if not name.startswith("GOOGLE")}
    commands = {"init", "doctor", "migrate", "templates submit", "serve", "sandbox"}

    assert [name for name in sorted(settings) if name not in page] == []
    assert [name for name in sorted(commands) if f"tattoobot {name}" not in page] == []


def _found(path: str) -> list[Path]:
    """What ends like that: below the source or the tests, or at the top."""
    pattern = re.sub(r"<\w+>", "*", path.strip("/"))
    return [place for place in PLACES if place.match(pattern)]


def _stands_in(name: str, path: str) -> bool:
    return any(re.search(rf"\b{name}\b", place.read_text("utf-8")) for place in _found(path))


def _leads_somewhere(page: Path, link: str) -> bool:
    path, _, heading = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    if not heading or not target.exists():
        return target.exists()
    return heading in {_anchor(line) for line in target.read_text("utf-8").splitlines() if line[:1] == "#"}


def _anchor(line: str) -> str:
    """What GitHub makes of a heading."""
    return re.sub(r"[^\w\- ]", "", line.lstrip("# ").lower()).replace(" ", "-")


def _is_there(file: Path, test: str) -> bool:
    return file.exists() and (not test or f"def {test}(" in file.read_text("utf-8"))


def test_every_row_of_what_can_happen_to_money_names_a_test() -> None:
    _, _, table = (ROOT / "docs/deposits.md").read_text("utf-8").partition("## What can happen to money")
    rows = [line for line in table.splitlines() if line.startswith("| ")][1:]

    assert len(rows) > 20
    assert [row for row in rows if not re.search(r"`[\w/]+\.py::test_\w+`", row.split("|")[3])] == []
