"""How long things stay: the page about privacy, the studio's file, its example and the settings say the same."""

import re
from dataclasses import asdict
from pathlib import Path

import pytest

from tattoobot.domain.keep_rules import KeepRules
from tattoobot.settings import Settings, WrongSettings
from tattoobot.studio_file.load import load

ROOT = Path(__file__).parents[2]
LINE = re.compile(r"^\| [^|]+ \| (\d+) \| `(\w+)` \|$", re.MULTILINE)


def days_of(rules: KeepRules) -> dict[str, int]:
    return {f"{name}_days": time.days for name, time in asdict(rules).items()}


def test_page_about_privacy_names_every_time_with_the_default_that_it_has() -> None:
    settings = {
        name.upper(): field.default
        for name, field in Settings.model_fields.items()
        if re.fullmatch(r"keep_\w+_days", name)
    }

    page = (ROOT / "docs/privacy.md").read_text("utf-8")

    assert {name: int(days) for days, name in LINE.findall(page)} == days_of(KeepRules()) | settings


def test_without_a_word_about_it_and_by_the_example_the_usual_times_hold() -> None:
    assert load(None).keep == load(ROOT / "studio.example.toml").keep == KeepRules()


def test_studio_changes_each_time_in_its_file(tmp_path: Path) -> None:
    file = tmp_path / "studio.toml"
    wanted = {"unfinished_days": 31, "declined_days": 61, "pictures_days": 8, "booked_days": 3650}
    file.write_text("[keep]\n" + "".join(f"{name} = {days}\n" for name, days in wanted.items()))

    assert days_of(load(file).keep) == wanted


@pytest.mark.parametrize("line", ["unfinished_days = 2", "booked_days = 0", "bookd_days = 400"])
def test_time_that_cannot_be_meant_is_named_with_its_line(tmp_path: Path, line: str) -> None:
    file = tmp_path / "studio.toml"
    file.write_text(f"[keep]\n{line}\n")

    with pytest.raises(WrongSettings, match=rf"line 2: keep\.{line.split()[0]}"):
        load(file)
