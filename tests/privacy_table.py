"""The table of docs/privacy.md, as tests read it."""

import re
from pathlib import Path
from typing import NamedTuple

PAGE = Path(__file__).parent.parent / "docs/privacy.md"
ROW = re.compile(r"^\| ([a-z_]+) \| ([a-z0-9_ ]+) \| (.+) \| (goes|emptied|stays|nobody) \|$", re.MULTILINE)


class Row(NamedTuple):
    table: str
    columns: list[str]
    what: str
    when_erased: str


def rows() -> list[Row]:
    return [
        Row(table, columns.split(), what, when)
        for table, columns, what, when in ROW.findall(PAGE.read_text("utf-8"))
    ]
